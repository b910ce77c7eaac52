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
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg

MAX_LINE_LENGTH = 200


@transaction.atomic
def add_review_action(*, gap: str, words: str, who: str, by_day: datetime.date, by: Actor) -> UUID:
    """Something to be done about a gap, by somebody, by a day. Returns its id."""
    require_permission(by, Permission.EDIT_PLACES)
    if not words.strip() or not who.strip():
        raise ActionNotAllowed("Say what will be done, and by whom.")
    if len(words) > MAX_LINE_LENGTH or len(who) > 120:
        raise ActionNotAllowed(msg("Say it in {line} characters or fewer.", line=MAX_LINE_LENGTH))
    if by_day < timezone.localdate():
        raise ActionNotAllowed("That day is over. Choose a day to come.")
    if by_day > timezone.localdate() + datetime.timedelta(days=1830):
        raise ActionNotAllowed("Check the day: it is more than five years away.")
    row = ReviewAction.objects.create(
        body_id=by.body_id,
        gap=gap[:40],
        words=words.strip(),
        who=who.strip(),
        by_day=by_day,
        made_at=timezone.now(),
        made_by_id=by.user_id,
    )
    record(who=by.who, verb="added an action to the plan for places", about=None, why=row.words)
    return row.pk


@transaction.atomic
def finish_review_action(*, action_id: UUID, outcome: str, by: Actor) -> None:
    """Done, and what came of it."""
    require_permission(by, Permission.EDIT_PLACES)
    row = ReviewAction.objects.select_for_update().filter(pk=action_id, body=by.body_id).first()
    if row is None:
        raise ActionNotAllowed("That action is not in your organisation’s plan.")
    if row.done_on is not None:
        raise ActionNotAllowed("That action is done already.")
    if not outcome.strip():
        raise ActionNotAllowed("Say what came of it.")
    row.done_on, row.outcome = timezone.localdate(), outcome.strip()[:MAX_LINE_LENGTH]
    row.save()
    record(who=by.who, verb="finished an action of the plan for places", about=None, why=row.words)
