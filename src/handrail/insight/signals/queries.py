"""The log of signals, one signal with its history in figures, and the verdict on a series."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import FETCH_RAISE, OuterRef, Q, QuerySet, Subquery

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.breakdowns import SHARE
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.insight.publication.months_and_quarters import format_month
from handrail.insight.publication.queries import COUNTRY_NAME
from handrail.insight.signals.models import MonthScan, Signal, SignalDecision
from handrail.insight.signals.permissions import list_area_codes_of_visible_signals
from handrail.insight.signals.series_words import describe_series
from handrail.insight.signals.signal_words import BAND_WORDS, VERDICT_SENTENCES
from handrail.platform.access.actor import Actor
from handrail.platform.followups.models import FollowUpUpdate
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.queries import list_area_codes_and_names
from handrail.platform.ui.paging import fetch_page

MOST_MONTHS: Final = 24


class SignalWords(NamedTuple):
    """A signal as it reads.

    `headline` and `history` are the one verdict on a series in a month, told alike on every page.
    `verdict`: better, worse or neither, by the measure's own direction.
    """

    title: str
    headline: str
    history: str
    verdict: str
    area: str
    month: str

    @property
    def sentence(self) -> str:
        """The whole verdict, as running text has it."""
        return msg("{headline}. {history}", headline=self.headline, history=self.history)


@dataclass(frozen=True, slots=True)
class SignalHistory:
    """One signal with its published figures by month, oldest first, its decisions and its intervention's updates."""

    signal: Signal
    words: SignalWords
    figures: list[tuple[str, int]]
    decisions: list[SignalDecision]
    updates: list[FollowUpUpdate]


def select_visible_signals(actor: Actor) -> QuerySet[Any, Any]:
    """Signals of the reader's own area and of the country, the newest first."""
    rows = Signal.objects.filter(area_code__in=list_area_codes_of_visible_signals(actor))
    return rows.select_related("scan", "follow_up", "follow_up__owner").fetch_mode(FETCH_RAISE)


def select_undecided_signals_of_group(signal: Signal) -> "QuerySet[Signal]":
    """The other new signals of its area, month and direction: likely one cause, counted in several ways."""
    same = Q(scan=signal.scan_id, area_code=signal.area_code, is_rise=signal.is_rise, state="new")
    return Signal.objects.filter(same).exclude(pk=signal.pk)


def fetch_page_of_signal_clusters(rows: QuerySet[Any, Any], number: str) -> tuple[Page[Any], list[Signal]]:
    """A page of clusters (one area, month, direction and status), with their signals. Three statements.

    Args:
        rows: of the log.
        number: of the page, as the address has it.

    Returns:
        The page, of which each row is a cluster; and all signals of these clusters.
    """
    clusters = (
        rows.select_related(None)
        .order_by("-scan__month", "area_code", "-is_rise", "-state")
        .values_list("scan_id", "area_code", "is_rise", "state")
        .distinct()
    )
    page, wanted = fetch_page(clusters, number), Q(pk__in=())
    for scan, area, is_rise, state in page:
        wanted |= Q(scan=scan, area_code=area, is_rise=is_rise, state=state)
    return page, list(
        rows.filter(wanted).order_by("-scan__month", "area_code", "-is_rise", "-state", "measure", "pk")
    )


def get_newest_scan() -> MonthScan | None:
    """The newest month that was scanned; None where none was."""
    return MonthScan.objects.order_by("-month").first()


def get_signal_history(actor: Actor, signal_id: UUID) -> SignalHistory:
    """One signal. Five statements. Raises RecordNotVisibleError for another area's, or one that is not there."""
    row = select_visible_signals(actor).filter(pk=signal_id).first()
    if row is None:
        raise RecordNotVisibleError("signal")
    decisions = list(
        row.decisions.select_related("body", "by").order_by("-at", "-pk").fetch_mode(FETCH_RAISE)
    )
    updates = FollowUpUpdate.objects.filter(about=row.follow_up_id).select_related("body").order_by("at")
    return SignalHistory(
        row,
        describe_signal(row, dict(list_area_codes_and_names())),
        list_published_figures_of_series_by_month(row.area_code, row.measure, row.breakdown, row.value),
        decisions,
        list(updates) if row.follow_up_id else [],
    )


def list_published_figures_of_series_by_month(
    area_code: str, measure: str, breakdown: str, value: str
) -> list[tuple[str, int]]:
    """Published figures of one series by month. One statement.

    Args:
        area_code: of a police force area or the country.
        measure: its key.
        breakdown: its code; empty for the whole.
        value: of the breakdown; empty for the whole.

    Returns:
        Month and people, the oldest first; a month without a row is 0.
    """
    row = AreaFigures.objects.filter(
        publication=OuterRef("pk"), area_code=area_code, measure=measure
    ).values_list("figures", flat=True)[:1]
    rows = Publication.objects.order_by("-month").values_list("month", Subquery(row))[:MOST_MONTHS]
    cell = f"{breakdown}={value}" if breakdown else ""
    return [(month, (figures or {}).get(cell, 0)) for month, figures in reversed(list(rows))]


def get_whether_rose_by_changed_series(area_code: str, month: str) -> Mapping[tuple[str, str, str], bool]:
    """What the scan says of the series of an area in a month: those that changed. No chart has a verdict of its own.

    Args:
        area_code: of a police force area or the country.
        month: that was scanned.

    Returns:
        Whether it rose, by measure, breakdown and value; what is not named is within chance.
    """
    rows = Signal.objects.filter(area_code=area_code, scan=month)
    found = rows.values_list("measure", "breakdown", "value", "is_rise")
    return defaultdict(bool, {(measure, breakdown, value): rise for measure, breakdown, value, rise in found})


def describe_signal(signal: Signal, area_names: Mapping[str, str]) -> SignalWords:
    """A signal in words.

    Args:
        signal: with its scan.
        area_names: by code, without the country's.
    """
    measure = MEASURES_BY_KEY[signal.measure]
    name = describe_series(measure, signal.breakdown, signal.value)
    is_whole_of_share = bool(measure.share_words) and signal.breakdown != SHARE
    direction = "" if is_whole_of_share else measure.has_direction  # more who were asked is not better
    better = {"up": signal.is_rise, "down": not signal.is_rise}.get(direction)
    verdict = "neither" if better is None else "better" if better else "worse"
    told = {"band": BAND_WORDS[signal.band], "verdict": VERDICT_SENTENCES[verdict]}
    history = msg("If nothing had really changed, the chance of this would be {band}. {verdict}", **told)
    month = format_month(signal.scan_id)
    when = month if signal.span == 1 else msg("the {span} months to {month}", span=signal.span, month=month)
    title = msg("{name}: unusual rise", name=name)
    headline = msg("{name}: unusual rise in {when}", name=name, when=when)
    if not signal.is_rise:
        title = msg("{name}: unusual fall", name=name)
        headline = msg("{name}: unusual fall in {when}", name=name, when=when)
    area = area_names.get(signal.area_code, "Area not known")
    return SignalWords(
        title=title,
        headline=headline,
        history=history,
        verdict=verdict,
        area=COUNTRY_NAME if signal.area_code == COUNTRY else area,
        month=month,
    )
