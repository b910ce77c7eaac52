"""The list of cases, and the same list as a file: filters and sort stay in the address."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.cases.case_filter import (
    CaseFilter,
    list_case_scopes,
    may_filter_by_pathway,
)
from handrail.people.matching.queries.joined_cases import (
    get_joined_references_by_reference,
    get_joined_references_in_danger_by_reference,
    list_led_case_ids_to_omit,
    list_visible_case_joins,
)
from handrail.people.workspace import case_list_filters
from handrail.people.workspace.presenters import case_list as present
from handrail.people.workspace.queries.case_list import MOST_IN_A_FILE, CaseListPageRows, get_case_list_page
from handrail.people.workspace.queries.sql.case_list import fetch_filter_choices_and_joined_cases
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.option_markup import OptionPairs
from handrail.platform.ui.query_strings import build_address_with_query

type SelectOptions = tuple[OptionPairs, str, str]
"""What the options of a select are drawn from: the pairs, the one that is chosen, the words for none."""


class CaseFilterField(NamedTuple):
    """One filter of the form: its name in the address, its label, its options."""

    name: str
    label: str
    options: SelectOptions


class CaseListContext(TypedDict):
    """What the list of cases draws. `chosen` are the filters that hold, each with the address without it."""

    list: CaseListPageRows
    lines: Sequence[present.CaseListItem]
    wanted: CaseFilter
    passed_over: Sequence[str]
    scopes: Sequence[tuple[str, str, bool]]
    offered: Sequence[CaseFilterField]
    chosen: Sequence[tuple[str, str]]
    unfiltered: str
    file: str
    most_in_a_file: int
    may_open: bool


@requires_permission(Permission.VIEW_CASE)
def cases(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Cases that are open to the reader. A filter typed by hand that means nothing is passed over, and said."""
    around = fetch_filter_choices_and_joined_cases(
        actor, people=case_list_filters.may_filter_list_by_point_of_contact(request.GET, actor)
    )
    areas, people = dict(around.areas), dict(around.people)
    wanted, passed_over = case_list_filters.parse_case_filter_and_ignored_names(
        request.GET, actor, areas, people
    )
    joins = list_visible_case_joins(actor, around.joins)
    found = get_case_list_page(actor, wanted, list_led_case_ids_to_omit(actor, wanted, joins))
    beside, harmed = (
        get_joined_references_by_reference(joins),
        get_joined_references_in_danger_by_reference(joins),
    )
    _record_case_list_read(actor, wanted, found, {row.reference for row in found.rows} & harmed.keys())
    shown: CaseListContext = {
        "list": found,
        "lines": [
            present.present_case_row(row, beside.get(row.reference, ()), harmed.get(row.reference, ()))
            for row in found.rows
        ],
        "wanted": wanted,
        "passed_over": passed_over,
        "scopes": [
            (one.value, case_list_filters.SCOPE_CHOICES[one], one is wanted.scope)
            for one in list_case_scopes(actor)
        ],
        "offered": _make_case_filter_fields(actor, wanted, areas, people),
        "chosen": [
            (text, build_address_with_query(request, **{name: None}))
            for text, name in case_list_filters.list_active_case_filters(wanted, areas, people)
        ],
        "unfiltered": f"{request.path}?whose={wanted.scope}",
        "file": reverse("cases_file") + build_address_with_query(request, page=None)[len(request.path) :],
        "most_in_a_file": MOST_IN_A_FILE,
        "may_open": actor.may(Permission.OPEN_CASE),
    }
    layout = get_layout_context(request, actor, "cases")
    return render(request, "workspace/case_list.html", {**layout, **shown})


def _make_case_filter_fields(
    actor: Actor, wanted: CaseFilter, areas: dict[str, str], people: dict[str, str]
) -> list[CaseFilterField]:
    """The filters of the form that the reader may use."""
    plain, running = may_filter_by_pathway(actor, wanted.scope), not wanted.closed
    sorts = {
        sort: text
        for sort, text in case_list_filters.SORT_CHOICES.items()
        if sort != "due" or (plain and running)
    }
    rows: list[tuple[bool, str, str, str, Mapping[Any, str], object]] = [
        (plain, "phase", "Phase", "Any phase", case_list_filters.PHASE_CHOICES, wanted.phase),
        (plain, "stage", "Stage", "Any stage", case_list_filters.STAGE_CHOICES, wanted.stage),
        (plain, "danger", "Danger", "Any", DANGER_CHOICES, "yes" if wanted.danger else ""),
        (
            plain and running,
            "due",
            "What is due",
            "Any due date",
            case_list_filters.DUE_CHOICES,
            wanted.due or "",
        ),
        (True, "area", "Police area", "Any area", areas, wanted.area),
        (bool(people), "contact", "Point of contact", "Anyone", people, wanted.contact or ""),
        (wanted.scope != "shared", "stand_in", *STAND_IN_FILTER, "none" if wanted.no_stand_in else ""),
        (True, "state", "Open or closed", "Open", CLOSED_CHOICES, "closed" if wanted.closed else ""),
        (True, "sort", "Sort by", "", sorts, wanted.order),
    ]
    return [
        CaseFilterField(
            name, label, (tuple((str(code), text) for code, text in choices.items()), str(chosen), none)
        )
        for shown, name, label, none, choices, chosen in rows
        if shown
    ]


DANGER_CHOICES = {"yes": "In danger or hurt, or risk not known"}
STAND_IN_FILTER = ("Stand-in", "Any", {"none": "No stand-in"})
CLOSED_CHOICES = {"closed": "Closed"}


def _record_case_list_read(
    actor: Actor, wanted: CaseFilter, found: CaseListPageRows, harmed: Collection[str]
) -> None:
    kinds = {*found.kinds, *([Kind.SAFETY.value] if harmed else [])}
    write_audit_record_of_read(
        who=actor.who,
        verb="viewed: cases",
        about=None,
        outcome="read",
        shown=sorted(kinds),
        why=f"{wanted.scope}, {len(found.rows)} rows",
    )
