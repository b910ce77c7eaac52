"""What areas see of outreach and intelligence: twelve months of drawn figures by district, small ones merged."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from handrail.areas.intelligence.models import DistrictFigures, IntelligenceMonth
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.reference.models import Body

MONTHS_SHOWN: Final = 12
SMALLEST_CELL: Final = 10
"""Ours: a district whose year shows less is merged with others, and the merged cell is never smaller either."""
OTHERS: Final = "Other districts together"


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """Twelve months of one area: reports and sessions by district or merged cell, the largest first."""

    area: str
    names: dict[str, str]  # of councils, by code
    months: tuple[str, ...]  # the oldest first
    within: int  # how far a figure of all these months may be from the true number
    totals: dict[str, int]  # by measure, of the whole area
    reports: list[tuple[str, int]]
    sessions: list[tuple[str, int]]


def get_district_map(actor: Actor) -> DistrictMap:
    """The reader's own area. Four statements, however many reports there are.

    A figure of the year is the sum of months that were drawn to stay near the truth together.
    """
    require_permission(actor, Permission.VIEW_INTELLIGENCE_MAP)
    area = Body.objects.filter(pk=actor.body_id).values_list("area_id", flat=True).first() or ""
    drawn = list(
        IntelligenceMonth.objects.order_by("-month").values_list("month", "within")[: MONTHS_SHOWN + 1]
    )
    newest = [month for month, _ in drawn[:MONTHS_SHOWN]]
    rows = DistrictFigures.objects.filter(area_code=area, month__month__in=newest)
    sums = defaultdict[str, dict[str, int]](lambda: defaultdict(int))
    for measure, figures in rows.values_list("measure", "figures"):
        for district, number in figures.items():
            sums[measure][district] += number
    names = dict(Body.objects.filter(kind="council").values_list("code", "name"))
    return DistrictMap(
        str(area),
        names,
        tuple(sorted(newest)),
        sum(within for _, within in (*drawn[:1], *drawn[MONTHS_SHOWN:])),
        {measure: cells.get("", 0) for measure, cells in sums.items()},
        merge_small_district_counts(_key_counts_by_district_name(sums["reports"], names)),
        merge_small_district_counts(_key_counts_by_district_name(sums["sessions"], names)),
    )


def _key_counts_by_district_name(cells: dict[str, int], names: dict[str, str]) -> dict[str, int]:
    return {names.get(code, code): number for code, number in cells.items() if code}


def merge_small_district_counts(cells: dict[str, int]) -> list[tuple[str, int]]:
    """Cells of at least SMALLEST_CELL, the largest first; the others are one cell, which is never smaller either.

    Args:
        cells: figures by the name of the district.

    Returns:
        Names and figures; one cell of everything where that is all that can be shown, none where nothing is.
    """
    shown = sorted(
        ((name, number) for name, number in cells.items() if number >= SMALLEST_CELL),
        key=_get_district_count_sort_key,
    )
    others = sum(number for number in cells.values() if number < SMALLEST_CELL)
    while 0 < others < SMALLEST_CELL and shown:
        others += shown.pop()[1]
    return [*shown, (OTHERS, others)] if others >= SMALLEST_CELL else shown


def _get_district_count_sort_key(cell: tuple[str, int]) -> tuple[int, str]:
    return -cell[1], cell[0]
