"""Whether an assessment is statutory or voluntary on a day: dated rows with their source, and how sure we are."""

import csv
import datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from handrail.platform.kernel.errors import ActionNotPossibleError


class NeedsAssessmentLegalBasis(NamedTuple):
    """One row. `basis` is statutory or voluntary; an empty day is open."""

    code: str
    since: datetime.date | None
    until: datetime.date | None
    nation: str
    basis: str
    words: str
    source: str
    confidence: str

    @property
    def mark(self) -> str:
        """What the screen says of how sure it is."""
        sure = self.confidence == "confirmed"
        return "In law or official guidance" if sure else "Not verified: check with your legal adviser"


@cache
def list_legal_bases() -> tuple[NeedsAssessmentLegalBasis, ...]:
    """Every row, in the order of the file.

    Returns:
        Rows of data/legal_basis.csv.
    """
    text = (files("handrail.areas.needs") / "data" / "legal_basis.csv").read_text(encoding="utf-8")
    return tuple(_make_legal_basis_row(row) for row in csv.DictReader(text.splitlines()))


def find_legal_basis(
    nation: str, on: datetime.date, rows: tuple[NeedsAssessmentLegalBasis, ...] | None = None
) -> NeedsAssessmentLegalBasis:
    """What an assessment of an area of this nation is on a day: the row that began last.

    Args:
        nation: england or wales.
        on: the day.
        rows: other than those of the file.

    Raises:
        ActionNotPossibleError: no row covers the day.
    """
    covers = [
        row
        for row in (list_legal_bases() if rows is None else rows)
        if row.nation == nation and (not row.since or row.since <= on) and (not row.until or on <= row.until)
    ]
    if not covers:
        raise ActionNotPossibleError("No rule says whether an assessment is statutory on that day.")
    return max(covers, key=lambda row: row.since or datetime.date.min)


def _make_legal_basis_row(row: dict[str, str]) -> NeedsAssessmentLegalBasis:
    since, until = (
        datetime.date.fromisoformat(row[name]) if row[name] else None for name in ("since", "until")
    )
    return NeedsAssessmentLegalBasis(
        row["code"], since, until, row["nation"], row["basis"], row["words"], row["source"], row["confidence"]
    )
