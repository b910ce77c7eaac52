"""Published figures, read. A quarter is the sum of its three months' figures, and is there when all three are."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.facts.case_fact import NOT_KNOWN
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.insight.publication.months_and_quarters import get_quarter_of_month, list_months_of_quarter
from handrail.platform.reference.queries import list_area_codes_and_names

COUNTRY_NAME = "England and Wales"
NO_AREA_NAME = "Area not known"

type FiguresByCell = dict[str, int]
"""By “breakdown=value”; the whole by “”."""


@dataclass(frozen=True, slots=True)
class PublishedQuarter:
    """A quarter of which every month is published. `within`: how far its figures may be from the truth."""

    code: str
    within: int
    published_at: datetime.datetime


class PublishedFigure(NamedTuple):
    """One figure of one cell. `breakdown` and `value` are empty for the whole."""

    measure: str
    area_code: str
    area: str
    breakdown: str
    value: str
    people: int


def list_published_quarters() -> list[PublishedQuarter]:
    """All of them. One statement.

    Returns:
        The newest first.
    """
    months = defaultdict[str, list[tuple[datetime.datetime, int]]](list)
    for month, drawn_at, within in Publication.objects.values_list("month", "drawn_at", "quarter_within"):
        months[get_quarter_of_month(month)].append((drawn_at, within))
    quarters = [
        PublishedQuarter(code, max(within for _, within in some), max(at for at, _ in some))
        for code, some in months.items()
        if len(some) == 3
    ]
    return sorted(quarters, key=lambda quarter: quarter.code, reverse=True)


def read_measure_definitions_of_quarter(quarter: str) -> dict[str, MeasureDefinitionWords]:
    """The words of the measures as they were printed with the last month of a quarter. One statement.

    Args:
        quarter: one that is published.

    Returns:
        By the measure's key.
    """
    last = list_months_of_quarter(quarter)[-1]
    found: dict[str, MeasureDefinitionWords] = Publication.objects.values_list("definitions", flat=True).get(
        month=last
    )
    return found


def read_area_figures(area_code: str, quarters: Sequence[str]) -> dict[tuple[str, str], FiguresByCell]:
    """The figures of one area, or of the country. One statement.

    Args:
        area_code: of a police force area, the country, or NOT_KNOWN.
        quarters: that are published.

    Returns:
        By quarter and measure; what is not there is nought.
    """
    months = [month for quarter in quarters for month in list_months_of_quarter(quarter)]
    rows = AreaFigures.objects.filter(area_code=area_code, publication__month__in=months)
    found = defaultdict[tuple[str, str], FiguresByCell](dict)
    for month, measure, figures in rows.values_list("publication__month", "measure", "figures"):
        cells = found[get_quarter_of_month(month), measure]
        for cell, people in figures.items():
            cells[cell] = cells.get(cell, 0) + people
    return found


def iterate_quarter_figures(quarter: str) -> Iterator[PublishedFigure]:
    """Every figure of a quarter, noughts too: by measure, the country before its areas. Three statements.

    Args:
        quarter: one that is published.
    """
    definitions, sums = (
        read_measure_definitions_of_quarter(quarter),
        defaultdict[tuple[str, str], FiguresByCell](dict),
    )
    rows = AreaFigures.objects.filter(publication__month__in=list_months_of_quarter(quarter))
    for measure, area, figures in rows.values_list("measure", "area_code", "figures"):
        for cell, people in figures.items():
            sums[measure, area][cell] = sums[measure, area].get(cell, 0) + people
    areas = list_areas_of_figures()
    for measure, words in definitions.items():
        cells = list_cells(words)
        for code, name in areas:
            for breakdown, value in cells:
                text = f"{breakdown}={value}" if breakdown else ""
                yield PublishedFigure(measure, code, name, breakdown, value, sums[measure, code].get(text, 0))


def list_cells(words: MeasureDefinitionWords) -> list[tuple[str, str]]:
    """Breakdown and value of every cell of a measure, the whole first."""
    return [("", ""), *((each["code"], value) for each in words["breakdowns"] for value, _ in each["values"])]


def list_areas_of_figures() -> list[tuple[str, str]]:
    """What figures are published for: the country, each police force area, and people whose area is not known.

    Returns:
        Code and name of each.
    """
    return [(COUNTRY, COUNTRY_NAME), *list_area_codes_and_names(), (NOT_KNOWN, NO_AREA_NAME)]
