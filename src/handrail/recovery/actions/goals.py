"""Goals in the person’s own words: a new version follows, none is edited."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.audit.actions import record
from handrail.casework.case.models import Case, Need
from handrail.casework.case.sealing import box_to_write, seal
from handrail.kernel.refusals import NotNow, StaleSave
from handrail.recovery.days import not_ahead
from handrail.recovery.models import Goal, GoalNeed, GoalVersion
from handrail.recovery.permissions import work_on
from handrail.recovery.states import GoalState


class StaleGoal(StaleSave):
    """Somebody else wrote this goal anew after you opened the page. Both are shown; choose, and save again."""


@dataclass(frozen=True, slots=True)
class Said:
    """A goal as the person says it on a day."""

    words: str
    on: datetime.date
    first: str = ""
    steps: str = ""
    helpers: str = ""
    needs: tuple[UUID, ...] = ()
    state: GoalState = GoalState.GOING_ON
    state_on: datetime.date | None = None
    state_words: str = ""


@transaction.atomic
def say_goal(*, case_id: UUID, said: Said, by: Actor) -> Goal:
    """Write down a goal for the first time."""
    case, _ = work_on(case_id, by)
    goal = Goal.objects.create(case=case, opened_at=timezone.now(), opened_by_id=by.user_id)
    _write(case, goal, 1, said, by)
    record(who=by.who, verb="wrote down a goal", about=case.pk)
    return goal


@transaction.atomic
def follow_goal(*, case_id: UUID, goal_id: UUID, said: Said, seen_number: int, by: Actor) -> GoalVersion:
    """Write the next version. Raises StaleGoal where another has been written since `seen_number`."""
    case, _ = work_on(case_id, by)
    goal = Goal.objects.filter(case=case, pk=goal_id).first()
    if goal is None:
        raise NotNow("That goal is not on this case.")
    newest = GoalVersion.objects.get(goal=goal, is_newest=True)
    if newest.number != seen_number:
        raise StaleGoal
    GoalVersion.objects.filter(pk=newest.pk).update(is_newest=False)
    written = _write(case, goal, seen_number + 1, said, by)
    record(
        who=by.who,
        verb="wrote a goal anew",
        about=case.pk,
        why=f"version {written.number}, {said.state.label}",
    )
    return written


def _write(case: Case, goal: Goal, number: int, said: Said, by: Actor) -> GoalVersion:
    _sound(said)
    written = GoalVersion(
        goal=goal,
        number=number,
        said_on=said.on,
        state=said.state,
        state_on=said.state_on,
        written_at=timezone.now(),
        written_by_id=by.user_id,
    )
    texts = {name: getattr(said, name) for name in ("words", "first", "steps", "helpers", "state_words")}
    seal(box_to_write(case.pk), written, **texts)
    written.save()
    GoalNeed.objects.bulk_create(GoalNeed(version=written, need_id=need) for need in _needs(case, said.needs))
    return written


def _sound(said: Said) -> None:
    if not said.words.strip():
        raise NotNow("Write the goal as the person says it.")
    not_ahead(said.on)
    if said.state is GoalState.GOING_ON:
        if said.state_on is not None:
            raise NotNow("A goal that goes on has no day on which it ended.")
        return
    if said.state_on is None:
        raise NotNow("Say on which day they reached it, or set it aside.")
    not_ahead(said.state_on)
    if said.state_on < said.on:
        raise NotNow("That day is before the day on which they said it.")


def _needs(case: Case, wanted: Iterable[UUID]) -> list[UUID]:
    chosen = set(wanted)
    found = set(Need.objects.filter(case=case, pk__in=chosen).values_list("pk", flat=True))
    if chosen - found:
        raise NotNow("Choose needs of this case.")
    return sorted(found)
