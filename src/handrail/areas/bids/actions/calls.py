"""A funder's call, and the expression of interest in it."""

from django.db import IntegrityError, transaction

from handrail.areas.bids.models import ExpressionOfInterest, FundingCall
from handrail.areas.bids.permissions import (
    get_local_policing_body_that_may_bid,
    lock_and_authorise_funding_call,
)
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def add_call(call: FundingCall, *, by: Actor) -> FundingCall:
    """Record a call that a funder opened. Raises ValidationError by field."""
    call.body = get_local_policing_body_that_may_bid(by)
    call.save_by(by)
    write_audit_record(who=by.who, verb="recorded a call for bids", about=call.pk)
    return call


@transaction.atomic
def change_call(call: FundingCall, *, seen: int, by: Actor) -> None:
    """Change what is said of a call.

    Args:
        call: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, ConcurrentEditError; ValidationError by field.
    """
    lock_and_authorise_funding_call(call.pk, by).raise_if_seen_version_stale(seen)
    call.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a call for bids", about=call.pk)


@transaction.atomic
def record_expression_of_interest_sent(interest: ExpressionOfInterest, *, by: Actor) -> None:
    """Record that an expression of interest was sent. Raises ActionNotPossibleError where there is one already."""
    call = lock_and_authorise_funding_call(interest.call_id, by)
    if ExpressionOfInterest.objects.filter(call=call).exists():
        raise ActionNotPossibleError("An expression of interest in this call is recorded. Change that one.")
    try:
        with transaction.atomic():
            interest.save_by(by)
    except IntegrityError as twice:
        raise ActionNotPossibleError("An expression of interest was recorded at the same moment.") from twice
    write_audit_record(who=by.who, verb="expressed interest in a call", about=call.pk)


@transaction.atomic
def change_expression_of_interest_or_its_answer(
    interest: ExpressionOfInterest, *, seen: int, by: Actor
) -> None:
    """Change an expression of interest, or record the funder's answer.

    Args:
        interest: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, ConcurrentEditError; ValidationError by field.
    """
    call = lock_and_authorise_funding_call(interest.call_id, by)
    interest.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="changed an expression of interest", about=call.pk, why=interest.answer
    )
