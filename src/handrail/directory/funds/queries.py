"""What a fund is, what it buys today and what is left of it. Answers are plain values."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from handrail.directory.funds.financial_years import get_financial_year
from handrail.directory.funds.kinds import ITEMS
from handrail.directory.funds.models import Budget, Fund, FundTerms
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.reference.models import Body


@dataclass(frozen=True, slots=True)
class FundItemRow:
    """One kind of thing that the fund buys."""

    code: str
    name: str
    most_pence: int | None
    usual_pence: int | None


@dataclass(frozen=True, slots=True)
class FundTermsRow:
    """The rules from a day on."""

    id: int
    number: int
    since: datetime.date
    spend_first_pence: int
    request_pence: int | None
    person_pence: int | None
    lead_pence: int
    bodies: tuple[str, ...]
    body_codes: tuple[str, ...]
    items: tuple[FundItemRow, ...]
    because: str
    set_at: datetime.datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class BudgetChangeRow:
    """What a budget was set to, and why."""

    at: datetime.datetime
    by: str
    allotted_pence: int
    closed: bool
    because: str


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """What one year holds for one area, and what is left."""

    id: int
    area_code: str
    area: str
    year: int
    allotted_pence: int
    set_aside_pence: int
    closed_on: datetime.date | None
    changes: tuple[BudgetChangeRow, ...]

    @property
    def left_pence(self) -> int:
        """What can still be set aside."""
        return self.allotted_pence - self.set_aside_pence


@dataclass(frozen=True, slots=True)
class FundRow:
    """A fund with its rules of today, its earlier and coming rules, and its budgets."""

    id: int
    name: str
    owner: str
    owner_id: int
    opens_on: datetime.date
    closes_on: datetime.date | None
    terms: FundTermsRow | None
    every_terms: tuple[FundTermsRow, ...]
    budgets: tuple[BudgetRow, ...]

    @property
    def newest(self) -> int:
        """The number of the newest set of rules, which may begin on a day to come."""
        return max((terms.number for terms in self.every_terms), default=0)


def list_funds(actor: Actor, on: datetime.date) -> tuple[FundRow, ...]:
    """The funds of the actor's body, and those that its workers may ask today."""
    return _make_fund_rows(_get_visible_funds(actor, on), on)


def get_fund(actor: Actor, fund_id: int, on: datetime.date) -> FundRow | None:
    """One of those."""
    return next(iter(_make_fund_rows(_get_visible_funds(actor, on).filter(pk=fund_id), on)), None)


def list_funds_to_ask(body_id: int, area_codes: Iterable[str], on: datetime.date) -> tuple[FundRow, ...]:
    """Funds that a body's workers may ask today and that have a budget this year for one of the areas."""
    rows = Fund.objects.filter(
        pk__in=_get_funds_open_to(body_id, on),
        budgets__in=Budget.objects.filter(area__in=list(area_codes), year=get_financial_year(on)),
    )
    return _make_fund_rows(rows.distinct(), on)


def get_terms_on(fund_id: int, on: datetime.date) -> FundTerms | None:
    """The rules of a fund on a day."""
    return FundTerms.objects.filter(fund=fund_id, since__lte=on).order_by("-since", "-number").first()


def get_body_choices() -> list[tuple[str, str]]:
    """Bodies with people whose role may ask a fund."""
    roles = [role.value for role, card in ROLES.items() if Permission.ASK_MONEY in card.permissions]
    with_people = User.objects.filter(is_active=True, role__in=roles).order_by().values("body_id")
    return list(Body.objects.filter(pk__in=with_people).order_by("name").values_list("code", "name"))


def _get_visible_funds(actor: Actor, on: datetime.date) -> QuerySet[Fund]:
    own = Q(owner=actor.body_id)
    if actor.may(Permission.ASK_MONEY):
        own |= Q(pk__in=_get_funds_open_to(actor.body_id, on))
    return Fund.objects.filter(own)


def _get_funds_open_to(body_id: int, on: datetime.date) -> QuerySet[Fund, int]:
    """Funds whose rules of that day name the body, as ids."""
    now = FundTerms.objects.filter(fund=OuterRef("pk"), since__lte=on).order_by("-since", "-number")
    is_open = Q(closes_on__isnull=True) | Q(closes_on__gte=on)
    named = FundTerms.bodies.through.objects.filter(body=body_id).values("fundterms_id")
    rows = Fund.objects.filter(is_open, opens_on__lte=on).alias(current=Subquery(now.values("pk")[:1]))
    return rows.filter(current__in=named).order_by().values_list("pk", flat=True)


def _make_fund_rows(rows: QuerySet[Fund], on: datetime.date) -> tuple[FundRow, ...]:
    found = rows.select_related("owner").prefetch_related(
        "terms__bodies", "terms__items", "terms__set_by", "budgets__area", "budgets__changes__by"
    )
    return tuple(_make_fund_row(row, on) for row in found)


def _make_fund_row(row: Fund, on: datetime.date) -> FundRow:
    every = tuple(
        _make_terms_row(terms) for terms in sorted(row.terms.all(), key=lambda terms: -terms.number)
    )
    begun = [terms for terms in every if terms.since <= on]
    return FundRow(
        id=row.pk,
        name=row.name,
        owner=row.owner.name,
        owner_id=row.owner_id,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        terms=max(begun, key=lambda terms: (terms.since, terms.number), default=None),
        every_terms=every,
        budgets=tuple(_make_budget_row(budget) for budget in row.budgets.all()),
    )


ITEM_ORDER = [item.code for item in ITEMS]
ITEM_NAMES = {item.code: item.name for item in ITEMS}


def _make_terms_row(row: FundTerms) -> FundTermsRow:
    bodies: list[Body] = sorted(row.bodies.all(), key=lambda body: body.name)
    items = sorted(row.items.all(), key=lambda item: ITEM_ORDER.index(item.item))
    return FundTermsRow(
        id=row.pk,
        number=row.number,
        since=row.since,
        spend_first_pence=row.spend_first_pence,
        request_pence=row.request_pence,
        person_pence=row.person_pence,
        lead_pence=row.lead_pence,
        bodies=tuple(body.name for body in bodies),
        body_codes=tuple(body.code for body in bodies),
        items=tuple(
            FundItemRow(item.item, ITEM_NAMES[item.item], item.most_pence, item.usual_pence) for item in items
        ),
        because=row.because,
        set_at=row.set_at,
        set_by=row.set_by.name,
    )


def _make_budget_row(row: Budget) -> BudgetRow:
    return BudgetRow(
        id=row.pk,
        area_code=row.area_id,
        area=row.area.name,
        year=row.year,
        allotted_pence=row.allotted_pence,
        set_aside_pence=row.set_aside_pence,
        closed_on=row.closed_on,
        changes=tuple(
            BudgetChangeRow(change.at, change.by.name, change.allotted_pence, change.closed, change.because)
            for change in row.changes.all()
        ),
    )
