"""From candidates for My day to the rows that the reader may see, and from those to rows with names.

Rows are found first, by the numbers of the cases; then the policy is asked of all of them at once; names are opened
for the rows that are shown. So a day costs as many statements for one case as for hundreds, no statement repeats who
may see what, and nothing is opened that is not shown.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.cases.case_filter import CaseFilter, CaseScope, filter_cases
from handrail.people.cases.my_day_row_provider import DayRowCandidate, MyDayRow
from handrail.people.records.models import Case, Person
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess, prefetch_file_ciphers
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.sealed import open_sealed_value
from handrail.platform.access.today import today

MOST_CASES = 1_000
MOST_CASES_OF_WORKER = 150
MOST_CASES_OF_TEAM = 400
"""More are not looked at for a day: those with the nearest days come first, and the page says how many."""


class MyDayCase(NamedTuple):
    """What a row says of its case. The name is sealed still."""

    pk: UUID
    owner_id: int
    reference: str
    phase: str
    changes_on: datetime.date | None
    called: bytes | None
    restricted: bool


class VisibleDayRow(NamedTuple):
    """A row that the policy lets through. Its name and what is sealed in it are opened where it is shown, if it is."""

    row: MyDayRow
    reference: str
    found: DayRowCandidate | None = None
    case: MyDayCase | None = None
    case_access: CaseAccess | None = None
    joined: str = ""


@dataclass(frozen=True, slots=True)
class VisibleDayRows:
    """The rows that the policy lets through, how many of the cases it opens, and what may be seen of each case."""

    rows: list[VisibleDayRow]
    cases: int
    accesses: Mapping[UUID, CaseAccess]


@dataclass(frozen=True, slots=True)
class UnsealedDayRows:
    """Rows with their names, and the kinds that were shown of each case: of others nothing was opened."""

    rows: list[MyDayRow]
    shown: dict[UUID, tuple[str, ...]]


COLUMNS = ("pk", "owner_id", "reference", "phase", "changes_on", "person__called", "restricted_on")


def count_own_cases_up_to_limit(actor: Actor) -> int:
    """How many open cases the actor is named on, up to one more than a thousand: where a day does not look at all."""
    return filter_cases(actor, CaseFilter(CaseScope.MINE)).values_list("owner_id")[: MOST_CASES + 1].count()


def build_visible_day_rows(
    actor: Actor, mine: Iterable[MyDayCase], found: Iterable[DayRowCandidate]
) -> VisibleDayRows:
    """Ask the policy of every case at once, and let through what it opens. Two statements, whatever the number.

    Args:
        actor: who reads.
        mine: the cases of the statement.
        found: the candidates for rows.
    """
    found, cases = list(found), {case.pk: case for case in mine}
    others = {row.case_id for row in found} - cases.keys()
    known = cases | {row.pk: row for row in _list_open_cases_beyond_actors_own(others)}
    seen = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(row.pk, row.owner_id) for row in known.values()], today()
    )
    let = [
        _make_visible_day_row(row, known[row.case_id], seen[row.case_id])
        for row in found
        if _is_row_visible(seen.get(row.case_id), row)
    ]
    return VisibleDayRows(let, len(cases.keys() & seen.keys()), seen)


def unseal_visible_day_rows(rows: Iterable[VisibleDayRow]) -> UnsealedDayRows:
    """The rows as they are shown. One statement, for the keys."""
    rows = list(rows)
    accesses = {one.case.pk: one.case_access for one in rows if one.case and one.case_access}
    prefetch_file_ciphers(accesses.values())
    names: dict[UUID, str] = {}
    told = [_unseal_day_row(one, names) for one in rows]
    shown = {key: tuple(sorted(kind.value for kind in accesses[key].shown)) for key in sorted(accesses)}
    return UnsealedDayRows(told, shown)


def _make_my_day_cases(rows: Iterable[tuple[Any, ...]]) -> list[MyDayCase]:
    return [
        MyDayCase(pk, owner_id, reference, phase, changes_on, called, restricted_on is not None)
        for pk, owner_id, reference, phase, changes_on, called, restricted_on in rows
    ]


def _list_open_cases_beyond_actors_own(numbers: set[UUID]) -> list[MyDayCase]:
    """Open cases that are not among the actor's own."""
    return _make_my_day_cases(_select_open_case_columns(numbers)) if numbers else []


def _select_open_case_columns(cases: Collection[UUID]) -> QuerySet[Any, Any]:
    return Case.objects.filter(pk__in=cases, closed_at__isnull=True).values_list(*COLUMNS)


def _is_row_visible(case_access: CaseAccess | None, row: DayRowCandidate) -> bool:
    """Whether the row is open. It isn't shown by that: what is, is noted where it is shown."""
    if case_access is None or (row.inside and not case_access.inside):
        return False
    return {row.needs, row.also} - {None} <= case_access.kinds


def _make_visible_day_row(found: DayRowCandidate, case: MyDayCase, case_access: CaseAccess) -> VisibleDayRow:
    return VisibleDayRow(found.row, case.reference, found, case, case_access)


def _unseal_day_row(one: VisibleDayRow, names: dict[UUID, str]) -> MyDayRow:
    """The row in words. `names` keeps what a person is called, opened once however many rows tell of them."""
    found, case, case_access = one.found, one.case, one.case_access
    if found is None or case is None or case_access is None:
        return one.row._replace(joined=one.joined)
    named = found.named or case_access.inside
    if named and case.pk not in names:
        names[case.pk] = open_sealed_value(case_access, Person, "called", case.pk, case.called)
    if found.needs:
        case_access.sees(found.needs)
    row = found.make(case_access) if found.make else found.row
    return row._replace(
        further=found.row.further,
        case_id=case.pk,
        reference=case.reference,
        called=names[case.pk] if named else "",
        phase=case.phase if case_access.sees(Kind.PATHWAY) else "",
        joined=one.joined,
        restricted=case.restricted,
    )
