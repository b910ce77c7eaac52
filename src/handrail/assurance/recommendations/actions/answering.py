"""An update, kept for ever as it was given; and the comment that a local policing body publishes."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.access.today import today
from handrail.assurance.recommendations.actions.asking import again
from handrail.assurance.recommendations.models import Addressee, Asking, PublishedComment, Update
from handrail.assurance.recommendations.permissions import enter, enter_asking, mine
from handrail.assurance.recommendations.refusals import StaleAsking
from handrail.assurance.recommendations.states import SUPPORT, codes
from handrail.audit.actions import record
from handrail.followups.texts import needed, optional
from handrail.kernel.dates import plain
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say

SOON = datetime.timedelta(days=14)  # an update this long before its day is the update of that day


@transaction.atomic
def answer(
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
    row = enter_asking(asking, by, Permission.ANSWER_RECOMMENDATIONS, as_asker=False)
    if row.version != seen_version:
        raise StaleAsking
    if row.state == "closed":
        raise NotNow("Updates on this are closed. Whoever asked can open it again.")
    if support not in codes(SUPPORT):
        raise NotNow("Choose whether the recommendation is accepted.")
    why = optional(support_why)
    if support != "accepted" and not why:
        raise NotNow("Say why it is not accepted in full.")
    update = Update(
        asking=row,
        number=row.updates.count() + 1,
        body_id=by.body_id,
        due_on=_answers(row, today()),
        support=support,
        support_why=why,
        words=needed(words, "Say what was done and what is planned."),
        evidence=optional(evidence),
        at=timezone.now(),
        by_id=by.user_id,
    )
    update.save()
    _wait_for_the_next(row, update.due_on)
    record(
        who=by.who, verb="gave an update on a recommendation", about=None, why=f"{row.pk}, {update.number}"
    )
    return update.number


def _answers(row: Asking, day: datetime.date) -> datetime.date | None:
    """The day that an update answers. One that comes long before is kept, and the day still stands."""
    if row.next_due is None or (row.unit != "once" and row.next_due - day > SOON):
        return None
    return row.next_due


def _wait_for_the_next(row: Asking, answered: datetime.date | None) -> None:
    if answered is not None:
        row.next_due = again(row, max(answered, today()))
    row.version += 1
    row.save()


@transaction.atomic
def publish_comment(
    *, code: str, published_on: datetime.date, words: str, address: str = "", by: Actor
) -> None:
    """Keep the comment that the actor's body published on an inspection report."""
    row = enter(code, by, Permission.ANSWER_RECOMMENDATIONS)
    if row.comment_rule == "not":
        raise NotNow("No published comment is asked for on this recommendation.")
    addressed = Addressee.objects.filter(
        recommendation=row, body__in=mine(by), how__in=("policing_body", "named")
    )
    if not addressed.filter(body__kind="local_policing_body").exists():
        raise NotNow("Only a local policing body that was addressed publishes a comment.")
    if published_on > today():
        raise NotNow("The day the comment was published must be today or in the past.")
    if published_on < row.published_on:
        raise NotNow(
            say(
                "The comment cannot be older than the report of {published_on}.",
                published_on=plain(row.published_on),
            )
        )
    comment = PublishedComment(
        recommendation=row,
        body_id=by.body_id,
        published_on=published_on,
        words=needed(words, "Enter what the comment says."),
        address=address,
        at=timezone.now(),
        by_id=by.user_id,
    )
    comment.save()
    record(who=by.who, verb="kept a published comment", about=None, why=code)
