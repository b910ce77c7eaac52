"""The list of cases: filters and sorts that an index serves, counts capped, the same queries for 1 row and 100."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q, QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.roles import Way
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.models import Case
from handrail.casework.sealing import boxes, unsealed
from handrail.pathway.stages import STAGE
from handrail.vault.box import Box

PAGE = 25
MOST = 1_000


class Scope(StrEnum):
    """Whose cases: an index answers each."""

    MINE = "mine"
    OURS = "ours"
    SHARED = "shared"


class Sort(StrEnum):
    """In which order."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters, as they stand in the address."""

    scope: Scope
    phase: str = ""
    danger: bool = False
    area: str = ""
    sort: Sort = Sort.NEWEST
    page: int = 1


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list. A column that is not open to the reader is empty."""

    reference: str
    called: str
    age: str
    phase: str
    stands: str
    area: str
    contact: str
    danger: str
    next_due: datetime.date | None
    opened_on: datetime.datetime
    closed: bool
    held_by: str


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of the list, and how many there are: exact up to the cap, then "more than"."""

    rows: tuple[CaseRow, ...]
    count: int
    more_than: bool
    page: int
    pages: int
    kinds: tuple[str, ...]


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


def case_list(actor: Actor, wanted: Wanted) -> CaseList:
    """One page of the cases that the door opens to the actor. Five queries, whatever the number."""
    cases = _filtered(actor, wanted)
    count = cases.order_by()[: MOST + 1].count()
    pages = max(1, -(-min(count, MOST) // PAGE))
    page = min(max(wanted.page, 1), pages)
    start = (page - 1) * PAGE
    picked = list(
        _sorted(cases, wanted.sort).select_related("area", "owner", "point_of_contact", "person")[
            start : start + PAGE
        ]
    )
    seen = policy.sights(actor, [FileFacts(case.pk, case.owner_id) for case in picked], today())
    keys = boxes([case.pk for case in picked])
    rows = tuple(_row(case, seen[case.pk], keys.get(case.pk)) for case in picked if case.pk in seen)
    kinds = {kind.value for sight in seen.values() for kind in sight.shown}
    return CaseList(rows, min(count, MOST), count > MOST, page, pages, tuple(sorted(kinds)))


def _filtered(actor: Actor, wanted: Wanted) -> QuerySet[Case]:
    cases = Case.objects.filter(policy.reach(actor, today()) & _in_scope(actor, wanted.scope))
    if wanted.phase or wanted.sort is Sort.DUE:
        cases = cases.filter(policy.reach(actor, today(), Kind.PATHWAY))
    if wanted.phase:
        cases = cases.filter(phase=wanted.phase)
    if wanted.danger:
        cases = cases.filter(
            policy.reach(actor, today(), Kind.SAFETY), danger__in=["in_danger", "hurt", "both", "unsure"]
        )
    if wanted.area:
        cases = cases.filter(area__code=wanted.area)
    if wanted.sort is Sort.DUE:
        cases = cases.filter(next_due__isnull=False)
    return cases


def _in_scope(actor: Actor, scope: Scope) -> Q:
    if scope is Scope.OURS:
        return Q(owner=actor.body_id)
    if scope is Scope.MINE:
        return policy.named(actor, today())
    return ~Q(owner=actor.body_id)


def _sorted(cases: QuerySet[Case], sort: Sort) -> QuerySet[Case]:
    if sort is Sort.DUE:
        return cases.order_by("next_due", "pk")
    return cases.order_by("-opened_at" if sort is Sort.NEWEST else "opened_at", "pk")


def _row(case: Case, sight: Sight, key: Box | None) -> CaseRow:
    pathway, named = sight.sees(Kind.PATHWAY), sight.sees(Kind.IDENTITY)
    called = unsealed(key, "casework.Person", "called", case.pk, case.person.called) if named else ""
    return CaseRow(
        reference=case.reference,
        called=called,
        age=case.age,
        phase=case.phase if pathway else "",
        stands=STAGE[case.stage].headline if pathway else "",
        area=case.area.name if case.area else "",
        contact=case.point_of_contact.name,
        danger=case.danger if sight.sees(Kind.SAFETY) else "",
        next_due=case.next_due if pathway else None,
        opened_on=case.opened_at,
        closed=case.closed_at is not None,
        held_by=case.owner.name,
    )
