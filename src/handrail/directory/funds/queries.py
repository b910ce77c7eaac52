"""What a fund is, what it buys today and what is left of it. Answers are plain values."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery

from handrail.access.actor import Actor
from handrail.access.models import User
from handrail.access.roles import CARDS, Permission
from handrail.directory.funds.kinds import ITEMS
from handrail.directory.funds.models import Budget, Fund, Terms
from handrail.directory.funds.years import year_of
from handrail.reference.models import Body


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One kind of thing that the fund buys."""

    code: str
    name: str
    most_pence: int | None
    usual_pence: int | None


@dataclass(frozen=True, slots=True)
class TermsLine:
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
    items: tuple[ItemLine, ...]
    because: str
    set_at: datetime.datetime
    set_by: str


@dataclass(frozen=True, slots=True)
class BudgetChangeLine:
    """What a budget was set to, and why."""

    at: datetime.datetime
    by: str
    allotted_pence: int
    closed: bool
    because: str


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """What one year holds for one area, and what is left."""

    id: int
    area_code: str
    area: str
    year: int
    allotted_pence: int
    set_aside_pence: int
    closed_on: datetime.date | None
    changes: tuple[BudgetChangeLine, ...]

    @property
    def left_pence(self) -> int:
        """What can still be set aside."""
        return self.allotted_pence - self.set_aside_pence


@dataclass(frozen=True, slots=True)
class FundLine:
    """A fund with its rules of today, its earlier and coming rules, and its budgets."""

    id: int
    name: str
    owner: str
    owner_id: int
    opens_on: datetime.date
    closes_on: datetime.date | None
    terms: TermsLine | None
    every_terms: tuple[TermsLine, ...]
    budgets: tuple[BudgetLine, ...]

    @property
    def newest(self) -> int:
        """The number of the newest set of rules, which may begin on a day to come."""
        return max((terms.number for terms in self.every_terms), default=0)


def funds_for(actor: Actor, on: datetime.date) -> tuple[FundLine, ...]:
    """The funds of the actor's body, and those that its workers may ask today."""
    return _lines(_seen_by(actor, on), on)


def fund_for(actor: Actor, fund_id: int, on: datetime.date) -> FundLine | None:
    """One of those."""
    return next(iter(_lines(_seen_by(actor, on).filter(pk=fund_id), on)), None)


def may_ask(body_id: int, area_codes: Iterable[str], on: datetime.date) -> tuple[FundLine, ...]:
    """Funds that a body's workers may ask today and that have a budget this year for one of the areas."""
    rows = Fund.objects.filter(
        pk__in=_asked_by(body_id, on),
        budgets__in=Budget.objects.filter(area__in=list(area_codes), year=year_of(on)),
    )
    return _lines(rows.distinct(), on)


def terms_on(fund_id: int, on: datetime.date) -> Terms | None:
    """The rules of a fund on a day."""
    return Terms.objects.filter(fund=fund_id, since__lte=on).order_by("-since", "-number").first()


def body_choices() -> list[tuple[str, str]]:
    """Bodies with people whose role may ask a fund."""
    roles = [role.value for role, card in CARDS.items() if Permission.ASK_MONEY in card.permissions]
    with_people = User.objects.filter(is_active=True, role__in=roles).order_by().values("body_id")
    return list(Body.objects.filter(pk__in=with_people).order_by("name").values_list("code", "name"))


def _seen_by(actor: Actor, on: datetime.date) -> QuerySet[Fund]:
    own = Q(owner=actor.body_id)
    if actor.may(Permission.ASK_MONEY):
        own |= Q(pk__in=_asked_by(actor.body_id, on))
    return Fund.objects.filter(own)


def _asked_by(body_id: int, on: datetime.date) -> QuerySet[Fund, int]:
    """Funds whose rules of that day name the body, as ids."""
    now = Terms.objects.filter(fund=OuterRef("pk"), since__lte=on).order_by("-since", "-number")
    is_open = Q(closes_on__isnull=True) | Q(closes_on__gte=on)
    named = Terms.bodies.through.objects.filter(body=body_id).values("terms_id")
    rows = Fund.objects.filter(is_open, opens_on__lte=on).alias(current=Subquery(now.values("pk")[:1]))
    return rows.filter(current__in=named).order_by().values_list("pk", flat=True)


def _lines(rows: QuerySet[Fund], on: datetime.date) -> tuple[FundLine, ...]:
    found = rows.select_related("owner").prefetch_related(
        "terms__bodies", "terms__items", "terms__set_by", "budgets__area", "budgets__changes__by"
    )
    return tuple(_fund(row, on) for row in found)


def _fund(row: Fund, on: datetime.date) -> FundLine:
    every = tuple(_terms(terms) for terms in sorted(row.terms.all(), key=lambda terms: -terms.number))
    begun = [terms for terms in every if terms.since <= on]
    return FundLine(
        id=row.pk,
        name=row.name,
        owner=row.owner.name,
        owner_id=row.owner_id,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        terms=max(begun, key=lambda terms: (terms.since, terms.number), default=None),
        every_terms=every,
        budgets=tuple(_budget(budget) for budget in row.budgets.all()),
    )


ORDER = [item.code for item in ITEMS]
NAMES = {item.code: item.name for item in ITEMS}


def _terms(row: Terms) -> TermsLine:
    bodies: list[Body] = sorted(row.bodies.all(), key=lambda body: body.name)
    items = sorted(row.items.all(), key=lambda item: ORDER.index(item.item))
    return TermsLine(
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
            ItemLine(item.item, NAMES[item.item], item.most_pence, item.usual_pence) for item in items
        ),
        because=row.because,
        set_at=row.set_at,
        set_by=row.set_by.name,
    )


def _budget(row: Budget) -> BudgetLine:
    return BudgetLine(
        id=row.pk,
        area_code=row.area_id,
        area=row.area.name,
        year=row.year,
        allotted_pence=row.allotted_pence,
        set_aside_pence=row.set_aside_pence,
        closed_on=row.closed_on,
        changes=tuple(
            BudgetChangeLine(change.at, change.by.name, change.allotted_pence, change.closed, change.because)
            for change in row.changes.all()
        ),
    )
