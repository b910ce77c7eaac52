"""An import of 10,000 rows: reading the file, the check, the import and its undoing, in CPU and statements a row.

`python -m bench.caseload [--rows N] [--undo N]`, in a database of its own. `scripts/with-postgres` measures PostgreSQL.
"""

import argparse
import csv
import datetime
import io
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handrail.people.caseload_import.models import CaseloadImport
    from handrail.platform.access.models import User

HEADS = (
    *("Your reference", "Full name", "Date of birth", "Adult or child", "Identified", "Referred to the NRM"),
    *("Reasonable grounds", "Reasonable grounds: date", "NRM: answer", "NRM: date of answer"),
    *("Local support: answer", "Local support: date of answer"),
)
SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "an")
Row = dict[str, object]


def main() -> None:
    """Print a row for each step."""
    parser = argparse.ArgumentParser(prog="python -m bench.caseload", description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--undo", type=int, default=200, help="of how many cases the undoing is measured")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HANDRAIL_VAR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
        _set_up()
        for row in measure(options.rows, options.undo):
            print(json.dumps(row), flush=True)


def measure(rows: int, undone: int) -> Iterator[Row]:
    """Every step of one import, as it is done.

    Args:
        rows: of the file.
        undone: how many of its cases are taken back, one after the other.
    """
    from handrail.people.caseload_import.actions import decisions  # noqa: PLC0415 - needs Django
    from handrail.people.caseload_import.actions.row_check import RowCheck  # noqa: PLC0415 - the same
    from handrail.people.caseload_import.actions.row_import import RowImport  # noqa: PLC0415 - the same
    from handrail.people.caseload_import.actions.undo import ImportUndo  # noqa: PLC0415 - the same
    from handrail.people.caseload_import.models import CaseloadImport, CaseloadImportRow  # noqa: PLC0415 - the same
    from handrail.people.caseload_import.text_choices import RowDecision, RowState  # noqa: PLC0415 - the same

    lead = _make_lead()
    yield _measure("upload", rows, lambda: _upload(rows, lead))
    made = CaseloadImport.objects.get()
    yield _measure("check", rows, lambda: _work(RowCheck(made, lead.actor).work))
    waiting = CaseloadImportRow.objects.filter(caseload=made, state=RowState.DUPLICATE)
    if waiting.exists():
        decisions.decide_undecided_rows(import_id=made.pk, decision=RowDecision.NEW, by=lead.actor)
    made = decisions.start_import(import_id=made.pk, by=lead.actor)
    yield _measure("import", rows, lambda: _work(RowImport(made, lead.actor).work))
    decisions.start_undo(import_id=made.pk, by=lead.actor)
    undo = ImportUndo(made, lead.actor)
    yield _measure("undo", undone, lambda: [undo.work() for _ in range(undone)])


def _measure(name: str, rows: int, do: Callable[[], object]) -> Row:
    from django.db import connections  # noqa: PLC0415 - needs Django
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - the same

    counts = [CaptureQueriesContext(connections[alias]) for alias in connections]
    began, cpu = time.perf_counter(), time.process_time()
    for one in counts:
        one.__enter__()
        one.connection.queries_log = _CountingLog()
    do()
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    statements = sum(one.connection.queries_log.count for one in counts)
    for one in counts:
        one.connection.force_debug_cursor = False
    return {
        "name": name,
        "engine": connections["default"].vendor,
        "rows": rows,
        "seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "cpu_ms_a_row": round(1000 * cpu / rows, 2),
        "statements_a_row": round(statements / rows, 1),
    }


class _CountingLog:
    """In the place of Django's list of statements, which keeps the last few thousand alone."""

    def __init__(self) -> None:
        self.count = 0

    def append(self, _statement: object) -> None:
        self.count += 1

    def __len__(self) -> int:
        return self.count


def _work(step: Callable[[], bool]) -> None:
    while step():
        pass


def _upload(rows: int, lead: "User") -> "CaseloadImport":
    from handrail.people.caseload_import.actions import uploads  # noqa: PLC0415 - needs Django
    from handrail.people.caseload_import.text_choices import ImportBasis, SupportConsent  # noqa: PLC0415 - the same

    made = uploads.create_import(name="cases.csv", data=_make_file(rows), by=lead.actor)
    made = uploads.save_columns(import_id=made.pk, codes=made.columns, seen=made.version, by=lead.actor)
    return uploads.answer_import_questions(
        import_id=made.pk,
        basis=ImportBasis.PUBLIC_TASK,
        consent=SupportConsent.ROWS,
        consent_on=None,
        point_of_contact_id=lead.pk,
        seen=made.version,
        by=lead.actor,
    )


def _make_file(rows: int) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADS)
    first = datetime.date(2020, 1, 6)
    for number in range(rows):
        found = first + datetime.timedelta(days=number * 7 % 1800)
        born = datetime.date(1960, 1, 1) + datetime.timedelta(days=number * 37 % 14_000)
        later = [found + datetime.timedelta(days=more) for more in (1, 2, 3, 44)]
        said, agreed, referred, decided = (f"{day:%d/%m/%Y}" for day in later)
        name = f"{_make_name(number * 7919)} {_make_name(number * 104_729 + 17)}"
        person = (f"R{number}", name, f"{born:%d/%m/%Y}", "Adult")
        days = (f"{found:%d/%m/%Y}", referred, "Positive", decided, "Yes", said, "Yes", agreed)
        writer.writerow([*person, *days])
    return out.getvalue().encode()


def _make_name(number: int) -> str:
    parts = []
    for _ in range(4):
        number, place = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[place])
    return "".join(parts).capitalize()


def _set_up() -> None:
    import django  # noqa: PLC0415 - settings are read when it is set up

    django.setup()
    from handrail.platform.reference.load import load_reference_data  # noqa: PLC0415 - needs Django
    from handrail.site import databases  # noqa: PLC0415 - the same

    databases.migrate_databases()
    load_reference_data()


def _make_lead() -> "User":
    from handrail.platform.access.actions import create_account  # noqa: PLC0415 - needs Django
    from handrail.platform.access.roles import Role  # noqa: PLC0415 - the same
    from handrail.platform.reference.models import Body  # noqa: PLC0415 - the same

    body = Body.objects.get(code="lincolnshire-police")
    return create_account(
        email="bench.lead@example.org", name="Bench Lead", body=body, role=Role.DUTY_LEAD, password=None
    )


if __name__ == "__main__":
    main()
