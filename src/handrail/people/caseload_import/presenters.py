"""How an import and its rows look: tags, counts, who a row is of, and both sides of a possible duplicate."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handrail.people.caseload_import.duplicates import SAME_REFERENCE
from handrail.people.caseload_import.models import CaseloadImport
from handrail.people.caseload_import.queries.imports import LikelyCase, OpenedImport, OpenedRow
from handrail.people.caseload_import.row_findings import FindingWeight, RowFinding
from handrail.people.caseload_import.text_choices import WORKED_ON_STATES, ImportState, RowState
from handrail.people.matching.person_similarity import MATCH_REASONS
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import format_day

STATE_TAGS: Final[Mapping[ImportState, str]] = {
    ImportState.MAPPING: "today",
    ImportState.ASKING: "today",
    ImportState.CHECKING: "running",
    ImportState.CHECKED: "today",
    ImportState.IMPORTING: "running",
    ImportState.STOPPED: "unsafe",
    ImportState.DONE: "met",
    ImportState.UNDOING: "running",
    ImportState.UNDONE: "declined",
    ImportState.DISCARDED: "declined",
}
ROW_TAGS: Final[Mapping[RowState, str]] = {
    RowState.UNREAD: "unknown",
    RowState.READY: "met",
    RowState.FAULTY: "overdue",
    RowState.DUPLICATE: "unsure",
    RowState.LEFT_OUT: "declined",
    RowState.IMPORTED: "met",
}
REASONS: Final[Mapping[str, str]] = {**MATCH_REASONS, SAME_REFERENCE: "The same NRM reference"}
SHOWN_STATES: Final = (RowState.FAULTY, RowState.DUPLICATE, RowState.READY, RowState.LEFT_OUT)
NAME_CODES: Final = ("called", "full_name", "own_reference")
OWN_REFERENCE: Final = "Your reference"
COMPARED: Final = (
    ("called", "Name they use"),
    ("full_name", "Full name"),
    ("date_of_birth", "Born"),
    ("where_now", "Where they are now"),
    ("own_reference", OWN_REFERENCE),
)


@dataclass(frozen=True, slots=True)
class ImportTag:
    """What a tag says."""

    state: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the list: who it is of as the file says, what was found, and what has to be decided."""

    number: int
    name: str
    tag: ImportTag
    faults: tuple[RowFinding, ...]
    checks: tuple[RowFinding, ...]
    likely: tuple[str, ...]
    is_to_decide: bool


def make_import_tag(row: CaseloadImport) -> ImportTag:
    """Where an import stands."""
    state = ImportState(row.state)
    return ImportTag(STATE_TAGS[state], state.label)


def is_worked_on(row: CaseloadImport) -> bool:
    """Whether the work beside the pages is at it."""
    return row.state in WORKED_ON_STATES


def make_row_items(found: OpenedImport, rows: Sequence[OpenedRow]) -> list[ShownRow]:
    """Rows of a page, as they are shown."""
    return [_make_row_item(found, opened) for opened in rows]


def _make_row_item(found: OpenedImport, opened: OpenedRow) -> ShownRow:
    state = RowState(opened.row.state)
    return ShownRow(
        number=opened.row.number,
        name=get_name_in_row(found, opened),
        tag=ImportTag(ROW_TAGS[state], state.label),
        faults=tuple(one for one in opened.findings if one.weight is FindingWeight.FAULT),
        checks=tuple(one for one in opened.findings if one.weight is FindingWeight.CHECK),
        likely=tuple(describe_likely(one) for one in opened.likely),
        is_to_decide=bool(opened.likely) and state in (RowState.DUPLICATE, RowState.LEFT_OUT, RowState.READY),
    )


def get_name_in_row(found: OpenedImport, opened: OpenedRow) -> str:
    """What the row calls the person; "" where it has no name."""
    values = get_row_values(found, opened)
    return next((values[code] for code in NAME_CODES if values.get(code)), "")


def get_row_values(found: OpenedImport, opened: OpenedRow) -> dict[str, str]:
    """What a row says.

    Returns:
        Its texts by the code of their column; empty cells and columns that are not imported are left out.
    """
    return {code: text for code, text in zip(found.row.columns, opened.cells, strict=False) if code and text}


def describe_likely(one: LikelyCase) -> str:
    """The case or row that may be the same, with the first reason."""
    reason = next((REASONS[code] for code in one.reasons if code in REASONS), "")
    if one.row_number:
        return msg("Row {number}: {reason}", number=one.row_number, reason=reason)
    if one.case is None:
        return msg("A case that is not open to you: {reason}", reason=reason)
    return msg("{reference}: {reason}", reference=one.case.reference, reason=reason)


def list_reasons(one: LikelyCase) -> list[str]:
    """Why two may be one, in words."""
    return [REASONS[code] for code in one.reasons if code in REASONS]


def make_comparison(
    values: Mapping[str, str], one: LikelyCase, other: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """The row beside a case or an earlier row.

    Args:
        values: the row's texts.
        one: what it may be the same as.
        other: the texts of the earlier row, none where it is a case.

    Returns:
        Label, the row's text, the other's text.
    """
    theirs = dict(other) if one.row_number else _get_case_values(one)
    rows = [(label, values.get(code, ""), theirs.get(code, "")) for code, label in COMPARED]
    return [row for row in rows if row[2] or (row[1] and row[0] != OWN_REFERENCE)]


def _get_case_values(one: LikelyCase) -> dict[str, str]:
    if one.case is None or one.person is None:
        return {}
    born = one.person.date_of_birth.open()
    return {
        "called": one.person.called.open(),
        "full_name": one.person.full_name.open(),
        "date_of_birth": format_day(datetime.date.fromisoformat(born)) if born else "",
        "where_now": one.person.where_now.open(),
    }
