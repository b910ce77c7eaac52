"""Requests in lists and on pages. Whoever answers for the money alone never meets the case, or words about a person."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from handrail.directory.funds.kinds import get_item as item_of
from handrail.people.money.models import FundRequest, PaidInstead
from handrail.people.money.permissions import is_fund_closed, is_past_buying, is_within_limit
from handrail.people.money.states import (
    FundRefusalReason,
    FundRequestReason,
    FundRequestState,
    NotPaidReason,
    PaidInsteadBy,
    PaymentMethod,
    SpendReviewOutcome,
)
from handrail.people.records.queries.visible_cases import visible_case_exists
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import FileFacts
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today

LABEL_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class FundRequestRow:
    """One request as a list shows it. `reference` is the case's, where the reader may open it."""

    id: UUID
    label: str
    fund: str
    fund_id: int
    item: str
    why: str
    pence: int
    state: FundRequestState
    body: str
    area: str
    asked_on: datetime.date
    asked_by: str
    reference: str
    spent_first: bool
    review_due: datetime.date | None
    review: str
    decided_by: str
    refusal: str
    bought_pence: int | None
    receipt_pence: int | None
    may: frozenset[str]

    @property
    def given_back_pence(self) -> int | None:
        """What went back to the budget, once it is reconciled."""
        return None if self.state != FundRequestState.RECONCILED else self.pence - (self.receipt_pence or 0)


@dataclass(frozen=True, slots=True)
class FundRequestDetail:
    """Everything of one request that the reader may see. Words are None where they are not open to the reader."""

    line: FundRequestRow
    about: UUID
    opens: bool
    note: str | None
    voucher: str | None
    receipt: str | None
    how: str
    asked_at: datetime.datetime
    decided_at: datetime.datetime | None
    bought_at: datetime.datetime | None
    bought_by: str
    receipt_on: datetime.date | None
    receipted_by: str
    reconciled_at: datetime.datetime | None
    reconciled_by: str
    reviewed_at: datetime.datetime | None
    reviewed_by: str
    taken_back_at: datetime.datetime | None
    taken_back_by: str
    ended_by: str


@dataclass(frozen=True, slots=True)
class PaidInsteadRow:
    """What somebody else paid for."""

    item: str
    pence: int | None
    why_not: str
    payer: str
    note: str
    on: datetime.date
    by: str


def format_label(number: UUID) -> str:
    """Six characters to say over the phone. A name for people; the number is what is asked by."""
    rest, found = number.int & (2**30 - 1), ""
    for _ in range(6):
        rest, place = divmod(rest, 32)
        found += LABEL_ALPHABET[place]
    return found


def get_visible_requests(actor: Actor) -> QuerySet[FundRequest]:
    """Requests that are open to the actor: of their body's cases that they may see, or of funds of their office."""
    if actor.may(Permission.SET_FUND):
        return FundRequest.objects.filter(fund__owner=actor.body_id)
    if not actor.may(Permission.VIEW_MONEY):
        return FundRequest.objects.none()
    return FundRequest.objects.filter(visible_case_exists(actor, Kind.SUPPORT), body=actor.body_id)


def make_request_rows(rows: Iterable[FundRequest], actor: Actor) -> tuple[FundRequestRow, ...]:
    """The rows as the actor may see them; one query for all their cases."""
    found = list(rows)
    seen = get_access_by_case(found, actor)
    return tuple(make_request_row(row, actor, seen.get(row.case_id)) for row in found)


def get_access_by_case(rows: Iterable[FundRequest], actor: Actor) -> dict[UUID, CaseAccess]:
    """What the actor may see of each case: nothing for an office, which has no way in."""
    return policy.access_for_files(
        actor, [FileFacts(row.case_id, row.case.owner_id) for row in rows], today()
    )


def with_related(rows: QuerySet[FundRequest]) -> QuerySet[FundRequest]:
    """Everything that a line says, in one query."""
    return rows.select_related("fund", "terms", "budget__area", "body", "case", "asked_by", "decided_by")


def make_request_row(row: FundRequest, actor: Actor, case_access: CaseAccess | None) -> FundRequestRow:
    """One request."""
    opens = case_access is not None and case_access.sees(Kind.SUPPORT)
    return FundRequestRow(
        id=row.pk,
        label=format_label(row.pk),
        fund=row.fund.name,
        fund_id=row.fund_id,
        item=item_of(row.item).name,
        why=FundRequestReason(row.why).label,
        pence=row.pence,
        state=FundRequestState(row.state),
        body=row.body.name,
        area=row.budget.area.name,
        asked_on=row.asked_on,
        asked_by=row.asked_by.name,
        reference=row.case.reference if opens else "",
        spent_first=row.spent_first,
        review_due=row.review_due,
        review=SpendReviewOutcome(row.review).label if row.review else "",
        decided_by=row.decided_by.name if row.decided_by else "",
        refusal=FundRefusalReason(row.refusal).label if row.refusal else "",
        bought_pence=row.bought_pence,
        receipt_pence=row.receipt_pence,
        may=_get_allowed_actions(row, actor, case_access),
    )


def _get_allowed_actions(row: FundRequest, actor: Actor, case_access: CaseAccess | None) -> frozenset[str]:
    """What the actor could do with it now: the pages show no button that would be refused."""
    may = set()
    if (
        case_access is not None
        and case_access.may(Permission.ASK_MONEY)
        and Kind.SUPPORT in case_access.kinds
    ):
        may |= _get_workers(row)
    if actor.may(Permission.APPROVE_MONEY) and row.asked_by_id != actor.user_id:
        if row.state == FundRequestState.ASKED and is_within_limit(actor, row.pence, row.terms):
            may |= {"refuse"} if is_fund_closed(row.fund, today()) else {"approve", "refuse"}
        reviewable = row.spent_first and row.reviewed_at is None
        if reviewable and actor.user_id not in (row.bought_by_id, row.taken_back_by_id):
            may.add("review")
    checker = actor.user_id not in (row.bought_by_id, row.receipted_by_id)
    if actor.may(Permission.RECONCILE_MONEY) and row.state == FundRequestState.RECEIPTED and checker:
        may.add("reconcile")
    return frozenset(may)


def _get_workers(row: FundRequest) -> set[str]:
    return {
        FundRequestState.ASKED: {"cancel"},
        FundRequestState.APPROVED: {"cancel"} if is_past_buying(row, today()) else {"buy", "cancel"},
        FundRequestState.BOUGHT: {"receipt"},
    }.get(FundRequestState(row.state), set())


def get_fund_request(actor: Actor, request_id: UUID) -> FundRequestDetail | None:
    """One request; None where it is not open to the actor."""
    row = (
        with_related(get_visible_requests(actor).filter(pk=request_id))
        .select_related(
            "bought_by", "receipted_by", "reconciled_by", "reviewed_by", "taken_back_by", "ended_by"
        )
        .first()
    )
    if row is None:
        return None
    case_access = get_access_by_case([row], actor).get(row.case_id)
    row.bind(case_access)
    opens = case_access is not None and case_access.sees(Kind.SUPPORT)
    return FundRequestDetail(
        line=make_request_row(row, actor, case_access),
        about=row.case_id,
        opens=opens,
        note=row.note.open() if opens else None,
        voucher=row.voucher.open() if opens else None,
        receipt=row.receipt.open() if opens else None,
        how=PaymentMethod(row.how).label if row.how else "",
        asked_at=row.asked_at,
        decided_at=row.decided_at,
        bought_at=row.bought_at,
        bought_by=_format_name(row.bought_by),
        receipt_on=row.receipt_on,
        receipted_by=_format_name(row.receipted_by),
        reconciled_at=row.reconciled_at,
        reconciled_by=_format_name(row.reconciled_by),
        reviewed_at=row.reviewed_at,
        reviewed_by=_format_name(row.reviewed_by),
        taken_back_at=row.taken_back_at,
        taken_back_by=_format_name(row.taken_back_by),
        ended_by=_format_name(row.ended_by),
    )


def list_case_requests(case_access: CaseAccess) -> tuple[FundRequestRow, ...]:
    """What was asked for one person, newest first; to the body that asked."""
    rows = with_related(
        FundRequest.objects.filter(case=case_access.file_id, body=case_access.actor.body_id)
    ).order_by("-id")
    return tuple(make_request_row(row, case_access.actor, case_access) for row in rows)


def list_paid_instead(case_access: CaseAccess) -> tuple[PaidInsteadRow, ...]:
    """What others paid for one person."""
    rows = PaidInstead.objects.filter(case=case_access.file_id, body=case_access.actor.body_id)
    return tuple(
        map(
            _make_paid_instead_row, rows.select_related("recorded_by").order_by("-id").opened_for(case_access)
        )
    )


def _make_paid_instead_row(row: PaidInstead) -> PaidInsteadRow:
    return PaidInsteadRow(
        item=item_of(row.item).name,
        pence=row.pence,
        why_not=NotPaidReason(row.why_not).label,
        payer=PaidInsteadBy(row.payer).label,
        note=row.note.open(),
        on=row.on,
        by=row.recorded_by.name,
    )


def _format_name(user: object) -> str:
    return getattr(user, "name", "")


WAITING = Q(state=FundRequestState.ASKED)
TO_REVIEW = Q(spent_first=True, reviewed_at__isnull=True)
TO_CHECK = Q(state=FundRequestState.RECEIPTED)
