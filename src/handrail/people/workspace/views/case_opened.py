"""The page after the six questions: the case is open."""

from collections.abc import Mapping
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.people.cases.lifecycle.presenters.opening_summary import (
    NextHelpItem,
    present_case_opening_answers,
    present_help_after_case_opening,
)
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail, get_case_detail
from handrail.people.matching.presenters import build_matching_panel
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.navigation import get_layout_context


class JustOpenedCaseContext(TypedDict):
    """A case that was just opened: what was told, what helps now, who may be the same person."""

    case: CaseDetail
    told: list[tuple[str, str, str]]
    helps: list[NextHelpItem]
    linking: Mapping[str, object] | None


@requires_case_permission(Permission.EDIT_PERSON)
def case_opened(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """What helps now, what was told, what starts, who can see, and who may be the same person."""
    page = get_case_detail(found.case_access)
    shown: JustOpenedCaseContext = {
        "case": page,
        "told": present_case_opening_answers(page),
        "helps": present_help_after_case_opening(page),
        "linking": build_matching_panel(found.case_access),
    }
    layout = get_layout_context(request, found.case_access.actor)
    return render(request, "workspace/opened.html", {**layout, **shown})
