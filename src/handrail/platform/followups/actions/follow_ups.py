"""An action is promised once; every update on it is added, and the latest gives its state."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.followups.permissions import (
    get_own_and_taken_over_body_ids_of_actor,
    lock_and_authorise_follow_up,
    require_permission_for_origin,
)
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def create_follow_up(follow_up: FollowUp, *, origin: FollowUpOrigin, by: Actor) -> UUID:
    """Promise an action. The room that holds its origin asks first who may promise one there.

    Args:
        follow_up: without `kept_by`, the actor's body follows it up; without `promised_on`, it is promised today.
        origin: the record that it was promised on.
        by: who promises it.

    Returns:
        The number of the action.

    Raises:
        Denied: by role.
        ValidationError: by field.
    """
    require_permission_for_origin(origin.kind, by)
    follow_up.origin_kind, follow_up.origin_id = origin.kind, origin.id
    follow_up.origin_title = origin.title[:200]
    follow_up.kept_by_id = follow_up.kept_by_id or by.body_id
    follow_up.promised_on = follow_up.promised_on or today()
    follow_up.save_by(by)
    why = f"{origin.kind}: {origin.title}"[:200]
    write_audit_record(who=by.who, verb="added an action", about=follow_up.pk, why=why)
    return follow_up.pk


@transaction.atomic
def record_follow_up_progress(update: FollowUpUpdate, *, seen: int, by: Actor) -> None:
    """Add an update on an action.

    Args:
        update: with the action that it is about; without `due_on` the day stays. Only the body that follows the
            action up may move its day or say that it is no longer needed.
        seen: the version of the action that the page showed.
        by: of the body that owns the action or follows it up.

    Raises:
        Denied, RecordNotVisibleError: the action is not the actor's to work on.
        ConcurrentEditError: somebody added an update since.
        ValidationError: by field.
        ActionNotPossibleError: the state or the day may not be set so.
    """
    row = lock_and_authorise_follow_up(update.about_id, by)
    row.raise_if_seen_version_stale(seen)
    if row.state != "open" and update.state != "open":
        raise ActionNotPossibleError("This action is closed. Reopen it first, with a reason.")
    update.due_was, update.due_on = row.due_on, update.due_on or row.due_on
    _require_may_postpone_or_drop_follow_up(row, update, by)
    _set_update_number_and_author(update, row, by)
    update.full_clean(exclude={"about", "body", "by"})
    update.save()
    row.state, row.due_on = update.state, update.due_on
    row.save_by(by)
    write_audit_record(who=by.who, verb=f"said how an action stands: {update.state}", about=row.pk)


def _require_may_postpone_or_drop_follow_up(row: FollowUp, update: FollowUpUpdate, by: Actor) -> None:
    """Only whoever follows an action up gives it more time, or drops it."""
    if row.kept_by_id in get_own_and_taken_over_body_ids_of_actor(by):
        return
    if update.due_on != row.due_on:
        raise ActionNotPossibleError(
            "Only the person following up this action can change its due date. Ask them, with a reason."
        )
    if update.state == "dropped":
        raise ActionNotPossibleError(
            "Only the person following up this action can mark it as no longer needed."
        )


def _set_update_number_and_author(update: FollowUpUpdate, row: FollowUp, by: Actor) -> None:
    """By the version that it was written on, so that of two at once only one is added."""
    update.about, update.number = row, row.version
    update.body_id, update.by_id, update.at = by.body_id, by.user_id, timezone.now()
