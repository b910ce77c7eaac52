"""The public page of figures: one group of measures, each with its words, picture, table and definition."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from django.core.paginator import Page, Paginator
from markupsafe import Markup

from handrail.insight.measures.breakdowns import SHARE, WITHIN
from handrail.insight.measures.measure import MeasureGroup
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.insight.publication.months_and_quarters import (
    format_quarter,
    format_short_month,
    list_months_of_quarter,
)
from handrail.insight.publication.queries import FiguresByCell, PublishedQuarter
from handrail.platform.documents.charts import render_drawing_for_every_width
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.kernel.messages import capitalise_first, join_texts, lower_first, msg

MOST_QUARTERS: Final = 8
MEASURES_A_PAGE: Final = 8
"""So that a page of figures is read on a phone."""
SMALLEST_BASE: Final = 20
"""Below so many people no share is told (design of figures, from ONS and HESA)."""
GROUP_CODES: Final = {
    group.name.lower(): group for group in MeasureGroup if group is not MeasureGroup.TAKE_UP
}


class FigureCell(NamedTuple):
    """A number on the page, and the cell that it is of, for whoever reads the page by machine."""

    words: str
    people: int
    cell: str


class BreakdownTable(NamedTuple):
    """One split of the newest quarter; values that hold nobody are named together."""

    name: str
    rows: list[FigureCell]
    nobody: list[str]


class MeasureSection(NamedTuple):
    """One measure on the page. `within`: those within its share, `parts` the same by quarter.

    `chart` is empty where it would show nothing; `drawn` says what it draws where that is a part.
    """

    key: str
    words: MeasureDefinitionWords
    newest: FigureCell
    within: FigureCell | None
    sentence: str
    chart: Markup
    drawn: str
    quarters: list[FigureCell]
    parts: list[FigureCell]
    breakdowns: list[BreakdownTable]


def get_page_of_measures_in_group(
    group: MeasureGroup, definitions: Mapping[str, MeasureDefinitionWords], number: str
) -> "Page[str]":
    """A page of the measures of a group, in the order of the definitions.

    Args:
        group: which.
        definitions: words of all measures, by key.
        number: of the page, as the address has it; the nearest where there is no such page.
    """
    keys = [key for key, words in definitions.items() if words["group"] == group.value]
    return Paginator(keys, MEASURES_A_PAGE).get_page(number)


def list_measure_sections(
    keys: Iterable[str],
    definitions: Mapping[str, MeasureDefinitionWords],
    figures: Mapping[tuple[str, str], FiguresByCell],
    quarters: Sequence[PublishedQuarter],
    area: tuple[str, str],
) -> list[MeasureSection]:
    """The sections of some measures, in their order.

    Args:
        keys: of the measures.
        definitions: words of all measures, by key.
        figures: of the area, by quarter and measure.
        quarters: to show, the newest first; at least one.
        area: its code and its name.
    """
    return [_make_measure_section(key, definitions[key], figures, quarters, area) for key in keys]


def _make_measure_section(
    key: str,
    words: MeasureDefinitionWords,
    figures: Mapping[tuple[str, str], FiguresByCell],
    quarters: Sequence[PublishedQuarter],
    area: tuple[str, str],
) -> MeasureSection:
    code, area_name = area

    def make_cell(quarter: PublishedQuarter, label: str, breakdown: str = "", value: str = "") -> FigureCell:
        text = f"{breakdown}={value}" if breakdown else ""
        people = figures.get((quarter.code, key), {}).get(text, 0)
        named = "|".join((key, quarter.code, code, breakdown, value, str(quarter.within)))
        return FigureCell(label, people, named)

    over_time = [make_cell(quarter, format_quarter(quarter.code)) for quarter in quarters]
    newest = over_time[0]
    parts = [make_cell(quarter, format_quarter(quarter.code), SHARE, WITHIN) for quarter in quarters]
    parts = parts if "share" in words else []
    within = parts[0] if parts else None
    tables = []
    for split in words["breakdowns"]:
        rows = [make_cell(quarters[0], label, split["code"], value) for value, label in split["values"]]
        shown = [row for row in rows if row.people]
        nobody = [lower_first(row.words) for row in rows if not row.people]
        tables.append(BreakdownTable(split["name"], shown, nobody))
    return MeasureSection(
        key=key,
        words=words,
        newest=newest,
        within=within if newest.people else None,
        sentence=_format_measure_sentence(words, over_time, parts),
        chart=_draw_measure_chart(words, parts or over_time, quarters, area_name),
        drawn=capitalise_first(words["share"]) if parts else "",
        quarters=over_time,
        parts=parts,
        breakdowns=tables,
    )


def _format_measure_sentence(
    words: MeasureDefinitionWords, over_time: Sequence[FigureCell], parts: Sequence[FigureCell]
) -> str:
    """From published figures alone; says nothing of chance or cause. `parts`: those within its share, if it has one."""
    newest, within = over_time[0], parts[0].people if parts else 0
    unit = words.get("share_of", words["unit"])
    told = {
        "number": f"{newest.people:,}",
        "unit": unit,
        "part": f"{within:,}",
        "share": words.get("share", ""),
    }
    said = [msg("About {number} {unit}.", **told)]
    if not newest.people:
        said = [msg("0 (because of rounding, this could be a few {unit}).", unit=unit)]
    elif "share" in words and newest.people < SMALLEST_BASE:
        said = [msg("About {number} {unit}: {part} {share}.", **told)]
    elif "share" in words:
        percent = round(100 * within / newest.people)
        said = [msg("About {number} {unit}: {part} {share} ({percent}%).", **told, percent=percent)]
        if not within:
            said = [
                msg(
                    "About {number} {unit}: {part} {share} (because of rounding, this could be a few).",
                    **told,
                )
            ]
    if len(over_time) > 1:
        before = f"{over_time[1].people:,}"
        if parts:
            before = msg("{part} of {whole}", part=f"{parts[1].people:,}", whole=before)
        said.append(msg("The quarter before: {number}.", number=before))
    return join_texts(said, " ")


def _draw_measure_chart(
    words: MeasureDefinitionWords,
    over_time: Sequence[FigureCell],
    quarters: Sequence[PublishedQuarter],
    area_name: str,
) -> Markup:
    """Over the last month of each quarter, as an axis has room for: the table beside it says the quarter in full."""
    if len(over_time) < 2 or not any(cell.people for cell in over_time):
        return Markup()
    labels = [format_short_month(list_months_of_quarter(quarter.code)[-1]) for quarter in quarters]
    points = tuple(zip(labels, (cell.people for cell in over_time), strict=True))[::-1]
    alt = msg(
        "{name}, {area}: {first} in the first quarter shown, {last} in the last.",
        name=msg("{name}, {share}", name=words["name"], share=words["share"])
        if "share" in words
        else words["name"],
        area=area_name,
        first=points[0][1],
        last=points[-1][1],
    )
    return render_drawing_for_every_width(LineChart(points), alt=alt)
