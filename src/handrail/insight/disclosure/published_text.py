"""What was published, as somebody outside reads it: statements about numbers of people, out of CSV, JSON and pages.

This reads the text alone, by its own model; it asks neither the database nor the code that wrote it.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

COUNTRY: Final = "K04000001"
ROUNDED_WITHIN: Final = 4
MONTHS_OF_QUARTER: Final = re.compile(r"^(\d{4})-Q([1-4])$")
_PAGE_FIGURE: Final = re.compile(r'data-figure="(?P<key>[^"]+)"[^>]*>\s*(?P<number>[\d,]+)', re.DOTALL)


class Cell(NamedTuple):
    """What a statement is about. `area` may join several with “+”: “both together”."""

    measure: str
    period: str
    area: str
    breakdown: str = ""
    value: str = ""


class PublishedCountStatement(NamedTuple):
    """That this many people are in a cell, give or take the rounding. `printed` is the number that stands there."""

    cell: Cell
    least: float
    greatest: float
    where: str
    printed: int


class PublishedShareStatement(NamedTuple):
    """That a cell is this share of another, as exactly as it is printed."""

    part: Cell
    whole: Cell
    least: float
    greatest: float
    where: str


type AnyStatement = PublishedCountStatement | PublishedShareStatement


def read_figure_statements_of_published_file(name: str, text: str) -> list[AnyStatement]:
    """All statements of a file.

    Args:
        name: of the file; the ending says what it is.
        text: as it was published.

    Returns:
        In the order of the text.
    """
    if name.endswith(".csv"):
        return list(
            _iterate_figure_statements_of_rows(name, csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        )
    if name.endswith(".json"):
        return list(_iterate_figure_statements_of_rows(name, json.loads(text)["figures"]))
    return list(_iterate_page_statements(name, text))


def _iterate_figure_statements_of_rows(where: str, rows: Iterable[dict[str, Any]]) -> Iterator[AnyStatement]:
    for row in rows:
        period = str(row.get("quarter") or row.get("month") or "")
        cell = Cell(row["measure"], period, row["area_code"], row["breakdown"] or "", row["value"] or "")
        if row.get("people") not in (None, ""):
            yield _make_rounded_statement(cell, int(str(row["people"])), where, row)
        if row.get("percent") not in (None, ""):
            whole = cell._replace(breakdown="", value="")
            yield _make_share_statement(cell, whole, str(row["percent"]), where)


def _make_rounded_statement(
    cell: Cell, number: int, where: str, row: dict[str, Any]
) -> PublishedCountStatement:
    within = int(str(row.get("within") or ROUNDED_WITHIN))
    if str(row.get("rounding", "")) == "nearest":
        within = 2
    return PublishedCountStatement(cell, max(0, number - within), number + within, where, number)


def _make_share_statement(part: Cell, whole: Cell, printed: str, where: str) -> PublishedShareStatement:
    half = 0.5 / 10 ** len(printed.partition(".")[2])
    share = float(printed)
    return PublishedShareStatement(part, whole, (share - half) / 100, (share + half) / 100, where)


def _iterate_page_statements(where: str, text: str) -> Iterator[PublishedCountStatement]:
    """Figures of a page carry their cell as “measure|period|area|breakdown|value|within”."""
    for found in _PAGE_FIGURE.finditer(text):
        measure, period, area, breakdown, value, within = found["key"].split("|")
        number = int(found["number"].replace(",", ""))
        cell = Cell(measure, period, area, breakdown, value)
        yield PublishedCountStatement(cell, max(0, number - int(within)), number + int(within), where, number)
