"""A bid: written, sent, decided once, with the conditions of an award."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.areas.bids.actions.added_rows import validate_and_add_append_only_record
from handrail.areas.bids.choices_and_limits import MOST_CONDITIONS
from handrail.areas.bids.models import Bid, BidCondition, BidDecision, BidPost
from handrail.areas.bids.permissions import lock_and_authorise_bid, lock_and_authorise_funding_call
from handrail.insight.posts_and_pilots.posts import get_practitioner_post_summary
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def add_bid(bid: Bid, *, by: Actor) -> Bid:
    """Begin a bid to a call of the actor's body. Raises RecordNotVisibleError; ValidationError by field."""
    call = lock_and_authorise_funding_call(bid.call_id, by)
    bid.body_id, bid.state, bid.sent_on = call.body_id, "draft", None
    bid.save_by(by)
    write_audit_record(who=by.who, verb="began a bid", about=bid.pk)
    return bid


@transaction.atomic
def change_bid(bid: Bid, *, seen: int, by: Actor) -> None:
    """Change a bid that is not sent.

    Args:
        bid: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, ConcurrentEditError; ValidationError by field.
        ActionNotPossibleError: it was sent.
    """
    saved = lock_and_authorise_bid(bid.pk, by)
    saved.raise_if_seen_version_stale(seen)
    if saved.state != "draft":
        raise ActionNotPossibleError("The bid was sent and stays as it is.")
    bid.state = saved.state
    bid.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a bid", about=bid.pk)


@transaction.atomic
def record_bid_sent_to_funder(bid: Bid, *, seen: int, by: Actor) -> None:
    """Record that a bid was sent to the funder, and on which day.

    Args:
        bid: with its `sent_on`.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        ActionNotPossibleError: it was sent before.
        ConcurrentEditError; ValidationError by field.
    """
    saved = lock_and_authorise_bid(bid.pk, by)
    if saved.state != "draft":
        raise ActionNotPossibleError("This bid has already been sent.")
    bid.state = "sent"
    bid.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="sent a bid", about=bid.pk)


@transaction.atomic
def record_bid_decision(decision: BidDecision, *, by: Actor) -> None:
    """Record what was decided about a bid: awarded, declined or withdrawn. Once; it stays as it was recorded.

    Args:
        decision: not saved yet, of a bid of the actor's body.
        by: who acts; writing bids is another role's.

    Raises:
        Denied, RecordNotVisibleError; ValidationError by field.
        ActionNotPossibleError: it is decided, or was never sent.
    """
    bid = lock_and_authorise_bid(decision.bid_id, by, Permission.DECIDE_BIDS)
    made = BidDecision.objects.filter(bid=bid).select_related("by").first()
    if made:
        raise ActionNotPossibleError(_describe_bid_decision(made))
    if bid.sent_on is None and decision.outcome != "withdrawn":
        raise ActionNotPossibleError("The bid was not sent. Record the day on which it was sent first.")
    if bid.sent_on and decision.decided_on < bid.sent_on:
        raise ValidationError(
            {"decided_on": "The decision cannot come before the day on which the bid was sent"}
        )
    decision.body_id = bid.body_id
    try:
        with transaction.atomic():
            validate_and_add_append_only_record(decision, by=by)
    except IntegrityError as twice:
        raise ActionNotPossibleError("Someone else decided on this bid at the same moment.") from twice
    bid.state = decision.outcome
    bid.save_by(by)
    write_audit_record(who=by.who, verb="decided on a bid", about=bid.pk, why=decision.outcome)


@transaction.atomic
def add_condition(condition: BidCondition, *, by: Actor) -> BidCondition:
    """Add a condition of an award. Raises ActionNotPossibleError where the bid is not awarded."""
    bid = lock_and_authorise_bid(condition.bid_id, by)
    _raise_unless_awarded(bid)
    condition.number = bid.conditions.count() + 1
    if condition.number > MOST_CONDITIONS:
        raise ActionNotPossibleError(msg("A bid has at most {most} conditions.", most=MOST_CONDITIONS))
    condition.save_by(by)
    write_audit_record(
        who=by.who, verb="added a condition of an award", about=bid.pk, why=str(condition.number)
    )
    return condition


@transaction.atomic
def change_condition(condition: BidCondition, *, seen: int, by: Actor) -> None:
    """Change a condition, or record that it was met.

    Args:
        condition: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, ConcurrentEditError; ValidationError by field.
    """
    bid = lock_and_authorise_bid(condition.bid_id, by)
    condition.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="changed a condition of an award", about=bid.pk, why=str(condition.number)
    )


@transaction.atomic
def record_staff_post_paid_by_bid(bid_id: UUID, post_id: UUID, *, by: Actor) -> None:
    """Say that a bid pays a post that the actor's body employs or its area shares.

    Args:
        bid_id: of the actor's body.
        post_id: of the directory.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, NotVisible; ActionNotPossibleError where it is said already.
    """
    bid = lock_and_authorise_bid(bid_id, by)
    post = get_practitioner_post_summary(by, post_id)
    if BidPost.objects.filter(bid=bid, post=post_id).exists():
        raise ActionNotPossibleError(msg("This bid already pays for “{post}”.", post=post.title))
    validate_and_add_append_only_record(BidPost(bid=bid, post_id=post_id), by=by)
    write_audit_record(who=by.who, verb="linked a post to a bid", about=bid.pk, why=post.title)


def _raise_unless_awarded(bid: Bid) -> None:
    if bid.state != "awarded":
        raise ActionNotPossibleError("Only an awarded bid can have conditions.")


def _describe_bid_decision(made: BidDecision) -> str:
    return msg(
        "Already decided: {outcome}, recorded by {name} on {day}. It cannot be changed.",
        outcome=made.get_outcome_display(),
        name=made.by.name if made.by else "someone",
        day=format_day(timezone.localdate(made.at)),
    )
