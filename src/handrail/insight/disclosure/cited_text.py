"""Texts that cite published figures, as their reader takes them: reports and returns.

And exact counts that one body gave another: they are no published figures, so they stand in none of these texts.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, Final, NamedTuple

from handrail.insight.disclosure.counted_people import iterate_counts_of_people_in_text
from handrail.insight.disclosure.pack_text import get_code_of_period_in_words
from handrail.insight.disclosure.published_text import Cell, PublishedCountStatement

CITED: Final = frozenset(
    ("measure", "quarter", "area_code", "breakdown", "value", "people", "within", "publication_sha256")
)
_BLOCK_END: Final = re.compile(r"</(?:p|li|dt|dd|td|th|h\d|caption|figcaption|div)>|<br ?/?>")
_SILENT: Final = re.compile(r"<(script|style|head)\b.*?</\1>", re.DOTALL)
_FIGURE: Final = re.compile(
    r"^Figure\n(?P<name>[^\n]+): (?P<people>[\d,]+)\nArea and period\n(?P<area>[^\n]+), (?P<period>[^,\n]+)\n"
    r"Definition\n[^\n]+\nPublished\n[^\n]+within (?P<within>\d+) of the true count",
    re.MULTILINE,
)


class MeasureBreakdownAndValueOfFigureName(NamedTuple):
    """What the printed name of a figure means: measure, breakdown and value, by the definitions that everybody has."""

    measure: str
    breakdown: str
    value: str


class ExactCountGivenBetweenBodies(NamedTuple):
    """A count that one body gave another on a basis: an exact number, with the names by which a text would tell it."""

    measure: str
    period: str
    giver: str
    people: int


class ExactCountLeak(NamedTuple):
    """An exact count that stands in a published text."""

    where: str
    words: str
    giver: str


def list_paragraphs_of_html_page(text: str) -> list[str]:
    """The paragraphs, cells and headings of a page, as somebody reads them."""
    plain = re.sub(r"<[^>]+>", "", _BLOCK_END.sub("\n", _SILENT.sub("", re.sub(r"\s+", " ", text))))
    return [each for line in unescape(plain).split("\n") if (each := " ".join(line.split()))]


def read_figure_statements_of_report(
    name: str,
    text: str,
    area_codes: Mapping[str, str],
    cells: Mapping[str, MeasureBreakdownAndValueOfFigureName],
) -> list[PublishedCountStatement]:
    """The figures that a report cites, from the notes beside its sentences.

    Args:
        name: of the file.
        text: the web page of the report.
        area_codes: codes of areas by name.
        cells: what a printed name means.

    Returns:
        In the order of the text; a figure whose name or area nobody knows is left out.
    """
    lines = "\n".join(list_paragraphs_of_html_page(text))
    found = []
    for cited in _FIGURE.finditer(lines):
        cell, area = cells.get(cited["name"]), area_codes.get(cited["area"])
        if cell and area:
            place = Cell(
                cell.measure, get_code_of_period_in_words(cited["period"]), area, cell.breakdown, cell.value
            )
            found.append(
                _make_statement_within_error(
                    place, _parse_printed_number(cited["people"]), int(cited["within"]), name
                )
            )
    return found


def read_figure_statements_of_frozen_return(name: str, text: str) -> list[PublishedCountStatement]:
    """The figures that a return cites, from its content as it was frozen. Exact counts in it are not published.

    Args:
        name: of the return.
        text: its content as JSON.

    Returns:
        In the order of the text.
    """
    return [
        _make_statement_within_error(
            Cell(each["measure"], each["quarter"], each["area_code"], each["breakdown"], each["value"]),
            each["people"],
            each["within"],
            name,
        )
        for each in _iterate_cited_figures(json.loads(text))
    ]


def list_texts_of_frozen_return_content(text: str) -> list[str]:
    """Every text in a frozen content."""
    return [each for each in _iterate_nested_values(json.loads(text)) if isinstance(each, str)]


def find_exact_counts(
    name: str, paragraphs: Iterable[str], given: Iterable[ExactCountGivenBetweenBodies]
) -> list[ExactCountLeak]:
    """Exact counts that a text tells: the same number of people beside the giver, the measure or the period.

    Args:
        name: of the text.
        paragraphs: of it.
        given: what bodies gave each other.

    Returns:
        Each paragraph that a person should look at, with whose count it may be.
    """
    exact = list(given)
    found = []
    for paragraph in paragraphs:
        for counted in iterate_counts_of_people_in_text(paragraph):
            for each in exact:
                told = (each.measure, each.period, each.giver)
                if counted.people == each.people and any(word.lower() in paragraph.lower() for word in told):
                    found.append(ExactCountLeak(name, counted.words, each.giver))
    return list(dict.fromkeys(found))


def _make_statement_within_error(cell: Cell, people: int, within: int, where: str) -> PublishedCountStatement:
    return PublishedCountStatement(cell, max(0, people - within), people + within, where, people)


def _parse_printed_number(printed: str) -> int:
    return int(printed.replace(",", ""))


def _iterate_cited_figures(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.keys() >= CITED:
            yield value
        for each in value.values():
            yield from _iterate_cited_figures(each)
    elif isinstance(value, list):
        for each in value:
            yield from _iterate_cited_figures(each)


def _iterate_nested_values(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _iterate_nested_values(each)
    else:
        yield value
