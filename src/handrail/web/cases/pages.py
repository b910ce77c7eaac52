"""Reading a case: the page, the map of its road, who has looked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.audit.queries import looks
from handrail.casework.lists.queries.finding import Found
from handrail.casework.whole.queries.case_page import case_page
from handrail.kernel.saying import say
from handrail.linking.queries.of_case import joins_of
from handrail.web.caseload import present as caseload
from handrail.web.cases import papers, present
from handrail.web.door import case_door
from handrail.web.housing.present import case_panel
from handrail.web.linking import present as linking
from handrail.web.navigation import frame
from handrail.web.nrmform import present as nrmform
from handrail.web.recovery import present as recovery

MOST_LOOKS = 200


@case_door(Permission.VIEW_CASE)
def case(request: HttpRequest, found: Found) -> HttpResponse:
    """The case page, as far as the door opens it. A case that another leads sends the reader on, with a note."""
    joins = joins_of(found.sight)
    if "own" not in request.GET and (leads := linking.leads_to(joins)):
        messages.success(
            request, say("{reference} is joined to this case, which leads.", reference=found.reference)
        )
        return redirect("case", leads)
    page = case_page(found.sight)
    sight = found.sight.to_read() if found.closed else found.sight  # a closed case offers no act
    shown = present.case(page, sight, timezone.localtime())
    if page.events is not None:
        shown["events"] = caseload.woven(shown["events"], found.sight)
    shown |= caseload.on_case_page(found.sight, found.reference, closed=found.closed)
    shown["papers"] = papers.case_panel(sight, found.reference)
    shown["places"] = case_panel(found.sight, timezone.localtime())
    shown["linking"] = linking.case_panel(sight, timezone.localtime())
    shown["joined"] = linking.joined(joins, timezone.localtime())
    shown["nrm_form"] = nrmform.case_panel(sight, timezone.localtime(), page.events or ())
    shown["recovery"] = recovery.case_panel(sight, timezone.localtime())
    return render(request, "cases/case.html", frame(request, found.sight.actor, "cases") | shown)


@case_door(Permission.VIEW_CASE)
def case_map(request: HttpRequest, found: Found) -> HttpResponse:
    """The whole road of this case, each step with its duty, who carries it, how it is recorded, the source."""
    found.sight.needs(Kind.PATHWAY)
    page = case_page(found.sight, kinds={Kind.PATHWAY, Kind.IDENTITY})
    shown = frame(request, found.sight.actor, "cases") | {"case": page, "standing": page.standing}
    return render(request, "cases/map.html", shown)


@case_door(Permission.VIEW_LOOKS)
def case_looks(request: HttpRequest, found: Found) -> HttpResponse:
    """Everybody who has looked at the case, changed it, or was turned away: the log, not the file."""
    found.sight.needs(Kind.LOOKS)
    lines = present.looks(looks(found.case_id, MOST_LOOKS), found.sight.actor)
    shown = {"reference": found.reference, "lines": lines, "most": MOST_LOOKS}
    return render(request, "cases/looks.html", frame(request, found.sight.actor, "looks") | shown)
