"""What a body will do about a gap that its review showed."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.housing.models import ReviewAction
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotPossibleError

MAX_AHEAD = datetime.timedelta(days=1830)  # ours: five years, so that a slip of the year is noticed


@transaction.atomic
def add_review_action(action: ReviewAction, *, by: Actor) -> ReviewAction:
    """Add something to be done about a gap, by somebody, by a day.

    Raises:
        ActionNotPossibleError: the day is over or years away.
        ValidationError: by field.
    """
    require_permission(by, Permission.EDIT_PLACES)
    action.body_id, action.made_by_id, action.made_at = by.body_id, by.user_id, timezone.now()
    if action.by_day < timezone.localdate():
        raise ActionNotPossibleError("That day is over. Choose a day to come.")
    if action.by_day > timezone.localdate() + MAX_AHEAD:
        raise ActionNotPossibleError("Check the day: it is more than five years away.")
    action.full_clean(exclude={"body", "made_by"})
    action.save(force_insert=True)
    record(who=by.who, verb="added an action to the plan for places", about=None, why=action.words)
    return action


@transaction.atomic
def finish_review_action(*, action_id: UUID, outcome: str, by: Actor) -> None:
    """Close an action with its result.

    Args:
        action_id: the action of the plan.
        outcome: its result.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is another body's, or done already.
    """
    require_permission(by, Permission.EDIT_PLACES)
    row = ReviewAction.objects.select_for_update().filter(pk=action_id, body=by.body_id).first()
    if row is None:
        raise ActionNotPossibleError("That action is not in your organisation’s plan.")
    if row.done_on is not None:
        raise ActionNotPossibleError("That action is done already.")
    if not outcome.strip():
        raise ActionNotPossibleError("Say what came of it.")
    row.done_on, row.outcome = timezone.localdate(), outcome.strip()[:200]
    row.save()
    record(who=by.who, verb="finished an action of the plan for places", about=None, why=row.words)
