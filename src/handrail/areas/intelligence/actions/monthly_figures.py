"""A month of outreach and intelligence, drawn once through disclosure control when it is a month old.

Each draw keeps the sum of all months so far near the truth, district by district, so that twelve months added up are a
figure that can be told. What is counted after its month was drawn (a report that led to a referral later) is in the
next.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from handrail.areas.intelligence.code_lists import MET
from handrail.areas.intelligence.models import (
    DistrictFigures,
    IntelligenceMonth,
    IntelligenceReport,
    OutreachCount,
    OutreachSession,
)
from handrail.insight.disclosure.count_table import CountTableCellKey, make_count_table
from handrail.insight.disclosure.random_rounding import round_month_figures_near_quarter_total
from handrail.insight.publication.months_and_quarters import get_month_of_day, shift_month
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.kernel.dates import make_london_time

DRAWER: Final = ActorSnapshot("", "The drawer of outreach figures", "", "this installation", "")
DISTRICT: Final = "district"
REPORTS, SESSIONS, PEOPLE, CONTACTS, REFERRALS = "reports", "sessions", "people", "contacts", "referrals"
MEASURES_DRAWN: Final = (REPORTS, SESSIONS, PEOPLE, CONTACTS, REFERRALS)
type DistrictCounts = dict[tuple[str, str], int]
"""By area and district. True ones are never shown."""


@acting_as_system(SystemActor.INSIGHT)
def publish_missing_district_figures_until(day: datetime.date) -> list[str]:
    """Draw every month that is a month old and was not drawn, from the first that holds anything.

    Args:
        day: today.

    Returns:
        The months that were drawn, in order.
    """
    last = shift_month(get_month_of_day(day), -2)
    first = _find_first_month_to_publish()
    if first is None:
        return []
    done = set(IntelligenceMonth.objects.values_list("month", flat=True))
    drawn, month = [], first
    while month <= last:
        if month not in done:
            publish_district_figures_of_month(month)
            drawn.append(month)
        month = shift_month(month, 1)
    return drawn


@acting_as_system(SystemActor.INSIGHT)
@transaction.atomic
def publish_district_figures_of_month(month: str) -> None:
    """Draw one month, the next after the newest. Its row refuses a second draw, which would narrow the true counts."""
    so_far, before = _count_by_district_until_end_of_month(month), _read_counts_drawn_before(month)
    shown, figures = _read_figures_shown_before(month), dict[str, DistrictCounts]()
    drawn, within = dict[str, DistrictCounts](), list[int]()
    for measure in MEASURES_DRAWN:
        counts = _subtract_counts(so_far[measure], before[measure])
        carried = _subtract_counts(shown[measure], before[measure], least=None)
        drawn[measure] = _add_counts(before[measure], counts)
        figures[measure], tolerance = _round_counts_of_measure(counts, carried)
        within.append(tolerance)
    row = IntelligenceMonth.objects.create(
        month=month, drawn_at=timezone.now(), within=max(within), true_counts=_dump_counts(drawn)
    )
    for measure in MEASURES_DRAWN:
        _store_figures_by_area(row, measure, figures[measure])
    write_audit_record(who=DRAWER, verb="drew a month of outreach and intelligence", about=None, why=month)


def _round_counts_of_measure(counts: DistrictCounts, carried: DistrictCounts) -> tuple[DistrictCounts, int]:
    """Figures of one month; what was shown before is `carried` people above the truth.

    Returns:
        The figures, and how far all that was shown may now be from the truth.
    """
    if not counts:
        return {}, 0
    areas, districts = ({key[place] for key in (*counts, *carried)} for place in (0, 1))
    table = make_count_table(sorted(areas), {DISTRICT: tuple(sorted(districts))}, _make_cells(counts))
    figures, tolerance = round_month_figures_near_quarter_total(table, _make_cells(carried))
    found = {
        (key.area, key.value): number
        for key, number in figures.counts.items()
        if key.breakdown and number and key.area in areas
    }
    return found, tolerance


def _make_cells(counts: DistrictCounts) -> dict[CountTableCellKey, int]:
    """Districts, and each area as the sum of its own."""
    cells: dict[CountTableCellKey, int] = defaultdict(int)
    for (area, district), number in counts.items():
        cells[CountTableCellKey(area, DISTRICT, district)] += number
        cells[CountTableCellKey(area)] += number
    return cells


def _store_figures_by_area(row: IntelligenceMonth, measure: str, figures: DistrictCounts) -> None:
    by_area: dict[str, dict[str, int]] = defaultdict(lambda: {"": 0})
    for (area, district), number in figures.items():
        by_area[area][district] = number
        by_area[area][""] += number
    for area, shown in sorted(by_area.items()):
        DistrictFigures.objects.create(month=row, area_code=area, measure=measure, figures=shown)


def _read_counts_drawn_before(month: str) -> dict[str, DistrictCounts]:
    """What all earlier months were drawn from, as it was counted when the last of them was."""
    newest = IntelligenceMonth.objects.filter(month__lt=month).order_by("-month").first()
    found: dict[str, DistrictCounts] = {measure: {} for measure in MEASURES_DRAWN}
    for cell, number in json.loads(newest.true_counts).items() if newest else ():
        measure, area, district = cell.split("|")
        found[measure][area, district] = number
    return found


def _dump_counts(counts: Mapping[str, DistrictCounts]) -> str:
    return json.dumps(
        {
            "|".join((measure, *key)): number
            for measure, cells in counts.items()
            for key, number in sorted(cells.items())
        }
    )


def _read_figures_shown_before(month: str) -> dict[str, DistrictCounts]:
    found: dict[str, DistrictCounts] = {measure: {} for measure in MEASURES_DRAWN}
    rows = DistrictFigures.objects.filter(month__month__lt=month)
    for measure, area, figures in rows.values_list("measure", "area_code", "figures"):
        for district, number in figures.items():
            if district:
                found[measure][area, district] = found[measure].get((area, district), 0) + number
    return found


def _subtract_counts(some: DistrictCounts, less: DistrictCounts, *, least: int | None = 0) -> DistrictCounts:
    """Differences that are not nought. Where a number was corrected downwards the rest is taken off later months."""
    differences = {key: some.get(key, 0) - less.get(key, 0) for key in {*some, *less}}
    return {
        key: number for key, number in differences.items() if number and (least is None or number > least)
    }


def _add_counts(some: DistrictCounts, more: DistrictCounts) -> DistrictCounts:
    return {key: some.get(key, 0) + more.get(key, 0) for key in {*some, *more}}


def _find_first_month_to_publish() -> str | None:
    report = IntelligenceReport.objects.filter(state="cleared").order_by("cleared_at").first()
    session = OutreachSession.objects.filter(returned_at__isnull=False).order_by("returned_at").first()
    moments = [report.cleared_at] if report else []
    moments += [session.returned_at] if session else []
    return get_month_of_day(timezone.localdate(min(moments))) if moments else None


def _count_by_district_until_end_of_month(month: str) -> dict[str, DistrictCounts]:
    """True counts so far, by when a report was cleared and a session came back: seven statements."""
    after = shift_month(month, 1)
    ends = make_london_time(datetime.date(int(after[:4]), int(after[5:]), 1), datetime.time(0))
    reports = IntelligenceReport.objects.filter(
        state="cleared", cleared_at__lt=ends, body__area__isnull=False
    ).order_by()
    sessions = OutreachSession.objects.filter(returned_at__lt=ends, body__area__isnull=False).order_by()
    of_sessions = OutreachCount.objects.filter(session__in=sessions.values("pk")).order_by()
    place = ("session__body__area", "session__district__code")
    met = of_sessions.filter(kind__in=MET).values_list(*place).annotate(Sum("number"))
    found = {
        REPORTS: _map_rows_to_district_counts(
            reports.values_list("body__area", "district__code").annotate(Count("pk"))
        ),
        SESSIONS: _map_rows_to_district_counts(
            sessions.values_list("body__area", "district__code").annotate(Count("pk"))
        ),
        PEOPLE: _map_rows_to_district_counts(met),
    }
    for kind in (CONTACTS, REFERRALS):
        counted = reports.values_list("body__area", "district__code").annotate(Sum(kind))
        counts = defaultdict(int, _map_rows_to_district_counts(counted))
        for key, number in _map_rows_to_district_counts(
            of_sessions.filter(kind=kind).values_list(*place).annotate(Sum("number"))
        ).items():
            counts[key] += number
        found[kind] = dict(counts)
    return found


def _map_rows_to_district_counts(rows: Iterable[Any]) -> DistrictCounts:
    return {(str(area), str(district)): int(number) for area, district, number in rows if number}
