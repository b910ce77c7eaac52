"""Goals in the person’s own words: a new version follows, none is edited."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.records.models import Need
from handrail.people.recovery.day_checks import check_not_in_future
from handrail.people.recovery.models import Goal, GoalNeed, GoalVersion
from handrail.people.recovery.permissions import lock_for_support
from handrail.people.recovery.states import GoalState
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed, ConcurrentEditError


class GoalConflictError(ConcurrentEditError):
    """Somebody else wrote this goal anew after you opened the page. Both are shown; choose, and save again."""


@dataclass(frozen=True, slots=True)
class GoalInput:
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
def record_goal(*, case_id: UUID, said: GoalInput, by: Actor) -> Goal:
    """Write down a goal for the first time."""
    case, case_access = lock_for_support(case_id, by)
    goal = Goal.objects.create(case=case, opened_at=timezone.now(), opened_by_id=by.user_id)
    _write_version(case_access, goal, 1, said)
    record(who=by.who, verb="wrote down a goal", about=case.pk)
    return goal


@transaction.atomic
def record_goal_version(
    *, case_id: UUID, goal_id: UUID, said: GoalInput, seen_number: int, by: Actor
) -> GoalVersion:
    """Write the next version. Raises StaleGoal where another has been written since `seen_number`."""
    case, case_access = lock_for_support(case_id, by)
    goal = Goal.objects.filter(case=case, pk=goal_id).first()
    if goal is None:
        raise ActionNotAllowed("That goal is not on this case.")
    newest = GoalVersion.objects.get(goal=goal, is_newest=True)
    if newest.number != seen_number:
        raise GoalConflictError
    GoalVersion.objects.filter(pk=newest.pk).update(is_newest=False)
    written = _write_version(case_access, goal, seen_number + 1, said)
    record(
        who=by.who,
        verb="wrote a goal anew",
        about=case.pk,
        why=f"version {written.number}, {said.state.label}",
    )
    return written


def _write_version(case_access: CaseAccess, goal: Goal, number: int, said: GoalInput) -> GoalVersion:
    _check_goal(said)
    written = GoalVersion(
        goal=goal,
        number=number,
        said_on=said.on,
        state=said.state,
        state_on=said.state_on,
        written_at=timezone.now(),
        written_by_id=case_access.actor.user_id,
        **{name: getattr(said, name) for name in ("words", "first", "steps", "helpers", "state_words")},
    )
    written.bind(case_access).save()
    needs = _check_needs(case_access.file_id, said.needs)
    GoalNeed.objects.bulk_create(GoalNeed(version=written, need_id=need) for need in needs)
    return written


def _check_goal(said: GoalInput) -> None:
    if not said.words.strip():
        raise ActionNotAllowed("Write the goal as the person says it.")
    check_not_in_future(said.on)
    if said.state is GoalState.GOING_ON:
        if said.state_on is not None:
            raise ActionNotAllowed("A goal that goes on has no day on which it ended.")
        return
    if said.state_on is None:
        raise ActionNotAllowed("Say on which day they reached it, or set it aside.")
    check_not_in_future(said.state_on)
    if said.state_on < said.on:
        raise ActionNotAllowed("That day is before the day on which they said it.")


def _check_needs(case_id: UUID, wanted: Iterable[UUID]) -> list[UUID]:
    chosen = set(wanted)
    found = set(Need.objects.filter(case=case_id, pk__in=chosen).values_list("pk", flat=True))
    if chosen - found:
        raise ActionNotAllowed("Choose needs of this case.")
    return sorted(found)
