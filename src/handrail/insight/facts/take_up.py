"""How far somebody came from being referred to a result of help, four months after we got to know them, and why no
further. Everybody is seen after the same time: so two groups can be compared. Pure.
"""

import datetime
from typing import Final, NamedTuple

from handrail.insight.facts.case_fact import NO_WAIT
from handrail.insight.facts.case_history import CaseHistory, OfferMade
from handrail.platform.kernel.dates import add_months

SEEN_AFTER_MONTHS: Final = 4
STEPS: Final = (
    ("referred", "Referred for support", "by anyone, including themselves"),
    ("reached", "Reached", "contacted safely"),
    ("offered", "Offered", "a named service"),
    ("accepted", "Accepted", "by the person"),
    ("started", "Started", "first session, visit or stay"),
    ("result", "Result", "a need met, or an outcome recorded"),
)
"""Code, name, and what it means; each holds the one before."""
STEP_CODES: Final = tuple(code for code, _, _ in STEPS)
STARTING_EVENTS: Final = frozenset({"local_support_started", "national_support_started"})
REASONS: Final = (
    ("not_reached", "Not reached"),
    ("nothing_offered", "Nothing offered for the need"),
    ("no_answer", "Still thinking, or no answer"),
    ("said_no", "Said no, reason not given"),
    ("afraid", "Afraid, or ashamed"),
    ("distrust", "Does not trust the providers"),
    ("language", "Not in their language"),
    ("provider_full", "Provider had no room"),
    ("provider_no", "Provider said no"),
    ("waiting", "Waiting to start"),
    ("closed", "Case closed before"),
    ("open", "Still being supported, no result yet"),
    ("none", "Reached a result"),
)
"""Why somebody came no further, one for each person."""
UNDER_WAY: Final = frozenset({"waiting", "open"})
"""Reasons of those who did not fall away: support goes on, or is to start."""
DOUBT_REASONS: Final = {
    "language": "language",
    "told_by_exploiter": "distrust",
    "police_before": "distrust",
    "no_trust": "distrust",
    "immigration": "afraid",
    "treated_as_offender": "afraid",
    "reprisal": "afraid",
    "shame": "afraid",
}
"""What people said that they hold back from, as a reason for saying no to an offer."""


class FurthestTakeUpStepOfCase(NamedTuple):
    """How far one person came. `on`: the day on which it was looked at; `wait`: days until they were reached."""

    on: datetime.date
    step: str
    reason: str
    wait: int
    phase: str
    need: str


def compute_take_up_of_case(history: CaseHistory) -> FurthestTakeUpStepOfCase:
    """How far somebody came by the day four months after their case was opened."""
    until = add_months(history.opened_on, SEEN_AFTER_MONTHS)
    contacts = [on for on in history.contacts if on <= until]
    offers = [offer for offer in history.offers if offer.on <= until]
    step = _find_furthest_take_up_step(history, contacts, offers, until)
    wait = (min(contacts) - history.opened_on).days if contacts else NO_WAIT
    first = min(offers, key=lambda offer: offer.on, default=None)
    needs = [need.kind for need in sorted(history.needs, key=lambda need: need.on) if need.on <= until]
    return FurthestTakeUpStepOfCase(
        on=until,
        step=step,
        reason=_get_reason_case_went_no_further(history, step, offers, until),
        wait=max(wait, 0) if contacts else NO_WAIT,
        phase=first.phase if first else "before",
        need=first.need if first else next(iter(needs), ""),
    )


def _find_furthest_take_up_step(
    history: CaseHistory, contacts: list[datetime.date], offers: list[OfferMade], until: datetime.date
) -> str:
    """The furthest step that was reached: a later one holds the earlier ones."""
    met = any(need.met_on and need.met_on <= until for need in history.needs)
    if met or any(on <= until for on in history.outcomes):
        return "result"
    begun = [event.on for event in history.events if event.code in STARTING_EVENTS]
    if any(on <= until for on in (*begun, *history.starts)):
        return "started"
    if any(_is_offer_accepted_by(offer, until) for offer in offers):
        return "accepted"
    return "offered" if offers else "reached" if contacts else "referred"


def _is_offer_accepted_by(offer: OfferMade, until: datetime.date) -> bool:
    return offer.answer == "accepted" and bool(offer.answered_on and offer.answered_on <= until)


def _get_reason_case_went_no_further(
    history: CaseHistory, step: str, offers: list[OfferMade], until: datetime.date
) -> str:
    if step == "result":
        return "none"
    if history.closed_on and history.closed_on <= until:
        return "closed"
    if step == "offered":
        return _find_reason_of_refused_offer(history, offers, until)
    if step == "accepted":
        said = [each for each in history.provider_answers if each.on <= until and each.answer == "declined"]
        codes = {each.reason for each in said}
        return (
            next((code for reason, code in _PROVIDER if reason in codes), "provider_no")
            if said
            else "waiting"
        )
    return {"referred": "not_reached", "reached": "nothing_offered"}.get(step, "open")


_PROVIDER: Final = (("language", "language"), ("full", "provider_full"))


def _find_reason_of_refused_offer(history: CaseHistory, offers: list[OfferMade], until: datetime.date) -> str:
    if not any(offer.answer == "declined" for offer in offers):
        return "no_answer"
    doubts = [(doubt.on, doubt.reason) for doubt in history.hesitations if doubt.on <= until]
    return DOUBT_REASONS.get(max(doubts)[1], "said_no") if doubts else "said_no"
