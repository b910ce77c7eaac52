"""What areas of the demo do about a signal: an intervention that fits what rose or fell, followed to its result."""

from contextlib import AbstractContextManager
from datetime import date, time, timedelta
from typing import Final, NamedTuple

from handrail.demo.simulated_time import use_simulated_clock
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.actions import record_signal_decision, start_intervention_on_signal
from handrail.insight.signals.models import Signal, SignalDecision
from handrail.platform.access.actor import Actor
from handrail.platform.followups.actions import record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.kernel.dates import make_london_time


class DemoIntervention(NamedTuple):
    """What is done, how it goes after some weeks, and what came of it."""

    what: str
    so_far: str
    ended: str
    result: str


class SignalPart(NamedTuple):
    """Which series changed, and which way. Without a breakdown it is of everybody."""

    measure: str
    is_rise: bool
    breakdown: str = ""
    value: str = ""


OFFICER_AT_DROP_IN: Final = DemoIntervention(
    "An officer without uniform comes to both drop-ins each Thursday, to answer what people ask about the police",
    "Three Thursdays so far. Most people ask what happens to what they say.",
    "It goes on for another six months: both drop-ins asked for it.",
    "About 30 people spoke with the officer. Several of them have been interviewed since.",
)
ASK_WHAT_HOLDS_BACK: Final = DemoIntervention(
    "Ask everyone who is reluctant what would help them, in their own language, and tell the partnership each month",
    "Three providers ask. The most frequent answer is time to think, with someone who speaks the language.",
    "The partnership pays for interpreters at first meetings for another year.",
    "First meetings with an interpreter went from half to nearly all.",
)
VISIT_FARMS: Final = DemoIntervention(
    "Visit farms with the GLAA, and leave helpline numbers in three languages",
    "Four visits are made. The partners meet next month to read what came of them.",
    "All twelve farms were visited, and four of them twice.",
    "More than 200 workers were given the helpline number. Calls from farms doubled in the month after.",
)
ASK_FIRST_RESPONDERS: Final = DemoIntervention(
    "Ask every first responder why fewer people come, and go to the places where people were found before",
    "Two of five answered: new officers on the night desk do not ask about signs.",
    "The night desk was trained, and asks at every stop.",
    "The month after has as many people as a year before.",
)
SUPPORT_AFTER_DECISION: Final = DemoIntervention(
    "Agree a plan for support after the decision with each person who has a positive one",
    "The navigators met everyone who had a decision in the quarter.",
    "Each of them has a plan, and one named worker.",
    "No one was without a place to stay when national support ended.",
)
MORE_OF_WHAT_IS_NEEDED: Final = DemoIntervention(
    "Move the outreach budget to the two needs that most people have, for six months",
    "Evening hours for health and legal advice are paid for. The first week was full.",
    "Both services have evenings now.",
    "The wait for a first appointment went from five weeks to two.",
)
NEXT_STEP_OF_INVESTIGATIONS: Final = DemoIntervention(
    "Go through open investigations with the force each month, and set the next step of each",
    "Half of them have a next step with a date.",
    "Each has one, and the point of contact tells the person.",
    "A third of those open for six months were ended or charged.",
)
FIND_OUT_TOGETHER: Final = DemoIntervention(
    "Find out with the force and the providers what changed, and agree one thing to do about it",
    "Everyone brought their own records. Two providers record more than they did.",
    "The partnership agreed one way to record it.",
    "Figures of the newest month are recorded alike by all providers.",
)
INTERVENTIONS: Final[dict[SignalPart, DemoIntervention]] = {
    SignalPart("held-back", True, "about", "police"): OFFICER_AT_DROP_IN,
    SignalPart("held-back", True): ASK_WHAT_HOLDS_BACK,
    SignalPart("identified", True): VISIT_FARMS,
    SignalPart("referred", True): VISIT_FARMS,
    SignalPart("identified", False): ASK_FIRST_RESPONDERS,
    SignalPart("referred", False): ASK_FIRST_RESPONDERS,
    SignalPart("needs", True): MORE_OF_WHAT_IS_NEEDED,
    SignalPart("needs-unmet", True): MORE_OF_WHAT_IS_NEEDED,
    SignalPart("investigations-open", True): NEXT_STEP_OF_INVESTIGATIONS,
    SignalPart("conclusive-grounds", True): SUPPORT_AFTER_DECISION,
    SignalPart("conclusive-grounds-in-a-year", True): SUPPORT_AFTER_DECISION,
}
"""The first that is found is taken; what is none of these is looked into first."""
ACCEPTED: Final = "Partners see the same. We want to know where it comes from, and act on it together."
MORNING: Final = time(10, 5)
ACCEPTED_AFTER, STARTED_AFTER, FIRST_UPDATE_AFTER, ENDED_AFTER = 4, 6, 26, 51
DUE_AFTER: Final = 56
"""Days after the signal was found."""


def choose_signal_to_act_on(area_code: str) -> tuple[Signal, DemoIntervention] | None:
    """The oldest scan's signal that an intervention was written for; else any, to be looked into.

    Args:
        area_code: whose signals.

    Returns:
        The signal and what fits it; None where there is no signal.
    """
    rows = Signal.objects.filter(area_code=area_code, state="new").order_by("scan", "pk")
    oldest = [row for row in rows if row.scan_id == rows[0].scan_id]
    by_part = {SignalPart(row.measure, row.is_rise, row.breakdown, row.value): row for row in oldest}
    for part, intervention in INTERVENTIONS.items():
        if part in by_part:
            return by_part[part], intervention
    return (oldest[0], FIND_OUT_TOGETHER) if oldest else None


def act_on_signal_to_its_result(signal: Signal, does: DemoIntervention, today: date, *, by: Actor) -> None:
    """Accept a signal, start an intervention, say how it goes and what came of it.

    Args:
        signal: that nobody decided yet.
        does: what is done about it.
        today: nothing is done later.
        by: of the office of the signal's area.
    """
    found_on = date.fromisoformat(f"{shift_month(signal.scan_id, 1)}-01")

    def at(days: int) -> AbstractContextManager[object]:
        return use_simulated_clock(make_london_time(min(found_on + timedelta(days=days), today), MORNING))

    with at(ACCEPTED_AFTER):
        told = SignalDecision(signal=signal, state="accepted", words=ACCEPTED)
        record_signal_decision(told, seen=signal.version, by=by)
    with at(STARTED_AFTER):
        action = FollowUp(what=does.what, owner_id=by.body_id, due_on=found_on + timedelta(days=DUE_AFTER))
        number = start_intervention_on_signal(signal.pk, action, by=by)
    with at(FIRST_UPDATE_AFTER):
        update = FollowUpUpdate(about_id=number, state="open", words=does.so_far)
        record_follow_up_progress(update, seen=1, by=by)
    with at(ENDED_AFTER):
        update = FollowUpUpdate(about_id=number, state="done", words=does.ended, evidence=does.result)
        record_follow_up_progress(update, seen=2, by=by)
