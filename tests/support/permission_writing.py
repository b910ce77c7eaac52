"""What `make permissions` learns: tests report their marks, and whoever started the workers writes them at the end."""

import json
import os
from collections.abc import Callable, Iterable, Sequence

import pytest

WRITES = bool(os.environ.get("WRITE_PERMISSIONS"))
as_written = pytest.mark.skipif(WRITES, reason="the table is being written")
type Mark = tuple[str, Sequence[str] | str | None, str]
"""An address, the column in which its mark stands, and the mark."""

_reported: dict[str, list[Mark]] = {}


def report_marks(record_property: Callable[[str, object], None], table: str, marks: Iterable[Mark]) -> None:
    """Hand a test's marks to the process that writes the table: with its report, from whichever worker it runs on."""
    record_property(f"marks of {table}", json.dumps([*marks]))


def keep_reported(report: pytest.TestReport) -> None:
    """Keep what a test that passed has reported."""
    if report.when == "call" and report.passed:
        for name, value in report.user_properties:
            if name.startswith("marks of "):
                _reported.setdefault(name.removeprefix("marks of "), []).extend(json.loads(str(value)))


def get_reported(table: str) -> list[Mark]:
    """Everything that was reported for a table, in the order in which tests ended."""
    return _reported.get(table, [])
