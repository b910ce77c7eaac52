"""The library: facets, sort and page in the address, typed words behind a token; the same as a file."""

import csv
import io
from collections.abc import Mapping
from typing import Any, Final, TypedDict

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from handrail.areas.practices import presenters
from handrail.areas.practices.queries.library import (
    LibrarySort,
    PracticeLibraryChoices,
    PracticeLibraryFilter,
    PracticeLibraryResults,
    PracticeLibraryRow,
    get_practice_library_filter_choices,
    iterate_practice_library,
    search_practice_library,
)
from handrail.areas.practices.sections import format_paragraph_name
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts
from handrail.platform.kernel.spreadsheet_cells import escape_formula
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.query_strings import build_address_with_query
from handrail.platform.ui.search_page import SEARCH, ListPage, get_searched_text

MAX_QUERY_LENGTH: Final = 100
CSV_HEADER: Final = (
    "Name",
    "Area",
    "Region",
    "Body",
    "What is done",
    "Kind",
    "Theme",
    "Phases",
    "State",
    "Since",
    "Evidence",
    "Evaluated",
    "Information request",
    "Paragraph of the source",
    "Key",
)


class PracticesPageContext(TypedDict):
    """What practices/library.html shows."""

    list: PracticeLibraryResults
    wanted: PracticeLibraryFilter
    choices: PracticeLibraryChoices
    regions: list[tuple[str, str]]
    chosen: list[tuple[str, str]]
    clear: str
    file: str
    may_sort: bool


class PracticeSearchForm(forms.Form):
    """Words to look for in practices."""

    words = forms.Field(required=False)

    def clean_words(self) -> str:
        """Without edges, at most 100 characters."""
        return str(self.cleaned_data["words"] or "").replace("\0", "").strip()[:MAX_QUERY_LENGTH]


class PracticeLibraryPage(ListPage):
    """Practices that fit. A facet typed by hand that means nothing is passed over."""

    permission, nav = Permission.VIEW_PRACTICES, "practices"
    form_class, template_name = PracticeSearchForm, "practices/library.html"
    coded_fields = ("area", "region", "phase", "theme", "state", "kind", "evaluated", "call", "alike", "sort")

    def search(self, form: PracticeSearchForm) -> Mapping[str, Any]:
        known = get_practice_library_filter_choices()
        wanted = _make_library_filter(self.request, known, form.cleaned_data["words"])
        found = search_practice_library(self.actor, wanted)
        shown: PracticesPageContext = {
            "list": found,
            "wanted": wanted,
            "choices": known,
            "regions": [(region, region) for region in known.regions],
            "chosen": _list_active_filters(self.request, wanted, known),
            "clear": build_address_with_query(self.request, **dict.fromkeys((SEARCH, *self.coded_fields))),
            "file": build_address_with_query(self.request).replace(
                self.request.path, f"{self.request.path}file/", 1
            ),
            "may_sort": self.actor.may(Permission.SORT_PRACTICES),
        }
        return {**presenters.WORDS, **shown}


@requires_permission(Permission.VIEW_PRACTICES)
def practice_library_csv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All that fit, as CSV; where its search has ended, the list says so instead."""
    typed = get_searched_text(request, actor, reverse("practices"), name="words")
    if typed is None:
        return redirect(f"{reverse('practices')}?{request.GET.urlencode()}")
    wanted = _make_library_filter(request, get_practice_library_filter_choices(), typed[:MAX_QUERY_LENGTH])
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(CSV_HEADER)
    writer.writerows(
        [escape_formula(value) for value in _make_csv_row(line)]
        for line in iterate_practice_library(actor, wanted)
    )
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="practices.csv"'
    return response


def _make_csv_row(line: PracticeLibraryRow) -> tuple[str, ...]:
    return (
        line.title,
        line.area_name,
        line.region,
        line.body_name,
        line.words,
        presenters.KINDS[line.kind],
        presenters.THEMES[line.theme],
        join_texts((presenters.PHASES[phase] for phase in line.phases), "; "),
        presenters.STATES[line.state],
        line.since,
        line.evidence,
        presenters.EVALUATIONS[line.evaluated],
        line.call_title,
        format_paragraph_name(line.source_paragraph),
        line.key,
    )


def _make_library_filter(
    request: HttpRequest, known: PracticeLibraryChoices, words: str
) -> PracticeLibraryFilter:
    """What was typed, and what the address asks for of what there is to choose from."""
    given = {name: request.GET.get(name, "").replace("\0", "")[:MAX_QUERY_LENGTH] for name in request.GET}
    page = given.get("page", "1")
    offered = _get_practice_filter_choices(known)
    facets = {name: given[name] for name in offered if given.get(name) in offered[name]}
    return PracticeLibraryFilter(
        **facets,
        words=words,
        alike=given.get("alike", ""),
        sort=next((sort for sort in LibrarySort if sort.value == given.get("sort")), LibrarySort.AREA),
        page=int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
    )


def _get_practice_filter_choices(known: PracticeLibraryChoices) -> dict[str, dict[str, str]]:
    """What each facet can be, code to name."""
    return {
        "area": dict(known.areas),
        "region": {region: region for region in known.regions},
        "phase": presenters.PHASES,
        "theme": presenters.THEMES,
        "state": presenters.STATES,
        "kind": presenters.KINDS,
        "evaluated": presenters.EVALUATIONS,
        "call": dict(known.calls),
    }


def _list_active_filters(
    request: HttpRequest, wanted: PracticeLibraryFilter, known: PracticeLibraryChoices
) -> list[tuple[str, str]]:
    """What is filtered by now, each with the address without it."""
    offered = _get_practice_filter_choices(known)
    said = {name: offered[name][getattr(wanted, name)] for name in offered if getattr(wanted, name)}
    if wanted.alike:
        said["alike"] = "Reported in nearly the same words"
    typed = {SEARCH: f"“{wanted.words}”"} if wanted.words else {}
    return [
        (text, build_address_with_query(request, **{name: None})) for name, text in (typed | said).items()
    ]
