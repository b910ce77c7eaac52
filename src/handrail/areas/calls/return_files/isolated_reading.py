"""Reading a return in a child process: one function runs there, the other asks and restores the tables."""

from collections.abc import Callable
from typing import Any, Final

from handrail.areas.calls.return_files import csv_format, excel_format, word_format
from handrail.areas.calls.return_files.raw_tables import (
    RawTableRow,
    RawTables,
    ReturnFileFault,
    UnreadableReturnFileError,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.parsers.parser_process import run_parser
from handrail.platform.parsers.wire import decode_phrase_from_text, encode_phrase_as_text

READERS: Final[dict[str, Callable[[bytes], RawTables]]] = {
    "xlsx": excel_format.read_return_workbook,
    "docx": word_format.read_return_word_document,
    "csv": csv_format.read_return_csv,
}


def read_return_tables_in_child_process(kind: str, data: bytes) -> RawTables:
    """The tables of a file. Raises UnreadableReturnFileError with a sentence where it cannot be read at all."""
    found = run_parser(
        f"{__name__}:read_serialisable_return_tables", data, {"kind": kind}, error=UnreadableReturnFileError
    ).value
    return RawTables(
        answers=[_decode_raw_table_row(row) for row in found["answers"]],
        practices=[_decode_raw_table_row(row) for row in found["practices"]],
        findings=[
            ReturnFileFault(decode_phrase_from_text(place), column, value, decode_phrase_from_text(reason))
            for place, column, value, reason in found["findings"]
        ],
    )


def read_serialisable_return_tables(data: bytes, kind: str) -> dict[str, list[Any]]:
    """Runs in the child.

    Returns:
        "answers" and "practices": pairs of place and cells by column; "findings": place, column, value and reason.
    """
    try:
        raw = READERS[kind](data)
    except UnreadableReturnFileError as no:
        raise ActionNotPossibleError(no.findings[0].reason) from no
    return {
        "answers": [[encode_phrase_as_text(row.place), row.cells] for row in raw.answers],
        "practices": [[encode_phrase_as_text(row.place), row.cells] for row in raw.practices],
        "findings": [
            [encode_phrase_as_text(one.place), one.column, one.value, encode_phrase_as_text(one.reason)]
            for one in raw.findings[:MOST_FINDINGS]
        ],
    }


MOST_FINDINGS: Final = 1_000  # of which the page shows the first fifty and how many more there are


def _decode_raw_table_row(told: Any) -> RawTableRow:
    place, cells = told
    return RawTableRow(
        decode_phrase_from_text(place), {str(column): str(cell) for column, cell in cells.items()}
    )
