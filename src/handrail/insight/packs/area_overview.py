"""How victims in an area fare: five published figures over time, each with the one verdict there is, the scan's."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse
from markupsafe import Markup

from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.packs.change_sentences import SMALLEST_BASE, get_share_in_100
from handrail.insight.packs.pack_document import MeasureSeries, make_measure_series
from handrail.insight.packs.periods import PeriodKind, format_period, list_periods_with_every_month_published
from handrail.insight.packs.published_series import (
    PART_CELL,
    WHOLE_CELL,
    PackFigures,
    PublishedMonth,
    TotalAndShareFigures,
)
from handrail.insight.packs.scan_verdicts import get_chosen_signal_by_measure
from handrail.insight.publication.area_strip import STRIP
from handrail.insight.publication.definitions import describe_measure
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.insight.publication.months_and_quarters import format_quarter, list_months_of_quarter
from handrail.insight.publication.own_area import resolve_area_of_figures
from handrail.insight.signals.models import MonthScan, Signal
from handrail.insight.signals.queries import describe_signal
from handrail.insight.signals.signal_verdicts import get_verdict_code
from handrail.platform.access.actor import Actor
from handrail.platform.documents.small_charts import draw_sparkline_of_figures, draw_verdict_mark
from handrail.platform.kernel.messages import msg

DIRECTIONS: Final = {True: "More than chance", False: "Fewer than chance"}
NOT_JUDGED: Final = "Not looked over for changes yet"
NO_CHANGE: Final = "No change beyond chance"


class OverviewFigure(NamedTuple):
    """One figure: its number and base, what it counts, its line, and the verdict. `href`: the signal behind it."""

    name: str
    value: str
    base: str
    means: str
    line: Markup
    mark: Markup
    verdict: str
    href: str


@dataclass(frozen=True, slots=True)
class AreaOverview:
    """`figures` are empty where nothing is published. `rows`: the lines as a table, the newest quarter first."""

    area_code: str
    area_name: str
    when: str
    quarters: list[str]  # codes, the newest first
    figures: list[OverviewFigure]
    heads: list[str]
    rows: list[tuple[str, list[str]]]


def get_area_overview(actor: Actor) -> AreaOverview:
    """Five figures of the reader's own area, or of the country. Five statements."""
    (code, name), _ = resolve_area_of_figures(actor, "")
    is_scanned, months = _get_published_months_and_whether_scanned()
    quarters = list_periods_with_every_month_published(months, PeriodKind.QUARTER)[::-1]
    if not quarters:
        return AreaOverview(code, name, "", [], [], [], [])
    newest, oldest = quarters[0], quarters[-1]
    figures = _read_overview_figures(code, months, list_months_of_quarter(oldest)[0])
    since, *_, last = list_months_of_quarter(newest)
    signals = get_chosen_signal_by_measure(code, STRIP, since)
    series = {
        key: make_measure_series(newest, oldest, key, figures.definitions[key], figures) for key in STRIP
    }
    made = [
        _make_overview_figure(key, newest, figures, series[key], signals.get(key), is_scanned[last])
        for key in STRIP
    ]
    return AreaOverview(
        code, name, format_quarter(newest), quarters, made, *_make_overview_table(figures, series)
    )


def _get_published_months_and_whether_scanned() -> tuple[dict[str, bool], dict[str, PublishedMonth]]:
    """Every month that was drawn: whether it was scanned for changes, and what is known of it. One statement."""
    scanned = Exists(MonthScan.objects.filter(month=OuterRef("month")))
    rows = Publication.objects.annotate(is_scanned=scanned).order_by("month")
    found = list(rows.values_list("month", "quarter_within", "sha256", "is_scanned"))
    return {row[0]: row[3] for row in found}, {row[0]: PublishedMonth(*row[:3]) for row in found}


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
    signal: Signal | None,
    is_scanned: bool,
) -> OverviewFigure:
    words, pair = figures.definitions[key], figures.get_figure(key, quarter)
    value, base, means = f"{pair.people:,}", "", "people"
    if "share" in words:
        value, base = f"{pair.part:,}", msg("of {whole}", whole=f"{pair.people:,}")
        means = words["share"]
        if pair.people >= SMALLEST_BASE:
            share = get_share_in_100(pair.part, pair.people)
            means = msg("{means}: about {share} in 100", means=means, share=share)
    code, verdict, href = "within", NO_CHANGE if is_scanned else NOT_JUDGED, ""
    if signal is not None:
        told = describe_signal(signal, {})
        code, href = get_verdict_code(told.verdict), reverse("signal", args=[signal.pk])
        title = told.title if signal.breakdown else DIRECTIONS[signal.is_rise]
        verdict = msg("{title}, {month}: {verdict}", title=title, month=told.month, verdict=told.verdict)
    return OverviewFigure(
        name=words["name"],
        value=value,
        base=base,
        means=means,
        line=draw_sparkline_of_figures(series.values, series.limits, code),
        mark=draw_verdict_mark(code) if is_scanned or signal else Markup(),
        verdict=verdict,
        href=href,
    )


def _make_overview_table(
    figures: PackFigures, series: dict[str, MeasureSeries]
) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Heads and rows of the table that says the same as the lines, the newest quarter first."""
    heads = [
        "Quarter",
        *(
            msg("{name}, {unit}", name=figures.definitions[key]["name"], unit=series[key].unit)
            for key in series
        ),
    ]
    periods = series[STRIP[0]].periods  # the same of all: they begin and end alike
    rows = [
        (format_period(period), [f"{series[key].values[n]:,}" for key in series])
        for n, period in enumerate(periods)
    ]
    return heads, rows[::-1]
