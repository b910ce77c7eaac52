"""Ranges of a workbook that its reader would fill cell by cell: merged cells, links and notes over a whole sheet."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from handrail.areas.calls.return_files.raw_tables import UnreadableReturnFileError

MAX_COVERED_CELLS: Final = 20_000  # by all ranges of a file
FILLED: Final = frozenset({"mergeCell", "hyperlink", "comment"})
RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})", re.IGNORECASE)
UNREADABLE: Final = "The file cannot be read as Excel. Save it again from the template."


def raise_if_cell_ranges_too_large(data: bytes) -> None:
    """Refuse a small file that would become millions of cells. Raises UnreadableReturnFileError."""
    covered = 0
    try:
        for reference in _iterate_range_references(data):
            covered += _count_cells_of_range(reference)
            if covered > MAX_COVERED_CELLS:
                raise UnreadableReturnFileError(
                    "The file has merged cells, links or notes over whole rows or columns. Remove "
                    "them: one value in each cell."
                )
    except (ParseError, DefusedXmlException, zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise UnreadableReturnFileError(UNREADABLE) from error


def _iterate_range_references(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if not part.lower().endswith(".xml"):
                continue
            with package.open(part) as opened:
                for _, element in iterparse(opened, forbid_dtd=True):
                    if element.tag.rpartition("}")[2] in FILLED:
                        yield element.get("ref", "")
                    element.clear()


def _count_cells_of_range(reference: str) -> int:
    found = RANGE.fullmatch(reference.strip())
    if not found:
        return 1
    left, top, right, bottom = found.groups()
    return (abs(_convert_column_letters_to_number(right) - _convert_column_letters_to_number(left)) + 1) * (
        abs(int(bottom) - int(top)) + 1
    )


def _convert_column_letters_to_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
