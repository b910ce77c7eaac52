"""The list of cases: one page of it, counted up to a cap, the same queries for 1 row and 100."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, unsealed
from handrail.casework.lists.queries.case_wanted import Wanted, apart, filtered, ordered
from handrail.pathway.stages import STAGE
from handrail.prepared import Asked, given, many, statement
from handrail.vault.box import Box

PAGE = 25
MOST = 1_000
MOST_IN_A_FILE = 5_000
BATCH = 250


class CaseRow(NamedTuple):
    """One line of the list. A column that is not open to the reader is empty."""

    reference: str
    called: str
    age: str
    phase: str
    stands: str
    area: str
    contact: str
    stand_in: str
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


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines of a file, with the cases they tell of and the kinds that each shows, for the trail."""

    rows: tuple[CaseRow, ...]
    shown: dict[tuple[str, ...], list[UUID]]


class _Kept(NamedTuple):
    """The columns that a line is made of, as the database gives them."""

    pk: UUID
    owner_id: int
    reference: str
    age: str
    danger: str
    phase: str
    stage: str
    next_due: datetime.date | None
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    area: str | None
    owner: str
    contact: str
    stand_in: str | None
    called: bytes | None


COLUMNS = (
    *("pk", "owner_id", "reference", "age", "danger", "phase", "stage", "next_due", "opened_at", "closed_at"),
    *("area__name", "owner__name", "point_of_contact__name", "stand_in__name", "person__called"),
)


def case_list(actor: Actor, wanted: Wanted, without: Collection[UUID] = ()) -> CaseList:
    """One page of the cases that the door opens to the actor, `without` some. Four queries, whatever the number."""
    anybody, shape, values = apart(actor, wanted)
    values |= {"without": [*without]}
    count = _counted(anybody, shape, bool(without)).count(**values)
    pages = max(1, -(-min(count, MOST) // PAGE))
    page = min(max(wanted.page, 1), pages)
    start = (page - 1) * PAGE
    lines = _lines(actor, [_Kept(*row) for row in _page(anybody, shape, bool(without), start).rows(**values)])
    kinds = sorted({kind for shown in lines.shown for kind in shown})
    return CaseList(lines.rows, min(count, MOST), count > MOST, page, pages, tuple(kinds))


@statement
def _counted(anybody: Actor, shape: Wanted, some: bool) -> Asked:
    return _fit(anybody, shape, some).order_by().values_list("owner_id")[: MOST + 1]


@statement
def _page(anybody: Actor, shape: Wanted, some: bool, start: int) -> Asked:
    return ordered(_fit(anybody, shape, some), shape.order).values_list(*COLUMNS)[start : start + PAGE]


def _fit(anybody: Actor, shape: Wanted, some: bool) -> QuerySet[Case]:
    """`some` are left out: only then are they asked for, as nothing is in no list."""
    cases = filtered(anybody, shape, given("today"), given("soon"))
    return cases.exclude(pk__in=many("without")) if some else cases


def case_file(actor: Actor, wanted: Wanted, without: Collection[UUID] = ()) -> Iterator[Lines]:
    """The same rows, whatever the page, up to a cap: a batch at a time, each as the door opens it by then."""
    cases = filtered(actor, wanted).exclude(pk__in=without) if without else filtered(actor, wanted)
    rows = ordered(cases, wanted.order)[:MOST_IN_A_FILE]
    for numbers in batched(list(rows.values_list("pk", flat=True)), BATCH):
        found = {row.pk: row for row in _fetched(Case.objects.filter(pk__in=numbers))}
        yield _lines(actor, [found[number] for number in numbers if number in found])


def _fetched(cases: QuerySet[Case]) -> list[_Kept]:
    return [_Kept(*row) for row in cases.values_list(*COLUMNS)]


def _lines(actor: Actor, kept: Iterable[_Kept]) -> Lines:
    kept = list(kept)
    seen = policy.sights(actor, [FileFacts(row.pk, row.owner_id) for row in kept], today())
    keys = boxes([row.pk for row in kept])
    rows = tuple(_row(row, seen[row.pk], keys.get(row.pk)) for row in kept if row.pk in seen)
    shown: dict[tuple[str, ...], list[UUID]] = {}
    for number, sight in seen.items():
        shown.setdefault(tuple(sorted(kind.value for kind in sight.shown)), []).append(number)
    return Lines(rows, shown)


def _row(row: _Kept, sight: Sight, key: Box | None) -> CaseRow:
    pathway, named = sight.sees(Kind.PATHWAY), sight.sees(Kind.IDENTITY)
    return CaseRow(
        reference=row.reference,
        called=unsealed(key, "casework.Person", "called", row.pk, row.called) if named else "",
        age=row.age,
        phase=row.phase if pathway else "",
        stands=STAGE[row.stage].headline if pathway else "",
        area=row.area or "",
        contact=row.contact,
        stand_in=row.stand_in or "",
        danger=row.danger if sight.sees(Kind.SAFETY) else "",
        next_due=row.next_due if pathway else None,
        opened_on=row.opened_at,
        closed=row.closed_at is not None,
        held_by=row.owner,
    )
