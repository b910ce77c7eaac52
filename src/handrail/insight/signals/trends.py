"""Trends of people identified, by kind, sector, place and time: published figures, and the scan's verdicts alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE
from markupsafe import Markup

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.facts.case_fact import NOT_KNOWN
from handrail.insight.measures.breakdowns import NOT_KNOWN_WORDS
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.insight.publication.models import AreaFigures
from handrail.insight.publication.months_and_quarters import (
    format_quarter,
    format_short_month,
    get_quarter_of_month,
    list_months_of_quarter,
)
from handrail.insight.publication.queries import FiguresByCell
from handrail.insight.signals.models import Signal
from handrail.insight.signals.queries import describe_signal, select_visible_signals
from handrail.platform.access.actor import Actor
from handrail.platform.documents.charts import render_drawing_for_every_width
from handrail.platform.documents.document_tree import LineChart
from handrail.platform.kernel.messages import msg

MEASURE: Final = "identified"
MOST_CHARTS: Final = 5
MOST_QUARTERS: Final = 8
MOST_VERDICTS: Final = 5
SPLITS: Final[Mapping[str, str]] = {
    "exploitation": "Exploitation",
    "region": "Nationality",
    "sector": "Sector",
    "place": "Place",
    "time": "Time",
}
SIGNAL_BREAKDOWNS: Final[Mapping[str, str]] = {"place": "district", "time": ""}
"""What the scan calls the splits that are not breakdowns of the published figures."""


class TrendSeries(NamedTuple):
    """One series by quarter, the newest last, with its own history in a sentence. `chart` is empty for one quarter."""

    name: str
    sentence: str
    chart: Markup
    people: tuple[int, ...]


class TrendVerdict(NamedTuple):
    """What the scan of signals found, and the number of the signal."""

    sentence: str
    signal_id: UUID


def make_trend_series_of_split(
    split: str,
    words: MeasureDefinitionWords,
    figures: Mapping[str, FiguresByCell],
    quarters: Sequence[str],
    area: str,
) -> list[TrendSeries]:
    """The series of one split of an area, the largest first.

    Args:
        split: one of SPLITS, but not `place`.
        words: of the measure, as printed with the newest quarter.
        figures: of the area, by quarter.
        quarters: in order of time.
        area: its name.

    Returns:
        Series that hold anybody; none where the split is not published.
    """
    if split == "time":
        return _make_trend_series_of_cells([(area, "")], figures, quarters)
    values = [each["values"] for each in words["breakdowns"] if each["code"] == split]
    cells = [(label, f"{split}={value}") for some in values for value, label in some]
    return sorted(
        _make_trend_series_of_cells(cells, figures, quarters),
        key=lambda one: (one.name == NOT_KNOWN_WORDS, -sum(one.people)),
    )


def read_trend_series_of_police_force_areas(
    quarters: Sequence[str], names: Iterable[tuple[str, str]], area: str
) -> list[TrendSeries]:
    """Every police force area with a figure, the chosen one first and then the largest. One statement.

    Args:
        quarters: in order of time.
        names: code and name of what figures are published for.
        area: the code of the chosen area.

    Returns:
        Series without the country and without people whose area is not known.
    """
    months = [month for quarter in quarters for month in list_months_of_quarter(quarter)]
    found = defaultdict[str, FiguresByCell](dict)
    rows = AreaFigures.objects.filter(measure=MEASURE, publication__month__in=months)
    for code, month, figures in rows.values_list("area_code", "publication__month", "figures"):
        cells = found[get_quarter_of_month(month)]
        cells[code] = cells.get(code, 0) + figures.get("", 0)
    places = [(name, code) for code, name in names if code not in (COUNTRY, NOT_KNOWN)]
    chosen = next((name for name, code in places if code == area), "")
    series = _make_trend_series_of_cells(places, found, quarters)
    return sorted(series, key=lambda one: (one.name != chosen, -sum(one.people)))


def _make_trend_series_of_cells(
    cells: Iterable[tuple[str, str]], figures: Mapping[str, FiguresByCell], quarters: Sequence[str]
) -> list[TrendSeries]:
    every = [
        (name, tuple(figures.get(quarter, {}).get(cell, 0) for quarter in quarters)) for name, cell in cells
    ]
    return [
        TrendSeries(
            name,
            _describe_trend_history(people, quarters),
            _draw_trend_chart(name, people, quarters) if len(people) > 1 else Markup(),
            people,
        )
        for name, people in every
        if any(people)
    ]


def _describe_trend_history(people: Sequence[int], quarters: Sequence[str]) -> str:
    """From published figures alone: it says nothing of chance."""
    told = {"now": f"{people[-1]:,}", "when": format_quarter(quarters[-1])}
    if len(people) == 1:
        return msg("{now} from {when}.", **told)
    least, most = min(people[:-1]), max(people[:-1])
    if least == most == people[-1]:
        return msg(
            "{now} from {when}, and in each quarter before: with few people, rounding hides small changes.",
            **told,
        )
    if least == most:
        return msg("{now} from {when}. Each quarter before: {most}.", most=f"{most:,}", **told)
    return msg(
        "{now} from {when}. Earlier quarters: {least} to {most}.",
        least=f"{least:,}",
        most=f"{most:,}",
        **told,
    )


def _draw_trend_chart(name: str, people: Sequence[int], quarters: Sequence[str]) -> Markup:
    labels = [format_short_month(list_months_of_quarter(quarter)[-1]) for quarter in quarters]
    alt = msg(
        "{name}: {first} in the first quarter shown, {last} in the last.",
        name=name,
        first=people[0],
        last=people[-1],
    )
    return render_drawing_for_every_width(LineChart(tuple(zip(labels, people, strict=True))), alt=alt)


def list_trend_verdicts(actor: Actor, split: str, area: str, quarter: str) -> list[TrendVerdict]:
    """The scan's verdicts on a split since the newest quarter began, but not the dismissed ones. One statement.

    Args:
        actor: who reads: signals of other areas are not theirs.
        split: one of SPLITS.
        area: the code of the area.
        quarter: the newest that is published.

    Returns:
        The newest first, at most five.
    """
    rows = select_visible_signals(actor).filter(
        area_code=area,
        measure=MEASURE,
        breakdown=SIGNAL_BREAKDOWNS.get(split, split),
        scan__gte=list_months_of_quarter(quarter)[0],
        state__in=("new", "accepted"),
    )
    return [_make_trend_verdict(row) for row in rows.fetch_mode(FETCH_RAISE)[:MOST_VERDICTS]]


def _make_trend_verdict(signal: Signal) -> TrendVerdict:
    return TrendVerdict(describe_signal(signal, {}).sentence, signal.pk)
