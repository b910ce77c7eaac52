"""What of the cases themselves belongs on somebody's day: time limits, prompts, reviews, offers, agreements that end.

Rows are found first, by the numbers of the cases; then the door is asked of all of them at once; what is drawn of
that which it opens is named. So a day costs as many statements for one case as for hundreds, no statement repeats who
may see what, and nothing is opened that is not shown.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.cases.case_filter import CaseFilter, CaseScope, filter_cases
from handrail.people.records.models import Case, Person
from handrail.people.records.states import ReviewTrigger
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess, fetch_keys
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import FileFacts
from handrail.platform.access.sealed import open_value
from handrail.platform.access.today import today
from handrail.platform.kernel.message_codec import decode_message

DAYS_AHEAD = datetime.timedelta(days=14)
MOST_PER_SORT = 30  # of each sort
MOST_CASES = 1_000
MOST_CASES_OF_WORKER = 150
MOST_CASES_OF_TEAM = 400
"""More are not looked at for a day: those with the nearest days come first, and the page says how many."""


class DayRow(NamedTuple):
    """One thing to do, or waited on. `sort` says what it is; `number` is the row that its act is about."""

    sort: str
    title: str
    case_id: UUID | None = None
    reference: str = ""
    called: str = ""
    phase: str = ""
    code: str = ""
    who: str = ""
    why: str = ""
    rule: str = ""
    source: str = ""
    confidence: str = ""
    kind: str = ""
    ours: bool = True
    started: datetime.date | None = None
    due_on: datetime.date | None = None
    due_time: datetime.time | None = None
    number: UUID | int | None = None
    warning: bool = False
    for_whom: str = ""
    joined: str = ""


class DayCase(NamedTuple):
    """What a row says of its case. The name is sealed still."""

    pk: UUID
    owner_id: int
    reference: str
    phase: str
    changes_on: datetime.date | None
    called: bytes | None


RowMaker = Callable[[CaseAccess], DayRow]


class Candidate(NamedTuple):
    """A row before the door was asked: the kind that it tells of, whether only those who work on the case get it.

    What is sealed in it, or costs to read, is put in by `make` where the row is drawn.
    """

    case_id: UUID
    needs: Kind | None
    row: DayRow
    make: RowMaker | None = None
    inside: bool = False
    named: bool = True


class Visible(NamedTuple):
    """A row that the door lets through. Its name and what is sealed in it are opened where it is drawn, if it is."""

    row: DayRow
    reference: str
    found: Candidate | None = None
    case: DayCase | None = None
    case_access: CaseAccess | None = None
    joined: str = ""


@dataclass(frozen=True, slots=True)
class VisibleRows:
    """The rows that the door lets through, how many of the cases it opens, and what may be seen of each case."""

    rows: list[Visible]
    cases: int
    sights: Mapping[UUID, CaseAccess]


@dataclass(frozen=True, slots=True)
class RenderedRows:
    """Rows with their names, and the kinds that were shown of each case: of others nothing was opened."""

    rows: list[DayRow]
    shown: dict[UUID, tuple[str, ...]]


COLUMNS = ("pk", "owner_id", "reference", "phase", "changes_on", "person__called")


def count_own_cases(actor: Actor) -> int:
    """How many open cases the actor is named on, up to one more than a thousand: where a day does not look at all."""
    return filter_cases(actor, CaseFilter(CaseScope.MINE)).values_list("owner_id")[: MOST_CASES + 1].count()


def filter_visible(actor: Actor, mine: Iterable[DayCase], found: Iterable[Candidate]) -> VisibleRows:
    """Ask the door of every case at once, and let through what it opens. Two statements, whatever the number."""
    found, cases = list(found), {case.pk: case for case in mine}
    others = {row.case_id for row in found} - cases.keys()
    known = cases | {row.pk: row for row in _get_other_cases(others)}
    seen = policy.access_for_files(
        actor, [FileFacts(row.pk, row.owner_id) for row in known.values()], today()
    )
    let = [
        _make_visible(row, known[row.case_id], seen[row.case_id])
        for row in found
        if _is_visible(seen.get(row.case_id), row)
    ]
    return VisibleRows(let, len(cases.keys() & seen.keys()), seen)


def render_rows(rows: Iterable[Visible]) -> RenderedRows:
    """The rows as they are shown. One statement, for the keys."""
    rows = list(rows)
    sights = {one.case.pk: one.case_access for one in rows if one.case and one.case_access}
    fetch_keys(sights.values())
    names: dict[UUID, str] = {}
    told = [_render_row(one, names) for one in rows]
    shown = {key: tuple(sorted(kind.value for kind in sights[key].shown)) for key in sorted(sights)}
    return RenderedRows(told, shown)


def _make_day_cases(rows: Iterable[tuple[object, ...]]) -> list[DayCase]:
    return [DayCase(*row) for row in rows]  # type: ignore[arg-type]


def _get_other_cases(numbers: set[UUID]) -> list[DayCase]:
    """Cases on which the actor is not named first: open ones alone."""
    return _make_day_cases(_select_open_cases(numbers)) if numbers else []


def _select_open_cases(cases: Collection[UUID]) -> QuerySet[Any, Any]:
    return Case.objects.filter(pk__in=cases, closed_at__isnull=True).values_list(*COLUMNS)


def _is_visible(case_access: CaseAccess | None, row: Candidate) -> bool:
    """Whether the row is open. It isn't shown by that: what is, is noted where it is drawn."""
    if case_access is None or (row.inside and not case_access.inside):
        return False
    return row.needs is None or row.needs in case_access.kinds


def _make_visible(found: Candidate, case: DayCase, case_access: CaseAccess) -> Visible:
    return Visible(found.row, case.reference, found, case, case_access)


def _render_row(one: Visible, names: dict[UUID, str]) -> DayRow:
    """The row in words. `names` keeps what a person is called, opened once however many rows tell of them."""
    found, case, case_access = one.found, one.case, one.case_access
    if found is None or case is None or case_access is None:
        return one.row._replace(joined=one.joined)
    named = found.named or case_access.inside
    if named and case.pk not in names:
        names[case.pk] = open_value(case_access, Person, "called", case.pk, case.called)
    if found.needs:
        case_access.sees(found.needs)
    row = found.make(case_access) if found.make else found.row
    return row._replace(
        case_id=case.pk,
        reference=case.reference,
        called=names[case.pk] if named else "",
        phase=case.phase if case_access.sees(Kind.PATHWAY) else "",
        joined=one.joined,
    )


def unasked(cases: Iterable[DayCase]) -> Iterable[Candidate]:
    """Cases whose day of change has passed: the rules could not be asked, and what is due is not known."""
    row = DayRow(
        "unworked",
        "Look at what is due: it could not be worked out",
        why="What is due on this case could not be worked out again on the day on which it changes. What its page "
        "says may be old. Nothing is lost.",
    )
    for case in cases:
        if case.changes_on and case.changes_on < today():
            yield Candidate(case.pk, Kind.PATHWAY, row)


def with_reasons(row: DayRow, why: str, rule: str, source: str) -> RowMaker:
    """Sentences are put together again from what is kept of them: only for a row that is drawn."""
    return lambda _access: row._replace(
        why=decode_message(why), rule=decode_message(rule), source=decode_message(source)
    )


def because(code: str) -> str:
    """What made the review due before its day; nothing where its day came."""
    return ReviewTrigger(code).label.lower() if code and code != ReviewTrigger.DAY else ""


def ending(agreed: Iterable[tuple[UUID, str, datetime.date | None]]) -> list[tuple[UUID, str, datetime.date]]:
    """Of what was agreed to be shared with bodies, what ends within the days ahead: the person is asked again."""
    last: dict[tuple[UUID, str], datetime.date] = {}
    for file_id, body, until in agreed:
        last[file_id, body] = max(last.get((file_id, body), datetime.date.min), until or datetime.date.max)
    soon = [
        (file_id, body, until) for (file_id, body), until in last.items() if until <= today() + DAYS_AHEAD
    ]
    return sorted(soon, key=lambda one: one[2])[:MOST_PER_SORT]
