"""The page of take-up: one area, two groups."""

from collections.abc import Sequence
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.directory.housing.queries.bodies import get_area_code_of_body
from handrail.insight.facts.take_up import SEEN_AFTER_MONTHS
from handrail.insight.measures.breakdowns import TAKE_UP_GROUPS, Breakdown
from handrail.insight.publication.months_and_quarters import format_month, shift_month
from handrail.insight.publication.open_data import PROTECTION
from handrail.insight.publication.own_area import resolve_area_of_figures
from handrail.insight.take_up.csv_rows import CSV_HEADS, list_take_up_csv_rows
from handrail.insight.take_up.presenters import (
    ComparedGroups,
    GroupComparisonAnswer,
    TakeUpStepRow,
    choose_compared_groups,
    list_comparable_group_values,
    present_group_comparison,
    present_take_up_steps,
)
from handrail.insight.take_up.queries import get_take_up_figures
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.csv_export import make_csv_response
from handrail.platform.ui.navigation import get_layout_context

EXPORT_VERB = "downloaded figures from referral to result"


class TakeUpPageContext(TypedDict):
    """What take_up/take_up.html shows. Without steps nothing is published yet."""

    area: tuple[str, str]
    areas: Sequence[tuple[str, str]]
    since: str
    until: str
    groups: ComparedGroups
    group_names: tuple[str, str]
    breakdowns: Sequence[Breakdown]
    options: Sequence[tuple[str, str]]
    answer: GroupComparisonAnswer | None
    steps: Sequence[TakeUpStepRow]
    protection: tuple[str, str]
    months: int
    is_own_area: bool
    may_act: bool


@requires_permission(Permission.VIEW_OVERSIGHT)
def take_up(request: HttpRequest, actor: Actor) -> HttpResponse:
    """From referral to result, with who fell away and two groups compared."""
    area, areas = resolve_area_of_figures(actor, request.GET.get("area", ""))
    figures = get_take_up_figures(actor, area[0])
    asked = request.GET
    groups = choose_compared_groups(
        figures, asked.get("by", ""), asked.get("first", ""), asked.get("second", "")
    )
    shown: TakeUpPageContext = {
        "area": area,
        "areas": areas,
        "since": "",
        "until": "",
        "groups": groups,
        "group_names": (groups.get_name(groups.first), groups.get_name(groups.second)),
        "breakdowns": TAKE_UP_GROUPS,
        "options": list_comparable_group_values(groups.breakdown),
        "answer": None,
        "steps": [],
        "protection": PROTECTION,
        "months": SEEN_AFTER_MONTHS,
        "is_own_area": area[0] == get_area_code_of_body(actor.body_id),
        "may_act": actor.may(Permission.WORK_ON_ACTIONS),
    }
    if figures.quarters and figures.count_at_least("referred").people:
        first, last = (format_month(shift_month(month, -SEEN_AFTER_MONTHS)) for month in figures.months)
        shown |= {
            "since": first,
            "until": last,
            "answer": present_group_comparison(figures, groups),
            "steps": present_take_up_steps(figures, groups),
        }
    return render(request, "take_up/take_up.html", {**get_layout_context(request, actor, "take_up"), **shown})


@requires_permission(Permission.VIEW_OVERSIGHT)
def download_take_up_csv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Steps, reasons and all groups of an area as a file: published figures alone, and sums of them."""
    (code, name), _ = resolve_area_of_figures(actor, request.GET.get("area", ""))
    figures = get_take_up_figures(actor, code)
    write_audit_record_of_read(who=actor.who, verb=EXPORT_VERB, about=None, why=name)
    return make_csv_response(
        f"from-referral-to-result-{code}.csv", CSV_HEADS, list_take_up_csv_rows(figures, name)
    )
