"""Figures of police and courts that are no counts of people, for those who answer for an area."""

from collections.abc import Sequence
from typing import Final, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.publication.definitions import describe_measure
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.insight.publication.open_data import PROTECTION
from handrail.insight.publication.own_area import resolve_area_of_figures
from handrail.insight.publication.presenters import MOST_QUARTERS, MeasureSection, list_measure_sections
from handrail.insight.publication.queries import PublishedQuarter, list_published_quarters, read_area_figures
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context

PARTS: Final = {
    "rights": ("Rights of victims", ("rights-in-time", "rights-due")),
    "crimes": (
        "Crimes, suspects, defendants",
        ("police-outcomes", "suspects-decided", "defendants-completed"),
    ),
    "conferences": (
        "Case conferences",
        (
            *("conference-requests", "conference-grounds", "conference-answers", "conference-hours"),
            *("conference-delays", "conference-quorum", "conference-person"),
        ),
    ),
    "conference_results": (
        "What conferences led to",
        (
            *("conference-attendance", "conference-actions", "conference-roof", "conference-after"),
            *("conference-reviews", "conference-transfers"),
        ),
    ),
    "visits": ("Joint visits", ("joint-visits", "joint-visits-seen-alone", "joint-visit-offers")),
}
"""Every measure of police and courts that is not public, in the part of the page where it is shown."""


class AreaFiguresContext(TypedDict):
    """What figures/area_figures.html shows. Without a quarter nothing is drawn yet."""

    quarter: PublishedQuarter | None
    when: str
    area: tuple[str, str]
    areas: Sequence[tuple[str, str]]
    part: str
    tabs: list[tuple[str, str, bool]]
    measures: list[MeasureSection]
    protection: tuple[str, str]


@requires_permission(Permission.VIEW_OVERSIGHT)
def show_area_justice_figures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Measures of police and courts of one area, as they were drawn with the published ones."""
    quarters = list_published_quarters()[:MOST_QUARTERS]
    area, areas = resolve_area_of_figures(actor, request.GET.get("area", ""))
    part = request.GET.get("part", "")
    part = part if part in PARTS else next(iter(PARTS))
    shown: AreaFiguresContext = {
        "quarter": quarters[0] if quarters else None,
        "when": format_quarter(quarters[0].code) if quarters else "",
        "area": area,
        "areas": areas,
        "part": part,
        "tabs": [
            (words, _make_area_justice_address(area[0], code), code == part)
            for code, (words, _) in PARTS.items()
        ],
        "measures": _present_area_justice_measures(part, quarters, area) if quarters else [],
        "protection": PROTECTION,
    }
    layout = get_layout_context(request, actor, "area_justice_figures")
    return render(request, "figures/area_figures.html", {**layout, **shown})


def _present_area_justice_measures(
    part: str, quarters: Sequence[PublishedQuarter], area: tuple[str, str]
) -> list[MeasureSection]:
    definitions = {key: describe_measure(MEASURES_BY_KEY[key], for_area=True) for key in PARTS[part][1]}
    figures = read_area_figures(area[0], [quarter.code for quarter in quarters])
    return list_measure_sections(definitions, definitions, figures, quarters, area)


def _make_area_justice_address(area: str, part: str) -> str:
    return msg("{page}?area={area}&part={part}", page=reverse("area_justice_figures"), area=area, part=part)
