"""An update, kept for ever as it was given; and the comment that a local policing body publishes."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.areas.recommendations.actions.update_requests import find_next_update_day
from handrail.areas.recommendations.exceptions import StaleUpdateRequestError
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
from handrail.areas.recommendations.states import SUPPORT, get_codes
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import record
from handrail.platform.followups.text_inputs import clean_optional_text, clean_required_text
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg

EARLY_ANSWER_WINDOW = datetime.timedelta(
    days=14
)  # an update this long before its day is the update of that day


@transaction.atomic
def submit_update(
    *,
    asking: int,
    support: str,
    words: str,
    support_why: str = "",
    evidence: str = "",
    seen_version: int,
    by: Actor,
) -> int:
    """Give an update, and give back its number. Raises StaleAsking where something was added meanwhile."""
    row = lock_and_authorise_update_request(asking, by, Permission.ANSWER_RECOMMENDATIONS, as_asker=False)
    if row.version != seen_version:
        raise StaleUpdateRequestError
    if row.state == "closed":
        raise ActionNotAllowed("Updates on this are closed. Whoever asked can open it again.")
    if support not in get_codes(SUPPORT):
        raise ActionNotAllowed("Choose whether the recommendation is accepted.")
    why = clean_optional_text(support_why)
    if support != "accepted" and not why:
        raise ActionNotAllowed("Say why it is not accepted in full.")
    update = RecommendationUpdate(
        asking=row,
        number=row.updates.count() + 1,
        body_id=by.body_id,
        due_on=_get_answered_day(row, today()),
        support=support,
        support_why=why,
        words=clean_required_text(words, "Say what was done and what is planned."),
        evidence=clean_optional_text(evidence),
        at=timezone.now(),
        by_id=by.user_id,
    )
    update.save()
    _set_next_due(row, update.due_on)
    record(
        who=by.who, verb="gave an update on a recommendation", about=None, why=f"{row.pk}, {update.number}"
    )
    return update.number


def _get_answered_day(row: UpdateRequest, day: datetime.date) -> datetime.date | None:
    """The day that an update answers. One that comes long before is kept, and the day still stands."""
    if row.next_due is None or (row.unit != "once" and row.next_due - day > EARLY_ANSWER_WINDOW):
        return None
    return row.next_due


def _set_next_due(row: UpdateRequest, answered: datetime.date | None) -> None:
    if answered is not None:
        row.next_due = find_next_update_day(row, max(answered, today()))
    row.version += 1
    row.save()


@transaction.atomic
def record_published_comment(
    *, code: str, published_on: datetime.date, words: str, address: str = "", by: Actor
) -> None:
    """Keep the comment that the actor's body published on an inspection report."""
    row = lock_and_authorise_recommendation(code, by, Permission.ANSWER_RECOMMENDATIONS)
    if row.comment_rule == "not":
        raise ActionNotAllowed("No published comment is asked for on this recommendation.")
    addressed = Addressee.objects.filter(
        recommendation=row, body__in=get_represented_body_ids(by), how__in=("policing_body", "named")
    )
    if not addressed.filter(body__kind="local_policing_body").exists():
        raise ActionNotAllowed("Only a local policing body that was addressed publishes a comment.")
    if published_on > today():
        raise ActionNotAllowed("The day the comment was published must be today or in the past.")
    if published_on < row.published_on:
        raise ActionNotAllowed(
            msg(
                "The comment cannot be older than the report of {published_on}.",
                published_on=format_day(row.published_on),
            )
        )
    comment = PublishedComment(
        recommendation=row,
        body_id=by.body_id,
        published_on=published_on,
        words=clean_required_text(words, "Enter what the comment says."),
        address=address,
        at=timezone.now(),
        by_id=by.user_id,
    )
    comment.save()
    record(who=by.who, verb="kept a published comment", about=None, why=code)
