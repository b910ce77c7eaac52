"""The lists: every recommendation, what is asked of us, what we ask. Filters and sort stay in the address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.recommendations.queries import Wanted, asking_list, recommendation_list
from handrail.assurance.recommendations.states import SOURCES, words
from handrail.web.design.address import with_query
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.oversight.csv_file import csv_file
from handrail.web.oversight.tags import rhythm
from handrail.web.recommendations import present

STATES = {"open": "Open", "closed": "Closed"}
DUE = {"overdue": "Overdue"}
PLACE = "recommendations"


@door(Permission.VIEW_RECOMMENDATIONS)
def recommendations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every recommendation that is open to the reader."""
    wanted = _wanted(request)
    found = recommendation_list(actor, wanted)
    shown = {
        "list": found,
        "lines": [present.line(row) for row in found.rows],
        "wanted": wanted,
        "choices": {"source": dict(SOURCES), "state": STATES, "due": DUE},
        "chosen": _chosen(request, wanted),
        "tabs": tabs(actor, "recommendations"),
        "may_register": actor.may(Permission.REGISTER_RECOMMENDATIONS),
        "asks": actor.may(Permission.CLOSE_RECOMMENDATIONS),
    }
    return render(request, "recommendations/list.html", frame(request, actor, PLACE) | shown)


@door(Permission.VIEW_RECOMMENDATIONS)
def recommendations_csv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same list, whole, as a file."""
    found = recommendation_list(actor, _wanted(request), size=None)
    heads = (
        *("code", "title", "source", "made_by", "published", "due", "state", "days_overdue", "kept_by"),
        *("addressed", "asked_by_us", "answered_us", "late_with_us"),
    )
    rows = (
        (
            *(row.code, row.title, words(SOURCES, row.source), row.issued_by, row.published_on, row.due_on),
            *(row.state, row.late_days, row.kept_by, row.addressed, row.asked, row.answered, row.overdue),
        )
        for row in found.rows
    )
    return csv_file("recommendations.csv", heads, rows)


@door(Permission.VIEW_RECOMMENDATIONS)
def asked_of_us(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader's body is asked for."""
    return _askings(request, actor, "of_us")


@door(Permission.VIEW_RECOMMENDATIONS)
def asked_by_us(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader's body asks others for."""
    return _askings(request, actor, "by_us")


def tabs(actor: Actor, current: str) -> list[tuple[str, str, bool]]:
    """The ways to look at recommendations."""
    found = [("All", "recommendations"), ("Asked of us", "asked_of_us"), ("Asked by us", "asked_by_us")]
    if actor.may(Permission.VIEW_OVERSIGHT):
        found.append(("Actions", "actions"))
    return [(name, reverse(place), place == current) for name, place in found]


def _askings(request: HttpRequest, actor: Actor, whose: str) -> HttpResponse:
    state, late = request.GET.get("state", ""), request.GET.get("due", "")
    found = asking_list(actor, whose, state=state, due=late)
    if request.GET.get("as") == "csv":
        return _askings_csv(found, whose)
    chosen = [(STATES[state], with_query(request, state=None))] if state in STATES else []
    chosen += [(DUE[late], with_query(request, due=None))] if late in DUE else []
    shown = {
        "whose": whose,
        "lines": [present.asking(row, ours=whose == "of_us") for row in found],
        "kept": {"state": state, "due": late},
        "choices": {"state": STATES, "due": DUE},
        "chosen": chosen,
        "tabs": tabs(actor, f"asked_{whose}"),
    }
    return render(request, "recommendations/askings.html", frame(request, actor, PLACE) | shown)


def _askings_csv(found: Any, whose: str) -> HttpResponse:
    heads = (
        *("recommendation", "title", "asked_by", "asked_of", "answers_now", "how_often", "next_due", "state"),
        *("days_late", "answers", "last_answer", "last_support"),
    )
    rows = (
        (
            *(row.code, row.title, row.asker, row.owner, row.owner_now or row.owner),
            *(rhythm(row.every, row.unit), row.next_due, row.state, row.late_days, row.answers),
            *(row.last_at and timezone.localdate(row.last_at), row.last_support),
        )
        for row in found
    )
    return csv_file(f"asked-{whose.replace('_', '-')}.csv", heads, rows)


def _wanted(request: HttpRequest) -> Wanted:
    given = request.GET
    page = given.get("page", "1")
    return Wanted(
        source=given.get("source", "") if given.get("source") in dict(SOURCES) else "",
        state=given.get("state", "") if given.get("state") in STATES else "",
        due=given.get("due", "") if given.get("due") in DUE else "",
        q=given.get("q", "").replace("\x00", "").strip()[:100],
        sort=given.get("sort", "-published"),
        page=int(page) if page.isdecimal() and len(page) < 4 else 1,
    )


def _chosen(request: HttpRequest, wanted: Wanted) -> list[tuple[str, str]]:
    chosen = []
    if wanted.q:
        chosen.append((f"“{wanted.q}”", with_query(request, q=None)))
    if wanted.source:
        chosen.append((words(SOURCES, wanted.source), with_query(request, source=None)))
    if wanted.state:
        chosen.append((STATES[wanted.state], with_query(request, state=None)))
    if wanted.due:
        chosen.append((DUE[wanted.due], with_query(request, due=None)))
    return chosen
