"""A month of outreach and intelligence, drawn once through disclosure control when it is a month old."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
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
from handrail.insight.disclosure.random_rounding import round_figures_at_random
from handrail.insight.publication.months_and_quarters import get_month_of_day, shift_month
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.kernel.dates import make_london_time

DRAWER: Final = ActorSnapshot("", "The drawer of outreach figures", "", "this installation", "")
DISTRICT: Final = "district"
REPORTS, SESSIONS, PEOPLE, CONTACTS, REFERRALS = "reports", "sessions", "people", "contacts", "referrals"
type DistrictCounts = dict[tuple[str, str], int]
"""True counts by area and district: never shown."""


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
    """Draw one month. Its row refuses a second draw, which would narrow the true counts."""
    row = IntelligenceMonth.objects.create(month=month, drawn_at=timezone.now())
    for measure, counts in _count_reports_and_outreach_by_district_of_month(month).items():
        if not counts:
            continue
        areas = sorted({area for area, _ in counts})
        districts = sorted({district for _, district in counts})
        cells: dict[CountTableCellKey, int] = defaultdict(int)
        for (area, district), number in counts.items():
            cells[CountTableCellKey(area, DISTRICT, district)] += number
            cells[CountTableCellKey(area)] += number
        table = round_figures_at_random(make_count_table(areas, {DISTRICT: tuple(districts)}, cells))
        for area in areas:
            shown = {key.value: number for key, number in table.counts.items() if key.area == area and number}
            if shown:
                DistrictFigures.objects.create(month=row, area_code=area, measure=measure, figures=shown)
    write_audit_record(who=DRAWER, verb="drew a month of outreach and intelligence", about=None, why=month)


def _find_first_month_to_publish() -> str | None:
    report = IntelligenceReport.objects.filter(state="cleared").order_by("cleared_at").first()
    session = OutreachSession.objects.filter(returned_at__isnull=False).order_by("returned_at").first()
    moments = [report.cleared_at] if report else []
    moments += [session.returned_at] if session else []
    return get_month_of_day(timezone.localdate(min(moments))) if moments else None


def _count_reports_and_outreach_by_district_of_month(month: str) -> dict[str, DistrictCounts]:
    """True counts of a month, by when a report was cleared and a session came back: seven statements."""
    first = datetime.date(int(month[:4]), int(month[5:]), 1)
    after = shift_month(month, 1)
    end = datetime.date(int(after[:4]), int(after[5:]), 1)
    begins, ends = (make_london_time(day, datetime.time(0)) for day in (first, end))
    reports = IntelligenceReport.objects.filter(
        state="cleared", cleared_at__gte=begins, cleared_at__lt=ends, body__area__isnull=False
    ).order_by()
    sessions = OutreachSession.objects.filter(
        returned_at__gte=begins, returned_at__lt=ends, body__area__isnull=False
    ).order_by()
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
