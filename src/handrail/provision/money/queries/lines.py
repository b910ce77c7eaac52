"""Requests in lists and on pages. Whoever answers for the money alone never meets the case, or words about a person."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.queries.reached import reached
from handrail.casework.case.sealing import boxes, read
from handrail.directory.funds.kinds import item as item_of
from handrail.provision.money.models import PaidInstead, Request
from handrail.provision.money.permissions import is_shut, past_buying, within_limit
from handrail.provision.money.states import How, Payer, Refusal, Review, State, Why, WhyNot
from handrail.vault.box import Box

LABEL = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request as a list shows it. `reference` is the case's, where the reader may open it."""

    id: UUID
    label: str
    fund: str
    fund_id: int
    item: str
    why: str
    pence: int
    state: State
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
        return None if self.state != State.RECONCILED else self.pence - (self.receipt_pence or 0)


@dataclass(frozen=True, slots=True)
class RequestPage:
    """Everything of one request that the reader may see. Words are None where they are not open to the reader."""

    line: RequestLine
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
class InsteadLine:
    """What somebody else paid for."""

    item: str
    pence: int | None
    why_not: str
    payer: str
    note: str
    on: datetime.date
    by: str


def label(number: UUID) -> str:
    """Six characters to say over the phone. A name for people; the number is what is asked by."""
    rest, found = number.int & (2**30 - 1), ""
    for _ in range(6):
        rest, place = divmod(rest, 32)
        found += LABEL[place]
    return found


def visible(actor: Actor) -> QuerySet[Request]:
    """Requests that are open to the actor: of their body's cases that they may see, or of funds of their office."""
    if actor.may(Permission.SET_FUND):
        return Request.objects.filter(fund__owner=actor.body_id)
    if not actor.may(Permission.VIEW_MONEY):
        return Request.objects.none()
    return Request.objects.filter(reached(actor, Kind.SUPPORT), body=actor.body_id)


def lines(rows: Iterable[Request], actor: Actor) -> tuple[RequestLine, ...]:
    """The rows as the actor may see them; one query for all their cases."""
    found = list(rows)
    seen = sights_of(found, actor)
    return tuple(line(row, actor, seen.get(row.case_id)) for row in found)


def sights_of(rows: Iterable[Request], actor: Actor) -> dict[UUID, Sight]:
    """What the actor may see of each case: nothing for an office, which has no way in."""
    return policy.sights(actor, [FileFacts(row.case_id, row.case.owner_id) for row in rows], today())


def with_names(rows: QuerySet[Request]) -> QuerySet[Request]:
    """Everything that a line says, in one query."""
    return rows.select_related("fund", "terms", "budget__area", "body", "case", "asked_by", "decided_by")


def line(row: Request, actor: Actor, sight: Sight | None) -> RequestLine:
    """One request."""
    opens = sight is not None and sight.sees(Kind.SUPPORT)
    return RequestLine(
        id=row.pk,
        label=label(row.pk),
        fund=row.fund.name,
        fund_id=row.fund_id,
        item=item_of(row.item).name,
        why=Why(row.why).label,
        pence=row.pence,
        state=State(row.state),
        body=row.body.name,
        area=row.budget.area.name,
        asked_on=row.asked_on,
        asked_by=row.asked_by.name,
        reference=row.case.reference if opens else "",
        spent_first=row.spent_first,
        review_due=row.review_due,
        review=Review(row.review).label if row.review else "",
        decided_by=row.decided_by.name if row.decided_by else "",
        refusal=Refusal(row.refusal).label if row.refusal else "",
        bought_pence=row.bought_pence,
        receipt_pence=row.receipt_pence,
        may=_may(row, actor, sight),
    )


def _may(row: Request, actor: Actor, sight: Sight | None) -> frozenset[str]:
    """What the actor could do with it now: the pages show no button that would be refused."""
    may = set()
    if sight is not None and sight.may(Permission.ASK_MONEY) and Kind.SUPPORT in sight.kinds:
        may |= _workers(row)
    if actor.may(Permission.APPROVE_MONEY) and row.asked_by_id != actor.user_id:
        if row.state == State.ASKED and within_limit(actor, row.pence, row.terms):
            may |= {"refuse"} if is_shut(row.fund, today()) else {"approve", "refuse"}
        reviewable = row.spent_first and row.reviewed_at is None
        if reviewable and actor.user_id not in (row.bought_by_id, row.taken_back_by_id):
            may.add("review")
    checker = actor.user_id not in (row.bought_by_id, row.receipted_by_id)
    if actor.may(Permission.RECONCILE_MONEY) and row.state == State.RECEIPTED and checker:
        may.add("reconcile")
    return frozenset(may)


def _workers(row: Request) -> set[str]:
    return {
        State.ASKED: {"cancel"},
        State.APPROVED: {"cancel"} if past_buying(row, today()) else {"buy", "cancel"},
        State.BOUGHT: {"receipt"},
    }.get(State(row.state), set())


def request_page(actor: Actor, request_id: UUID) -> RequestPage | None:
    """One request; None where it is not open to the actor."""
    row = (
        with_names(visible(actor).filter(pk=request_id))
        .select_related(
            "bought_by", "receipted_by", "reconciled_by", "reviewed_by", "taken_back_by", "ended_by"
        )
        .first()
    )
    if row is None:
        return None
    sight = sights_of([row], actor).get(row.case_id)
    opens = sight is not None and sight.sees(Kind.SUPPORT)
    box = boxes([row.case_id]).get(row.case_id) if opens else None

    def words(field: str) -> str | None:
        return read(box, row, field) if opens else None

    return RequestPage(
        line=line(row, actor, sight),
        about=row.case_id,
        opens=opens,
        note=words("note"),
        voucher=words("voucher"),
        receipt=words("receipt"),
        how=How(row.how).label if row.how else "",
        asked_at=row.asked_at,
        decided_at=row.decided_at,
        bought_at=row.bought_at,
        bought_by=_name(row.bought_by),
        receipt_on=row.receipt_on,
        receipted_by=_name(row.receipted_by),
        reconciled_at=row.reconciled_at,
        reconciled_by=_name(row.reconciled_by),
        reviewed_at=row.reviewed_at,
        reviewed_by=_name(row.reviewed_by),
        taken_back_at=row.taken_back_at,
        taken_back_by=_name(row.taken_back_by),
        ended_by=_name(row.ended_by),
    )


def of_case(sight: Sight) -> tuple[RequestLine, ...]:
    """What was asked for one person, newest first; to the body that asked."""
    rows = with_names(Request.objects.filter(case=sight.file_id, body=sight.actor.body_id)).order_by("-id")
    return tuple(line(row, sight.actor, sight) for row in rows)


def paid_instead_of_case(sight: Sight) -> tuple[InsteadLine, ...]:
    """What others paid for one person."""
    rows = PaidInstead.objects.filter(case=sight.file_id, body=sight.actor.body_id)
    box = boxes([sight.file_id]).get(sight.file_id) if rows else None
    return tuple(_instead(row, box) for row in rows.select_related("recorded_by").order_by("-id"))


def _instead(row: PaidInstead, box: Box | None) -> InsteadLine:
    return InsteadLine(
        item=item_of(row.item).name,
        pence=row.pence,
        why_not=WhyNot(row.why_not).label,
        payer=Payer(row.payer).label,
        note=read(box, row, "note"),
        on=row.on,
        by=row.recorded_by.name,
    )


def _name(user: object) -> str:
    return getattr(user, "name", "")


WAITING = Q(state=State.ASKED)
TO_REVIEW = Q(spent_first=True, reviewed_at__isnull=True)
TO_CHECK = Q(state=State.RECEIPTED)
