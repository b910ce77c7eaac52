"""Requests as a reader may see them. The office that owns a fund never reads the case, or text about a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import FETCH_RAISE, Q, QuerySet

from handrail.people.money.models import FundRequest, PaidInstead
from handrail.people.money.permissions import (
    is_fund_closed,
    is_too_late_to_buy,
    is_within_approval_limit,
    run_as_system_for_fund_office,
)
from handrail.people.money.text_choices import FundRequestState
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today

WAITING = Q(state=FundRequestState.ASKED)
TO_REVIEW = Q(spent_first=True, reviewed_at__isnull=True)
TO_CHECK = Q(state=FundRequestState.RECEIPTED)


@dataclass(frozen=True, slots=True)
class VisibleFundRequest:
    """A request for one reader. `reference` is the case's where the reader may open it; `allowed` names their actions.

    Where `is_open`, the reader may read its sealed texts: they are bound to the row.
    """

    request: FundRequest
    reference: str
    is_open: bool
    allowed: frozenset[str]


def select_visible_fund_requests(actor: Actor) -> QuerySet[FundRequest]:
    """Requests that are open to the actor: of their body's cases that they may see, or of funds of their office."""
    if actor.may(Permission.SET_FUND):
        return FundRequest.objects.filter(fund__owner=actor.body_id)
    if not actor.may(Permission.VIEW_MONEY):
        return FundRequest.objects.none()
    return FundRequest.objects.filter(build_visible_case_condition(actor, Kind.OFFERS), body=actor.body_id)


def make_visible_fund_requests(rows: Iterable[FundRequest], actor: Actor) -> list[VisibleFundRequest]:
    """The rows as the actor may see them; one statement for all their cases."""
    found = list(rows)
    files = [CaseFileIdAndOwner(row.case_id, row.case.owner_id) for row in found]
    access_by_case = policy.get_access_by_file_id(actor, files, today())
    return [_make_visible_fund_request(row, actor, access_by_case.get(row.case_id)) for row in found]


def select_related_for_fund_request_list(rows: QuerySet[FundRequest]) -> QuerySet[FundRequest]:
    """Everything that a row of a list says, in one statement."""
    related = ("fund", "terms", "budget__area", "body", "case", "asked_by", "decided_by")
    return rows.select_related(*related).fetch_mode(FETCH_RAISE)


def _make_visible_fund_request(
    row: FundRequest, actor: Actor, case_access: CaseAccess | None
) -> VisibleFundRequest:
    is_open = case_access is not None and case_access.sees(Kind.OFFERS)
    row.bind(case_access if is_open else None)
    reference = row.case.reference if is_open else ""
    return VisibleFundRequest(row, reference, is_open, _get_allowed_action_names(row, actor, case_access))


def _get_allowed_action_names(
    row: FundRequest, actor: Actor, case_access: CaseAccess | None
) -> frozenset[str]:
    """Actions that would not be refused to the actor now: the pages show buttons for these alone."""
    may: set[str] = set()
    if case_access is not None and case_access.may(Permission.ASK_MONEY) and Kind.OFFERS in case_access.kinds:
        may |= _get_worker_action_names(row)
    if actor.may(Permission.APPROVE_MONEY) and row.asked_by_id != actor.user_id:
        if row.state == FundRequestState.ASKED and is_within_approval_limit(actor, row.pence, row.terms):
            may |= {"refuse"} if is_fund_closed(row.fund, today()) else {"approve", "refuse"}
        reviewable = row.spent_first and row.reviewed_at is None
        if reviewable and actor.user_id not in (row.bought_by_id, row.taken_back_by_id):
            may.add("review")
    checker = actor.user_id not in (row.bought_by_id, row.receipted_by_id)
    if actor.may(Permission.RECONCILE_MONEY) and row.state == FundRequestState.RECEIPTED and checker:
        may.add("reconcile")
    return frozenset(may)


def _get_worker_action_names(row: FundRequest) -> set[str]:
    return {
        FundRequestState.ASKED: {"cancel"},
        FundRequestState.APPROVED: {"cancel"} if is_too_late_to_buy(row, today()) else {"buy", "cancel"},
        FundRequestState.BOUGHT: {"receipt"},
    }.get(FundRequestState(row.state), set())


@run_as_system_for_fund_office
def get_fund_request(actor: Actor, request_id: UUID) -> VisibleFundRequest:
    """One request with everybody who acted on it. Raises NotVisible where it is not open to the actor."""
    people = ("bought_by", "receipted_by", "reconciled_by", "reviewed_by", "taken_back_by")
    rows = select_related_for_fund_request_list(
        select_visible_fund_requests(actor).filter(pk=request_id)
    ).select_related(*people)
    found = make_visible_fund_requests(rows, actor)
    if not found:
        raise NotVisible
    return found[0]


def list_fund_requests_of_case(case_access: CaseAccess) -> list[VisibleFundRequest]:
    """What the reader's body asked for one person, newest first."""
    actor = case_access.actor
    rows = FundRequest.objects.filter(case=case_access.file_id, body=actor.body_id)
    return [
        _make_visible_fund_request(row, actor, case_access)
        for row in select_related_for_fund_request_list(rows).order_by("-id")
    ]


def list_payments_by_others_than_fund(case_access: CaseAccess) -> list[PaidInstead]:
    """What others paid for one person, newest first."""
    rows = PaidInstead.objects.filter(case=case_access.file_id, body=case_access.actor.body_id)
    return list(
        rows.select_related("recorded_by").order_by("-id").opened_for(case_access).fetch_mode(FETCH_RAISE)
    )
