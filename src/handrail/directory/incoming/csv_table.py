"""The cells of a CSV file, read in a child process; what they mean is asked afterwards (import_csv_reader.py)."""

import csv
import io
from typing import Any, Final, NamedTuple

from handrail.directory.incoming.errors import MAX_ROWS, UnreadableListError
from handrail.platform.kernel.messages import msg
from handrail.platform.parsers.parser_process import run_parser

MAX_BYTES: Final = 1_000_000
MAX_CELL_LENGTH: Final = 2_000
MAX_HEADS: Final = 200


class CsvLine(NamedTuple):
    """One row: its number in the file, its cells, and whether it has more of them than there are heads."""

    number: int
    cells: list[str]
    overlong: bool


class CsvTable(NamedTuple):
    """The heads in small letters, and the rows that hold anything; of a cell at most one sign more than it may have."""

    heads: list[str]
    lines: list[CsvLine]


def read_csv_table(content: bytes) -> CsvTable:
    """The table. Raises UnreadableListError where it is no CSV file."""
    if len(content) > MAX_BYTES:
        raise UnreadableListError("The file is larger than 1 MB. Upload it in parts.")
    found = run_parser(f"{__name__}:parse_csv_in_child_process", content, error=UnreadableListError).value
    return CsvTable(found["heads"], [CsvLine(*line) for line in found["lines"]])


def parse_csv_in_child_process(data: bytes) -> dict[str, list[Any]]:
    """Runs in the child.

    Returns:
        "heads": texts; "lines": number, cells and whether there are too many.

    Raises:
        UnreadableListError: it is no CSV file, or has too many rows.
    """
    rows = csv.reader(io.StringIO(_decode_utf8_or_raise(data), newline=""))
    lines: list[CsvLine] = []
    try:
        heads = [head.strip().lower()[:MAX_CELL_LENGTH] for head in next(rows, [])[:MAX_HEADS]]
        for row in rows:
            if any(cell.strip() for cell in row):
                cells = [cell.strip()[: MAX_CELL_LENGTH + 1] for cell in row[: len(heads)]]
                lines.append(CsvLine(len(lines) + 2, cells, len(row) > len(heads)))
            if len(lines) > MAX_ROWS:
                raise UnreadableListError(
                    msg(
                        "The file has more than {most_rows} rows. Upload it in parts.",
                        most_rows=f"{MAX_ROWS:,}",
                    )
                )
    except csv.Error as error:
        raise UnreadableListError(
            msg("The file cannot be read as CSV: {error}. Save it as “CSV UTF-8” and try again.", error=error)
        ) from error
    return {"heads": heads, "lines": lines}


def _decode_utf8_or_raise(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableListError(
            "The file is not text in UTF-8. Save it as “CSV UTF-8” and try again."
        ) from error
    if "\0" in text:
        raise UnreadableListError("The file is not text. Save it as “CSV UTF-8” and try again.")
    return text
