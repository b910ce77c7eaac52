"""The list of cases, and the same list as a file: filters and sort stay in the address."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record_read
from handrail.casework.case.queries.choices import area_choices, contact_choices
from handrail.casework.lists.queries.case_list import MOST_IN_A_FILE, CaseList, case_list
from handrail.casework.lists.queries.case_wanted import Wanted, contacts_open, filters_open, scopes
from handrail.linking.queries.once import in_danger_beside, joined_with, joins_for, left_out
from handrail.web.cases import filters, present
from handrail.web.design.address import with_query
from handrail.web.design.options import Pairs
from handrail.web.door import door
from handrail.web.navigation import frame

type Drawn = tuple[Pairs, str, str]
"""What the options of a select are drawn from: the pairs, the one that is chosen, the words for none."""


@door(Permission.VIEW_CASE)
def cases(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Cases that are open to the reader. A filter typed by hand that means nothing is passed over, and said."""
    areas, people = dict(area_choices()), dict(people_to_choose(request, actor))
    wanted, passed_over = filters.read(request.GET, actor, areas, people)
    joins = joins_for(actor)
    found = case_list(actor, wanted, left_out(actor, wanted, joins))
    beside, harmed = joined_with(joins), in_danger_beside(joins)
    _write_down(actor, wanted, found, {row.reference for row in found.rows} & harmed.keys())
    shown = {
        "list": found,
        "lines": [
            present.case_line(row, beside.get(row.reference, ()), harmed.get(row.reference, ()))
            for row in found.rows
        ],
        "wanted": wanted,
        "passed_over": passed_over,
        "scopes": [(one.value, filters.SCOPES[one], one is wanted.scope) for one in scopes(actor)],
        "offered": _offered(actor, wanted, areas, people),
        "chosen": [
            (text, with_query(request, **{name: None}))
            for text, name in filters.chosen(wanted, areas, people)
        ],
        "unfiltered": f"{request.path}?whose={wanted.scope}",
        "file": reverse("cases_file") + with_query(request, page=None)[len(request.path) :],
        "most_in_a_file": MOST_IN_A_FILE,
        "may_open": actor.may(Permission.OPEN_CASE),
    }
    return render(request, "cases/list.html", frame(request, actor, "cases") | shown)


def people_to_choose(request: HttpRequest, actor: Actor) -> list[tuple[str, str]]:
    """Points of contact, for those who cover for others."""
    offered = scopes(actor)
    scope = next((one for one in offered if one.value == request.GET.get("whose")), offered[0])
    return contact_choices(actor.body_id) if contacts_open(actor, scope) else []


def _offered(
    actor: Actor, wanted: Wanted, areas: dict[str, str], people: dict[str, str]
) -> list[tuple[str, str, Drawn]]:
    """The filters of the form: name in the address, label, options."""
    plain, running = filters_open(actor, wanted.scope), not wanted.closed
    sorts = {sort: text for sort, text in filters.SORTS.items() if sort != "due" or (plain and running)}
    rows: list[tuple[bool, str, str, str, Mapping[Any, str], object]] = [
        (plain, "phase", "Where they are", "Anywhere", filters.PHASES, wanted.phase),
        (plain, "stage", "How it stands", "Any way", filters.STANDS, wanted.stage),
        (plain, "danger", "Danger", "All", DANGER, "yes" if wanted.danger else ""),
        (plain and running, "due", "What is due", "Anything or nothing", filters.DUES, wanted.due or ""),
        (True, "area", "Area", "Any area", areas, wanted.area),
        (bool(people), "contact", "Point of contact", "Anybody", people, wanted.contact or ""),
        (wanted.scope != "shared", "stand_in", *STAND_IN, "none" if wanted.no_stand_in else ""),
        (True, "state", "Open or closed", "Open", CLOSED, "closed" if wanted.closed else ""),
        (True, "sort", "Order", "", sorts, wanted.order),
    ]
    return [
        (name, label, (tuple((str(code), text) for code, text in choices.items()), str(chosen), none))
        for shown, name, label, none, choices, chosen in rows
        if shown
    ]


DANGER = {"yes": "In danger, hurt or not sure"}
STAND_IN = ("Stand-in", "With or without", {"none": "No stand-in"})
CLOSED = {"closed": "Closed"}


def _write_down(actor: Actor, wanted: Wanted, found: CaseList, harmed: Collection[str]) -> None:
    kinds = {*found.kinds, *([Kind.SAFETY.value] if harmed else [])}
    record_read(
        who=actor.who,
        verb="looked at: cases",
        about=None,
        outcome="read",
        shown=sorted(kinds),
        why=f"{wanted.scope}, {len(found.rows)} rows",
    )
