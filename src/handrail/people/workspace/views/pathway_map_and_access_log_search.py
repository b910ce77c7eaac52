"""The pathway's map, and who looked."""

from typing import TypedDict

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail import pathway
from handrail.pathway import route_map
from handrail.pathway.routes import StepRule
from handrail.people.records.case_reference_field import case_reference_field
from handrail.people.records.queries.case_lookup import (
    get_case_id_for_audit,
    get_case_open_to_actor_by_reference,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.audit.request_limits import NOT_FOUND_VERB
from handrail.platform.ui.access_control import require_below_search_limit, requires_permission
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.search_page import SearchPage


class PathwayMapContext(TypedDict):
    """The pathway of an adult who agrees, the other routes, and the steps of those alone."""

    steps: tuple[pathway.PathwayStep, ...]
    routes: tuple[route_map.RouteBesideMain, ...]
    others: tuple[StepRule, ...]


@requires_permission(Permission.VIEW_RULES)
def pathway_map(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The pathway for everybody: each step with its duty, who acts, how the crime is recorded, the source."""
    shown: PathwayMapContext = {
        "steps": pathway.list_steps_of_taken_route_on_day(pathway.History(), timezone.localdate()),
        "routes": route_map.list_routes_except_main(),
        "others": route_map.list_steps_off_main_route(),
    }
    layout = get_layout_context(request, actor, "pathway_map")
    return render(request, "workspace/pathway_map.html", {**layout, **shown})


class CaseReferenceForm(forms.Form):
    """Which case."""

    reference = case_reference_field("Case reference")


class FindCaseAccessLogPage(SearchPage):
    """Ask for a case by its reference, and go to the record of who has looked at it."""

    permission, nav = Permission.VIEW_LOOKS, "looks"
    form_class, template_name = CaseReferenceForm, "workspace/case_access_search.html"

    def search(self, form: CaseReferenceForm) -> HttpResponse | None:
        typed = form.cleaned_data["reference"]
        try:
            return redirect("case_looks", get_case_open_to_actor_by_reference(self.actor, typed).reference)
        except NotVisible:
            require_below_search_limit(self.actor)
            about, why = get_case_id_for_audit(typed), "Not available to them"
            write_audit_record_of_read(
                who=self.actor.who, verb=NOT_FOUND_VERB, about=about, outcome="refused", why=why
            )
        form.add_error("reference", "No case with that reference is open to you")
        return None
