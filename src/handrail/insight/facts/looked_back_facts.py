"""Facts that look back from a day: who is still engaged, which investigations are open, what changed since last time.

Each is looked at on days that are the same for everybody, so that people can be compared, and is never taken back.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from handrail.insight.facts.case_fact import NO_WAIT
from handrail.insight.facts.case_history import CaseHistory, NamedContactRequest, UncorrectedCaseEvent
from handrail.insight.facts.dated_fact import DatedFact, count_days
from handrail.platform.kernel.dates import add_months, to_london

ENGAGED_AFTER_MONTHS: Final = (3, 6, 12)
OPEN_AFTER_MONTHS: Final = (6, 12)
LAST_CONTACT_DAYS: Final = 31
"""Somebody is engaged with support who was in contact within so many days. Ours; no law sets it."""
CLOSING_EVENTS: Final = {
    "no_charge_decided": "no_charge",
    "discontinued": "stopped",
    "acquitted": "acquitted",
    "convicted": "convicted",
}
"""How an investigation ends that was begun."""
NOT_BEGUN: Final = "not_investigated"
HOUR_BANDS: Final = ((1, "hours_1"), (4, "hours_4"), (24, "hours_24"))
LATER: Final = "later"
ENGAGEMENT_SEEN_AFTER_MONTHS: Final = 6
"""After so many months everybody whose investigation is open then is looked at once, whoever is their contact."""
A_DAY: Final = datetime.timedelta(days=1)


def derive_facts_that_may_lie_after_today(history: CaseHistory, today: datetime.date) -> Iterator[DatedFact]:
    """Facts of days that may lie ahead: the caller leaves out those after today."""
    yield from _derive_engagement_facts(history)
    yield from _derive_open_investigation_facts(history)
    yield from _derive_repeat_exploitation(history)
    yield from _derive_outcome_change_facts(history)
    for request in history.contact_requests:
        yield _derive_wait_for_named_contact_fact(request)
        for arrived_on in request.arrivals:
            yield DatedFact(
                "deployed", arrived_on, count_days(to_london(request.raised_at).date(), arrived_on)
            )
    for said in history.deployment_feedback:
        yield DatedFact(f"feedback_of_{said.said_by}", said.on, answer=said.answer)


def is_engaged_with_support(history: CaseHistory, on: datetime.date) -> bool:
    """The case is open, and a contact was held within the month before."""
    if history.closed_on and history.closed_on <= on:
        return False
    return any(0 <= (on - held).days <= LAST_CONTACT_DAYS for held in history.contacts)


def is_engaged_with_investigation(history: CaseHistory, on: datetime.date) -> bool:
    """An investigation is open, and their newest word about the police is not that they hold back."""
    if not _is_investigation_open(history.events, on):
        return False
    doubts = [doubt.on for doubt in history.hesitations if doubt.about == "police" and doubt.on <= on]
    changes = [change.on for change in history.changes if change.about == "police" and change.on <= on]
    return not doubts or bool(changes and max(changes) >= max(doubts))


def _derive_engagement_facts(history: CaseHistory) -> Iterator[DatedFact]:
    for months in ENGAGED_AFTER_MONTHS:
        on = add_months(history.opened_on, months)
        if is_engaged_with_support(history, on):
            yield DatedFact("engaged_support", on, answer=f"months_{months}")
        if is_engaged_with_investigation(history, on):
            yield DatedFact("engaged_investigation", on, answer=f"months_{months}")


def _is_investigation_open(events: Sequence[UncorrectedCaseEvent], on: datetime.date) -> bool:
    """A crime was recorded, and nothing since has ended the investigation."""
    begun = [event.on for event in events if event.code == "crime_recorded" and event.on <= on]
    ends = (*CLOSING_EVENTS, NOT_BEGUN)
    return bool(begun) and not any(event.code in ends and max(begun) <= event.on <= on for event in events)


def _derive_open_investigation_facts(history: CaseHistory) -> Iterator[DatedFact]:
    begun = sorted(event.on for event in history.events if event.code == "crime_recorded")
    for event in history.events:
        if how := CLOSING_EVENTS.get(event.code):
            before = [on for on in begun if on <= event.on]
            wait = count_days(before[-1], event.on) if before else NO_WAIT
            yield DatedFact("investigation_closed", event.on, wait, event.phase, reason=how)
    for months in OPEN_AFTER_MONTHS if begun else ():
        on = add_months(begun[0], months)
        if _is_investigation_open(history.events, on):
            yield DatedFact("investigation_open", on, answer=f"months_{months}")
    if begun and _is_investigation_open(
        history.events, on := add_months(begun[0], ENGAGEMENT_SEEN_AFTER_MONTHS)
    ):
        answer = "engaged" if is_engaged_with_investigation(history, on) else "held_back"
        yield DatedFact("engagement_seen", on, answer=answer)


def _derive_repeat_exploitation(history: CaseHistory) -> Iterator[DatedFact]:
    """A second end of exploitation: it had begun again."""
    ends = sorted({event.on for event in history.events if event.code == "exploitation_ended"})
    for before, again in pairwise(ends):
        yield DatedFact("exploited_again", again, count_days(before, again), history.get_phase(again))


def _derive_outcome_change_facts(history: CaseHistory) -> Iterator[DatedFact]:
    """Where they placed themselves, beside the last time that they did; in the order in which it was said."""
    last = dict[str, int]()
    for said in sorted(history.placings, key=lambda said: said.on):
        if said.outcome in last:
            before = last[said.outcome]
            answer = "nearer" if said.placed > before else "further" if said.placed < before else "same"
            yield DatedFact("outcome_changed", said.on, answer=answer, reason=said.outcome)
        last[said.outcome] = said.placed


def _derive_wait_for_named_contact_fact(request: NamedContactRequest) -> DatedFact:
    """How long nobody was named; after a day it is a fact that it took longer, whatever comes."""
    late = request.raised_at + A_DAY
    if request.named_at is None or request.named_at > late:
        return DatedFact("contact_gap", to_london(late).date(), answer=LATER)
    hours = (request.named_at - request.raised_at).total_seconds() / 3600
    answer = next(code for most, code in HOUR_BANDS if hours <= most)
    return DatedFact("contact_gap", to_london(request.named_at).date(), answer=answer)


def count_nights_by_month(nights: Sequence[datetime.date]) -> dict[str, int]:
    """Nights month by month.

    Returns:
        How many there are, by “2026-11”.
    """
    found = defaultdict[str, int](int)
    for night in nights:
        found[f"{night:%Y-%m}"] += 1
    return dict(found)
