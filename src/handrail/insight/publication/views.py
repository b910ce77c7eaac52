"""Figures for everybody: the page, and the same as open data."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

from django.conf import settings
from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from handrail.insight.measures.measure import MeasureGroup
from handrail.insight.publication import open_data
from handrail.insight.publication.csv_description import format_csv_description
from handrail.insight.publication.definitions import MeasureDefinitionWords
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.insight.publication.open_api import describe_api
from handrail.insight.publication.presenters import (
    GROUP_CODES,
    MOST_QUARTERS,
    MeasureSection,
    get_page_of_measures_in_group,
    list_measure_sections,
)
from handrail.insight.publication.queries import (
    PublishedQuarter,
    list_areas_of_figures,
    list_published_quarters,
    read_area_figures,
    read_measure_definitions_of_quarter,
)
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import get_actor, public
from handrail.platform.ui.navigation import get_layout_context_for_anybody
from handrail.platform.ui.query_strings import build_address_with_query


class FiguresPageContext(TypedDict):
    """What figures/figures.html shows. Without a quarter nothing is published yet."""

    quarter: PublishedQuarter | None
    when: str
    area: tuple[str, str]
    areas: Sequence[tuple[str, str]]
    part: str
    group: str
    tabs: list[tuple[str, str, bool]]
    measures: list[MeasureSection]
    pager: tuple[str, str, str]
    protection: tuple[str, str]
    older: list[tuple[PublishedQuarter, str]]


@public("figures are published for everybody; nobody can be counted out of them")
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """One group of measures of one area. What the address does not know is the country and the first group."""
    quarters = list_published_quarters()[:MOST_QUARTERS]
    areas = list_areas_of_figures()
    area = next((each for each in areas if each[0] == request.GET.get("area")), areas[0])
    part = request.GET.get("part", "")
    part = part if part in GROUP_CODES else next(iter(GROUP_CODES))
    definitions = read_measure_definitions_of_quarter(quarters[0].code) if quarters else {}
    page = get_page_of_measures_in_group(GROUP_CODES[part], definitions, request.GET.get("page", "1"))
    shown: FiguresPageContext = {
        "quarter": quarters[0] if quarters else None,
        "when": format_quarter(quarters[0].code) if quarters else "",
        "area": area,
        "areas": areas,
        "part": part,
        "group": GROUP_CODES[part].value,
        "tabs": [_make_figures_tab(code, group, area[0], part) for code, group in GROUP_CODES.items()],
        "measures": _present_measures_of_group(page, definitions, quarters, area) if quarters else [],
        "pager": _make_measures_pager(request, page),
        "protection": open_data.PROTECTION,
        "older": [(quarter, format_quarter(quarter.code)) for quarter in quarters],
    }
    return render(
        request,
        "figures/figures.html",
        {**get_layout_context_for_anybody(request, get_actor(request), "figures"), **shown},
    )


def _present_measures_of_group(
    keys: "Page[str]",
    definitions: Mapping[str, MeasureDefinitionWords],
    quarters: Sequence[PublishedQuarter],
    area: tuple[str, str],
) -> list[MeasureSection]:
    figures = read_area_figures(area[0], [quarter.code for quarter in quarters])
    return list_measure_sections(keys, definitions, figures, quarters, area)


def _make_measures_pager(request: HttpRequest, page: "Page[str]") -> tuple[str, str, str]:
    """Addresses of the measures before and after, and where we are; all empty on the only page."""
    before, after = (
        build_address_with_query(request, page=page.number + by) if there else ""
        for by, there in ((-1, page.has_previous()), (1, page.has_next()))
    )
    first, last, number = page.start_index(), page.end_index(), page.paginator.count
    return before, after, msg("{first} to {last} of {number} measures", first=first, last=last, number=number)


def _make_figures_tab(code: str, group: MeasureGroup, area: str, part: str) -> tuple[str, str, bool]:
    """Words, address, and whether it is shown now."""
    href = msg("{page}?area={area}&part={part}", page=reverse("figures"), area=area, part=code)
    return group.value, href, code == part


class OpenDataPageContext(TypedDict):
    """What figures/open_data.html shows: each quarter in words with the addresses of its files."""

    quarters: list[tuple[PublishedQuarter, str, open_data.QuarterFileLinks]]
    columns: tuple[tuple[str, str, str], ...]
    protection: tuple[str, str]


@public("open data is as public as the page of figures")
@require_safe
def open_data_page(request: HttpRequest) -> HttpResponse:
    """Every published quarter with its files, and what is in them."""
    shown: OpenDataPageContext = {
        "quarters": [
            (quarter, format_quarter(quarter.code), _make_quarter_links(quarter))
            for quarter in list_published_quarters()
        ],
        "columns": open_data.COLUMNS,
        "protection": open_data.PROTECTION,
    }
    return render(
        request,
        "figures/open_data.html",
        {**get_layout_context_for_anybody(request, get_actor(request), "figures"), **shown},
    )


@public("open data is as public as the page of figures")
@require_safe
def figures_openapi(request: HttpRequest) -> HttpResponse:
    """The addresses of open data, described for programs."""
    return JsonResponse(describe_api(settings.ADDRESS.rstrip("/")))


@public("open data is as public as the page of figures")
@require_safe
def published_quarters_json(request: HttpRequest) -> HttpResponse:
    """Which quarters are published, for programs."""
    found = [(quarter, _make_quarter_links(quarter)) for quarter in list_published_quarters()]
    return HttpResponse(
        open_data.format_quarters_and_file_links_as_json(found), content_type="application/json"
    )


def _make_quarter_links(quarter: PublishedQuarter) -> open_data.QuarterFileLinks:
    names = ("figures_json", "figures_csv", "figures_csv_description")
    return open_data.QuarterFileLinks(*(reverse(name, args=[quarter.code]) for name in names))


@public("open data is as public as the page of figures")
@require_safe
def figures_csv(request: HttpRequest, quarter: str) -> HttpResponse:
    """A quarter as CSV, with a link to its description."""
    response = _send_quarter_file(
        quarter, "figures.csv", "text/csv; charset=utf-8", open_data.format_quarter_as_csv
    )
    described = reverse("figures_csv_description", args=[quarter])
    response.headers["Link"] = f'<{described}>; rel="describedby"; type="application/csvm+json"'
    return response


@public("open data is as public as the page of figures")
@require_safe
def figures_csv_description(request: HttpRequest, quarter: str) -> HttpResponse:
    """What the columns and measures of the CSV file are."""

    def write(found: PublishedQuarter) -> str:
        return format_csv_description(found, reverse("figures_csv", args=[quarter]))

    return _send_quarter_file(quarter, "figures.csv-metadata.json", "application/csvm+json", write)


@public("open data is as public as the page of figures")
@require_safe
def figures_json(request: HttpRequest, quarter: str) -> HttpResponse:
    """A quarter as JSON."""
    return _send_quarter_file(quarter, "figures.json", "application/json", open_data.format_quarter_as_json)


def _send_quarter_file(
    quarter: str, name: str, media_type: str, write: Callable[[PublishedQuarter], str]
) -> HttpResponse:
    """A quarter as a download. Raises Http404 where it is not published."""
    found = next((each for each in list_published_quarters() if each.code == quarter), None)
    if found is None:
        raise Http404
    response = HttpResponse(write(found), content_type=media_type)
    response.headers["Content-Disposition"] = msg(
        'attachment; filename="{quarter}-{name}"', quarter=quarter, name=name
    )
    return response
