"""The template: an Excel file with help for each column and lists to choose from, or a CSV file with the heads."""

import csv
import io
from collections.abc import Sequence
from typing import Any, Final

from handrail.people.caseload_import.import_columns import CellKind, ImportColumn, list_template_columns

CASES_SHEET, HELP_SHEET, LISTS_SHEET = "Cases", "Help", "Lists"
FILLED_ROWS: Final = 10_001
NEEDED: Final = frozenset({"identified", "age"})
HELP_HEADS: Final = ("Column", "What to enter", "Choices", "Example", "Needed")
TEXT_FORMAT, DAY_FORMAT = "@", "DD/MM/YYYY"


def write_csv_template() -> bytes:
    """The heads and one row as an example, which the dry run of a real file would show first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    columns = list_template_columns()
    writer.writerow([column.head for column in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def write_excel_template(languages: Sequence[str], areas: Sequence[str], colleagues: Sequence[str]) -> bytes:
    """The workbook: a sheet for cases, one with help, and a hidden one that holds the long lists.

    Args:
        languages: names, as the list has them.
        areas: names of police force areas.
        colleagues: email addresses of those who may be the point of contact.

    Returns:
        The file.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - heavy, and needed for this file alone

    book = Workbook()
    sheet = book.active
    sheet.title = CASES_SHEET
    columns = list_template_columns()
    lists = {
        CellKind.LANGUAGE: languages,
        CellKind.AREA: areas,
        CellKind.COLLEAGUE: colleagues,
    }
    listed = _write_lists_sheet(book.create_sheet(LISTS_SHEET), columns, lists)
    _write_cases_sheet(sheet, columns, listed)
    _write_help_sheet(book.create_sheet(HELP_SHEET), columns)
    book.move_sheet(LISTS_SHEET, offset=1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write_cases_sheet(sheet: Any, columns: Sequence[ImportColumn], listed: dict[str, str]) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - see above
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - see above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - see above
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - see above

    sheet.append([column.head for column in columns])
    for number, column in enumerate(columns, 1):
        letter, cell = get_column_letter(number), sheet.cell(1, number)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        cell.comment = Comment(column.help, "Handrail", width=280, height=90)
        whole = sheet.column_dimensions[letter]
        whole.width = max(14, min(30, len(column.head) + 2))
        whole.number_format = DAY_FORMAT if column.kind is CellKind.DAY else TEXT_FORMAT
        if column.code in listed:
            offered = DataValidation(type="list", formula1=listed[column.code], allow_blank=True)
            offered.error, offered.errorTitle = "Choose from the list.", column.head[:32]
            offered.showErrorMessage = column.kind is not CellKind.LANGUAGE
            offered.add(f"{letter}2:{letter}{FILLED_ROWS}")
            sheet.add_data_validation(offered)
    sheet.freeze_panes = "A2"


def _write_lists_sheet(
    sheet: Any, columns: Sequence[ImportColumn], lists: dict[CellKind, Sequence[str]]
) -> dict[str, str]:
    """Each list in a column of its own. Returns where it stands, by the code of the column that offers it."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - see above

    sheet.sheet_state = "hidden"
    listed: dict[str, str] = {}
    for column in columns:
        values = list(column.choices) or list(lists.get(column.kind, ()))
        if not values:
            continue
        letter = get_column_letter(len(listed) + 1)
        for number, value in enumerate(values, 1):
            cell = sheet.cell(number, len(listed) + 1, value)
            cell.data_type = "s"  # else a text that begins with = would be a formula
        listed[column.code] = f"{LISTS_SHEET}!${letter}$1:${letter}${len(values)}"
    return listed


def _write_help_sheet(sheet: Any, columns: Sequence[ImportColumn]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - see above

    sheet.append(["Fill in one row for each case on the sheet “Cases”. Only two columns are needed."])
    sheet.append(
        ["Keep this file where only those who may see the cases can open it. Delete it after the import."]
    )
    sheet.append([])
    sheet.append(list(HELP_HEADS))
    for column in columns:
        choices = ", ".join(column.choices) if len(column.choices) <= 8 else ""
        if not choices and column.kind in (CellKind.LANGUAGE, CellKind.AREA, CellKind.COLLEAGUE):
            choices = "From the list in the cell"
        needed = "Yes" if column.code in NEEDED else ""
        sheet.append([column.head, column.help, choices, column.example, needed])
    for letter, width in zip("ABCDE", (34, 70, 40, 18, 10), strict=True):
        sheet.column_dimensions[letter].width = width
    for number, row in enumerate(sheet.iter_rows(), 1):
        for cell in row:
            cell.alignment = Alignment(wrap_text=number > 3, vertical="top")
            cell.font = Font(bold=number == 4)
            if isinstance(cell.value, str):
                cell.data_type = "s"
