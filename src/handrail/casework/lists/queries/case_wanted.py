"""What a reader wants of the list of cases: whose, which and in which order. An index serves each (see `Case.Meta`).

Names are sealed, so no list can be put in order of them: whoever looks for a name searches for it.
"""

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import F, Lookup, Q, QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission, Way
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.casework.case.models.case import AT_RISK
from handrail.kernel.saying import joined
from handrail.prepared import given

SOON = datetime.timedelta(days=7)


class Scope(StrEnum):
    """Whose cases."""

    MINE = "mine"
    OURS = "ours"
    SHARED = "shared"


class Sort(StrEnum):
    """In which order."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DUE = "due"


class Due(StrEnum):
    """Of what is ours to do next. Such a list is in the order of what is due."""

    OVERDUE = "overdue"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters, as they stand in the address. Closed cases are a list of their own."""

    scope: Scope
    phase: str = ""
    stage: str = ""
    danger: bool = False
    area: str = ""
    contact: int | None = None
    closed: bool = False
    no_stand_in: bool = False
    due: Due | None = None
    sort: Sort = Sort.NEWEST
    page: int = 1

    @property
    def order(self) -> Sort:
        """The order that is served: nothing is due on a closed case, and what is due has an order of its own."""
        if self.due:
            return Sort.DUE
        return Sort.NEWEST if self.closed and self.sort is Sort.DUE else self.sort


def scopes(actor: Actor) -> tuple[Scope, ...]:
    """The scopes that the actor's role can ask for, the usual one first."""
    ways = actor.role.card.ways
    if Way.OWNED in ways:
        return (Scope.OURS, Scope.MINE, Scope.SHARED)
    if actor.role.card.permissions and Way.NAMED in ways:
        return (Scope.MINE, Scope.SHARED)
    return ()


def filters_open(actor: Actor, scope: Scope) -> bool:
    """Whether to offer filters by phase, danger and what is due: where every row of the scope shows them."""
    return scope is not Scope.SHARED and {Kind.PATHWAY, Kind.SAFETY} <= actor.role.card.kinds


def contacts_open(actor: Actor, scope: Scope) -> bool:
    """Whether to offer filters by point of contact and stand-in: to those who cover for others."""
    return scope is Scope.OURS and actor.may(Permission.SHARE)


def apart(actor: Actor, wanted: Wanted) -> tuple[Actor, Wanted, dict[str, Any]]:
    """Who asks and what is wanted, without the values that differ from one time to the next; and these by name.

    A statement is kept for each such pair (`handrail.prepared`): a role, a scope, an order, which filters are used.
    """
    told: dict[str, Any] = {name: getattr(wanted, name) for name in TOLD if getattr(wanted, name)}
    shape = replace(wanted, page=1, **{name: given(name) for name in told})
    anybody = Actor(given("user"), "", given("body"), "", "", actor.role)
    days = {"today": today(), "soon": today() + SOON}
    return anybody, shape, {"user": actor.user_id, "body": actor.body_id, **days, **told}


TOLD = ("phase", "stage", "area", "contact")


def filtered(
    actor: Actor, wanted: Wanted, on: datetime.date | None = None, soon: datetime.date | None = None
) -> QuerySet[Case]:
    """The cases open to the actor that fit, in no order. `on` is today where no day is said, `soon` follows of it."""
    on = on or today()
    cases = Case.objects.filter(_in_scope(actor, wanted, on), closed_at__isnull=not wanted.closed)
    if wanted.danger:
        cases = cases.filter(_AtRisk(F("danger"), ""))
    if wanted.no_stand_in:
        cases = cases.filter(stand_in__isnull=True)
    if wanted.order is Sort.DUE:
        cases = cases.filter(_due(wanted.due, on, soon))
    plainly = {
        "phase": wanted.phase,
        "stage": wanted.stage,
        "area": wanted.area,
        "point_of_contact": wanted.contact,
    }
    return cases.filter(**{name: value for name, value in plainly.items() if value})


def ordered(cases: QuerySet[Case], sort: Sort) -> QuerySet[Case]:
    """In the order that an index has them."""
    if sort is Sort.DUE:
        return cases.order_by("next_due", "pk")
    return cases.order_by("-opened_at" if sort is Sort.NEWEST else "opened_at", "pk")


class _AtRisk(Lookup):
    """In danger, hurt, or nobody is sure: written out word for word, as the index has it, so that it serves."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        words = joined(f"'{answer.value}'" for answer in AT_RISK)
        return f"{column} IN ({words})", tuple(params)


WAYS = {Scope.MINE: Way.NAMED, Scope.OURS: Way.OWNED, Scope.SHARED: Way.SHARED}


def _in_scope(actor: Actor, wanted: Wanted, on: datetime.date) -> Q:
    """What the way in opens. Whatever a list is filtered or sorted by must be open too, or it would tell it."""
    way, rows = WAYS[wanted.scope], Q()
    for kind in _told_by(wanted) or {None}:
        rows &= policy.through(actor, way, on, kind)
    return rows & ~Q(owner=actor.body_id) if wanted.scope is Scope.SHARED else rows


def _told_by(wanted: Wanted) -> set[Kind | None]:
    told: set[Kind | None] = set()
    if wanted.phase or wanted.stage or wanted.order is Sort.DUE:
        told.add(Kind.PATHWAY)
    if wanted.danger:
        told.add(Kind.SAFETY)
    return told


def _due(due: Due | None, on: datetime.date, soon: datetime.date | None) -> Q:
    if due is Due.OVERDUE:
        return Q(next_due__lt=on)
    return Q(next_due__lte=soon or on + SOON) if due is Due.SOON else Q(next_due__isnull=False)
