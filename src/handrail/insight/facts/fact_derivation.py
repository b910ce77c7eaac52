"""From a case's history to its facts: pure, so that each rule can be tried by hand.

What only the calendar brings (no answer for two weeks, a need unmet for three months) is a fact of the day on which it
became true, and is not taken back when the answer comes later.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import Final

from handrail.insight.facts.case_fact import NO_WAIT, NOT_KNOWN, CaseFact, get_wait_band_code
from handrail.insight.facts.case_history import CaseHistory, ConsentQuestionAnswer, UncorrectedCaseEvent
from handrail.insight.facts.conference_facts import derive_conference_facts
from handrail.insight.facts.criminal_case_facts import derive_criminal_case_facts
from handrail.insight.facts.dated_fact import DatedFact, count_days
from handrail.insight.facts.looked_back_facts import (
    count_nights_by_month,
    derive_facts_that_may_lie_after_today,
)
from handrail.insight.facts.take_up import compute_take_up_of_case

UNANSWERED_DAYS: Final = 14
UNMET_DAYS: Final = 90
"""Ours; no law sets them. The definition of the measure says so."""

EVENTS_AS_THEY_ARE: Final = {
    "duty_to_notify_sent": "duty_to_notify",
    "place_of_safety_entered": "safe_place",
    "national_support_started": "national_support",
    "local_support_started": "local_support",
    "went_missing": "missing",
    "found": "found_again",
    "crime_recorded": "crime_recorded",
    "not_investigated": "not_investigated",
    "charged": "charged",
    "convicted": "convicted",
    "liaison_named": "liaison_named",
    "nrm_withdrawn": "left_nrm",
    "conference_consent_given": "conference_agreed",
    "reconsideration_requested": "reconsideration",
    "victim_informed": "told_by_police",
}
"""Events that are a fact each, with the days since the person was identified."""
CONSENT_KINDS: Final = {
    "nrm": "nrm_answer",
    "local_support": "local_support_answer",
    "national_support": "national_support_answer",
    "sharing": "sharing_answer",
}
AT_EIGHTEEN: Final = {"stay_consent_given": "yes", "stay_consent_declined": "no"}
"""Whether somebody who turns 18 stays in the NRM (Modern Slavery Act 2015: statutory guidance)."""
POUND_BANDS: Final = ((50, "pounds_50"), (100, "pounds_100"), (250, "pounds_250"))
MORE_POUNDS: Final = "pounds_more"
NIGHT_BANDS: Final = ((1, "nights_1"), (7, "nights_7"), (14, "nights_14"), (31, "nights_31"))
"""The greatest number of each band, and its code."""


def derive_case_facts(history: CaseHistory, today: datetime.date) -> list[CaseFact]:
    """All facts of one case up to a day.

    Args:
        history: the case.
        today: nothing after it is a fact yet.

    Returns:
        In the order in which they happened; those of one day in a fixed order.
    """
    sources = (
        *(
            _derive_from_pathway,
            _derive_from_support,
            _derive_facts_from_consents_and_reasons,
            _derive_housing_night_facts,
        ),
        *(
            derive_facts_that_may_lie_after_today,
            _derive_take_up,
            derive_criminal_case_facts,
            derive_conference_facts,
        ),
    )
    dated = [fact for derive in sources for fact in derive(history, today) if fact.on <= today]
    return [
        CaseFact(
            pseudonym=history.pseudonym,
            kind=fact.kind,
            nth=nth,
            month=f"{fact.on:%Y-%m}",
            wait=fact.wait,
            area=history.area,
            phase=fact.phase,
            age=history.age,
            gender=history.gender,
            funds=history.funds,
            language=history.language,
            exploitation=history.exploitation,
            sector=history.sector,
            region=history.region,
            referrer=history.referrer,
            district=history.district,
            contact=history.contact,
            heard=history.heard,
            waited=get_wait_band_code(fact.wait),
            need=fact.need,
            answer=fact.answer,
            reason=fact.reason,
        )
        for nth, fact in enumerate(sorted(dated, key=lambda fact: (fact.on, fact)))
    ]


def _derive_from_pathway(history: CaseHistory, today: datetime.date) -> Iterator[DatedFact]:
    identified = history.get_identified_on()
    yield DatedFact("identified", identified, phase="before")
    for event in history.events:
        if kind := EVENTS_AS_THEY_ARE.get(event.code):
            yield DatedFact(kind, event.on, count_days(identified, event.on), event.phase)
        if event.code == "conference_held":
            wait = _count_days_since_conference_consent(event, history.events, identified)
            yield DatedFact("conference_held", event.on, wait, event.phase)
        if answer := AT_EIGHTEEN.get(event.code):
            yield DatedFact("stay_answer", event.on, phase=event.phase, answer=answer)
    yield from _derive_referrals_and_decisions(history, identified)
    if history.closed_on:
        yield DatedFact("closed", history.closed_on, reason=history.closed_because)


def _count_days_since_conference_consent(
    held: UncorrectedCaseEvent, events: Iterable[UncorrectedCaseEvent], identified: datetime.date
) -> int:
    """Days from the later of identified and the newest agreement before it (`sasc_conference` of clocks.csv)."""
    agreed = [one.on for one in events if one.code == "conference_consent_given" and one.on <= held.on]
    return count_days(max([identified, *agreed]), held.on)


def _derive_referrals_and_decisions(history: CaseHistory, identified: datetime.date) -> Iterator[DatedFact]:
    referred = sorted((each for each in history.events if each.code == "nrm_referred"), key=lambda e: e.on)
    for place, event in enumerate(referred):
        yield DatedFact("referred", event.on, count_days(identified, event.on), event.phase)
        if place:
            yield DatedFact("returned", event.on, count_days(referred[place - 1].on, event.on), event.phase)
    for event in history.events:
        step, _, answer = event.code.partition("_")
        if step in ("rg", "cg") and answer in ("positive", "negative"):
            wait = _count_days_since_referral(event, referred)
            yield DatedFact(f"{step}_decided", event.on, wait, event.phase, answer=answer)


def _derive_from_support(history: CaseHistory, today: datetime.date) -> Iterator[DatedFact]:
    first_contact = min(history.contacts, default=None)
    if first_contact:
        identified = history.get_identified_on()
        yield DatedFact("first_contact", first_contact, count_days(identified, first_contact))
    yield from _derive_from_needs(history)
    yield from _derive_from_offers(history)
    for said in history.provider_answers:
        yield DatedFact(
            "provider_answered", said.on, NO_WAIT, said.phase, said.need, said.answer, said.reason
        )
    for paid in history.payments:
        band = next((code for most, code in POUND_BANDS if paid.pence <= most * 100), MORE_POUNDS)
        yield DatedFact("paid", paid.on, answer=band)


def _derive_from_needs(history: CaseHistory) -> Iterator[DatedFact]:
    for need in history.needs:
        yield DatedFact("need_opened", need.on, phase=history.get_phase(need.on), need=need.kind)
        if need.met_on:
            wait = count_days(need.on, need.met_on)
            yield DatedFact("need_met", need.met_on, wait, history.get_phase(need.met_on), need.kind)
        late = need.on + datetime.timedelta(days=UNMET_DAYS)
        if need.met_on is None or need.met_on > late:
            yield DatedFact("need_unmet", late, UNMET_DAYS, history.get_phase(late), need.kind)


def _derive_from_offers(history: CaseHistory) -> Iterator[DatedFact]:
    for offer in history.offers:
        yield DatedFact("offered", offer.on, phase=offer.phase, need=offer.need)
        if offer.answered_on:
            wait, on = count_days(offer.on, offer.answered_on), offer.answered_on
            why = _find_newest_hesitation_reason(history, "support", on) if offer.answer == "declined" else ""
            yield DatedFact("offer_answered", on, wait, offer.phase, offer.need, offer.answer, why)
        late = offer.on + datetime.timedelta(days=UNANSWERED_DAYS)
        if offer.answered_on is None or offer.answered_on > late:
            yield DatedFact("offer_unanswered", late, UNANSWERED_DAYS, offer.phase, offer.need)


def _derive_facts_from_consents_and_reasons(
    history: CaseHistory, today: datetime.date
) -> Iterator[DatedFact]:
    for consent in history.consents:
        if kind := CONSENT_KINDS.get(consent.matter):
            reason = (
                _find_newest_hesitation_reason(history, "nrm", consent.on) if _is_no_to_nrm(consent) else ""
            )
            yield DatedFact(kind, consent.on, answer=consent.said, reason=reason)
            if consent.said == "withdrawn":
                yield DatedFact("consent_withdrawn", consent.on, answer=consent.matter)
    for doubt in history.hesitations:
        yield DatedFact("held_back", doubt.on, answer=doubt.about, reason=doubt.reason)
    for choice in history.choices:
        yield DatedFact(f"choice_about_{choice.option}", choice.on, answer=choice.answer)
    for change in history.changes:
        yield DatedFact("mind_changed", change.on, answer=change.about, reason=change.reason)


def _derive_housing_night_facts(history: CaseHistory, today: datetime.date) -> Iterator[DatedFact]:
    """Each night tells how many there were in its month, as far as they are over."""
    slept = count_nights_by_month([night.on for night in history.nights if night.on <= today])
    for night in history.nights:
        number = slept.get(f"{night.on:%Y-%m}", 1)
        band = next(code for most, code in NIGHT_BANDS if number <= most)
        yield DatedFact("unsuitable_night", night.on, answer=band, reason=night.reason)
    for disputed_on in history.disputes:
        yield DatedFact("responsibility_disputed", disputed_on)


def _derive_take_up(history: CaseHistory, today: datetime.date) -> Iterator[DatedFact]:
    found = compute_take_up_of_case(history)
    yield DatedFact("take_up", found.on, found.wait, found.phase, found.need, found.step, found.reason)


def _is_no_to_nrm(consent: ConsentQuestionAnswer) -> bool:
    return consent.matter == "nrm" and consent.said == "no"


def _find_newest_hesitation_reason(history: CaseHistory, about: str, on: datetime.date) -> str:
    """The newest reason for holding back from something that was said up to that day."""
    reasons = [
        (doubt.on, doubt.reason) for doubt in history.hesitations if doubt.about == about and doubt.on <= on
    ]
    return max(reasons)[1] if reasons else NOT_KNOWN


def _count_days_since_referral(event: UncorrectedCaseEvent, referred: list[UncorrectedCaseEvent]) -> int:
    """By the number of the referral where it is said, else the last one before."""
    same = [each for each in referred if event.referral and each.referral == event.referral]
    before = [each for each in same or referred if each.on <= event.on]
    return count_days(before[-1].on, event.on) if before else NO_WAIT
