"""Scanning a month that is published: all series, both ways, each against its own history. Once for each month."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from django.db import transaction
from django.utils import timezone

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.facts.actions.export import EXPORTER
from handrail.insight.facts.case_fact import NOT_KNOWN
from handrail.insight.facts.stored_facts import open_stored_facts
from handrail.insight.measures.breakdowns import REST
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.measures.counting_sql import TrueCount
from handrail.insight.measures.engines import count_facts
from handrail.insight.publication.models import Publication
from handrail.insight.publication.months_and_quarters import shift_month
from handrail.insight.signals.change_scan import (
    GAP_MONTHS,
    MOST_HISTORY,
    compute_season_factors,
    find_changes,
)
from handrail.insight.signals.models import MonthScan, Signal
from handrail.insight.signals.signal_words import get_probability_band_code
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record

MONTHS_READ: Final = MOST_HISTORY + GAP_MONTHS
REPEATED_WITHIN: Final = 6
"""Months in which the same series, changed the same way, is no new signal."""
MOST_MONTHS: Final = 3
"""So many of the months that were published are scanned the first time."""


class SignalSeriesKey(NamedTuple):
    """One series. `breakdown` and `value` are empty for the whole."""

    area: str
    measure: str
    breakdown: str
    value: str


@acting_as_system(SystemActor.INSIGHT)
def scan_published_months() -> list[str]:
    """Scan the newest published months that were not scanned, in order.

    Returns:
        Those months, as “2026-10”.
    """
    newest = list(Publication.objects.order_by("-month").values_list("month", flat=True)[:MOST_MONTHS])
    done = set(MonthScan.objects.filter(month__in=newest).values_list("month", flat=True))
    months = sorted(set(newest) - done)
    if not months:
        return []
    measures = [measure for measure in MEASURES if measure.public]
    first = shift_month(months[0], 1 - MONTHS_READ)
    with open_stored_facts(first) as database:
        counted = count_facts(database, measures, first, months[-1])
    for month in months:
        scan_month(month, counted)
    return months


def scan_month(month: str, counted: Sequence[TrueCount]) -> None:
    """Scan one month and write down what changed.

    Args:
        month: “2026-10”; it was not scanned before.
        counted: true counts of its areas, and of the months before it.
    """
    months = [shift_month(month, place + 1 - MONTHS_READ) for place in range(MONTHS_READ)]
    series, begun = (
        _make_count_series_by_key(counted, months),
        _get_index_of_first_month_with_facts(counted, months),
    )
    kept = months[begun:]
    keys = list(series)
    counts = np.array([series[key][begun:] for key in keys]).reshape(len(keys), len(kept))
    groups = _number_dispersion_groups(keys)
    seasons = _make_season_factors(keys, counts, kept)
    changes = find_changes(counts, groups, seasons)
    with transaction.atomic():
        scan = MonthScan.objects.create(
            month=month, series=len(keys), history=max(0, len(kept) - GAP_MONTHS), scanned_at=timezone.now()
        )
        told = _find_recently_signalled_series(month)
        rows = [
            Signal(
                scan=scan,
                area_code=key.area,
                measure=key.measure,
                breakdown=key.breakdown,
                value=key.value,
                is_rise=change.is_rise,
                span=change.span,
                band=get_probability_band_code(change.p),
            )
            for change in changes
            if (*(key := keys[change.row]), change.is_rise) not in told
        ]
        Signal.objects.bulk_create(rows)
        write_audit_record(
            who=EXPORTER, verb="scanned figures for changes", about=None, why=f"{month}, {len(rows)} signals"
        )


def _make_count_series_by_key(
    counted: Sequence[TrueCount], months: list[str]
) -> dict[SignalSeriesKey, list[int]]:
    """A row of counts for each series, the country's too.

    Left out are finer splits, what is not known, and the rest of a share, which says the same as the share.
    """
    places = {month: place for place, month in enumerate(months)}
    finer = {(measure.key, code) for measure in MEASURES for code in measure.parents}
    series = defaultdict[SignalSeriesKey, list[int]](lambda: [0] * len(months))
    for cell in counted:
        place = places.get(cell.month)
        if place is None or (cell.measure, cell.breakdown) in finer or cell.value in (NOT_KNOWN, REST):
            continue
        for area in (cell.area, COUNTRY):
            series[SignalSeriesKey(area, cell.measure, cell.breakdown, cell.value)][place] += cell.people
    return dict(series)


def _get_index_of_first_month_with_facts(counted: Sequence[TrueCount], months: list[str]) -> int:
    """Before the first fact of all there is no history."""
    first = min((cell.month for cell in counted), default=months[-1])
    return max(0, next((place for place, month in enumerate(months) if month >= first), 0))


def _number_dispersion_groups(keys: list[SignalSeriesKey]) -> np.ndarray:
    """Like series share a dispersion: those of one measure and breakdown, areas apart from the country."""
    likes = [(key.measure, key.breakdown, key.area == COUNTRY) for key in keys]
    numbers = {like: number for number, like in enumerate(dict.fromkeys(likes))}
    return np.array([numbers[like] for like in likes], dtype=int)


def _make_season_factors(keys: list[SignalSeriesKey], counts: np.ndarray, months: list[str]) -> np.ndarray:
    of_year = np.array([int(month[5:]) - 1 for month in months])
    wholes = {
        key.measure: row for row, key in zip(counts, keys, strict=True) if key[0] == COUNTRY and not key[2]
    }
    factors = {measure: compute_season_factors(row, of_year) for measure, row in wholes.items()}
    return np.array([factors[key.measure] for key in keys]).reshape(counts.shape)


def _find_recently_signalled_series(month: str) -> set[tuple[str, str, str, str, bool]]:
    since = shift_month(month, -REPEATED_WITHIN)
    rows = Signal.objects.filter(scan__month__gt=since, scan__month__lt=month)
    return set(rows.values_list("area_code", "measure", "breakdown", "value", "is_rise"))
