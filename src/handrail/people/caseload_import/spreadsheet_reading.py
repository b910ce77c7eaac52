"""The cells of a spreadsheet, read in a child process (platform/parsers); what they mean is asked afterwards."""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from handrail.people.caseload_import.errors import UnreadableCaseloadError
from handrail.people.caseload_import.template_workbook import HELP_SHEET, LISTS_SHEET
from handrail.platform.kernel.messages import msg
from handrail.platform.parsers.parser_process import run_parser

MAX_BYTES: Final = 10_000_000
MAX_UNPACKED_BYTES: Final = 200_000_000
MAX_PARTS: Final = 2_000
MAX_ROWS: Final = 10_000
MAX_LOOKED_AT: Final = 20_000  # rows that are looked at, empty ones too
MAX_COLUMNS: Final = 150
MAX_CELL: Final = 4_001
OLE_SIGNATURE: Final = b"\xd0\xcf\x11\xe0"
NOT_EXCEL: Final = "This is not an Excel file that can be read. Save it as .xlsx or as CSV, and choose that."
TOO_LARGE: Final = "The file is larger than 10 MB. Upload it in parts."


class SpreadsheetRow(NamedTuple):
    """Its number in the file, as spreadsheets count, and its texts."""

    number: int
    cells: list[str]


class Spreadsheet(NamedTuple):
    """The header row and the rows that hold anything."""

    heads: list[str]
    rows: list[SpreadsheetRow]


def read_spreadsheet(name: str, data: bytes) -> Spreadsheet:
    """The table of a file. Raises UnreadableCaseloadError with the row and the reason.

    Args:
        name: of the file, which says what it is.
        data: its bytes.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableCaseloadError(TOO_LARGE)
    ending = name.rpartition(".")[2].lower()
    if ending not in ("csv", "xlsx"):
        raise UnreadableCaseloadError("Choose an Excel file (.xlsx) or a CSV file (.csv).")
    parser = f"{__name__}:parse_{ending}_in_child_process"
    found = run_parser(parser, data, error=UnreadableCaseloadError).value
    return Spreadsheet(found["heads"], [SpreadsheetRow(*row) for row in found["rows"]])


def parse_csv_in_child_process(data: bytes) -> dict[str, Any]:
    """Runs in the child: the table of a CSV file, divided by commas, semicolons or tabs.

    Returns:
        "heads": texts; "rows": number and texts.

    Raises:
        UnreadableCaseloadError: it is no such file, or too long.
    """
    text = _decode_text(data)
    first = text.partition("\n")[0]
    divider = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider)

    return _collect(_number_csv_rows(reader))


def _number_csv_rows(reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """As spreadsheets count: a cell with several lines is one row, whatever line of the text it begins on."""
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield number, cells
    except csv.Error as error:
        raise UnreadableCaseloadError(
            msg(
                "Row {number} cannot be read: {error}. Correct it and upload again.",
                number=number + 1,
                error=error,
            )
        ) from error


def _decode_text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableCaseloadError("This is not a CSV file. Save it as “CSV UTF-8”, and choose that.")


def parse_xlsx_in_child_process(data: bytes) -> dict[str, Any]:
    """Runs in the child: the table of the first sheet that is shown and holds rows of people.

    Returns:
        "heads": texts; "rows": number and texts.

    Raises:
        UnreadableCaseloadError: it is no such file, protected, or too large.
    """
    _raise_if_unsafe_package(data)
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and the child process has it already

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other programs add to a file is no matter
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheet = _choose_sheet(book)
            sheet.reset_dimensions()  # what the file says of its own size may be wrong
            return _collect(
                (number, [_format_cell(value) for value in row])
                for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS + 1), 1)
            )
        except UnreadableCaseloadError:
            raise
        except Exception as error:  # whatever a broken file makes of the reader
            raise UnreadableCaseloadError(NOT_EXCEL) from error


def _choose_sheet(book: Any) -> Any:
    shown = [
        sheet
        for sheet in book.worksheets
        if sheet.sheet_state == "visible" and sheet.title not in (HELP_SHEET, LISTS_SHEET)
    ]
    if not shown:
        raise UnreadableCaseloadError("The file has no sheet with cases. Start from the template.")
    return shown[0]


def _raise_if_unsafe_package(data: bytes) -> None:
    if data.startswith(OLE_SIGNATURE):
        raise UnreadableCaseloadError(
            "This is an old Excel file, or has a password. Save it as .xlsx without a password."
        )
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableCaseloadError(NOT_EXCEL) from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise UnreadableCaseloadError(NOT_EXCEL)
    if any(part.filename.casefold().endswith("vbaproject.bin") for part in parts):
        raise UnreadableCaseloadError("The file contains macros. Save it without them, as .xlsx.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise UnreadableCaseloadError(TOO_LARGE)


def _collect(numbered: Iterable[tuple[int, list[str]]]) -> dict[str, Any]:
    """The header row is the first that holds anything; rows that hold nothing are left out, and keep their number."""
    heads: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    for number, texts in numbered:
        if number > MAX_LOOKED_AT:
            break
        cells = [text.strip()[:MAX_CELL] for text in texts]
        if not any(cells):
            continue
        if not heads:
            heads = _read_heads(cells)
            continue
        rows.append((number, _trim(cells, len(heads))))
        if len(rows) > MAX_ROWS:
            raise UnreadableCaseloadError(
                msg("The file has more than {most} rows. Upload it in parts.", most=f"{MAX_ROWS:,}")
            )
    if not heads:
        raise UnreadableCaseloadError("The file is empty. Fill in the template, and choose that.")
    if not rows:
        raise UnreadableCaseloadError(
            "The file has a header row and no cases under it. Add a row for each case."
        )
    return {"heads": heads, "rows": rows}


def _read_heads(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise UnreadableCaseloadError(
            msg("The file has more than {most} columns. Remove those you do not need.", most=MAX_COLUMNS)
        )
    return [cell[:200] for cell in cells]


def _trim(cells: list[str], width: int) -> list[str]:
    """What stands beyond the header row is kept where it says anything, so that the dry run can tell of it."""
    while len(cells) > width and not cells[-1]:
        cells.pop()
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _format_cell(value: Any) -> str:
    """A cell as people read it; days as ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
