"""What may be taken in: published figures of one area; and what is published now of those that were."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource, FigureDefinition
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.insight.publication.months_and_quarters import (
    format_quarter,
    get_quarter_of_month,
    list_months_of_quarter,
)
from handrail.insight.publication.queries import (
    FiguresByCell,
    PublishedQuarter,
    list_areas_of_figures,
    list_cells,
    list_published_quarters,
    read_area_figures,
    read_measure_definitions_of_quarter,
)
from handrail.platform.kernel.dates import format_day, to_london
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

NOT_PUBLISHED = "That figure is not published. Choose one that is."
MOST_QUARTERS = 8


class CitableFigureChoice(NamedTuple):
    """One figure that may be taken in. `code` is “breakdown=value”, or “all”."""

    code: str
    words: str
    people: int


@dataclass(frozen=True, slots=True)
class PublishedFigureChoices:
    """The published figures of one area in one quarter. Without a quarter nothing is published yet."""

    area: tuple[str, str]
    quarters: Sequence[PublishedQuarter]
    quarter: PublishedQuarter | None
    definitions: dict[str, MeasureDefinitionWords]
    figures: dict[str, FiguresByCell]

    def list_measures(self) -> list[tuple[str, str, int]]:
        """Key, name and number of everybody, in the order of the pages of figures."""
        return [
            (key, words["name"], self.figures.get(key, {}).get("", 0))
            for key, words in self.definitions.items()
        ]

    def list_measures_by_group(self) -> dict[str, list[tuple[str, str, int]]]:
        """The same under the headings of the pages of figures."""
        found = defaultdict[str, list[tuple[str, str, int]]](list)
        for key, name, people in self.list_measures():
            found[self.definitions[key]["group"]].append((key, name, people))
        return dict(found)

    def list_cells(self, measure: str) -> list[CitableFigureChoice]:
        """The whole, then each split, of one measure; none where it is not published."""
        words = self.definitions.get(measure)
        if words is None:
            return []
        numbers = self.figures.get(measure, {})
        return [
            CitableFigureChoice(
                code or "all", _format_figure_breakdown_value(words, code) or "Everyone", numbers.get(code, 0)
            )
            for code in (f"{split}={value}" if split else "" for split, value in list_cells(words))
        ]


def get_published_figure_choices(area_code: str, quarter: str = "") -> PublishedFigureChoices:
    """What may be taken in. Four statements, of which one is for names of areas.

    Args:
        area_code: of a police force area; what is none means the country.
        quarter: as the address names it; what is not published means the newest.
    """
    areas = dict(list_areas_of_figures())
    code = area_code if area_code in areas else next(iter(areas))
    quarters = list_published_quarters()[:MOST_QUARTERS]
    chosen = next((each for each in quarters if each.code == quarter), quarters[0] if quarters else None)
    if chosen is None:
        return PublishedFigureChoices((code, areas[code]), [], None, {}, {})
    found = read_area_figures(code, [chosen.code])
    numbers = {measure: cells for (_, measure), cells in found.items()}
    return PublishedFigureChoices(
        (code, areas[code]), quarters, chosen, read_measure_definitions_of_quarter(chosen.code), numbers
    )


def get_published_figure(
    area_code: str, quarter: str, measure: str, cell: str, number: int
) -> CitedFigureWithSource:
    """One figure with its words, as it is published now.

    Args:
        area_code: of the area, or of the country.
        quarter: “2026-Q3”.
        measure: its key.
        cell: “breakdown=value”, or “all”.
        number: that its mark gets.

    Raises:
        ActionNotPossibleError: it is not published.
    """
    choice = get_published_figure_choices(area_code, quarter)
    words = choice.definitions.get(measure)
    found = next((each for each in choice.list_cells(measure) if each.code == cell), None)
    asked = choice.quarter
    if (
        asked is None
        or words is None
        or found is None
        or asked.code != quarter
        or choice.area[0] != area_code
    ):
        raise ActionNotPossibleError(NOT_PUBLISHED)
    last = list_months_of_quarter(quarter)[-1]
    publication = Publication.objects.get(month=last)
    published_on = to_london(publication.drawn_at).date()
    breakdown, _, value = ("" if cell == "all" else cell).partition("=")
    return {
        "number": number,
        "measure": measure,
        "name": words["name"],
        "part": "" if cell == "all" else str(found.words),
        "area": choice.area[1],
        "area_code": area_code,
        "quarter": quarter,
        "period": str(format_quarter(quarter)),
        "breakdown": breakdown,
        "value": value,
        "people": found.people,
        "within": asked.within,
        "definition": _get_figure_definition(words),
        "publication": Publication.objects.filter(month__lte=last).count(),
        "published_on": published_on.isoformat(),
        "published": format_day(published_on),
        "publication_sha256": publication.sha256,
    }


def describe_revisions_of_cited_figures(
    figures: Iterable[CitedFigureWithSource],
) -> dict[tuple[str, str, str, str], str]:
    """What is published now where it is not what was taken in. Two statements; none without figures.

    Args:
        figures: as they were taken in.

    Returns:
        A sentence by `get_cited_figure_key`, for those alone that differ.
    """
    taken = list(figures)
    if not taken:
        return {}
    quarters = {figure["quarter"] for figure in taken}
    now, words = (
        _read_figures_published_now(taken, quarters),
        _get_definitions_and_published_day_by_quarter(quarters),
    )
    said = {get_cited_figure_key(figure): _describe_figure_revision(figure, now, words) for figure in taken}
    return {key: sentence for key, sentence in said.items() if sentence}


def get_cited_figure_key(figure: CitedFigureWithSource) -> tuple[str, str, str, str]:
    """What a figure is of.

    Returns:
        Measure, code of the area, quarter, cell.
    """
    cell = f"{figure['breakdown']}={figure['value']}" if figure["breakdown"] else ""
    return figure["measure"], figure["area_code"], figure["quarter"], cell


def _read_figures_published_now(
    figures: Sequence[CitedFigureWithSource], quarters: Collection[str]
) -> dict[tuple[str, str, str], FiguresByCell]:
    months = [month for quarter in quarters for month in list_months_of_quarter(quarter)]
    rows = AreaFigures.objects.filter(
        publication__month__in=months,
        measure__in={figure["measure"] for figure in figures},
        area_code__in={figure["area_code"] for figure in figures},
    )
    found = defaultdict[tuple[str, str, str], FiguresByCell](dict)
    columns = ("publication__month", "measure", "area_code", "figures")
    for month, measure, area, numbers in rows.values_list(*columns):
        cells = found[measure, area, get_quarter_of_month(month)]
        for cell, people in numbers.items():
            cells[cell] = cells.get(cell, 0) + people
    return found


def _get_definitions_and_published_day_by_quarter(
    quarters: Collection[str],
) -> dict[str, tuple[dict[str, MeasureDefinitionWords], str]]:
    """Definitions and the day of publication, by quarter."""
    last = {list_months_of_quarter(quarter)[-1]: quarter for quarter in quarters}
    rows = Publication.objects.filter(month__in=last).values_list("month", "definitions", "drawn_at")
    return {last[month]: (words, format_day(to_london(at).date())) for month, words, at in rows}


def _describe_figure_revision(
    figure: CitedFigureWithSource,
    now: dict[tuple[str, str, str], FiguresByCell],
    words: dict[str, tuple[dict[str, MeasureDefinitionWords], str]],
) -> str:
    measure, area, quarter, cell = get_cited_figure_key(figure)
    definitions, published_on = words.get(quarter, ({}, ""))
    if measure not in definitions:
        return "This figure is no longer published."
    people = now.get((measure, area, quarter), {}).get(cell, 0)
    if people != figure["people"]:
        return msg(
            "Published on {day} as {now}. It was added as {then}, and stays so here.",
            day=published_on,
            now=f"{people:,}",
            then=f"{figure['people']:,}",
        )
    if _get_figure_definition(definitions[measure]) != figure["definition"]:
        return (
            "The definition has changed since the figure was added. The one here is the earlier definition."
        )
    return ""


def _get_figure_definition(words: MeasureDefinitionWords) -> FigureDefinition:
    return {
        "question": words["question"],
        "unit": words["unit"],
        "time": words["time"],
        "source": words["source"],
        "owner": words["owner"],
        "weak": list(words["weak"]),
    }


def _format_figure_breakdown_value(words: MeasureDefinitionWords, cell: str) -> str:
    breakdown, _, value = cell.partition("=")
    for each in words["breakdowns"]:
        for code, name in each["values"]:
            if (each["code"], code) == (breakdown, value):
                same = each["name"] == name  # a share, whose half has its name
                return name if same else msg("{split}: {value}", split=each["name"], value=name)
    return ""
