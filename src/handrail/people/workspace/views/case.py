"""Reading a case: the page, the map of its road, who has looked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.lifecycle.views import papers
from handrail.people.contacts import presenters as caseload
from handrail.people.contacts.queries.sql.case_page import case_lines, known_of, scans_of
from handrail.people.housing.presenters import make_case_panel
from handrail.people.matching import presenters as linking
from handrail.people.matching.queries.case_links import list_joins
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.recovery import presenters as recovery
from handrail.people.referral_form import presenters as nrmform
from handrail.people.workspace.presenters import case as present
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.queries import list_records_about
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.navigation import get_layout_context

MOST_LOOKS = 200


@requires_case(Permission.VIEW_CASE)
def case(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """The case page, as far as the door opens it. A case that another leads sends the reader on, with a note."""
    lines = case_lines(found.case_access)
    known = known_of(lines)
    joins = list_joins(found.case_access, known)
    if "own" not in request.GET and (leads := linking.get_leading_reference(joins)):
        messages.success(
            request, msg("{reference} is joined to this case, which leads.", reference=found.reference)
        )
        return redirect("case", leads)
    page = get_case_detail(found.case_access, known=known)
    case_access = (
        found.case_access.to_read() if found.closed else found.case_access
    )  # a closed case offers no act
    shown = present.present_case(page, case_access, timezone.localtime())
    if page.events is not None:
        shown["events"] = caseload.merge_case_history(shown["events"], found.case_access, known)
    shown |= caseload.present_case_additions(found.case_access, lines, closed=found.closed)
    shown["papers"] = papers.present_papers_panel(case_access, found.reference, scans_of(lines))
    shown["places"] = make_case_panel(found.case_access, timezone.localtime(), known, found.reference)
    shown["linking"] = linking.build_case_panel(case_access, timezone.localtime(), known)
    shown["joined"] = linking.build_joined_cases(joins, timezone.localtime())
    shown["nrm_form"] = nrmform.build_case_panel(case_access, timezone.localtime(), page.events or (), known)
    shown["recovery"] = recovery.build_case_panel(case_access, timezone.localtime(), known)
    return render(
        request, "workspace/case.html", get_layout_context(request, found.case_access.actor, "cases") | shown
    )


@requires_case(Permission.VIEW_CASE)
def case_map(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """The whole road of this case, each step with its duty, who carries it, how it is recorded, the source."""
    found.case_access.needs(Kind.PATHWAY)
    page = get_case_detail(found.case_access, kinds={Kind.PATHWAY, Kind.IDENTITY})
    shown = get_layout_context(request, found.case_access.actor, "cases") | {
        "case": page,
        "standing": page.standing,
    }
    return render(request, "workspace/case_map.html", shown)


@requires_case(Permission.VIEW_LOOKS)
def case_looks(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Everybody who has looked at the case, changed it, or was turned away: the log, not the file."""
    found.case_access.needs(Kind.LOOKS)
    lines = present.present_looks(list_records_about(found.case_id, MOST_LOOKS), found.case_access.actor)
    shown = {"reference": found.reference, "lines": lines, "most": MOST_LOOKS}
    return render(
        request,
        "workspace/case_looks.html",
        get_layout_context(request, found.case_access.actor, "looks") | shown,
    )
