"""Goals in the person’s own words: a new version follows, none is edited."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.records.models import Need
from handrail.people.recovery.models import Goal, GoalNeed, GoalVersion
from handrail.people.recovery.permissions import lock_case_for_writing_support_records
from handrail.people.recovery.text_choices import GoalState
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def record_goal(said: GoalVersion, *, case_id: UUID, needs: Iterable[UUID] = (), by: Actor) -> Goal:
    """Record a goal for the first time.

    Args:
        said: the goal as the person says it.
        case_id: whose goal it is.
        needs: the needs of the case that it would meet.
        by: who acts.

    Raises:
        ActionNotPossibleError: a need is of another case.
        ValidationError: by field.
    """
    case, case_access = lock_case_for_writing_support_records(case_id, by, Kind.OUTCOMES)
    goal = Goal.objects.create(case=case, opened_at=timezone.now(), opened_by_id=by.user_id)
    said.goal, said.version = goal, 1
    _save_goal_version_with_needs(said, needs, case_access)
    write_audit_record(who=by.who, verb="recorded a goal", about=case.pk)
    return goal


@transaction.atomic
def record_goal_version(
    said: GoalVersion,
    *,
    case_id: UUID,
    goal_id: UUID,
    seen: int,
    needs: Iterable[UUID] = (),
    by: Actor,
) -> GoalVersion:
    """Record the next version of a goal.

    Args:
        said: the goal as the person says it now: a new row.
        case_id: the case that the page is about.
        goal_id: the goal; one of another case is refused.
        seen: the newest version that the page showed.
        needs: the needs of the case that it would meet.
        by: who acts.

    Returns:
        The version that was added.

    Raises:
        ActionNotPossibleError: the goal or a need is of another case.
        ConcurrentEditError: somebody added a version after `seen`.
        ValidationError: by field.
    """
    case, case_access = lock_case_for_writing_support_records(case_id, by, Kind.OUTCOMES)
    goal = Goal.objects.filter(case=case, pk=goal_id).first()
    if goal is None:
        raise ActionNotPossibleError("That goal is not on this case.")
    newest = GoalVersion.objects.get(goal=goal, is_newest=True)
    newest.raise_if_seen_version_stale(seen)
    GoalVersion.objects.filter(pk=newest.pk).update(is_newest=False)
    said.goal, said.version = goal, newest.version + 1
    _save_goal_version_with_needs(said, needs, case_access)
    why = f"version {said.version}, {GoalState(said.state).label}"
    write_audit_record(who=by.who, verb="updated a goal", about=case.pk, why=why)
    return said


def _save_goal_version_with_needs(said: GoalVersion, needs: Iterable[UUID], case_access: CaseAccess) -> None:
    said.bind(case_access).save_by(case_access.actor)
    chosen = _clean_need_ids(case_access.file_id, needs)
    GoalNeed.objects.bulk_create(GoalNeed(version=said, need_id=need) for need in chosen)


def _clean_need_ids(case_id: UUID, wanted: Iterable[UUID]) -> list[UUID]:
    chosen = set(wanted)
    found = set(Need.objects.filter(case=case_id, pk__in=chosen).values_list("pk", flat=True))
    if chosen - found:
        raise ActionNotPossibleError("Choose needs of this case.")
    return sorted(found)
