"""Cases that one check of records found, for a lead: only those that the reader may open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.record_checks.counts import get_record_checks
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context

MOST = 200


@requires_permission(Permission.CHECK_RECORDS)
def show_contradicting_cases(request: HttpRequest, actor: Actor, name: str) -> HttpResponse:
    """References of the cases of the reader's organisation that contradict themselves now, each with a link.

    Args:
        request: the request.
        actor: the reader.
        name: of the check.
    """
    policy.require_permission(actor, Permission.VIEW_CASE)
    check = next((one for one in get_record_checks() if one.name == name and one.case_page), None)
    if check is None:
        raise NotVisible
    found = {one.case_id for one in check.find() if one.body_id == actor.body_id}
    rows = Case.objects.filter(policy.visible_files_q(actor, today()), owner=actor.body_id, pk__in=found)
    references = list(rows.order_by("reference").values_list("reference", flat=True)[:MOST])
    if references:
        write_audit_record_of_read(
            who=actor.who,
            verb="viewed: contradictions",
            about=None,
            why=f"{check.name}: {len(references)} cases",
        )
    shown = {
        "check": check,
        "cases": [(one, reverse(check.case_page, args=[one])) for one in references],
        "back": reverse("record_checks"),
    }
    layout = get_layout_context(request, actor, "record_checks")
    return render(request, "workspace/contradicting_cases.html", layout | shown)
