"""An update, kept as it was given; and the comment that a local policing body publishes."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.areas.recommendations.actions.update_requests import find_next_update_day
from handrail.areas.recommendations.models import (
    Addressee,
    PublishedComment,
    RecommendationUpdate,
    UpdateRequest,
)
from handrail.areas.recommendations.permissions import (
    get_represented_body_ids,
    lock_and_authorise_recommendation,
    lock_and_authorise_update_request,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

EARLY_ANSWER_WINDOW = datetime.timedelta(days=14)
"""An update given at most this long before a due day counts as the update of that day."""


@transaction.atomic
def submit_update(update: RecommendationUpdate, *, seen: int, by: Actor) -> int:
    """Give an update.

    Args:
        update: unsaved, with its `asking`.
        seen: the version of the update request that the page showed.
        by: of the body that is asked, or of its successor.

    Returns:
        Its number.

    Raises:
        ConcurrentEditError: an answer or a decision was added since.
        ActionNotPossibleError: updates on this are closed.
        ValidationError: by field.
    """
    row = lock_and_authorise_update_request(
        update.asking_id, by, Permission.ANSWER_RECOMMENDATIONS, as_asker=False
    )
    row.raise_if_seen_version_stale(seen)
    if row.state == "closed":
        raise ActionNotPossibleError(
            "Updates on this are closed. The organisation that asked can reopen them."
        )
    update.asking, update.number = row, row.updates.count() + 1
    update.body_id, update.by_id, update.at = by.body_id, by.user_id, timezone.now()
    update.due_on = _find_due_day_answered_by_update(row, today())
    update.full_clean(exclude={"asking", "body", "by"})
    update.save()
    if update.due_on is not None:
        row.next_due = find_next_update_day(row, max(update.due_on, today()))
    row.save_by(by)
    write_audit_record(
        who=by.who, verb="gave an update on a recommendation", about=None, why=f"{row.pk}, {update.number}"
    )
    return update.number


def _find_due_day_answered_by_update(row: UpdateRequest, day: datetime.date) -> datetime.date | None:
    """The day that an update answers. One that comes long before is kept, and the day still stands."""
    if row.next_due is None or (row.unit != "once" and row.next_due - day > EARLY_ANSWER_WINDOW):
        return None
    return row.next_due


@transaction.atomic
def record_published_comment(comment: PublishedComment, *, by: Actor) -> None:
    """Keep the comment that the actor's body published on an inspection report.

    Raises:
        ActionNotPossibleError: none is asked for, the body publishes none, or the comment is older than the report.
        ValidationError: by field.
    """
    row = lock_and_authorise_recommendation(
        comment.recommendation.code, by, Permission.ANSWER_RECOMMENDATIONS
    )
    if row.comment_rule == "not":
        raise ActionNotPossibleError("No published comment is asked for on this recommendation.")
    addressed = Addressee.objects.filter(
        recommendation=row, body__in=get_represented_body_ids(by), how__in=("policing_body", "named")
    )
    if not addressed.filter(body__kind="local_policing_body").exists():
        raise ActionNotPossibleError("Only a local policing body that was addressed can publish a comment.")
    comment.body_id, comment.by_id, comment.at = by.body_id, by.user_id, timezone.now()
    comment.full_clean(exclude={"recommendation", "body", "by"})
    if comment.published_on < row.published_on:
        raise ActionNotPossibleError(
            msg(
                "The comment cannot be older than the report of {published_on}.",
                published_on=format_day(row.published_on),
            )
        )
    comment.save()
    write_audit_record(who=by.who, verb="recorded a published comment", about=None, why=row.code)
