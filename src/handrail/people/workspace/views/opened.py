"""The page after the six questions: the case is open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.people.cases.lifecycle.presenters.opened import present_answers, present_help
from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.matching.presenters import build_case_panel
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.roles import Permission
from handrail.platform.ui.navigation import get_layout_context


@requires_case(Permission.EDIT_PERSON)
def opened(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """What helps now, what was told, what starts, who can see, and who may be the same person."""
    page = get_case_detail(found.case_access)
    shown = get_layout_context(request, found.case_access.actor) | {
        "case": page,
        "told": present_answers(page),
        "helps": present_help(page),
        "linking": build_case_panel(found.case_access),
    }
    return render(request, "workspace/opened.html", shown)
