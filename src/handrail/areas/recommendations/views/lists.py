"""The lists: every recommendation, what is asked of us, what we ask. Filters and sort stay in the address."""

from collections.abc import Mapping
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from handrail.areas.recommendations import presenters
from handrail.areas.recommendations.choices import SOURCES, get_choice_words
from handrail.areas.recommendations.queries import (
    RecommendationListFilter,
    RecommendationResults,
    UpdateRequestRow,
    get_recommendation_results,
    list_update_requests,
)
from handrail.areas.recommendations.tags import format_update_interval
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.csv_export import make_csv_response
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.query_strings import build_address_with_query
from handrail.platform.ui.search_page import SEARCH, ListPage, ListSearchForm, get_searched_text

STATE_CHOICES = {"open": "Open", "closed": "Closed"}
DUE_CHOICES = {"overdue": "Overdue"}
NAVIGATION_ENTRY = "recommendations"


class RecommendationListContext(TypedDict):
    """The list of recommendations, with its filters."""

    list: RecommendationResults
    lines: list[presenters.RecommendationListDisplay]
    wanted: RecommendationListFilter
    choices: Mapping[str, Mapping[str, str]]
    chosen: list[tuple[str, str]]
    tabs: list[tuple[str, str, bool]]
    may_register: bool
    asks: bool


class UpdateRequestListContext(TypedDict):
    """What is asked of the reader's body, or what it asks. `whose` is "of_us" or "by_us"."""

    whose: str
    lines: list[presenters.UpdateRequestDisplay]
    kept: dict[str, str]
    choices: Mapping[str, Mapping[str, str]]
    chosen: list[tuple[str, str]]
    tabs: list[tuple[str, str, bool]]


class RecommendationsPage(ListPage):
    """Every recommendation that is open to the reader."""

    permission, nav = Permission.VIEW_RECOMMENDATIONS, NAVIGATION_ENTRY
    template_name = "recommendations/list.html"
    coded_fields = ("source", "state", "due")

    def search(self, form: ListSearchForm) -> RecommendationListContext:
        wanted = _parse_recommendation_filter(self.request.GET, form.cleaned_data["q"])
        found = get_recommendation_results(self.actor, wanted)
        return {
            "list": found,
            "lines": [presenters.make_recommendation_list_display(row) for row in found.rows],
            "wanted": wanted,
            "choices": {"source": dict(SOURCES), "state": STATE_CHOICES, "due": DUE_CHOICES},
            "chosen": _list_active_recommendation_filters(self.request, wanted),
            "tabs": make_recommendation_tabs(self.actor, "recommendations"),
            "may_register": self.actor.may(Permission.REGISTER_RECOMMENDATIONS),
            "asks": self.actor.may(Permission.CLOSE_RECOMMENDATIONS),
        }


@requires_permission(Permission.VIEW_RECOMMENDATIONS)
def recommendations_csv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same list, whole, as a file; where its search has ended, the list says so instead."""
    typed = get_searched_text(request, actor, reverse("recommendations"))
    if typed is None:
        return redirect(f"{reverse('recommendations')}?{request.GET.urlencode()}")
    found = get_recommendation_results(actor, _parse_recommendation_filter(request.GET, typed), size=None)
    heads = (
        *("code", "title", "source", "made_by", "published", "due", "state", "days_overdue", "kept_by"),
        *("addressed", "asked_by_us", "answered_us", "late_with_us"),
    )
    rows = (
        (
            *(
                row.code,
                row.title,
                get_choice_words(SOURCES, row.source),
                row.issued_by,
                row.published_on,
                row.due_on,
            ),
            *(row.state, row.late_days, row.kept_by, row.addressed, row.asked, row.answered, row.overdue),
        )
        for row in found.rows
    )
    return make_csv_response("recommendations.csv", heads, rows)


@requires_permission(Permission.VIEW_RECOMMENDATIONS)
def show_update_requests_to_us(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader's body is asked for."""
    return _render_update_requests(request, actor, "of_us")


@requires_permission(Permission.VIEW_RECOMMENDATIONS)
def show_update_requests_by_us(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader's body asks others for."""
    return _render_update_requests(request, actor, "by_us")


def make_recommendation_tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The ways to look at recommendations."""
    found = [
        ("All", "recommendations"),
        ("Updates requested from us", "asked_of_us"),
        ("Updates we requested", "asked_by_us"),
    ]
    if actor.may(Permission.VIEW_OVERSIGHT):
        found.append(("Actions", "actions"))
    return [(name, reverse(place), place == current) for name, place in found]


def _render_update_requests(request: HttpRequest, actor: Actor, whose: str) -> HttpResponse:
    state, late = request.GET.get("state", ""), request.GET.get("due", "")
    found = list_update_requests(actor, whose, state=state, due=late)
    if request.GET.get("as") == "csv":
        return _make_update_requests_csv(found, whose)
    chosen = (
        [(STATE_CHOICES[state], build_address_with_query(request, state=None))]
        if state in STATE_CHOICES
        else []
    )
    chosen += (
        [(DUE_CHOICES[late], build_address_with_query(request, due=None))] if late in DUE_CHOICES else []
    )
    shown: UpdateRequestListContext = {
        "whose": whose,
        "lines": [presenters.present_update_request(row, ours=whose == "of_us") for row in found],
        "kept": {"state": state, "due": late},
        "choices": {"state": STATE_CHOICES, "due": DUE_CHOICES},
        "chosen": chosen,
        "tabs": make_recommendation_tabs(actor, f"asked_{whose}"),
    }
    return render(
        request,
        "recommendations/update_requests.html",
        {**get_layout_context(request, actor, NAVIGATION_ENTRY), **shown},
    )


def _make_update_requests_csv(found: tuple[UpdateRequestRow, ...], whose: str) -> HttpResponse:
    heads = (
        *("recommendation", "title", "asked_by", "asked_of", "answers_now", "how_often", "next_due", "state"),
        *("days_late", "answers", "last_answer", "last_support"),
    )
    rows = (
        (
            *(row.code, row.title, row.asker, row.owner, row.current_owner or row.owner),
            *(
                format_update_interval(row.every, row.unit),
                row.next_due,
                row.state,
                row.late_days,
                row.answers,
            ),
            *(row.last_at and timezone.localdate(row.last_at), row.last_support),
        )
        for row in found
    )
    return make_csv_response(f"asked-{whose.replace('_', '-')}.csv", heads, rows)


def _parse_recommendation_filter(given: Mapping[str, str], typed: str) -> RecommendationListFilter:
    page = given.get("page", "1")
    return RecommendationListFilter(
        source=given.get("source", "") if given.get("source") in dict(SOURCES) else "",
        state=given.get("state", "") if given.get("state") in STATE_CHOICES else "",
        due=given.get("due", "") if given.get("due") in DUE_CHOICES else "",
        q=typed,
        sort=given.get("sort", "-published"),
        page=int(page) if page.isdecimal() and len(page) < 4 else 1,
    )


def _list_active_recommendation_filters(
    request: HttpRequest, wanted: RecommendationListFilter
) -> list[tuple[str, str]]:
    chosen = []
    if wanted.q:
        chosen.append((f"“{wanted.q}”", build_address_with_query(request, **{SEARCH: None})))
    if wanted.source:
        chosen.append(
            (get_choice_words(SOURCES, wanted.source), build_address_with_query(request, source=None))
        )
    if wanted.state:
        chosen.append((STATE_CHOICES[wanted.state], build_address_with_query(request, state=None)))
    if wanted.due:
        chosen.append((DUE_CHOICES[wanted.due], build_address_with_query(request, due=None)))
    return chosen
