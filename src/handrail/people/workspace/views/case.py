"""Reading a case: the page and the map of its pathway."""

from typing import TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail.people.cases.events.queries.case_pathway import CasePathwayStatus
from handrail.people.cases.lifecycle.presenters.case_page import present_case
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail, get_case_detail
from handrail.people.cases.panels import CasePanelBuildContext, build_panel_template_variables
from handrail.people.contacts.presenters import merge_closings_and_hand_overs_into_timeline
from handrail.people.matching.presenters import get_leading_reference
from handrail.people.matching.queries.case_joins_and_incident import list_case_joins
from handrail.people.records.case_page_access import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.workspace.day_row_providers_and_case_panels import CASE_PANELS
from handrail.people.workspace.queries.sql.case_page import (
    fetch_case_page_rows_by_branch_name,
    make_known_empty_case_parts,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.navigation import get_layout_context


class CasePathwayMapContext(TypedDict):
    """The pathway of one case."""

    case: CaseDetail
    standing: CasePathwayStatus | None


@requires_case(Permission.VIEW_CASE)
def case(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """The case page, as far as the reader may see it. A case that another leads sends the reader on, with a note."""
    lines = fetch_case_page_rows_by_branch_name(found.case_access)
    known = make_known_empty_case_parts(lines)
    joins = list_case_joins(found.case_access, known)
    if "own" not in request.GET and (leads := get_leading_reference(joins)):
        messages.success(
            request, msg("{reference} is joined to this case, which leads.", reference=found.reference)
        )
        return redirect("case", leads)
    detail = get_case_detail(found.case_access, known=known)
    reading = found.case_access.to_read() if found.closed else found.case_access
    now = timezone.localtime()
    parts = present_case(detail, reading, now)
    history = [dict(event) for event in parts["events"]]
    if detail.events is not None:
        history = merge_closings_and_hand_overs_into_timeline(history, found.case_access, known)
    page = CasePanelBuildContext(
        access=found.case_access,
        reading_access=reading,
        reference=found.reference,
        is_closed=found.closed,
        now=now,
        lines=lines,
        known=known,
        detail=detail,
        parts=parts,
        extras={"joins": joins},
    )
    shown = {
        **get_layout_context(request, found.case_access.actor, "cases"),
        **parts,
        "events": history,
        "may_end": found.case_access.may(Permission.SHARE),
        **build_panel_template_variables(CASE_PANELS, page),
    }
    return render(request, "workspace/case.html", shown)


@requires_case(Permission.VIEW_CASE)
def case_pathway_map(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """The whole pathway of this case, each step with its duty, who carries it, how it is recorded, the source."""
    found.case_access.needs(Kind.PATHWAY)
    page = get_case_detail(found.case_access, kinds={Kind.PATHWAY, Kind.IDENTITY})
    shown = CasePathwayMapContext(case=page, standing=page.standing)
    layout = get_layout_context(request, found.case_access.actor, "cases")
    return render(request, "workspace/case_map.html", {**layout, **shown})
