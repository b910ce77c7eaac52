"""The list of cases: one page of it, counted up to a cap, the same queries for 1 row and 100."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from handrail.pathway.stages import STAGES_BY_CODE
from handrail.people.cases.case_filter import CaseFilter, filter_cases, order_cases
from handrail.people.records.models import Case, Person
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.sealed import open_sealed_value
from handrail.platform.access.today import today

PAGE_SIZE = 25
MOST_COUNTED = 1_000
MOST_IN_A_FILE = 5_000
BATCH = 250


class CaseListRow(NamedTuple):
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
    restricted: bool


@dataclass(frozen=True, slots=True)
class CaseListPageRows:
    """A page of the list, and how many there are: exact up to the cap, then "more than"."""

    rows: tuple[CaseListRow, ...]
    count: int
    more_than: bool
    page: int
    pages: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseListBatch:
    """Some lines of a file, with the cases they tell of and the kinds that each shows, for the trail."""

    rows: tuple[CaseListRow, ...]
    shown: dict[tuple[str, ...], list[UUID]]


class _CaseListDatabaseRow(NamedTuple):
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
    restricted_on: datetime.date | None
    area: str | None
    owner: str
    contact: str
    stand_in: str | None
    called: bytes | None


COLUMNS = (
    *("pk", "owner_id", "reference", "age", "danger", "phase", "stage", "next_due", "opened_at", "closed_at"),
    "restricted_on",
    *("area__name", "owner__name", "point_of_contact__name", "stand_in__name", "person__called"),
)


def get_case_list_page(actor: Actor, wanted: CaseFilter, without: Collection[UUID] = ()) -> CaseListPageRows:
    """One page of the cases that the policy opens to the actor. Four queries, whatever the number.

    Args:
        actor: who reads.
        wanted: the filter, with the page.
        without: cases to leave out.
    """
    cases = _filter_cases_leaving_out(actor, wanted, without)
    count = cases.order_by().values_list("owner_id")[: MOST_COUNTED + 1].count()
    pages = max(1, -(-min(count, MOST_COUNTED) // PAGE_SIZE))
    page = min(max(wanted.page, 1), pages)
    start = (page - 1) * PAGE_SIZE
    lines = _make_case_list_batch(
        actor, _fetch_case_list_database_rows(order_cases(cases, wanted.order)[start : start + PAGE_SIZE])
    )
    kinds = sorted({kind for shown in lines.shown for kind in shown})
    return CaseListPageRows(
        lines.rows, min(count, MOST_COUNTED), count > MOST_COUNTED, page, pages, tuple(kinds)
    )


def _filter_cases_leaving_out(actor: Actor, wanted: CaseFilter, without: Collection[UUID]) -> QuerySet[Case]:
    cases = filter_cases(actor, wanted)
    return cases.exclude(pk__in=without) if without else cases


def count_rows_of_case_list_file(actor: Actor, wanted: CaseFilter, without: Collection[UUID] = ()) -> int:
    """How many rows the file has, up to its cap.

    Args:
        actor: who reads.
        wanted: the filter.
        without: cases to leave out.

    Returns:
        The number of cases.
    """
    cases = _filter_cases_leaving_out(actor, wanted, without)
    return cases.order_by().values_list("pk")[:MOST_IN_A_FILE].count()


def iterate_case_list_batches(
    actor: Actor, wanted: CaseFilter, without: Collection[UUID] = ()
) -> Iterator[CaseListBatch]:
    """The same rows, whatever the page, up to a cap: a batch at a time, each as far as it is open by then.

    Args:
        actor: who reads.
        wanted: the filter.
        without: cases to leave out.
    """
    rows = order_cases(_filter_cases_leaving_out(actor, wanted, without), wanted.order)[:MOST_IN_A_FILE]
    for numbers in batched(list(rows.values_list("pk", flat=True)), BATCH):
        found = {row.pk: row for row in _fetch_case_list_database_rows(Case.objects.filter(pk__in=numbers))}
        yield _make_case_list_batch(actor, [found[number] for number in numbers if number in found])


def _fetch_case_list_database_rows(cases: QuerySet[Case]) -> list[_CaseListDatabaseRow]:
    return [_CaseListDatabaseRow(*row) for row in cases.values_list(*COLUMNS)]


def _make_case_list_batch(actor: Actor, kept: Iterable[_CaseListDatabaseRow]) -> CaseListBatch:
    kept = list(kept)
    seen = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(row.pk, row.owner_id) for row in kept], today()
    )
    rows = tuple(_make_case_list_row(row, seen[row.pk]) for row in kept if row.pk in seen)
    shown: dict[tuple[str, ...], list[UUID]] = {}
    for number, case_access in seen.items():
        shown.setdefault(tuple(sorted(kind.value for kind in case_access.shown)), []).append(number)
    return CaseListBatch(rows, shown)


def _make_case_list_row(row: _CaseListDatabaseRow, case_access: CaseAccess) -> CaseListRow:
    pathway = case_access.sees(Kind.PATHWAY)
    return CaseListRow(
        reference=row.reference,
        called=open_sealed_value(case_access, Person, "called", row.pk, row.called),
        age=row.age,
        phase=row.phase if pathway else "",
        stands=STAGES_BY_CODE[row.stage].headline if pathway else "",
        area=row.area or "",
        contact=row.contact,
        stand_in=row.stand_in or "",
        danger=row.danger if case_access.sees(Kind.SAFETY) else "",
        next_due=row.next_due if pathway else None,
        opened_on=row.opened_at,
        closed=row.closed_at is not None,
        held_by=row.owner,
        restricted=row.restricted_on is not None,
    )
