"""When a safety plan is looked at again: on the day that was set, or once something happened to the person.

Pure: dated facts in, a day and its reason out. What counts is data; no national rule sets any of it, so each is the
house's own and says so on the page.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handrail.pathway.event_order import list_effective_events
from handrail.pathway.events import PathwayEvent
from handrail.people.records.text_choices import (
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    SafetyPlanReviewTrigger,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.kernel.dates import LONDON, to_london

TRIGGER_EVENTS: dict[str, SafetyPlanReviewTrigger] = {
    "place_of_safety_entered": SafetyPlanReviewTrigger.MOVE,
    "place_of_safety_left": SafetyPlanReviewTrigger.MOVE,
    "detained": SafetyPlanReviewTrigger.MOVE,
    "released": SafetyPlanReviewTrigger.MOVE,
    "returned_uk": SafetyPlanReviewTrigger.MOVE,
    "found": SafetyPlanReviewTrigger.THREAT,
    "suspect_arrested": SafetyPlanReviewTrigger.THREAT,
    "suspect_released": SafetyPlanReviewTrigger.THREAT,
    "bail_changed": SafetyPlanReviewTrigger.THREAT,
    "discontinued": SafetyPlanReviewTrigger.THREAT,
    "acquitted": SafetyPlanReviewTrigger.THREAT,
    "hearing_fixed": SafetyPlanReviewTrigger.HEARING,
    "trial_fixed": SafetyPlanReviewTrigger.HEARING,
    "trial_moved": SafetyPlanReviewTrigger.HEARING,
    "released_offender": SafetyPlanReviewTrigger.THREAT,
}
"""Events of the pathway after which the plan is looked at again, and what each is to the person."""

HEARING_EVENTS = frozenset(
    event for event, why in TRIGGER_EVENTS.items() if why is SafetyPlanReviewTrigger.HEARING
)
"""Events that fix the day of a hearing or a trial."""

HEARING_NOTICE = datetime.timedelta(days=7)
"""How long before it the plan is looked at again."""

PLACE_SERVICE_KINDS = frozenset({"place_of_safety", "safe_house", "flat", "hotel_room"})
"""Kinds of service that are somewhere else to sleep: accepting one is a move."""

DANGER_RANK = {
    ImmediateDangerOrInjuryAnswer.NEITHER: 0,
    ImmediateDangerOrInjuryAnswer.UNSURE: 1,
    ImmediateDangerOrInjuryAnswer.HURT: 1,
    ImmediateDangerOrInjuryAnswer.IN_DANGER: 2,
    ImmediateDangerOrInjuryAnswer.BOTH: 3,
}
"""How bad each answer is: a check that answers worse than the one before it is a threat."""


@dataclass(frozen=True, slots=True)
class DatedPlanReviewTrigger:
    """Something that makes the plan due, with the moment at which the team knew of it."""

    why: SafetyPlanReviewTrigger
    known: datetime.datetime


@dataclass(frozen=True, slots=True)
class DangerAssessment:
    """One danger check, as the rule reads it."""

    at: datetime.datetime
    danger: ImmediateDangerOrInjuryAnswer
    worries: tuple[YesNoUnsureOrNotAsked, ...]


@dataclass(frozen=True, slots=True)
class PlanReviewDue:
    """The day on which the plan is due for a look, none where no day was set and nothing happened; and why."""

    on: datetime.date | None
    why: SafetyPlanReviewTrigger = SafetyPlanReviewTrigger.DAY


def evaluate_plan_review_due(
    *, seen: datetime.datetime, set_for: datetime.date | None, facts: Iterable[DatedPlanReviewTrigger]
) -> PlanReviewDue:
    """When a plan that was last looked at at that moment is due again.

    A fact counts from the day on which the team knew of it; the first one since the last look decides.

    Args:
        seen: when somebody last looked at it.
        set_for: the day that was set then, None for none.
        facts: what may make it due sooner.

    Source: the product’s own rule; no national rule sets a time.
    """
    first = min((fact for fact in facts if fact.known > seen), key=lambda fact: fact.known, default=None)
    if first is None:
        return PlanReviewDue(set_for)
    day = to_london(first.known).date()
    return PlanReviewDue(set_for) if set_for and set_for < day else PlanReviewDue(day, first.why)


def list_plan_review_triggers_from_events(events: Sequence[PathwayEvent]) -> list[DatedPlanReviewTrigger]:
    """The pathway's events that count. A correction of one is no new fact: it was known when it was first said."""
    told = {event.id: event for event in events}
    facts = []
    for event in list_effective_events(tuple(events)):
        known = _find_moment_first_recorded(event, told)
        if event.event in TRIGGER_EVENTS and known:
            facts.append(DatedPlanReviewTrigger(TRIGGER_EVENTS[event.event], known))
    return facts


def list_plan_review_triggers_from_hearings(
    fixed: Iterable[tuple[datetime.datetime, datetime.date]],
) -> list[DatedPlanReviewTrigger]:
    """A week before each hearing, or once its day was known where that was later."""
    return [
        DatedPlanReviewTrigger(
            SafetyPlanReviewTrigger.HEARING,
            max(known, datetime.datetime.combine(day, datetime.time.min, LONDON) - HEARING_NOTICE),
        )
        for known, day in fixed
    ]


def list_plan_review_triggers_from_danger_checks(
    checks: Iterable[DangerAssessment],
) -> list[DatedPlanReviewTrigger]:
    """The checks that are worse than what was known before them, oldest first."""
    facts, rank, known = [], 0, dict.fromkeys(RiskFactor, 0)
    for check in checks:
        now = DANGER_RANK.get(check.danger, rank)
        answers = {
            worry: _rank_risk_answer(sure, known[worry])
            for worry, sure in zip(RiskFactor, check.worries, strict=True)
        }
        if now > rank or any(answers[worry] > known[worry] for worry in RiskFactor):
            facts.append(DatedPlanReviewTrigger(SafetyPlanReviewTrigger.THREAT, check.at))
        rank, known = now, answers
    return facts


def _find_moment_first_recorded(
    event: PathwayEvent, told: dict[str, PathwayEvent]
) -> datetime.datetime | None:
    here = event
    for _ in told:
        before = told.get(here.supersedes or "")
        if before is None or before.event != here.event:
            break
        here = before
    return here.recorded


def _rank_risk_answer(sure: YesNoUnsureOrNotAsked, before: int) -> int:
    return {YesNoUnsureOrNotAsked.YES: 2, YesNoUnsureOrNotAsked.UNSURE: 1, YesNoUnsureOrNotAsked.NO: 0}.get(
        sure, before
    )
