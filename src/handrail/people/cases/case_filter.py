"""What a reader wants of the list of cases: whose, which and in which order. An index serves each (see `Case.Meta`).

Names are sealed, so no list can be put in order of them: whoever looks for a name searches for it.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from handrail.people.records.models import Case
from handrail.people.records.models.case import AT_RISK
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import AccessPath, Permission
from handrail.platform.access.today import today

SOON_PERIOD = datetime.timedelta(days=7)


class CaseScope(StrEnum):
    """Whose cases."""

    MINE = "mine"
    OURS = "ours"
    SHARED = "shared"


class CaseSort(StrEnum):
    """In which order."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DUE = "due"


class DueFilter(StrEnum):
    """Of what is ours to do next. Such a list is in the order of what is due."""

    OVERDUE = "overdue"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """The filters, as they stand in the address. Closed cases are a list of their own."""

    scope: CaseScope
    phase: str = ""
    stage: str = ""
    danger: bool = False
    area: str = ""
    contact: int | None = None
    closed: bool = False
    no_stand_in: bool = False
    due: DueFilter | None = None
    sort: CaseSort = CaseSort.NEWEST
    page: int = 1

    @property
    def order(self) -> CaseSort:
        """The order that is served: nothing is due on a closed case, and what is due has an order of its own."""
        if self.due:
            return CaseSort.DUE
        return CaseSort.NEWEST if self.closed and self.sort is CaseSort.DUE else self.sort


def list_case_scopes(actor: Actor) -> tuple[CaseScope, ...]:
    """The scopes that the actor's role can ask for.

    Returns:
        The usual one first.
    """
    ways = actor.role.card.ways
    if AccessPath.OWNED in ways:
        return (CaseScope.OURS, CaseScope.MINE, CaseScope.SHARED)
    if actor.role.card.permissions and AccessPath.NAMED in ways:
        return (CaseScope.MINE, CaseScope.SHARED)
    return ()


def may_filter_by_pathway(actor: Actor, scope: CaseScope) -> bool:
    """Whether to offer filters by phase, danger and what is due: where every row of the scope shows them."""
    return scope is not CaseScope.SHARED and {Kind.PATHWAY, Kind.SAFETY} <= actor.role.card.kinds


def may_filter_by_point_of_contact(actor: Actor, scope: CaseScope) -> bool:
    """Whether to offer filters by point of contact and stand-in: to those who cover for others."""
    return scope is CaseScope.OURS and actor.may(Permission.SHARE)


def filter_cases(actor: Actor, wanted: CaseFilter) -> QuerySet[Case]:
    """The cases open to the actor that fit, in no order."""
    on = today()
    cases = Case.objects.filter(_cases_in_scope_q(actor, wanted, on), closed_at__isnull=not wanted.closed)
    if wanted.danger:
        cases = cases.filter(danger__in=AT_RISK)
    if wanted.no_stand_in:
        cases = cases.filter(stand_in__isnull=True)
    if wanted.order is CaseSort.DUE:
        cases = cases.filter(_cases_due_q(wanted.due, on))
    plainly = {
        "phase": wanted.phase,
        "stage": wanted.stage,
        "area": wanted.area,
        "point_of_contact": wanted.contact,
    }
    return cases.filter(**{name: value for name, value in plainly.items() if value})


def order_cases(cases: QuerySet[Case], sort: CaseSort) -> QuerySet[Case]:
    """In the order that an index has them."""
    if sort is CaseSort.DUE:
        return cases.order_by("next_due", "pk")
    return cases.order_by("-opened_at" if sort is CaseSort.NEWEST else "opened_at", "pk")


PATHS_BY_SCOPE = {
    CaseScope.MINE: AccessPath.NAMED,
    CaseScope.OURS: AccessPath.OWNED,
    CaseScope.SHARED: AccessPath.SHARED,
}


def _cases_in_scope_q(actor: Actor, wanted: CaseFilter, on: datetime.date) -> Q:
    """What the way in opens. Whatever a list is filtered or sorted by must be open too, or it would tell it."""
    way, rows = PATHS_BY_SCOPE[wanted.scope], Q()
    for kind in _get_information_kinds_revealed_by_filter(wanted) or {None}:
        rows &= policy.visible_files_by_access_path_q(actor, way, on, kind)
    return rows & ~Q(owner=actor.body_id) if wanted.scope is CaseScope.SHARED else rows


def _get_information_kinds_revealed_by_filter(wanted: CaseFilter) -> set[Kind | None]:
    told: set[Kind | None] = set()
    if wanted.phase or wanted.stage or wanted.order is CaseSort.DUE:
        told.add(Kind.PATHWAY)
    if wanted.danger:
        told.add(Kind.SAFETY)
    return told


def _cases_due_q(due: DueFilter | None, on: datetime.date) -> Q:
    if due is DueFilter.OVERDUE:
        return Q(next_due__lt=on)
    return Q(next_due__lte=on + SOON_PERIOD) if due is DueFilter.SOON else Q(next_due__isnull=False)
