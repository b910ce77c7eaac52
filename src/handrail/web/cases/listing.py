"""The list of cases: filters and sort stay in the address."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.audit.actions import record_read
from handrail.casework.queries.case_list import CaseList, Scope, Sort, Wanted, case_list, scopes
from handrail.casework.queries.choices import area_choices
from handrail.web.cases import present
from handrail.web.design.address import with_query
from handrail.web.door import door
from handrail.web.navigation import frame

PHASES = {
    "before": "Before the NRM",
    "during": "In the NRM",
    "after": "After the NRM",
    "outside": "Outside the NRM",
}
SCOPES = {Scope.MINE: "My cases", Scope.OURS: "Held by us", Scope.SHARED: "Shared with us"}
SORTS = {Sort.NEWEST: "Newest first", Sort.OLDEST: "Oldest first", Sort.DUE: "What is due first"}


@door(Permission.VIEW_CASE)
def cases(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Cases that are open to the reader. A filter typed by hand that means nothing is passed over."""
    wanted = _wanted(request, actor)
    found = case_list(actor, wanted)
    areas = area_choices()
    _write_down(actor, wanted, found)
    shown = {
        "list": found,
        "lines": [present.case_line(row) for row in found.rows],
        "wanted": wanted,
        "scopes": [(scope.value, SCOPES[scope], scope is wanted.scope) for scope in scopes(actor)],
        "phases": PHASES,
        "sorts": SORTS,
        "areas": areas,
        "chosen": _chosen(request, wanted, dict(areas)),
        "may_open": actor.may(Permission.OPEN_CASE),
    }
    return render(request, "cases/list.html", frame(request, actor, "cases") | shown)


def _write_down(actor: Actor, wanted: Wanted, found: CaseList) -> None:
    record_read(
        who=actor.who,
        verb="looked at: cases",
        about=None,
        outcome="read",
        shown=found.kinds,
        why=f"{wanted.scope}, {len(found.rows)} rows",
    )


def _wanted(request: HttpRequest, actor: Actor) -> Wanted:
    given = request.GET
    offered = scopes(actor)
    scope = next((scope for scope in offered if scope.value == given.get("whose")), offered[0])
    sort = next((sort for sort in Sort if sort.value == given.get("sort")), Sort.NEWEST)
    page = given.get("page", "1")
    return Wanted(
        scope=scope,
        phase=given["phase"] if given.get("phase") in PHASES else "",
        danger=given.get("danger") == "yes",
        area=given.get("area", "").replace("\0", "")[:9],
        sort=sort,
        page=int(page) if page.isdecimal() and len(page) < 4 else 1,
    )


def _chosen(request: HttpRequest, wanted: Wanted, names: dict[str, str]) -> list[tuple[str, str]]:
    chosen: list[tuple[str, Any]] = []
    if wanted.phase:
        chosen.append((PHASES[wanted.phase], "phase"))
    if wanted.danger:
        chosen.append(("In danger, hurt or not sure", "danger"))
    if wanted.area in names:
        chosen.append((names[wanted.area], "area"))
    return [(text, with_query(request, **{name: None, "page": None})) for text, name in chosen]
