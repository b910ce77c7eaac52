"""The template in Excel, and reading it back."""

import datetime
import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from handrail.areas.calls.return_files.cell_range_limit import UNREADABLE, raise_if_cell_ranges_too_large
from handrail.areas.calls.return_files.columns import (
    ANSWER_COLUMNS,
    BLANK_PRACTICE_ROWS,
    CHOICES,
    MAX_ROWS,
    PRACTICE_COLUMNS,
    ReturnTemplate,
    remove_unprintable_characters,
)
from handrail.areas.calls.return_files.office_file_safety import raise_if_unsafe_office_file
from handrail.areas.calls.return_files.raw_tables import (
    RawTableRow,
    RawTables,
    UnreadableReturnFileError,
    is_template_header,
)
from handrail.platform.kernel.messages import msg

SHEETS = {"Answers": ANSWER_COLUMNS, "Practices": PRACTICE_COLUMNS}
HOW_TO_SHEET = "How to"
WIDTHS = {"Question": 60, "Answer": 80, "What is done": 70, "Evidence": 50, "Name": 30, "Number": 9}
MAX_SCANNED_ROWS = 5_000  # rows that are looked at, empty ones too
MAX_CELLS = 100_000  # of a sheet, empty ones too: each takes memory
MAX_COLUMNS = 40  # columns
MAX_MERGED_RANGES = 20


def write_return_workbook(template: ReturnTemplate) -> bytes:
    """The template, with what the return holds by now. Text is text: nothing in it runs as a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and only those who use files need it

    book = Workbook()
    book.remove(book.active)
    _write_instructions_sheet(book.create_sheet(HOW_TO_SHEET), template)
    _write_sheet_rows(book.create_sheet("Answers"), ANSWER_COLUMNS, template.answers)
    sheet = book.create_sheet("Practices")
    _write_sheet_rows(sheet, PRACTICE_COLUMNS, template.practices)
    _add_choice_lists_to_cells(sheet, len(template.practices) + 1 + BLANK_PRACTICE_ROWS)
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_return_workbook(data: bytes) -> RawTables:
    """Both sheets, cell by cell."""
    raise_if_unsafe_office_file(data, needs="xl/workbook.xml", called="Excel")
    raise_if_cell_ranges_too_large(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other programs add to a file is no matter
        _raise_if_workbook_has_too_many_rows(data)
        return _read_return_sheets(data)


def _write_instructions_sheet(sheet: Any, template: ReturnTemplate) -> None:
    for line in template.how:
        sheet.append([remove_unprintable_characters(line)])
    sheet.column_dimensions["A"].width = 110
    for row in sheet.iter_rows():
        _mark_cells_as_text(row)


def _write_sheet_rows(sheet: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - see write

    for row in (head, *rows):
        sheet.append([remove_unprintable_characters(value) for value in row])
    for number, cells in enumerate(sheet.iter_rows()):
        _mark_cells_as_text(cells)
        if number == 0:
            for cell in cells:
                cell.font = Font(bold=True)
    for column, name in enumerate(head):
        sheet.column_dimensions[_get_column_letter(column)].width = WIDTHS.get(name, 16)
    sheet.freeze_panes = "A2"


def _mark_cells_as_text(cells: Sequence[Any]) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - see write

    for cell in cells:
        if isinstance(cell.value, str):
            cell.data_type = "s"  # else a text that begins with = would be a formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _get_column_letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


def _add_choice_lists_to_cells(sheet: Any, last: int) -> None:
    """Lists to choose from, where a column knows only a few words."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - see write

    for column, choices in CHOICES.items():
        offered = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        letter = _get_column_letter(PRACTICE_COLUMNS.index(column))
        offered.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(offered)


def _open_workbook(data: bytes, *, read_only: bool) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only those who use files need it

    try:
        return load_workbook(io.BytesIO(data), read_only=read_only, keep_links=False)
    except Exception as error:  # whatever a broken file makes of the reader
        raise UnreadableReturnFileError(UNREADABLE) from error


def _raise_if_workbook_has_too_many_rows(data: bytes) -> None:
    """Refuse a file with far too many rows before it is read whole."""
    book = _open_workbook(data, read_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its own size may be wrong
            _raise_if_sheet_has_too_many_rows(sheet)
    except UnreadableReturnFileError:
        raise
    except Exception as error:  # as above: rows are read one by one
        raise UnreadableReturnFileError(UNREADABLE) from error
    finally:
        book.close()


def _raise_if_sheet_has_too_many_rows(sheet: Any) -> None:
    filled = cells = 0
    for looked, row in enumerate(sheet.iter_rows(values_only=True), 1):
        filled += any(value is not None for value in row)
        cells += len(row)
        if filled > MAX_ROWS + 1 or looked > MAX_SCANNED_ROWS or cells > MAX_CELLS:
            what = (
                msg("{most_rows} rows", most_rows=MAX_ROWS)
                if cells <= MAX_CELLS
                else msg("{most_cells} cells", most_cells=f"{MAX_CELLS:,}")
            )
            raise UnreadableReturnFileError(
                msg(
                    "The sheet “{title}” has more than {what}. Remove anything that was not in the template.",
                    title=sheet.title,
                    what=what,
                )
            )
        if any(value is not None for value in row[MAX_COLUMNS:]):
            raise UnreadableReturnFileError(
                msg(
                    "The sheet “{title}” has values outside the template’s columns, in row {looked}.",
                    title=sheet.title,
                    looked=looked,
                )
            )


def _read_return_sheets(data: bytes) -> RawTables:
    book, raw = _open_workbook(data, read_only=False), RawTables()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            raw.wrong(
                msg("Sheet “{title}”", title=sheet.title),
                "",
                "",
                "This sheet is hidden. Show it or delete it.",
            )
        elif sheet.title in SHEETS:
            _read_sheet_into_raw_tables(raw, sheet, SHEETS[sheet.title])
        elif sheet.title != HOW_TO_SHEET and _has_sheet_content(sheet):
            raw.wrong(
                msg("Sheet “{title}”", title=sheet.title),
                "",
                "",
                "This sheet is not in the template. Move its rows or delete it.",
            )
    for title in SHEETS.keys() - {sheet.title for sheet in book.worksheets}:
        raw.wrong(
            msg("Sheet “{title}”", title=title),
            "",
            "",
            "This sheet is missing. Start again from the template.",
        )
    return raw


def _has_sheet_content(sheet: Any) -> bool:
    rows = sheet.iter_rows(max_col=min(sheet.max_column, MAX_COLUMNS), values_only=True)
    return any(value is not None for row in rows for value in row)


def _read_sheet_into_raw_tables(raw: RawTables, sheet: Any, head: Sequence[str]) -> None:
    title = sheet.title
    for merged in list(sheet.merged_cells.ranges)[:MAX_MERGED_RANGES]:
        raw.wrong(
            msg("{title}, {coord}", title=title, coord=merged.coord),
            "",
            "",
            "These cells are merged. Unmerge them, one value in each.",
        )
    rows = sheet.iter_rows(max_col=min(sheet.max_column, MAX_COLUMNS))
    first = [_format_cell_text(cell.value) for cell in next(rows, ())]
    if not is_template_header(first, head):
        raw.wrong(
            msg("{title}, row 1", title=title),
            "",
            " | ".join(first),
            msg("The header row must be: {head}.", head=" | ".join(head)),
        )
        return
    target = raw.answers if title == "Answers" else raw.practices
    target.extend(row for row in _iterate_sheet_rows(raw, title, rows, head) if not row.empty)


def _iterate_sheet_rows(raw: RawTables, title: str, rows: Any, head: Sequence[str]) -> Iterator[RawTableRow]:
    for number, cells in enumerate(rows, 2):
        place = msg("{title}, row {number}", title=title, number=number)
        found = {}
        for column, cell in zip(head, cells, strict=False):
            found[column] = _read_sheet_cell_text(raw, place, column, cell)
        for cell in cells[len(head) :]:
            if cell.value is not None:
                raw.wrong(
                    place,
                    cell.coordinate,
                    _format_cell_text(cell.value),
                    "The template does not have this column.",
                )
        yield RawTableRow(place, found)


def _read_sheet_cell_text(raw: RawTables, place: str, column: str, cell: Any) -> str:
    if cell.data_type == "f":
        raw.wrong(
            place, column, _format_cell_text(cell.value), "This is a formula. Replace it with its value."
        )
        return ""
    if cell.data_type == "e":
        raw.wrong(
            place,
            column,
            _format_cell_text(cell.value),
            "This is a spreadsheet error. Replace it with a value.",
        )
        return ""
    return _format_cell_text(cell.value)


def _format_cell_text(value: Any) -> str:
    """A cell as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.day} {value:%B %Y}"
    return remove_unprintable_characters(str(getattr(value, "text", value))).strip()
