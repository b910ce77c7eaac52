"""Spreadsheets as they come: the template, a file of one's own, and files that cannot be read."""

import datetime
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from handrail.people.caseload_import.errors import UnreadableCaseloadError
from handrail.people.caseload_import.import_columns import list_template_columns
from handrail.people.caseload_import.spreadsheet_reading import read_spreadsheet
from handrail.people.caseload_import.template_workbook import write_csv_template, write_excel_template
from support.caseload_import import ANA, BEN, HEADS, make_csv

pytestmark = pytest.mark.one_engine


def make_workbook(*rows, sheet_title="Cases"):
    book = Workbook()
    sheet = book.active
    sheet.title = sheet_title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_csv_file_of_any_divider_is_read_with_the_numbers_of_its_rows():
    table = read_spreadsheet("a.csv", make_csv(ANA, (), BEN))
    assert table.heads == list(HEADS)
    assert [(row.number, row.cells[1]) for row in table.rows] == [(2, "Ana"), (4, "Ben")]
    semicolons = make_csv(ANA).decode().replace(",", ";").encode("cp1252")
    assert read_spreadsheet("a.CSV", semicolons).rows[0].cells[2] == "Ana Dragan"


def test_an_excel_file_is_read_with_days_as_days():
    data = make_workbook(["Name", "Identified"], [None, None], ["Ana", datetime.date(2024, 3, 4)], [7, True])
    table = read_spreadsheet("a.xlsx", data)
    assert [(row.number, row.cells) for row in table.rows] == [(3, ["Ana", "2024-03-04"]), (4, ["7", "Yes"])]


def test_the_template_is_read_back_and_offers_its_lists():
    data = write_excel_template(["Romanian"], ["Lincolnshire"], ["wren@example.org"])
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames[0] == "Cases"
    assert book["Lists"].sheet_state == "hidden"
    heads = [cell.value for cell in book["Cases"][1]]
    assert heads == [column.head for column in list_template_columns()]
    offered = {str(one.sqref): one.formula1 for one in book["Cases"].data_validations.dataValidation}
    assert any("Lists!" in formula for formula in offered.values())
    assert {row[0].value for row in book["Help"].iter_rows(min_row=5)} == set(heads)
    book["Cases"].append(["L-1", "Ana"])
    out = io.BytesIO()
    book.save(out)
    assert read_spreadsheet("t.xlsx", out.getvalue()).rows[0].cells[:2] == ["L-1", "Ana"]
    assert write_csv_template().decode("utf-8-sig").startswith("Your reference,")


def hostile_archive(size):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<a/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF", "Choose an Excel file"),
        ("a.csv", b"", "The file is empty"),
        ("a.csv", b"Name,Identified\n", "no cases under it"),
        ("a.csv", b"\x00\x01\x02", "not a CSV file"),
        ("a.csv", b'Name\n"' + b"x" * 200_000, "Row 2 cannot be read"),
        ("a.csv", b"Name\n" + b"x\n" * 10_001, "more than 10,000 rows"),
        ("a.csv", b",".join([b"h"] * 151) + b"\nx\n", "more than 150 columns"),
        ("a.csv", b"x" * 10_000_001, "larger than 10 MB"),
        ("a.xlsx", b"PK\x03\x04nothing", "not an Excel file"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0old", "old Excel file"),
        ("a.xlsx", hostile_archive(10), "not an Excel file"),
        ("a.xlsx", hostile_archive(201_000_000), "larger than 10 MB"),
    ],
    ids=range(12),
)
def test_a_file_that_cannot_be_taken_says_what_to_do(name, data, says):
    with pytest.raises(UnreadableCaseloadError, match=says):
        read_spreadsheet(name, data)


def test_a_workbook_without_a_sheet_of_cases_is_refused():
    with pytest.raises(UnreadableCaseloadError, match="no sheet with cases"):
        read_spreadsheet("a.xlsx", make_workbook(["x"], sheet_title="Help"))
