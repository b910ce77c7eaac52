"""Returns made to do harm: workbooks, Word files and CSV."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

from handrail.areas.calls.return_files.columns import ANSWER_COLUMNS, PRACTICE_COLUMNS
from support.hostile_base import EXTERNAL_ENTITY, MEGABYTE, XML_BOMB, HostileFile, change_parts

DOCX, XLSX = "a.docx", "a.xlsx"
WHOLE_SHEET = "A1:XFD1048576"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COVERED = "over whole rows or columns"
CANNOT = "cannot be read as"


def return_file(name: str, make: Callable[[], bytes], answer: str) -> HostileFile:
    return HostileFile("return", name, make, answer)


@cache
def workbook() -> bytes:
    """A small workbook with the heads of the template."""
    from openpyxl import Workbook  # noqa: PLC0415 - heavy

    book = Workbook()
    book.active.title = "Answers"
    book.active.append(ANSWER_COLUMNS)
    book.active.append(["1", "What is done?", "We go and see them."])
    book.create_sheet("Practices").append(PRACTICE_COLUMNS)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def read_part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def sheet(behind: str = "", *, cells: str | None = None) -> bytes:
    """The workbook with more behind the cells of its first sheet, or with other cells."""
    text = read_part(workbook(), SHEET)
    if cells is not None:
        before, after = text.split("<sheetData>")[0], text.split("</sheetData>")[1]
        text = f"{before}<sheetData>{cells}</sheetData>{after}"
    return change_parts(workbook(), **{SHEET: text.replace("</sheetData>", f"</sheetData>{behind}")})


def rows(count: int) -> str:
    return "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>1</t></is></c></row>' for n in range(1, count + 1)
    )


def book(part: str, content: bytes | str | None) -> bytes:
    """The workbook with one part changed, added, or left out."""
    return change_parts(workbook(), **{part: content})


@cache
def document() -> bytes:
    """A small Word file with the answers' table of the template."""
    from docx import Document  # noqa: PLC0415 - heavy

    found = Document()
    table = found.add_table(rows=2, cols=3)
    for cells, texts in zip(
        table.rows, (("Number", "Question", "Answer"), ("1", "x", "We go.")), strict=True
    ):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    kept = io.BytesIO()
    found.save(kept)
    return kept.getvalue()


def word(old: str, new: str) -> bytes:
    """The Word file with something else in its text."""
    text = read_part(document(), "word/document.xml")
    assert old in text
    return change_parts(document(), **{"word/document.xml": text.replace(old, new)})


RETURNS: dict[str, HostileFile] = {
    # returns: Excel
    "a whole sheet merged": return_file(
        XLSX, lambda: sheet(f'<mergeCells count="1"><mergeCell ref="{WHOLE_SHEET}"/></mergeCells>'), COVERED
    ),
    "a link over a whole sheet": return_file(
        XLSX,
        lambda: sheet(f'<hyperlinks><hyperlink ref="{WHOLE_SHEET}" location="A1"/></hyperlinks>'),
        COVERED,
    ),
    "a note over a whole sheet": return_file(
        XLSX,
        lambda: book("xl/comments1.xml", f'<comments><comment ref="{WHOLE_SHEET}"/></comments>'),
        COVERED,
    ),
    "ten thousand merged rows": return_file(
        XLSX,
        lambda: sheet(
            "<mergeCells>"
            + "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(1, 10_001))
            + "</mergeCells>"
        ),
        COVERED,
    ),
    "merged cells that are none": return_file(
        XLSX, lambda: sheet('<mergeCells><mergeCell ref="all"/></mergeCells>'), CANNOT
    ),
    "a cell far down and to the right": return_file(
        XLSX, lambda: sheet(cells='<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row>'), "than"
    ),
    "six thousand rows": return_file(XLSX, lambda: sheet(cells=rows(6_000)), "more than 500 rows"),
    "a cell of a wrong type": return_file(
        XLSX, lambda: sheet(cells='<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'), CANNOT
    ),
    "a number without end": return_file(
        XLSX, lambda: sheet(cells=f'<row r="1"><c r="A1"><v>{"9" * 5_000}</v></c></row>'), CANNOT
    ),
    "an XML bomb for a sheet": return_file(XLSX, lambda: book(SHEET, XML_BOMB), CANNOT),
    "an external entity in a sheet": return_file(XLSX, lambda: book(SHEET, EXTERNAL_ENTITY), CANNOT),
    "a sheet nested 100,000 deep": return_file(
        XLSX, lambda: book(SHEET, "<a>" * 100_000 + "</a>" * 100_000), "The header row must be:"
    ),
    "a workbook that unpacks to 60 MB": return_file(
        XLSX, lambda: book("xl/media/a.bin", bytes(60 * MEGABYTE)), "unpacks to"
    ),
    "a workbook with macros": return_file(XLSX, lambda: book("xl/vbaProject.bin", b"x"), "contains macros"),
    "a cut workbook": return_file(XLSX, lambda: workbook()[:-50], "of another type"),
    "a workbook without its sheet": return_file(XLSX, lambda: book(SHEET, None), "This sheet is missing"),
    # returns: Word and CSV
    "a span that is no number": return_file(
        DOCX, lambda: word("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="abc"/>'), "merged cells"
    ),
    "a span of a thousand million": return_file(
        DOCX, lambda: word("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="999999999"/>'), "merged cells"
    ),
    "a document inside a document": return_file(
        DOCX, lambda: word("<w:tbl>", f'<w:altChunk xmlns:w="{WORD}"/><w:tbl>'), "contains another document"
    ),
    "tables nested 2,000 deep": return_file(
        DOCX,
        lambda: word(
            "We go.",
            f"</w:t></w:r></w:p>{'<w:tbl><w:tr><w:tc>' * 2_000}{'</w:tc></w:tr></w:tbl>' * 2_000}<w:p><w:r><w:t>",
        ),
        CANNOT,
    ),
    "an XML bomb for a document": return_file(
        DOCX, lambda: change_parts(document(), **{"word/document.xml": XML_BOMB}), CANNOT
    ),
    "a relationship to nothing": return_file(
        DOCX, lambda: change_parts(document(), **{"word/_rels/document.xml.rels": "<R/>"}), CANNOT
    ),
    "a quotation mark left open": return_file(
        "a.csv",
        lambda: b'Part,Number\n"' + b"x" * 500_000,
        "a quotation mark is not closed, or a cell is too long.",
    ),
}
