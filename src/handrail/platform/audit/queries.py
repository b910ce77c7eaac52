"""Reading the trail: the newest records, one page of folded lines, every record for a file, and who made them."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Max, Min, Q, QuerySet, TextField, When
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone

from handrail.platform.audit.models import Record
from handrail.platform.audit.uuid7 import make_lowest_uuid7_of_moment

PAGE_SIZE = 25
CHUNK = 2000


@dataclass(frozen=True)
class AuditTrailRow:
    """One line of "who has looked"."""

    at: datetime.datetime
    user_name: str
    body_name: str
    role: str
    verb: str
    outcome: str
    shown: tuple[str, ...]
    why: str
    network: str = ""
    device: str = ""
    is_automatic: bool = False  # the installation did it by itself


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which records of a file: by what came of it, person, days (both included), and kind that was shown."""

    outcome: str = ""
    user_id: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class TrailActCount:
    """One thing that was done, shown or refused, how often, and from where."""

    verb: str
    shown: tuple[str, ...]
    why: str
    network: str
    device: str
    count: int


@dataclass(frozen=True, slots=True)
class TrailUserDayRow:
    """All records of one person on one day."""

    day: datetime.date
    user_id: str
    user_name: str
    body_name: str
    role: str
    first: datetime.datetime
    last: datetime.datetime
    count: int
    is_outside: bool = False
    acts: tuple[TrailActCount, ...] = ()


@dataclass(frozen=True, slots=True)
class TrailPage:
    """So many lines, and where they stand among all."""

    lines: tuple[TrailUserDayRow, ...]
    page: int
    pages: int
    count: int


@dataclass(frozen=True, slots=True)
class UserNamedInTrail:
    """Somebody of whom the trail of a file has records."""

    user_id: str
    user_name: str
    body_name: str


def list_records_about(about: UUID, limit: int) -> list[AuditTrailRow]:
    """What was done, read or refused about this file, newest first."""
    return [_make_trail_row(values) for values in _select_newest_records(limit, file=about)]


def list_acts_of_user_on_file(
    about: UUID, user_id: int, since: datetime.datetime, until: datetime.datetime
) -> list[AuditTrailRow]:
    """What one person did and read of a file between two moments, both included, newest first.

    Args:
        about: the file's number.
        user_id: of the account.
        since: the first moment.
        until: the last.

    Returns:
        Rows without those that were refused.
    """
    rows = Record.objects.filter(
        about=about, user_id=str(user_id), at__gte=since, at__lte=until, outcome__in=("done", "read")
    )
    return [_make_trail_row(values) for values in rows.order_by("-id").values_list(*ROW_COLUMNS)]


def list_newest_records_limiting_refusals(about: UUID, limit: int, refusals: int) -> list[AuditTrailRow]:
    """The newest records about this file, in one statement; refused ones cannot push the others away.

    Args:
        about: the file's number.
        limit: records in all.
        refusals: how many of them may be refused ones.

    Returns:
        Rows, newest first.
    """
    mine = Record.objects.filter(about=about)
    refused = mine.filter(outcome="refused").order_by("-id").values("pk")[:refusals]
    rows = mine.filter(Q(outcome__in=("done", "read")) | Q(pk__in=refused))
    return [_make_trail_row(values) for values in rows.order_by("-id").values_list(*ROW_COLUMNS)[:limit]]


def find_last_record_of_verb(about: UUID, verb: str) -> AuditTrailRow | None:
    """The newest record of that act on this file, however many others came after it."""
    rows = Record.objects.filter(about=about, outcome="done", verb=verb).order_by("-id")
    found = rows.values_list(*ROW_COLUMNS).first()
    return _make_trail_row(found) if found else None


def iterate_records_about(about: UUID, wanted: TrailFilter) -> Iterator[AuditTrailRow]:
    """Every record about this file that the filter lets through, oldest first: for an export."""
    rows = filter_records_about(about, wanted).order_by("id").values_list(*ROW_COLUMNS)
    return (_make_trail_row(values) for values in rows.iterator(chunk_size=CHUNK))


def count_records_by_outcome(about: UUID) -> dict[str, int]:
    """How many records speak of this file.

    Returns:
        Numbers by “done”, “read” and “refused”; what there is none of is left out.
    """
    rows = Record.objects.filter(about=about).order_by().values("outcome")
    return dict(rows.annotate(number=Count("pk")).values_list("outcome", "number"))


def list_users_named_in_trail_of_file(about: UUID) -> list[UserNamedInTrail]:
    """Everybody of whom there are records about this file, under the name they had last, in order of names.

    Not the installation itself, whose records have no user.
    """
    rows = Record.objects.filter(about=about).exclude(user_id="").order_by().values("user_id")
    named = rows.annotate(name=Max("user_name"), body=Max("body_name"))
    found = [UserNamedInTrail(*row) for row in named.values_list("user_id", "name", "body")]
    return sorted(found, key=lambda one: (one.user_name.casefold(), one.body_name))


def get_last_act_by_user_id(user_ids: Iterable[int], body_code: str) -> dict[int, datetime.datetime]:
    """When each of these people last did or read anything for one organisation. One statement.

    Args:
        user_ids: of their accounts.
        body_code: of the organisation.

    Returns:
        Moments by the number of the account; whoever never did anything for it is not there.
    """
    rows = Record.objects.filter(
        user_id__in=list(map(str, user_ids)), body_code=body_code, outcome__in=("done", "read")
    )
    newest = rows.order_by().values("user_id").annotate(last=Max("at"))
    return {int(number): at for number, at in newest.values_list("user_id", "last")}


def get_trail_page(
    about: UUID, wanted: TrailFilter, page: int, size: int = PAGE_SIZE, *, home: str = ""
) -> TrailPage:
    """Records about this file, folded: one line for each person and day, newest first. Three statements.

    Args:
        about: the file's number.
        wanted: which records.
        page: from 1; the last page where there are fewer.
        size: lines on a page.
        home: the code of the body that holds the file: people of other bodies come first. Empty for one order of all.

    Returns:
        The page.
    """
    rows = filter_records_about(about, wanted).annotate(day=TruncDate("at")).order_by()
    folded = rows.values("day", "user_id")
    count = folded.distinct().count()
    pages = max(1, -(-count // size))
    page = min(page, pages)
    lines = folded.annotate(
        name=Max("user_name"),
        body=Max("body_name"),
        held=Max("role"),
        first=Min("at"),
        last=Max("at"),
        number=Count("pk"),
        outside=Max(Case(When(body_code__in=[home, ""], then=0), default=1 if home else 0)),
    ).order_by("-outside", "-last", "user_id")[(page - 1) * size : page * size]
    columns = ("day", "user_id", "name", "body", "held", "first", "last", "number", "outside")
    found = [
        replace(TrailUserDayRow(*line[:-1]), is_outside=bool(line[-1]))
        for line in lines.values_list(*columns)
    ]
    return TrailPage(_add_act_counts_to_user_day_rows(rows, found), page, pages, count)


def filter_records_about(about: UUID, wanted: TrailFilter) -> QuerySet[Record]:
    """The records about this file that the filter lets through. Days are looked up by the numbers of records."""
    rows = Record.objects.filter(about=about)
    if wanted.outcome:
        rows = rows.filter(outcome=wanted.outcome)
    if wanted.user_id:
        rows = rows.filter(user_id=wanted.user_id)
    if wanted.since:
        rows = rows.filter(id__gte=make_lowest_uuid7_of_moment(get_start_of_day(wanted.since)))
    if wanted.until:
        rows = rows.filter(
            id__lt=make_lowest_uuid7_of_moment(get_start_of_day(wanted.until + datetime.timedelta(days=1)))
        )
    if wanted.kind:
        rows = rows.alias(as_text=Cast("shown", TextField())).filter(as_text__contains=f'"{wanted.kind}"')
    return rows


def get_start_of_day(day: datetime.date) -> datetime.datetime:
    """Midnight in the time of this place."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


ROW_COLUMNS = (
    *("at", "user_name", "body_name", "role", "verb", "outcome", "shown", "why"),
    *("network", "device", "user_id", "body_code"),
)
ACT_COLUMNS = ("verb", "shown", "why", "network", "device")


def _make_trail_row(values: Sequence[Any]) -> AuditTrailRow:
    at, user, body, role, verb, outcome, shown, why, network, device, user_id, body_code = values
    return AuditTrailRow(
        *(at, user, body, role, verb, outcome, tuple(shown), why, network, device),
        is_automatic=not user_id and not body_code,
    )


def _add_act_counts_to_user_day_rows(
    rows: QuerySet[Any, Any], lines: list[TrailUserDayRow]
) -> tuple[TrailUserDayRow, ...]:
    """What each line is made of, in one statement over the days and people of the page."""
    if not lines:
        return ()
    first, last = min(line.first for line in lines), max(line.last for line in lines)
    after_last = make_lowest_uuid7_of_moment(last + datetime.timedelta(microseconds=1))
    rows = rows.filter(id__gte=make_lowest_uuid7_of_moment(first), id__lt=after_last)
    rows = rows.filter(user_id__in={line.user_id for line in lines})
    acts: dict[tuple[datetime.date, str], Counter[TrailActCount]] = defaultdict(Counter)
    in_order = rows.order_by("at", "id").values_list("day", "user_id", *ACT_COLUMNS)
    for day, user_id, verb, shown, why, network, device in in_order.iterator(chunk_size=CHUNK):
        # A reason is sealed, so that only here it is seen which acts are alike.
        acts[day, user_id][TrailActCount(verb, tuple(shown), why, network, device, 1)] += 1
    return tuple(
        replace(
            line,
            acts=tuple(replace(act, count=number) for act, number in acts[line.day, line.user_id].items()),
        )
        for line in lines
    )


def _select_newest_records(limit: int, *, file: UUID) -> QuerySet[Any, Any]:
    return Record.objects.filter(about=file).order_by("-id").values_list(*ROW_COLUMNS)[:limit]
