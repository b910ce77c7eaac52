"""Reading a case: its overview, its further pages, the sheet for a handover, the whole file, and the map."""

import datetime
from collections.abc import Sequence
from typing import Any, TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail.people.cases.events.presenters import TimelineItem
from handrail.people.cases.events.queries.case_pathway import CasePathwayStatus
from handrail.people.cases.lifecycle.presenters.case_page import (
    CaseDetailContext,
    has_died,
    list_actions_after_death,
    list_closing_action,
    present_case,
)
from handrail.people.cases.lifecycle.queries.case_detail import (
    CaseDetail,
    CaseDetailPart,
    fetch_case_detail_rows,
    get_case_detail,
)
from handrail.people.cases.panels import (
    CaseLines,
    CasePanel,
    CasePanelBuildContext,
    build_panel_template_variables,
    select_extra_querysets_by_panel,
)
from handrail.people.cases.person.presenters import list_safety_buttons
from handrail.people.contacts.presenters import (
    ClosingOrHandOverItem,
    merge_closings_and_hand_overs_into_timeline,
)
from handrail.people.matching.presenters import get_reference_of_leading_case
from handrail.people.matching.queries.case_joins_and_incident import CaseJoinRow, list_case_joins
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.case_tabs import CaseTab, get_tab_url
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.records.queries.known_case_parts import CasePartsKnownEmptyOrFetched
from handrail.people.workspace.case_tabs import CaseTabItem, list_case_tabs
from handrail.people.workspace.day_row_providers_and_case_panels import CASE_PANELS
from handrail.people.workspace.queries.sql.case_page import (
    fetch_case_page_rows_by_branch_name,
    make_known_empty_case_parts,
)
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.device_calls import may_dial
from handrail.platform.ui.last_page import set_last_visited_page_cookie
from handrail.platform.ui.navigation import get_layout_context

BANNER = frozenset({CaseDetailPart.WHO})
"""What the head of every page of a case reads: who they are. The phase is kept with the case."""
MAP = frozenset({CaseDetailPart.WHO, CaseDetailPart.PATHWAY})
SHEET = (
    "closed",
    "personal_data",
    "danger",
    "all_channels",
    "joined",
    "joined_danger",
    "steps",
    "next",
    "people",
    "needs_at_a_glance",
)
"""The panels of the sheet for a handover, by name, in their order on paper."""
OWN = "own"


class CasePathwayMapContext(TypedDict):
    """The pathway of one case."""

    case: CaseDetail
    standing: CasePathwayStatus | None


class CasePageContext(TypedDict):
    """What a page of a case needs besides its panels: which page it is, and the tabs."""

    tab: CaseTab | None
    tabs: list[CaseTabItem]
    place_in_tabs: int
    may_end: bool
    may_reach: bool


@requires_case_permission(Permission.VIEW_CASE)
def case(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """The overview of a case, as far as the reader may see it."""
    return _render_case_tab(request, found, CaseTab.OVERVIEW)


@requires_case_permission(Permission.VIEW_CASE)
def case_tab(request: HttpRequest, found: CaseOpenToActor, tab: CaseTab) -> HttpResponse:
    """One of the further pages of a case; nothing is read for the others.

    Args:
        request: what was asked.
        found: the case.
        tab: which page.
    """
    return _render_case_tab(request, found, tab)


@requires_case_permission(Permission.VIEW_CASE)
def case_handover_sheet_for_print(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """One sheet to hand over, made for paper: danger, how to reach them, where they are, what is next."""
    return _render_case_panels_on_one_page(
        request, found, [panel for panel in CASE_PANELS if panel.name in SHEET], "workspace/case_sheet.html"
    )


@requires_case_permission(Permission.VIEW_CASE)
def case_all_panels_on_one_page(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Everything of a case that is open to the reader, on one page: for paper, and for reading without tabs."""
    return _render_case_panels_on_one_page(
        request, found, [panel for panel in CASE_PANELS if not panel.is_summary], "workspace/case_file.html"
    )


def _render_case_tab(request: HttpRequest, found: CaseOpenToActor, tab: CaseTab) -> HttpResponse:
    """A case that another leads sends the reader on, with a note."""
    lines = fetch_case_page_rows_by_branch_name(found.case_access)
    known = make_known_empty_case_parts(lines)
    joins = list_case_joins(found.case_access, known)
    if OWN not in request.GET and (leads := get_reference_of_leading_case(joins)):
        messages.success(
            request, msg("{reference} is joined to this case, which leads.", reference=found.reference)
        )
        return redirect(get_tab_url(leads, tab))
    panels = [panel for panel in CASE_PANELS if tab in panel.tabs]
    query = f"?{OWN}=yes" if OWN in request.GET else ""
    tabs = list_case_tabs(
        CASE_PANELS, found.case_access, lines, reference=found.reference, current=tab, query=query
    )
    if not any(one.is_current for one in tabs):  # nothing on it is open to this reader
        return redirect(get_tab_url(found.reference, CaseTab.OVERVIEW))
    page = _read_case_for_panels(
        found, panels, known, joins, tab=tab, lines=lines, dials=may_dial(request, found.case_access.actor)
    )
    response = render(
        request, "workspace/case.html", _make_case_page_template_context(request, found, page, panels, tabs)
    )
    set_last_visited_page_cookie(request, response)
    return response


def _render_case_panels_on_one_page(
    request: HttpRequest, found: CaseOpenToActor, panels: Sequence[CasePanel], template: str
) -> HttpResponse:
    lines = fetch_case_page_rows_by_branch_name(found.case_access)
    known = make_known_empty_case_parts(lines)
    joins = list_case_joins(found.case_access, known)
    page = _read_case_for_panels(
        found, panels, known, joins, tab=None, lines=lines, dials=may_dial(request, found.case_access.actor)
    )
    shown = _make_case_page_template_context(request, found, page, panels, [])
    placed = [panel for place in shown["panels"].values() for panel in place]
    in_order = sorted(
        (panel for panel in placed if panel.name in SHEET), key=lambda one: SHEET.index(one.name)
    )
    return render(
        request, template, {**shown, "in_order": in_order, "parts_of_file": _group_panels_by_tab(placed)}
    )


def _group_panels_by_tab(placed: Sequence[CasePanel]) -> list[tuple[CaseTab | None, list[CasePanel]]]:
    """The panels of the whole file by the page that they belong to; first those that stand on every page."""
    of_tab: dict[CaseTab | None, list[CasePanel]] = {}
    for panel in placed:
        of_tab.setdefault(panel.tabs[0] if len(panel.tabs) == 1 else None, []).append(panel)
    return [(tab, of_tab[tab]) for tab in (None, *CaseTab) if tab in of_tab]


def _read_case_for_panels(
    found: CaseOpenToActor,
    panels: Sequence[CasePanel],
    known: CasePartsKnownEmptyOrFetched,
    joins: Sequence[CaseJoinRow],
    *,
    tab: CaseTab | None,
    lines: CaseLines,
    dials: bool,
) -> CasePanelBuildContext:
    """What these panels are built from: nothing is read that none of them shows."""
    reads = BANNER.union(*(panel.reads for panel in panels))
    also = select_extra_querysets_by_panel(panels, found.case_access, known)
    known = fetch_case_detail_rows(found.case_access, parts=reads, known=known, also=also)
    detail = get_case_detail(found.case_access, parts=reads, known=known)
    died = has_died(detail)
    is_over = found.closed or found.restricted or died
    reading = found.case_access.to_read() if is_over else found.case_access
    now = timezone.localtime()
    return CasePanelBuildContext(
        access=found.case_access,
        reading_access=reading,
        reference=found.reference,
        is_closed=found.closed,
        is_restricted=found.restricted,
        has_died=died,
        now=now,
        lines=lines,
        known=known,
        detail=detail,
        parts=_present_case_with_what_stays_possible(detail, found, reading, now),
        extras={"joins": joins},
        tab=tab,
        may_dial=dials,
    )


def _present_case_with_what_stays_possible(
    detail: CaseDetail, found: CaseOpenToActor, reading: CaseAccess, now: datetime.datetime
) -> CaseDetailContext:
    """A restricted record takes danger, the safety plan and closing; after a death one can record and close. The rest
    offers nothing that would be refused or is of no use."""
    parts = present_case(detail, reading, now)
    if found.closed:
        return parts
    if has_died(detail) and not found.restricted:
        return {**parts, "acts": list_actions_after_death(detail, found.case_access)}
    if not found.restricted:
        return parts
    return {
        **parts,
        "acts": list_closing_action(found.reference, found.case_access),
        "safety_acts": list_safety_buttons(detail.safety, found.reference, found.case_access),
    }


def _make_case_page_template_context(
    request: HttpRequest,
    found: CaseOpenToActor,
    page: CasePanelBuildContext,
    panels: Sequence[CasePanel],
    tabs: list[CaseTabItem],
) -> dict[str, Any]:
    parts: CaseDetailContext = page.parts
    shown = CasePageContext(
        tab=page.tab,
        tabs=tabs,
        place_in_tabs=next((n for n, one in enumerate(tabs, 1) if one.is_current), 0),
        may_end=found.case_access.may(Permission.SHARE),
        may_reach=Kind.CONTACT in found.case_access.kinds and not page.has_died,
    )
    history: list[TimelineItem | ClosingOrHandOverItem] = list(parts["events"])
    if page.detail.events is not None and page.tab in (None, CaseTab.HISTORY):
        history = merge_closings_and_hand_overs_into_timeline(parts["events"], found.case_access, page.known)
    return {
        **get_layout_context(request, found.case_access.actor, "cases"),
        **parts,
        "events": history,
        "may_dial": page.may_dial,
        **shown,
        **build_panel_template_variables(panels, page),
    }


@requires_case_permission(Permission.VIEW_CASE)
def case_pathway_map(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """The whole pathway of this case, each step with its duty, who carries it, how it is recorded, the source."""
    found.case_access.needs(Kind.PATHWAY)
    page = get_case_detail(found.case_access, kinds={Kind.PATHWAY, Kind.IDENTITY}, parts=MAP)
    shown = CasePathwayMapContext(case=page, standing=page.standing)
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "workspace/case_map.html", {**layout, **shown})
