"""Approving and refusing what was asked, and reviewing what was spent first."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.funds.fund_item_kinds import get_fund_item_kind
from handrail.people.money.actions.budget_movements import return_whole_sum_of_request, set_aside_request_sum
from handrail.people.money.actions.requests import (
    raise_if_fund_buys_adult_place_for_child,
    raise_unless_request_may_enter_state,
)
from handrail.people.money.models import FundRequest
from handrail.people.money.permissions import (
    is_fund_closed,
    lock_fund_request,
    require_may_approve_fund_request,
    require_permission_on_fund,
    run_as_system_for_fund_office,
)
from handrail.people.money.text_choices import (
    REVIEW_TRANSITIONS,
    FundRefusalReason,
    FundRequestState,
    MoneySpentBeforeApprovalReviewOutcome,
    list_review_outcomes,
)
from handrail.people.records.permissions import raise_if_case_restricted
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import Denied
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel import dates, money
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@run_as_system_for_fund_office
@transaction.atomic
def approve_fund_request(*, request_id: UUID, by: Actor) -> None:
    """Approve what was asked, and set it aside. Raises ActionNotPossibleError where the year has less than
    that left."""
    request = lock_fund_request(request_id)
    require_may_approve_fund_request(request, by)
    raise_if_case_restricted(request.case)
    _raise_unless_request_awaits_approval(request)
    raise_if_fund_buys_adult_place_for_child(request.case, request.item)
    set_aside_request_sum(request, by)
    _save_fund_request_decision(request, FundRequestState.APPROVED, by)
    write_audit_record(
        who=by.who,
        verb="approved a request for money",
        about=request.case_id,
        why=_format_fund_item_and_sum(request),
    )


@run_as_system_for_fund_office
@transaction.atomic
def refuse_fund_request(*, request_id: UUID, refusal: str, by: Actor) -> None:
    """Refuse what was asked.

    Args:
        request_id: the request.
        refusal: a FundRefusalReason.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is no such reason, or the request was decided before.
    """
    request = lock_fund_request(request_id)
    require_may_approve_fund_request(request, by)
    raise_unless_request_may_enter_state(request, FundRequestState.REFUSED)
    if refusal not in FundRefusalReason:
        raise ActionNotPossibleError("Choose why it is refused.")
    request.refusal = refusal
    request.ended_at, request.ended_by_id = timezone.now(), by.user_id
    _save_fund_request_decision(request, FundRequestState.REFUSED, by)
    why = msg(
        "{what}: {refusal}",
        what=_format_fund_item_and_sum(request),
        refusal=FundRefusalReason(refusal).label.lower(),
    )
    write_audit_record(who=by.who, verb="refused a request for money", about=request.case_id, why=why)


@run_as_system_for_fund_office
@transaction.atomic
def review_money_spent_before_approval(*, request_id: UUID, said: str, by: Actor) -> None:
    """Review what was spent first, by the next working day: never the user who asked, bought or took it back.

    Args:
        said: a MoneySpentBeforeApprovalReviewOutcome. Of a withdrawn request: what was spent stays set
            aside.

    Raises:
        Denied: the reviewer asked, bought or took it back.
        ActionNotPossibleError: it was approved before, is reviewed already, or the outcome does not fit its state.
    """
    request = lock_fund_request(request_id)
    require_permission_on_fund(request, by, Permission.APPROVE_MONEY)
    if by.user_id in (request.asked_by_id, request.bought_by_id, request.taken_back_by_id):
        raise Denied("You spent or withdrew this money, so someone else must review it.")
    if not request.spent_first:
        raise ActionNotPossibleError("This was approved before it was spent, so it needs no review.")
    if request.reviewed_at:
        raise ActionNotPossibleError("Someone has already reviewed this.")
    if said not in list_review_outcomes(FundRequestState(request.state)):
        raise ActionNotPossibleError("Choose your decision.")
    if said in REVIEW_TRANSITIONS:
        _settle_taken_back_request(
            request, REVIEW_TRANSITIONS[MoneySpentBeforeApprovalReviewOutcome(said)], by
        )
    request.review, request.reviewed_at, request.reviewed_by_id = said, timezone.now(), by.user_id
    request.save()
    write_audit_record(
        who=by.who,
        verb="reviewed money spent first",
        about=request.case_id,
        why=MoneySpentBeforeApprovalReviewOutcome(said).label,
    )


def _raise_unless_request_awaits_approval(request: FundRequest) -> None:
    """Raise ActionNotPossibleError where it is spent already, decided, or the fund has closed."""
    if request.spent_first:
        raise ActionNotPossibleError("This has already been spent, so it needs a review, not approval.")
    raise_unless_request_may_enter_state(request, FundRequestState.APPROVED)
    if is_fund_closed(request.fund, timezone.localdate()):
        assert request.fund.closes_on is not None, "a fund is closed after its last day"
        raise ActionNotPossibleError(
            msg(
                "The fund’s last day was {closes_on}. Refuse the request, and record who paid "
                "instead on the person’s case.",
                closes_on=dates.format_long_day(request.fund.closes_on),
            )
        )


def _settle_taken_back_request(request: FundRequest, to: FundRequestState, by: Actor) -> None:
    """Move a request that was taken back to the state that the reviewer chose."""
    raise_unless_request_may_enter_state(request, to)
    request.state = to
    if to == FundRequestState.CANCELLED:
        return_whole_sum_of_request(request, by)
        request.ended_at, request.ended_by_id = timezone.now(), by.user_id


def _save_fund_request_decision(request: FundRequest, state: FundRequestState, by: Actor) -> None:
    request.state, request.decided_at, request.decided_by_id = state, timezone.now(), by.user_id
    request.save()


def _format_fund_item_and_sum(request: FundRequest) -> str:
    return msg(
        "{name}, {pence}", name=get_fund_item_kind(request.item).name, pence=money.format_pence(request.pence)
    )
