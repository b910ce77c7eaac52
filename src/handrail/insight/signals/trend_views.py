"""The page of trends: one split of the people identified at a time, each series against its own history."""

from collections.abc import Sequence
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.publication.definitions import MeasureDefinitionWords, describe_measure
from handrail.insight.publication.months_and_quarters import (
    format_quarter,
    format_short_month,
    list_months_of_quarter,
)
from handrail.insight.publication.own_area import resolve_area_of_figures
from handrail.insight.publication.queries import (
    list_published_quarters,
    read_area_figures,
    read_measure_definitions_of_quarter,
)
from handrail.insight.signals.trends import (
    MEASURE,
    MOST_CHARTS,
    MOST_QUARTERS,
    SPLITS,
    TrendSeries,
    TrendVerdict,
    list_trend_verdicts,
    make_trend_series_of_split,
    read_trend_series_of_police_force_areas,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context


class TrendsPageContext(TypedDict):
    """What signals/trends.html shows. Without `when` nothing is published yet."""

    area: tuple[str, str]
    areas: Sequence[tuple[str, str]]
    split: str
    title: str
    tabs: list[tuple[str, str, bool]]
    when: str
    within: int
    headings: list[str]
    series: list[TrendSeries]
    charts: list[TrendSeries]
    verdicts: list[TrendVerdict]
    definition: MeasureDefinitionWords


@requires_permission(Permission.VIEW_OVERSIGHT)
def trends(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One area, its own first, and one split. What the address does not know is the first split."""
    area, areas = resolve_area_of_figures(actor, request.GET.get("area", ""))
    split = request.GET.get("by", "")
    split = split if split in SPLITS else next(iter(SPLITS))
    quarters = list_published_quarters()[:MOST_QUARTERS]
    codes = [quarter.code for quarter in reversed(quarters)]
    series = _read_trend_series(split, codes, area, areas) if codes else []
    shown: TrendsPageContext = {
        "area": area,
        "areas": areas,
        "split": split,
        "title": SPLITS[split],
        "tabs": [_make_trends_tab(code, name, area[0], split) for code, name in SPLITS.items()],
        "when": format_quarter(codes[-1]) if codes else "",
        "within": max((quarter.within for quarter in quarters), default=0),
        "headings": [
            msg("To {month}", month=format_short_month(list_months_of_quarter(code)[-1])) for code in codes
        ],
        "series": series,
        "charts": series[:MOST_CHARTS],
        "definition": describe_measure(MEASURES_BY_KEY[MEASURE]),
        "verdicts": list_trend_verdicts(actor, split, area[0], codes[-1]) if codes else [],
    }
    return render(request, "signals/trends.html", {**get_layout_context(request, actor, "trends"), **shown})


def _read_trend_series(
    split: str, quarters: Sequence[str], area: tuple[str, str], areas: Sequence[tuple[str, str]]
) -> list[TrendSeries]:
    code, name = area
    if split == "place":
        return read_trend_series_of_police_force_areas(quarters, areas, code)
    found = read_area_figures(code, quarters)
    figures = {quarter: found.get((quarter, MEASURE), {}) for quarter in quarters}
    return make_trend_series_of_split(
        split, read_measure_definitions_of_quarter(quarters[-1])[MEASURE], figures, quarters, name
    )


def _make_trends_tab(code: str, name: str, area: str, split: str) -> tuple[str, str, bool]:
    """Words, address, and whether it is shown now."""
    href = msg("{page}?area={area}&by={by}", page=reverse("trends"), area=area, by=code)
    return name, href, code == split
