"""The template as CSV, and reading it back: whatever encoding and separator a spreadsheet chose."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from handrail.areas.calls.return_files.columns import (
    ANSWER_COLUMNS,
    MAX_ROWS,
    PART_COLUMN,
    PART_NAMES,
    PRACTICE_COLUMNS,
    ReturnTemplate,
    remove_unprintable_characters,
)
from handrail.areas.calls.return_files.raw_tables import (
    RawTableRow,
    RawTables,
    UnreadableReturnFileError,
    is_template_header,
)
from handrail.platform.kernel.messages import msg
from handrail.platform.kernel.spreadsheet_cells import escape_formula, unescape_formula

HEADER: Final = (PART_COLUMN, *ANSWER_COLUMNS, *PRACTICE_COLUMNS)
SEPARATORS: Final = (",", ";", "\t")
BYTE_ORDER_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def write_return_csv(template: ReturnTemplate) -> bytes:
    """The template, with what the return holds by now. What a spreadsheet would run as a formula is made text."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for answer in template.answers:
        writer.writerow(
            [
                PART_NAMES[0],
                *(escape_formula(remove_unprintable_characters(value)) for value in answer),
                *[""] * len(PRACTICE_COLUMNS),
            ]
        )
    for practice in template.practices or [("",) * len(PRACTICE_COLUMNS)]:
        writer.writerow(
            [
                PART_NAMES[1],
                *[""] * len(ANSWER_COLUMNS),
                *(escape_formula(remove_unprintable_characters(value)) for value in practice),
            ]
        )
    return text.getvalue().encode("utf-8-sig")


def read_return_csv(data: bytes) -> RawTables:
    """Both kinds of rows."""
    text, raw = _decode_text(data), RawTables()
    rows = _parse_csv_rows(text)
    if not rows or not is_template_header(rows[0], HEADER):
        shown = " | ".join(rows[0]) if rows else ""
        raw.wrong("Row 1", "", shown, msg("The header row must be: {head}.", head=" | ".join(HEADER)))
        return raw
    for number, cells in enumerate(rows[1:], 2):
        _add_csv_row_to_raw_tables(
            raw,
            msg("Row {number}", number=number),
            [unescape_formula(remove_unprintable_characters(each)).strip() for each in cells],
        )
    return raw


def _add_csv_row_to_raw_tables(raw: RawTables, place: str, cells: Sequence[str]) -> None:
    if not any(cells):
        return
    if any(cells[len(HEADER) :]):
        raw.wrong(place, "", cells[len(HEADER)], "The row has more cells than the header row.")
    named = dict(zip(HEADER, cells, strict=False))
    part = named.pop(PART_COLUMN, "").casefold()
    wanted = {
        "answer": (ANSWER_COLUMNS, PRACTICE_COLUMNS, raw.answers),
        "practice": (PRACTICE_COLUMNS, ANSWER_COLUMNS, raw.practices),
    }
    if part not in wanted:
        raw.wrong(
            place,
            PART_COLUMN,
            part,
            msg("Enter {parts} or {parts2}.", parts=PART_NAMES[0], parts2=PART_NAMES[1]),
        )
        return
    own, other, target = wanted[part]
    for column in other:
        if named.get(column):
            raw.wrong(
                place,
                column,
                named[column],
                msg("Leave this column empty in a row for {part}.", part=part.capitalize()),
            )
    row = RawTableRow(place, {column: named.get(column, "") for column in own})
    if not row.empty:
        target.append(row)


def _decode_text(data: bytes) -> str:
    """UTF-8, UTF-16 where its mark says so, else Windows-1252, in which every program of Windows writes."""
    marked = next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise UnreadableReturnFileError("The file is not text. Save it as CSV (UTF-8) from your spreadsheet.")


def _parse_csv_rows(text: str) -> list[list[str]]:
    first = text.lstrip().partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            rows.append(row)
            if len(rows) > 2 * MAX_ROWS:
                raise UnreadableReturnFileError(
                    msg(
                        "The file has more than {value} rows. Remove the extra rows.",
                        value=f"{2 * MAX_ROWS:,}",
                    )
                )
    except csv.Error as error:
        raise UnreadableReturnFileError(
            msg(
                "Row {rows} cannot be read: a quotation mark is not closed, or a cell is too long.",
                rows=len(rows) + 1,
            )
        ) from error
    return rows
