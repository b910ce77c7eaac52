"""The template in Word, and reading it back. Answers are one table; each practice is a small table of its own."""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from handrail.areas.calls.return_files.columns import (
    ANSWER_COLUMNS,
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

BLANK_PRACTICE_TABLES = 5  # empty practice tables that a template offers
PRACTICE_HEADER = ("Practice", "In your words")
MAX_TABLES = MAX_ROWS + 10
WORD_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write_return_word_document(template: ReturnTemplate) -> bytes:
    """The template, with what the return holds by now."""
    from docx import Document  # noqa: PLC0415 - heavy, and only those who use files need it

    document = Document()
    document.core_properties.title = remove_unprintable_characters(template.title)
    document.add_heading(remove_unprintable_characters(template.title), 1)
    for line in template.how:
        document.add_paragraph(remove_unprintable_characters(line))
    document.add_heading("Answers", 2)
    _add_word_table(document, ANSWER_COLUMNS, template.answers)
    document.add_heading("Practices", 2)
    document.add_paragraph(COPY_HINT)
    for row in (*template.practices, *[("",) * len(PRACTICE_COLUMNS)] * BLANK_PRACTICE_TABLES):
        labels = [_format_column_label(column) for column in PRACTICE_COLUMNS]
        _add_word_table(document, PRACTICE_HEADER, list(zip(labels, row, strict=True)))
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


COPY_HINT = (
    "Each practice is one small table. Copy an empty table to add more. Leave the ones you do not need empty."
)


def read_return_word_document(data: bytes) -> RawTables:
    """Every table, cell by cell."""
    raise_if_unsafe_office_file(data, needs="word/document.xml", called="Word")
    body = _read_document_body(data)
    raw = RawTables()
    tables = [element for element in body if element.tag == f"{WORD_NAMESPACE}tbl"]
    if len(tables) > MAX_TABLES:
        raise UnreadableReturnFileError(
            msg(
                "The document has {tables} tables. A return can have up to {most_rows} practices.",
                tables=f"{len(tables):,}",
                most_rows=MAX_ROWS,
            )
        )
    _report_unsupported_content(raw, body)
    practices = 0
    for number, table in enumerate(tables, 1):
        rows = _read_word_table_rows(table)
        head = rows[0] if rows else []
        if is_template_header(head, ANSWER_COLUMNS):
            _read_word_answer_rows_into_raw_tables(raw, rows[1:])
        elif is_template_header(head, PRACTICE_HEADER):
            practices += 1
            _read_word_practice_table_into_raw_tables(raw, practices, rows[1:])
        else:
            raw.wrong(
                msg("Table {number}", number=number),
                "",
                " | ".join(head),
                "This sheet is not in the template. Move its rows or delete it.",
            )
    return raw


def _add_word_table(document: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1 + len(rows), cols=len(head))
    table.style = "Table Grid"
    for cells, values in zip(table.rows, (head, *rows), strict=True):
        for cell, value in zip(cells.cells, values, strict=True):
            cell.text = remove_unprintable_characters(value)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _format_column_label(column: str) -> str:
    choices = CHOICES.get(column)
    return f"{column} ({' / '.join(choices)})" if choices and len(choices) <= 4 else column


def _read_document_body(data: bytes) -> Any:
    from docx import Document  # noqa: PLC0415 - heavy, and only those who use files need it

    try:
        return Document(io.BytesIO(data)).element.body
    except Exception as error:  # whatever a broken file makes of the reader
        raise UnreadableReturnFileError(
            "The file cannot be read as Word. Save it again from the template."
        ) from error


def _report_unsupported_content(raw: RawTables, body: Any) -> None:
    """Tracked changes, tables within tables, merged cells: read otherwise than they look."""
    if next(body.iter(f"{WORD_NAMESPACE}ins", f"{WORD_NAMESPACE}del"), None) is not None:
        raw.wrong(
            "The document", "", "", "The file has tracked changes. Accept or reject them, then save it again."
        )
    if next(body.iter(f"{WORD_NAMESPACE}altChunk"), None) is not None:
        raw.wrong("The document", "", "", "The file contains another document. Put its text in the tables.")
    for number, table in enumerate(body.iter(f"{WORD_NAMESPACE}tbl"), 1):
        if next(table.iter(f"{WORD_NAMESPACE}tc"), None) is not None and any(
            inner is not table for inner in table.iter(f"{WORD_NAMESPACE}tbl")
        ):
            raw.wrong(
                msg("Table {number}", number=number),
                "",
                "",
                "A cell contains another table. Replace it with text.",
            )
        if next(table.iter(f"{WORD_NAMESPACE}vMerge"), None) is not None or _has_merged_cells(table):
            raw.wrong(
                msg("Table {number}", number=number),
                "",
                "",
                "The file has merged cells. Split them, with one value in each.",
            )


def _has_merged_cells(table: Any) -> bool:
    """A span that is no number is taken for one that merges: nobody can tell which cells it means."""
    spans = (span.get(f"{WORD_NAMESPACE}val") for span in table.iter(f"{WORD_NAMESPACE}gridSpan"))
    return any(span and span.strip() not in ("0", "1") for span in spans)


def _read_word_table_rows(table: Any) -> list[list[str]]:
    """The text of each cell; a table with far too many rows is cut where it is refused anyway."""
    found = []
    for row in table.iterchildren(f"{WORD_NAMESPACE}tr"):
        found.append([_read_cell_text(cell) for cell in row.iterchildren(f"{WORD_NAMESPACE}tc")])
        if len(found) > MAX_ROWS + 1:
            raise UnreadableReturnFileError(
                msg(
                    "A table in the document has more than {most_rows} rows. Remove the extra rows.",
                    most_rows=MAX_ROWS,
                )
            )
    return found


def _read_cell_text(cell: Any) -> str:
    paragraphs = (
        "".join(_iterate_text_pieces(paragraph)) for paragraph in cell.iterchildren(f"{WORD_NAMESPACE}p")
    )
    return remove_unprintable_characters("\n".join(paragraphs)).strip()


def _iterate_text_pieces(paragraph: Any) -> Iterator[str]:
    for piece in paragraph.iter(f"{WORD_NAMESPACE}t", f"{WORD_NAMESPACE}br", f"{WORD_NAMESPACE}tab"):
        yield (
            (piece.text or "")
            if piece.tag == f"{WORD_NAMESPACE}t"
            else "\n"
            if piece.tag == f"{WORD_NAMESPACE}br"
            else " "
        )


def _read_word_answer_rows_into_raw_tables(raw: RawTables, rows: Sequence[Sequence[str]]) -> None:
    for number, cells in enumerate(rows, 2):
        row = RawTableRow(
            msg("Answers, row {number}", number=number), dict(zip(ANSWER_COLUMNS, cells, strict=False))
        )
        if not row.empty:
            raw.answers.append(row)


def _read_word_practice_table_into_raw_tables(
    raw: RawTables, number: int, rows: Sequence[Sequence[str]]
) -> None:
    place = msg("Practice {number}", number=number)
    found: dict[str, str] = {}
    for cells in rows:
        name, value = [*cells, "", ""][:2]
        column = next(
            (each for each in PRACTICE_COLUMNS if _format_column_label(each).casefold() == name.casefold()),
            "",
        )
        column = column or next((each for each in PRACTICE_COLUMNS if each.casefold() == name.casefold()), "")
        if column:
            found[column] = value
        elif name or value:
            raw.wrong(place, name, value, "The template does not have this row.")
    row = RawTableRow(place, found)
    if not row.empty:
        raw.practices.append(row)
