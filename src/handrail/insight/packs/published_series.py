"""The published figures that a pack shows: each measure over time for its area, and one measure for every area."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Case, Exists, F, JSONField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import JSONObject

from handrail.insight.measures.breakdowns import SHARE, WITHIN
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.packs.periods import (
    PeriodKind,
    get_period_kind,
    list_consecutive_periods_until,
    list_months_of_period,
    list_periods_with_every_month_published,
)
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.insight.publication.late_counts import get_measure_with_late_counts
from handrail.insight.publication.models import AreaFigures, LateRecords, Publication
from handrail.insight.publication.months_and_quarters import (
    get_quarter_of_month,
    list_months_of_quarter,
    shift_month,
)
from handrail.insight.signals.models import MonthScan
from handrail.platform.kernel.messages import msg

MONTH_WITHIN = 4
"""A month's figure is one of the two multiples of five beside the true number."""
MONTHS_READ = 36
"""Twelve quarters, or two years of months and the year before them."""
WHOLE_CELL, PART_CELL = "", f"{SHARE}={WITHIN}"


class PublishedMonth(NamedTuple):
    """A month that was drawn: how far its quarter may be from the truth so far, and the hash of what was published.

    `is_scanned`: whether the scan looked it over for changes.
    """

    month: str
    quarter_within: int
    sha256: str
    is_scanned: bool = False


class TotalAndShareFigures(NamedTuple):
    """People, and those of them within the measure's share."""

    people: int
    part: int


class PackScanVerdict(NamedTuple):
    """What the scan of signals says of a measure, the address of the signal, and the shape that tells it.

    `code`: a key of POINT_SHAPES; empty where nobody looked. `history`: what the headline rests on. `key`: what the
    shape means, in the few words that stand beside it in a chart.
    """

    headline: str
    href: str = ""
    code: str = ""
    history: str = ""
    key: str = ""

    @property
    def sentence(self) -> str:
        """As running text has it."""
        if not self.history:
            return msg("{headline}.", headline=self.headline)
        return msg("{headline}. {history}", headline=self.headline, history=self.history)


class LateRecordFigures(NamedTuple):
    """Records of earlier months that came late, and that were taken out again, in the draws of a period."""

    added: int
    removed: int


class PackBefore(NamedTuple):
    """The signed pack before: its period, the measures it had, and the moment it was signed."""

    period: str
    measures: frozenset[str]
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class PackFigures:
    """All that a pack shows, of published figures alone. What is not in a dictionary is nought.

    `verdicts`: the scan's, by measure, in the period. `before`: the signed pack before this one. `late`: by the
    measures of `get_measure_with_late_counts`.
    """

    area: str
    earliest: str
    months: dict[str, PublishedMonth]
    definitions: dict[str, MeasureDefinitionWords]
    by_month: dict[tuple[str, str, str], TotalAndShareFigures]  # by area, measure and month
    verdicts: Mapping[str, PackScanVerdict] = field(default_factory=dict)
    before: "PackBefore | None" = None
    late: Mapping[str, LateRecordFigures] = field(default_factory=dict)

    def get_figure(self, measure: str, period: str, area: str = "") -> TotalAndShareFigures:
        """The figure of a period: a quarter's is the sum of its months'."""
        pairs = [
            self.by_month.get((area or self.area, measure, month), TotalAndShareFigures(0, 0))
            for month in list_months_of_period(period)
        ]
        return TotalAndShareFigures(sum(pair.people for pair in pairs), sum(pair.part for pair in pairs))

    def get_rounding_tolerance(self, period: str) -> int:
        """How far a figure of the period may be from the true number."""
        if get_period_kind(period) == PeriodKind.MONTH:
            return MONTH_WITHIN
        return max(self.months[month].quarter_within for month in list_months_of_period(period))

    def list_periods_since(self, first: str, period: str) -> list[str]:
        """The periods without a gap that end with this one, from the one that is named where it is published.

        Args:
            first: the first whose figures make the limits of charts.
            period: the last.

        Returns:
            In order of time.
        """
        whole = list_periods_with_every_month_published(self.months, get_period_kind(period))
        return [each for each in list_consecutive_periods_until(period, whole) if each >= first]

    def list_months_of_figures(self) -> list[str]:
        """The months whose figures are here, in order."""
        return sorted(month for month in self.months if month >= self.earliest)

    def is_published(self, period: str) -> bool:
        """Whether every month of it is."""
        return all(month in self.months for month in list_months_of_period(period))


def list_published_months() -> list[PublishedMonth]:
    """Every month that was drawn, the first one first. One statement."""
    rows = Publication.objects.order_by("month").values_list("month", "quarter_within", "sha256")
    return [PublishedMonth(*row) for row in rows]


def list_published_periods(kind: str) -> list[str]:
    """The periods of which everything is published, the first one first. One statement."""
    return list_periods_with_every_month_published([each.month for each in list_published_months()], kind)


def read_published_figures_of_area(
    area: str, measures: Sequence[str], period: str, *, since: str = "", every_area: Sequence[str] = ()
) -> PackFigures:
    """The figures of some measures for one area, up to a period, and what came late. Two statements, however many.

    Args:
        area: its code.
        measures: their keys.
        period: a month or quarter of which every month is published.
        since: the first period whose figures make the limits of charts; empty where there are none.
        every_area: of these the keys that are read for all areas and the country too, in that period alone.

    Returns:
        Figures with their words as they were printed with the last month of the period.
    """
    last = list_months_of_period(period)[-1]
    months, words = _get_published_months_and_measure_definitions(last)
    earliest = shift_month(last, 1 - MONTHS_READ)
    if since:
        earliest = min(
            earliest, list_months_of_quarter(get_quarter_of_month(list_months_of_period(since)[0]))[0]
        )
    wanted = Q(
        area_code=area,
        measure__in=list(measures),
        publication__month__gte=earliest,
        publication__month__lte=last,
    )
    if every_area:
        wanted |= Q(measure__in=list(every_area), publication__month__in=list_months_of_period(period))
    cell = ("area_code", "measure", "publication__month")
    rows = AreaFigures.objects.filter(wanted).values_list(*cell, "figures", Value(False))
    late_rows = _select_late_records(area, measures, period).values_list(
        *cell, JSONObject(added="added", removed="removed"), Value(True)
    )
    found, late = dict[tuple[str, str, str], TotalAndShareFigures](), dict[str, LateRecordFigures]()
    for code, measure, month, figures, is_late in rows.union(late_rows, all=True):
        if is_late:
            before = late.get(measure, LateRecordFigures(0, 0))
            late[measure] = LateRecordFigures(
                before.added + figures["added"], before.removed + figures["removed"]
            )
        else:
            found[code, measure, month] = TotalAndShareFigures(
                figures.get(WHOLE_CELL, 0), figures.get(PART_CELL, 0)
            )
    return PackFigures(area, earliest, months, words, found, late=late)


def _select_late_records(area: str, measures: Sequence[str], period: str) -> QuerySet[LateRecords]:
    """Of the measures whose late records hold those of these, as drawn with the months of a period."""
    keys = [get_measure_with_late_counts(key) for key in measures if key in MEASURES_BY_KEY]
    return LateRecords.objects.filter(
        area_code=area, measure__in=keys, publication__month__in=list_months_of_period(period)
    )


def _get_published_months_and_measure_definitions(
    last: str,
) -> tuple[dict[str, PublishedMonth], dict[str, MeasureDefinitionWords]]:
    """Every month until the last, and the words of measures as printed with that one. One statement.

    Args:
        last: that is published.

    Returns:
        Months by their code; words by measure.
    """
    of_last = Case(When(month=last, then=F("definitions")), output_field=JSONField())
    rows = select_months_and_whether_scanned().filter(month__lte=last)
    found = list(rows.values_list(*PublishedMonth._fields, of_last))
    return {row[0]: PublishedMonth(*row[:-1]) for row in found}, found[-1][-1]


def select_months_and_whether_scanned() -> QuerySet[Any, Any]:
    """Every month that was drawn, in order, with `is_scanned`."""
    scanned = Exists(MonthScan.objects.filter(month=OuterRef("month")))
    return Publication.objects.annotate(is_scanned=scanned).order_by("month")


def sum_measure_by_area(figures: PackFigures, measure: str, period: str) -> dict[str, TotalAndShareFigures]:
    """The figures of a measure in a period, by the code of the area.

    Args:
        figures: with this measure for every area.
        measure: its key.
        period: a month or quarter.

    Returns:
        Areas with a figure; the country is among them.
    """
    months = set(list_months_of_period(period))
    sums = defaultdict[str, list[TotalAndShareFigures]](list)
    for (area, key, month), pair in figures.by_month.items():
        if key == measure and month in months:
            sums[area].append(pair)
    return {
        area: TotalAndShareFigures(sum(pair.people for pair in pairs), sum(pair.part for pair in pairs))
        for area, pairs in sums.items()
    }
