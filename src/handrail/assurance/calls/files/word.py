"""The template in Word, and reading it back. Answers are one table; each practice is a small table of its own."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from handrail.assurance.calls.files.columns import ANSWERS, MOST_ROWS, PRACTICES
from handrail.assurance.calls.files.package import look_over
from handrail.assurance.calls.files.raw import Raw, RawRow, Unreadable, same_head
from handrail.assurance.calls.files.template import CHOICES, Template, clean
from handrail.kernel.saying import say

BLANK = 5  # empty practice tables that a template offers
PRACTICE_HEAD = ("Practice", "In your words")
MOST_TABLES = MOST_ROWS + 10
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write(template: Template) -> bytes:
    """The template, with what the return holds by now."""
    from docx import Document  # noqa: PLC0415 - heavy, and only those who use files need it

    document = Document()
    document.core_properties.title = clean(template.title)
    document.add_heading(clean(template.title), 1)
    for line in template.how:
        document.add_paragraph(clean(line))
    document.add_heading("Answers", 2)
    _table(document, ANSWERS, template.answers)
    document.add_heading("Practices", 2)
    document.add_paragraph(COPY)
    for row in (*template.practices, *[("",) * len(PRACTICES)] * BLANK):
        labels = [_label(column) for column in PRACTICES]
        _table(document, PRACTICE_HEAD, list(zip(labels, row, strict=True)))
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


COPY = "Each practice is one small table. Copy an empty one for more; leave empty those that you do not need."


def read(data: bytes) -> Raw:
    """Every table, cell by cell."""
    look_over(data, needs="word/document.xml", called="Word")
    body = _body(data)
    raw = Raw()
    tables = [element for element in body if element.tag == f"{W}tbl"]
    if len(tables) > MOST_TABLES:
        raise Unreadable(
            say(
                "The document has {tables} tables. A return has at most {most_rows} practices.",
                tables=f"{len(tables):,}",
                most_rows=MOST_ROWS,
            )
        )
    _look_for_what_would_be_lost(raw, body)
    practices = 0
    for number, table in enumerate(tables, 1):
        rows = _rows(table)
        head = rows[0] if rows else []
        if same_head(head, ANSWERS):
            _answers(raw, rows[1:])
        elif same_head(head, PRACTICE_HEAD):
            practices += 1
            _practice(raw, practices, rows[1:])
        else:
            raw.wrong(
                say("Table {number}", number=number),
                "",
                " | ".join(head),
                "It is not in the template. Move its rows, or delete it.",
            )
    return raw


def _table(document: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1 + len(rows), cols=len(head))
    table.style = "Table Grid"
    for cells, values in zip(table.rows, (head, *rows), strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = clean(value)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _label(column: str) -> str:
    choices = CHOICES.get(column)
    return f"{column} ({' / '.join(choices)})" if choices and len(choices) <= 4 else column


def _body(data: bytes) -> Any:
    from docx import Document  # noqa: PLC0415 - heavy, and only those who use files need it

    try:
        return Document(io.BytesIO(data)).element.body
    except Exception as error:  # whatever a broken file makes of the reader
        raise Unreadable("The file cannot be read as Word. Save it anew from the template.") from error


def _look_for_what_would_be_lost(raw: Raw, body: Any) -> None:
    """Tracked changes, tables within tables, merged cells: read otherwise than they look."""
    if next(body.iter(f"{W}ins", f"{W}del"), None) is not None:
        raw.wrong(
            "The document", "", "", "It has tracked changes. Accept or reject them, then save it again."
        )
    for number, table in enumerate(body.iter(f"{W}tbl"), 1):
        if next(table.iter(f"{W}tc"), None) is not None and any(
            inner is not table for inner in table.iter(f"{W}tbl")
        ):
            raw.wrong(
                say("Table {number}", number=number),
                "",
                "",
                "It has a table inside a cell. Write the text into the cell.",
            )
        if next(table.iter(f"{W}vMerge"), None) is not None or _spans(table):
            raw.wrong(
                say("Table {number}", number=number),
                "",
                "",
                "It has merged cells. Split them, one value in each.",
            )


def _spans(table: Any) -> bool:
    return any(int(span.get(f"{W}val") or 1) > 1 for span in table.iter(f"{W}gridSpan"))


def _rows(table: Any) -> list[list[str]]:
    """The text of each cell; a table with far too many rows is cut where it is refused anyway."""
    found = []
    for row in table.iterchildren(f"{W}tr"):
        found.append([_text(cell) for cell in row.iterchildren(f"{W}tc")])
        if len(found) > MOST_ROWS + 1:
            raise Unreadable(
                say(
                    "A table of the document has more than {most_rows} rows. A return never has so many.",
                    most_rows=MOST_ROWS,
                )
            )
    return found


def _text(cell: Any) -> str:
    paragraphs = ("".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{W}p"))
    return clean("\n".join(paragraphs)).strip()


def _pieces(paragraph: Any) -> Iterator[str]:
    for piece in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        yield (piece.text or "") if piece.tag == f"{W}t" else "\n" if piece.tag == f"{W}br" else " "


def _answers(raw: Raw, rows: Sequence[Sequence[str]]) -> None:
    for number, cells in enumerate(rows, 2):
        row = RawRow(say("Answers, row {number}", number=number), dict(zip(ANSWERS, cells, strict=False)))
        if not row.empty:
            raw.answers.append(row)


def _practice(raw: Raw, number: int, rows: Sequence[Sequence[str]]) -> None:
    place = say("Practice {number}", number=number)
    found: dict[str, str] = {}
    for cells in rows:
        name, value = [*cells, "", ""][:2]
        column = next((each for each in PRACTICES if _label(each).casefold() == name.casefold()), "")
        column = column or next((each for each in PRACTICES if each.casefold() == name.casefold()), "")
        if column:
            found[column] = value
        elif name or value:
            raw.wrong(place, name, value, "The template has no such row.")
    row = RawRow(place, found)
    if not row.empty:
        raw.practices.append(row)
