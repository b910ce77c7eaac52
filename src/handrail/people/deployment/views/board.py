"""Pages of the whole organisation: the duty board, what practitioners carry, cover by hour."""

import datetime
from collections.abc import Sequence
from typing import TypedDict

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.directory.practitioners import codes
from handrail.people.deployment.cover_by_hour import (
    LanguageCoverGap,
    LanguageCoverRow,
    list_cover_gaps,
    sum_counts_in_hours,
)
from handrail.people.deployment.models import Deployment, DeploymentRequest
from handrail.people.deployment.presenters import (
    DeploymentRequestRow,
    describe_how_late_somebody_is,
    make_deployment_request_row,
)
from handrail.people.deployment.queries.board import (
    DeploymentBoardCounts,
    OnDutyCounts,
    count_on_duty,
    get_deployment_board_counts,
    get_deployment_board_page,
    list_accepted_deployments_not_arrived,
    list_deployments_to_hand_over,
)
from handrail.people.deployment.queries.cover import (
    CaseloadRow,
    get_language_cover_by_hour,
    list_practitioner_caseloads_and_limits,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.kernel.dates import format_day_with_time_if_any, format_time, to_london
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.choices import list_area_choices
from handrail.platform.reference.code_lists import find_language_name
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.paging import fetch_page
from handrail.platform.ui.query_strings import build_address_with_query

NAV = "deployment_board"
SHOWN = (Kind.NOTES.value, Kind.CONTACT.value)
WINDOWS = {
    "today": "Today",
    "month": "Weekdays of the next four weeks",
    "weekends": "Weekends of the next four weeks",
}
BLOCK = 4
"""Hours that a phone shows as one."""


class BoardContext(TypedDict):
    """What deployment/board.html shows."""

    now: str
    duty: OnDutyCounts
    counts: DeploymentBoardCounts
    paging: "Page[DeploymentRequest]"
    rows: list[DeploymentRequestRow]
    sent: list[tuple[Deployment, str, str]]
    leaving: list[Deployment]


@requires_permission(Permission.DEPLOY)
def deployment_board(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who waits for somebody, the longest beyond their time first; who is on the way; whom to replace."""
    page = get_deployment_board_page(actor, request.GET.get("page", ""))
    sent, leaving = list_accepted_deployments_not_arrived(actor), list_deployments_to_hand_over(actor)
    shown: BoardContext = {
        "now": format_day_with_time_if_any(to_london(timezone.now())),
        "duty": count_on_duty(actor.body_id),
        "counts": get_deployment_board_counts(actor),
        "paging": page,
        "rows": [make_deployment_request_row(row) for row in page.object_list],
        "sent": [
            (row, format_day_with_time_if_any(to_london(row.starts_at)), describe_how_late_somebody_is(row))
            for row in sent
        ],
        "leaving": leaving,
    }
    cases = {row.case_id for row in page.object_list} | {row.case_id for row in (*sent, *leaving)}
    if cases:
        write_read_records_of_files(
            who=actor.who, verb="viewed the duty board", about=sorted(cases), shown=SHOWN
        )
    return render(request, "deployment/board.html", {**get_layout_context(request, actor, NAV), **shown})


class CaseloadContext(TypedDict):
    """What deployment/caseload.html shows. Each row with the state of its tag and its words."""

    rows: list[tuple[CaseloadRow, str, str]]
    paging: "Page[CaseloadRow]"
    amber_percent: int


@requires_permission(Permission.VIEW_PRACTITIONERS)
def caseload(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What each practitioner carries, in points and in heads, against their limit."""
    rows, limits = list_practitioner_caseloads_and_limits(actor)
    page = fetch_page(rows, request.GET.get("page", ""))
    shown: CaseloadContext = {
        "rows": [(row, *_make_caseload_tag(row, limits.amber_percent)) for row in page.object_list],
        "paging": page,
        "amber_percent": limits.amber_percent,
    }
    return render(request, "deployment/caseload.html", {**get_layout_context(request, actor, NAV), **shown})


def _make_caseload_tag(row: CaseloadRow, amber_percent: int) -> tuple[str, str]:
    points = float(row.load.weight)
    if points > row.limit:
        return "unsafe", "Over the limit"
    if points * 100 >= row.limit * amber_percent:
        return "today", "Near the limit"
    return "met", "Has capacity"


class LanguageCoverDisplay(TypedDict):
    """A language with its 24 numbers, and the lowest of each four hours."""

    name: str
    counts: tuple[int, ...]
    blocks: list[int]


class LanguageCoverContext(TypedDict):
    """What deployment/cover.html shows."""

    lines: list[LanguageCoverDisplay]
    gaps: list[str]
    requests: list[tuple[int, int]]
    requests_by_block: list[tuple[str, int]]
    practitioners: int
    unplanned: str
    choices: dict[str, dict[str, str]]
    kept: dict[str, str]
    chosen: list[tuple[str, str]]
    window: str


@requires_permission(Permission.VIEW_PRACTITIONERS)
def cover_by_hour(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who could come at each hour of the day, by language, for an area and a skill."""
    choices = {
        "days": WINDOWS,
        "area": dict(list_area_choices()),
        "skill": {str(code): words for code, words in codes.SKILLS},
    }
    kept = {name: request.GET.get(name, "") for name in choices}
    kept = {name: code if code in choices[name] else "" for name, code in kept.items()}
    kept["days"] = kept["days"] or "today"
    days = _list_days_of_window(kept["days"])
    found = get_language_cover_by_hour(actor, area=kept["area"], skill=kept["skill"], days=days)
    highest = max(found.requests, default=0) or 1
    shown: LanguageCoverContext = {
        "lines": [_make_language_cover_display(row) for row in found.rows],
        "gaps": [_describe_language_cover_gap(gap, found.requests) for gap in list_cover_gaps(found.rows)],
        "requests": [(count, round(40 * count / highest)) for count in found.requests],
        "requests_by_block": [
            (format_time(datetime.time(start)), sum(found.requests[start : start + BLOCK]))
            for start in range(0, 24, BLOCK)
        ],
        "practitioners": found.practitioners,
        "unplanned": _describe_days_without_rota(found.unplanned, len(days)),
        "choices": choices,
        "kept": kept,
        "chosen": [
            (choices[name][code], build_address_with_query(request, **{name: None}))
            for name, code in kept.items()
            if code and name != "days"
        ],
        "window": WINDOWS[kept["days"]],
    }
    return render(
        request, "deployment/cover.html", {**get_layout_context(request, actor, "cover_by_hour"), **shown}
    )


def _list_days_of_window(window: str) -> list[datetime.date]:
    first = today()
    if window == "today":
        return [first]
    days = [first + datetime.timedelta(days=ahead) for ahead in range(28)]
    return [day for day in days if (day.weekday() < 5) == (window == "month")]


def _describe_days_without_rota(unplanned: int, days: int) -> str:
    """Empty for one day, and where the rota is whole."""
    if not unplanned or days == 1:
        return ""
    return msg(
        "{unplanned} of these {days} days have no rota yet and are left out.",
        unplanned=unplanned,
        days=days,
    )


def _make_language_cover_display(row: LanguageCoverRow) -> LanguageCoverDisplay:
    blocks = [min(row.counts[start : start + BLOCK]) for start in range(0, 24, BLOCK)]
    return {"name": _format_language_name(row.language), "counts": row.counts, "blocks": blocks}


def _format_language_name(tag: str) -> str:
    return find_language_name(tag) if tag else "Anyone, with an interpreter"


def _describe_language_cover_gap(gap: LanguageCoverGap, requests: Sequence[int]) -> str:
    """“Lithuanian, Polish: nobody from 6pm to 8am. 3 of the 12 requests of 12 months came in those hours.”"""
    names = join_texts(find_language_name(tag) for tag in gap.languages if tag)
    if gap.hours == ((0, 24),):
        return (
            msg("{languages}: no one at any hour.", languages=names) if names else msg("No one at any hour.")
        )
    spans = join_texts(
        msg(
            "{start} to {end}",
            start=format_time(datetime.time(start)),
            end=format_time(datetime.time(end % 24)),
        )
        for start, end in gap.hours
    )
    said = (
        msg("{languages}: no one from {spans}.", languages=names, spans=spans)
        if names
        else msg("No one from {spans}.", spans=spans)
    )
    if not sum(requests):
        return said
    return msg(
        "{said} {count} of {all} requests in the last 12 months, in any language, came in those hours.",
        said=said,
        count=sum_counts_in_hours(requests, gap.hours),
        all=sum(requests),
    )
