"""Writing the trail."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Literal
from uuid import UUID

from django.db import connections, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import TextField
from django.utils import timezone

from handrail.platform.audit import uuid7
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.audit.macs import compute_record_mac
from handrail.platform.audit.models import Record
from handrail.platform.audit.request_source import get_coarse_source_of_current_request
from handrail.platform.audit.tamper_evident_rows import TamperEvident
from handrail.platform.vault.key_fingerprints import raise_unless_keys_fit

Outcome = Literal["done", "read", "refused"]


def write_audit_record(
    *,
    who: ActorSnapshot,
    verb: str,
    about: UUID | None,
    outcome: Outcome = "done",
    shown: Sequence[str] = (),
    why: str = "",
    revised: Iterable[TamperEvident] = (),
) -> None:
    """Write a record in the caller's transaction: it stands or falls with what it speaks of.

    Args:
        who: as they were named and placed at that moment.
        verb: what was done, in words: “shared with North Police”.
        about: the file's number; None where it is of no file.
        outcome: “done”, “read” or “refused”.
        shown: kinds or field names that were shown.
        why: the reason or what it was done to, in words without names of people in a file.
        revised: the rows that `revise` changed, so that an earlier state put back is found.
    """
    row = make_unsaved_audit_record(
        timezone.now(),
        who,
        verb=verb,
        about=about,
        outcome=outcome,
        shown=list(shown),
        why=why,
        rows=[one.revision_label for one in revised],
    )
    _bulk_insert_records([row])


def write_audit_record_of_read(
    *,
    who: ActorSnapshot,
    verb: str,
    about: UUID | None,
    outcome: Outcome = "read",
    shown: Sequence[str] = (),
    why: str = "",
) -> None:
    """Write a record in a short transaction of its own: it stands whatever becomes of the page.

    Args:
        who: as they were named and placed at that moment.
        verb: what was read, in words.
        about: the file's number; None where it is of no file.
        outcome: “done”, “read” or “refused”.
        shown: kinds or field names that were shown.
        why: the reason, in words.

    Raises:
        RuntimeError: within another transaction.
    """
    with transaction.atomic(durable=True):
        write_audit_record(who=who, verb=verb, about=about, outcome=outcome, shown=shown, why=why)


def write_read_records_of_files(
    *, who: ActorSnapshot, verb: str, about: Iterable[UUID], shown: Sequence[str]
) -> None:
    """Write that something of each of these files was shown, in a short transaction of its own.

    Args:
        who: as they were named and placed at that moment.
        verb: what was read, in words.
        about: the files' numbers.
        shown: kinds that were shown of each.
    """
    _bulk_insert_records_durably(_make_read_records(timezone.now(), who, verb, about, shown))


def record_page_read_and_cases_shown_on_it(
    *,
    who: ActorSnapshot,
    verb: str,
    shown: Sequence[str],
    why: str,
    of_each: Iterable[tuple[Iterable[UUID], Sequence[str]]],
) -> None:
    """Write one record of a page, and one of each of the files of which these kinds were shown there closely.

    One statement, filled so many times, and one short transaction of its own, however many they are.

    Args:
        who: as they were named and placed at that moment.
        verb: the page, in words.
        shown: kinds that were shown on the page as a whole.
        why: what was asked for, in words.
        of_each: numbers of files, with the kinds that were shown closely of each of them.
    """
    now = timezone.now()
    page = make_unsaved_audit_record(
        now, who, verb=verb, about=None, outcome="read", shown=list(shown), why=why
    )
    _bulk_insert_records_durably(
        [page, *(row for files, kinds in of_each for row in _make_read_records(now, who, verb, files, kinds))]
    )


def _make_read_records(
    now: datetime, who: ActorSnapshot, verb: str, about: Iterable[UUID], shown: Sequence[str]
) -> list[Record]:
    kept = list(shown)
    return [
        make_unsaved_audit_record(now, who, verb=verb, about=one, outcome="read", shown=kept, why="")
        for one in about
    ]


def _bulk_insert_records_durably(rows: list[Record]) -> None:
    if rows:
        with transaction.atomic(durable=True):
            _bulk_insert_records(rows)


def _bulk_insert_records(rows: list[Record]) -> None:
    """What `bulk_create` does, with a statement that is put together once and read by the engine once."""
    connection = connections[router.db_for_write(Record)]
    values = _AuditRecordColumnValues(connection)
    with connection.cursor() as cursor:
        cursor.executemany(_get_insert_sql_of_records(connection.vendor), [values.of(row) for row in rows])


class _AuditRecordColumnValues:
    """The columns of records as the engine wants them. The moment and the kinds, which many share, are turned once."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self._connection = connection
        self._turned: dict[int, Any] = {}

    def of(self, row: Record) -> list[Any]:
        """Those of one record. Text stands as it is."""
        return [
            getattr(row, field.attname)
            if type(field) is TextField
            else self._convert_value_once(field, getattr(row, field.attname))
            for field in Record._meta.concrete_fields
        ]

    def _convert_value_once(self, field: Any, value: Any) -> Any:
        """By the identity of the value, which its record keeps alive meanwhile."""
        if id(value) not in self._turned:
            self._turned[id(value)] = field.get_db_prep_save(value, self._connection)
        return self._turned[id(value)]


@cache
def _get_insert_sql_of_records(vendor: str) -> str:
    """INSERT with every column, in the spelling of the engine."""
    quote = connections[router.db_for_write(Record)].ops.quote_name
    columns = [str(field.column) for field in Record._meta.concrete_fields]
    names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {quote(Record._meta.db_table)} ({names}) VALUES ({places})"


def make_unsaved_audit_record(at: datetime, who: ActorSnapshot, **fields: Any) -> Record:
    """A record of that moment that the caller writes, with others, in one statement.

    Every act is recorded, so that with other keys nothing is done.
    """
    raise_unless_keys_fit()
    source = get_coarse_source_of_current_request(who.user_id)
    row = Record(id=uuid7.new_uuid7(at), at=at, **{**source._asdict(), **fields})
    row.user_id, row.user_name, row.role = who.user_id, who.user_name, who.role
    row.body_code, row.body_name = who.body_code, who.body_name
    row.mac = compute_record_mac(row)
    return row
