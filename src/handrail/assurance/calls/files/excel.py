"""The template in Excel, and reading it back."""

import datetime
import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from handrail.assurance.calls.files.columns import ANSWERS, BLANK_PRACTICES, MOST_ROWS, PRACTICES
from handrail.assurance.calls.files.package import look_over
from handrail.assurance.calls.files.raw import Raw, RawRow, Unreadable, same_head
from handrail.assurance.calls.files.template import CHOICES, Template, clean
from handrail.kernel.saying import say

SHEETS = {"Answers": ANSWERS, "Practices": PRACTICES}
HOW = "How to"
WIDTHS = {"Question": 60, "Answer": 80, "What is done": 70, "Evidence": 50, "Name": 30, "Number": 9}
SCANNED = 5_000  # rows that are looked at, empty ones too
MOST_CELLS = 100_000  # of a sheet, empty ones too: each takes memory
WIDEST = 40  # columns
MOST_MERGED = 20


def write(template: Template) -> bytes:
    """The template, with what the return holds by now. Text is text: nothing in it runs as a formula."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and only those who use files need it

    book = Workbook()
    book.remove(book.active)
    _write_how(book.create_sheet(HOW), template)
    _write_rows(book.create_sheet("Answers"), ANSWERS, template.answers)
    sheet = book.create_sheet("Practices")
    _write_rows(sheet, PRACTICES, template.practices)
    _offer_choices(sheet, len(template.practices) + 1 + BLANK_PRACTICES)
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes) -> Raw:
    """Both sheets, cell by cell."""
    look_over(data, needs="xl/workbook.xml", called="Excel")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what other programs add to a file is no matter
        _count(data)
        return _read(data)


def _write_how(sheet: Any, template: Template) -> None:
    for line in template.how:
        sheet.append([clean(line)])
    sheet.column_dimensions["A"].width = 110
    for row in sheet.iter_rows():
        _as_text(row)


def _write_rows(sheet: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - see write

    for row in (head, *rows):
        sheet.append([clean(value) for value in row])
    for number, cells in enumerate(sheet.iter_rows()):
        _as_text(cells)
        if number == 0:
            for cell in cells:
                cell.font = Font(bold=True)
    for column, name in enumerate(head):
        sheet.column_dimensions[_letter(column)].width = WIDTHS.get(name, 16)
    sheet.freeze_panes = "A2"


def _as_text(cells: Sequence[Any]) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - see write

    for cell in cells:
        if isinstance(cell.value, str):
            cell.data_type = "s"  # else a text that begins with = would be a formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


def _offer_choices(sheet: Any, last: int) -> None:
    """Lists to choose from, where a column knows only a few words."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - see write

    for column, choices in CHOICES.items():
        offered = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
        letter = _letter(PRACTICES.index(column))
        offered.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(offered)


def _open(data: bytes, *, read_only: bool) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only those who use files need it

    try:
        return load_workbook(io.BytesIO(data), read_only=read_only, keep_links=False)
    except Exception as error:  # whatever a broken file makes of the reader
        raise Unreadable("The file cannot be read as Excel. Save it anew from the template.") from error


def _count(data: bytes) -> None:
    """Refuse a file with far too many rows before it is read whole."""
    book = _open(data, read_only=True)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # what the file says of its own size may be wrong
            _count_rows(sheet)
    except Unreadable:
        raise
    except Exception as error:  # as above: rows are read one by one
        raise Unreadable("The file cannot be read as Excel. Save it anew from the template.") from error
    finally:
        book.close()


def _count_rows(sheet: Any) -> None:
    filled = cells = 0
    for looked, row in enumerate(sheet.iter_rows(values_only=True), 1):
        filled += any(value is not None for value in row)
        cells += len(row)
        if filled > MOST_ROWS + 1 or looked > SCANNED or cells > MOST_CELLS:
            what = (
                say("{most_rows} rows", most_rows=MOST_ROWS)
                if cells <= MOST_CELLS
                else say("{most_cells} cells", most_cells=f"{MOST_CELLS:,}")
            )
            raise Unreadable(
                say(
                    "The sheet “{title}” has more than {what}. A return never has so many: take out what "
                    "the template did not have.",
                    title=sheet.title,
                    what=what,
                )
            )
        if any(value is not None for value in row[WIDEST:]):
            raise Unreadable(
                say(
                    "The sheet “{title}” has values far to the right of the template, in row {looked}.",
                    title=sheet.title,
                    looked=looked,
                )
            )


def _read(data: bytes) -> Raw:
    book, raw = _open(data, read_only=False), Raw()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            raw.wrong(
                say("Sheet “{title}”", title=sheet.title), "", "", "It is hidden. Show it, or delete it."
            )
        elif sheet.title in SHEETS:
            _read_sheet(raw, sheet, SHEETS[sheet.title])
        elif sheet.title != HOW and _holds_something(sheet):
            raw.wrong(
                say("Sheet “{title}”", title=sheet.title),
                "",
                "",
                "It is not in the template. Move its rows, or delete it.",
            )
    for title in SHEETS.keys() - {sheet.title for sheet in book.worksheets}:
        raw.wrong(
            say("Sheet “{title}”", title=title), "", "", "It is missing. Begin from the template again."
        )
    return raw


def _holds_something(sheet: Any) -> bool:
    rows = sheet.iter_rows(max_col=min(sheet.max_column, WIDEST), values_only=True)
    return any(value is not None for row in rows for value in row)


def _read_sheet(raw: Raw, sheet: Any, head: Sequence[str]) -> None:
    title = sheet.title
    for merged in list(sheet.merged_cells.ranges)[:MOST_MERGED]:
        raw.wrong(
            say("{title}, {coord}", title=title, coord=merged.coord),
            "",
            "",
            "These cells are merged. Unmerge them, one value in each.",
        )
    rows = sheet.iter_rows(max_col=min(sheet.max_column, WIDEST))
    first = [_text(cell.value) for cell in next(rows, ())]
    if not same_head(first, head):
        raw.wrong(
            say("{title}, row 1", title=title),
            "",
            " | ".join(first),
            say("The head must be: {head}.", head=" | ".join(head)),
        )
        return
    target = raw.answers if title == "Answers" else raw.practices
    target.extend(row for row in _rows(raw, title, rows, head) if not row.empty)


def _rows(raw: Raw, title: str, rows: Any, head: Sequence[str]) -> Iterator[RawRow]:
    for number, cells in enumerate(rows, 2):
        place = say("{title}, row {number}", title=title, number=number)
        found = {}
        for column, cell in zip(head, cells, strict=False):
            found[column] = _value(raw, place, column, cell)
        for cell in cells[len(head) :]:
            if cell.value is not None:
                raw.wrong(place, cell.coordinate, _text(cell.value), "The template has no such column.")
        yield RawRow(place, found)


def _value(raw: Raw, place: str, column: str, cell: Any) -> str:
    if cell.data_type == "f":
        raw.wrong(place, column, _text(cell.value), "This is a formula. Put its value in its place.")
        return ""
    if cell.data_type == "e":
        raw.wrong(
            place, column, _text(cell.value), "This is an error of the spreadsheet. Put a value in its place."
        )
        return ""
    return _text(cell.value)


def _text(value: Any) -> str:
    """A cell as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.day} {value:%B %Y}"
    return clean(str(getattr(value, "text", value))).strip()
