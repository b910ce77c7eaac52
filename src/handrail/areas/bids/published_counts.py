"""Published figures beside pilots and evaluations: triage decisions by listed reason, and informed choices."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handrail.insight.publication.definitions import BreakdownWords, MeasureDefinitionWords
from handrail.insight.publication.months_and_quarters import format_quarter, list_months_of_quarter
from handrail.insight.publication.queries import (
    list_published_quarters,
    read_area_figures,
    read_measure_definitions_of_quarter,
)
from handrail.platform.reference.models import Body

TRIAGE_MEASURES: Final = ("triage-decisions",)
"""The key that triage decisions are published under; where it is not, the page says that nothing is published."""
CHOICE_MEASURES: Final = ("choice-about-police", "choice-about-nrm", "choice-about-services")
MOST_QUARTERS: Final = 4


@dataclass(frozen=True, slots=True)
class PublishedCountRow:
    """One published figure: what is counted, by what, which value, people and of how many, multiples of five."""

    measure: str
    breakdown: str
    value: str
    people: int
    base: int


@dataclass(frozen=True, slots=True)
class PublishedCounts:
    """Figures of one area over some quarters. Without rows nothing is published of these measures yet.

    `first_month` and `last_month`: of the quarters, by their first days; None without quarters.
    """

    area: str
    when: str
    rows: Sequence[PublishedCountRow]
    weak: Sequence[str]
    first_month: datetime.date | None = None
    last_month: datetime.date | None = None


def read_published_counts_of_area_of_body(body: Body, measures: Sequence[str]) -> PublishedCounts:
    """The newest four quarters of some measures, of the area of a body. Three statements.

    Args:
        body: whose area is read; of a body without one nothing is.
        measures: keys, of which those that are published are read.
    """
    quarters = [each.code for each in list_published_quarters()[:MOST_QUARTERS]]
    area = body.area.name if body.area else ""
    if not quarters or body.area_id is None:
        return PublishedCounts(area, "", [], [])
    words = {
        key: each for key, each in read_measure_definitions_of_quarter(quarters[0]).items() if key in measures
    }
    found = read_area_figures(body.area_id, quarters) if words else {}
    rows, weak = list[PublishedCountRow](), list[str]()
    for key in (each for each in measures if each in words):
        weak += [each for each in words[key]["weak"] if each not in weak]
        base = sum(found.get((quarter, key), {}).get("", 0) for quarter in quarters)
        for split in _list_uncrossed_breakdowns(words[key]):
            for code, value in split["values"]:
                cell = f"{split['code']}={code}"
                people = sum(found.get((quarter, key), {}).get(cell, 0) for quarter in quarters)
                if people:
                    rows.append(PublishedCountRow(words[key]["name"], split["name"], value, people, base))
    when = (
        f"{format_quarter(quarters[-1])} – {format_quarter(quarters[0])}"
        if len(quarters) > 1
        else format_quarter(quarters[0])
    )
    months = [
        datetime.date.fromisoformat(f"{list_months_of_quarter(quarters[at])[end]}-01")
        for at, end in ((-1, 0), (0, 2))
    ]
    return PublishedCounts(area, when, rows, weak, *months)


def _list_uncrossed_breakdowns(words: MeasureDefinitionWords) -> list[BreakdownWords]:
    """Those that cross no two others: their rows are all told by the two."""
    codes = [split["code"] for split in words["breakdowns"]]
    crossed = {f"{one}_{other}" for one in codes for other in codes}
    return [split for split in words["breakdowns"] if split["code"] not in crossed]
