"""How victims in an area fare: five published figures over time, each with the one verdict there is, the scan's."""

from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.packs.change_sentences import (
    SMALLEST_BASE,
    format_rounded_percentage,
    get_share_in_100,
)
from handrail.insight.packs.measure_series import MeasureSeries, make_measure_series
from handrail.insight.packs.pack_measures import list_measure_definition_lines
from handrail.insight.packs.periods import PeriodKind, format_period, list_periods_with_every_month_published
from handrail.insight.packs.published_series import (
    PART_CELL,
    WHOLE_CELL,
    PackFigures,
    PackScanVerdict,
    PublishedMonth,
    TotalAndShareFigures,
    select_months_and_whether_scanned,
)
from handrail.insight.packs.scan_verdicts import get_scan_verdict_by_measure
from handrail.insight.publication.area_strip import STRIP
from handrail.insight.publication.definitions import MeasureDefinitionWords, describe_measure
from handrail.insight.publication.models import AreaFigures
from handrail.insight.publication.months_and_quarters import format_quarter, list_months_of_quarter
from handrail.insight.publication.own_area import get_own_area_of_figures
from handrail.platform.access.actor import Actor
from handrail.platform.documents.small_charts import draw_sparkline_of_figures, draw_verdict_mark
from handrail.platform.kernel.messages import msg


class OverviewFigure(NamedTuple):
    """One figure: its number and base, what it counts, its line, and the verdict.

    `definition`: terms with what they mean, printed beside it.
    """

    name: str
    value: str
    base: str
    means: str
    line: Markup
    mark: Markup
    verdict: PackScanVerdict
    question: str
    definition: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AreaOverview:
    """`figures` are empty where nothing is published. `rows`: the lines as a table, the newest quarter first.

    `shared`: lines of the definitions that are the same for all, which paper says once.
    """

    area_code: str
    area_name: str
    when: str
    quarters: list[str]  # codes, the newest first
    figures: list[OverviewFigure]
    heads: list[str]
    rows: list[tuple[str, list[str]]]

    @property
    def shared(self) -> list[tuple[str, str]]:
        """In the order of the first figure's definition."""
        first, *others = (one.definition for one in self.figures)
        return [line for line in first if all(line in other for other in others)]


def get_area_overview(actor: Actor) -> AreaOverview:
    """Five figures of the reader's own area, or of the country. Four statements."""
    code, name = get_own_area_of_figures(actor)
    months = _get_published_months()
    quarters = list_periods_with_every_month_published(months, PeriodKind.QUARTER)[::-1]
    if not quarters:
        return AreaOverview(code, name, "", [], [], [], [])
    newest, oldest = quarters[0], quarters[-1]
    figures = _read_overview_figures(code, months, list_months_of_quarter(oldest)[0])
    is_scanned = months[list_months_of_quarter(newest)[-1]].is_scanned
    verdicts = get_scan_verdict_by_measure(code, STRIP, newest, is_scanned=is_scanned)
    series = {
        key: make_measure_series(newest, oldest, key, figures.definitions[key], figures) for key in STRIP
    }
    made = [_make_overview_figure(key, newest, figures, series[key], verdicts[key]) for key in STRIP]
    return AreaOverview(
        code, name, format_quarter(newest), quarters, made, *_make_overview_table(figures, series)
    )


def _get_published_months() -> dict[str, PublishedMonth]:
    """Every month that was drawn, and whether it was scanned for changes. One statement."""
    rows = select_months_and_whether_scanned().values_list(*PublishedMonth._fields)
    return {row[0]: PublishedMonth(*row) for row in rows}


def _read_overview_figures(area: str, months: dict[str, PublishedMonth], earliest: str) -> PackFigures:
    """The five measures of an area since a month, with the words of today. One statement."""
    rows = AreaFigures.objects.filter(
        area_code=area, measure__in=STRIP, publication__month__gte=earliest
    ).values_list("measure", "publication__month", "figures")
    found = {
        (area, measure, month): TotalAndShareFigures(figures.get(WHOLE_CELL, 0), figures.get(PART_CELL, 0))
        for measure, month, figures in rows
    }
    words = {key: describe_measure(MEASURES_BY_KEY[key]) for key in STRIP}
    return PackFigures(area, earliest, months, words, found)


def _make_overview_figure(
    key: str,
    quarter: str,
    figures: PackFigures,
    series: MeasureSeries,
    verdict: PackScanVerdict,
) -> OverviewFigure:
    words, pair = figures.definitions[key], figures.get_figure(key, quarter)
    value, base, means = f"{pair.people:,}", "", "people"
    wholes: list[int] = []
    if "share" in words:
        value, base = f"{pair.part:,}", msg("of {whole}", whole=f"{pair.people:,}")
        told = {"counted": MEASURES_BY_KEY[key].get_title(), "share": words["share"]}
        means = MEASURES_BY_KEY[key].get_title(is_share=True)
        if pair.people >= SMALLEST_BASE:
            percentage = format_rounded_percentage(get_share_in_100(pair.part, pair.people))
            means = msg("{counted}: {percentage} {share}", **told, percentage=percentage)
        if not series.is_share:
            wholes = [each.people for each in series.pairs]
    return OverviewFigure(
        name=words["name"],
        value=value,
        base=base,
        means=means,
        line=draw_sparkline_of_figures(
            series.values, None if wholes else series.limits, verdict.code, wholes
        ),
        mark=draw_verdict_mark(verdict.code) if verdict.code else Markup(),
        verdict=verdict,
        question=words["question"],
        definition=list_measure_definition_lines(key, words, figures.get_rounding_tolerance(quarter)),
    )


def _make_overview_table(
    figures: PackFigures, series: dict[str, MeasureSeries]
) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Heads and rows of the table that says the same as the lines, the newest quarter first."""
    heads = ["Quarter", *(_make_overview_head(figures.definitions[key]) for key in series)]
    periods = series[STRIP[0]].periods  # the same of all: they begin and end alike
    rows = [
        (
            format_period(period),
            [
                _make_overview_cell(each.pairs[n], is_part="share" in figures.definitions[key])
                for key, each in series.items()
            ],
        )
        for n, period in enumerate(periods)
    ]
    return heads, rows[::-1]


def _make_overview_head(words: MeasureDefinitionWords) -> str:
    """“People identified, people”; of a share its name alone, which says what its cells count."""
    return (
        words["name"] if "share" in words else msg("{name}, {unit}", name=words["name"], unit=words["unit"])
    )


def _make_overview_cell(pair: TotalAndShareFigures, *, is_part: bool) -> str:
    """“30”; of a share “15 of 20, 75%”, as its figure above says it."""
    if not is_part:
        return f"{pair.people:,}"
    told = {"part": f"{pair.part:,}", "whole": f"{pair.people:,}"}
    if pair.people < SMALLEST_BASE:
        return msg("{part} of {whole}", **told)
    return msg("{part} of {whole}, {share}%", **told, share=get_share_in_100(pair.part, pair.people))
