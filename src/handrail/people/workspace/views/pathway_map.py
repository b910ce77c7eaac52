"""The pathway's map, and who looked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail import pathway
from handrail.pathway import route_map
from handrail.people.records.queries.case_lookup import find_case, get_case_id_for_audit
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_read
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.VIEW_RULES)
def pathway_map(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The pathway for everybody: each step with its duty, who acts, how the crime is recorded, the source."""
    shown = {
        "steps": pathway.list_steps_taken(pathway.History(), timezone.localdate()),
        "routes": route_map.list_other_routes(),
        "others": route_map.list_other_steps(),
    }
    return render(
        request, "workspace/pathway_map.html", get_layout_context(request, actor, "pathway_map") | shown
    )


@requires(Permission.VIEW_LOOKS)
def looks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who has looked at a case: ask for it by its reference."""
    typed = request.POST.get("reference", "").strip()
    missing = False
    if typed:
        try:
            return redirect("case_looks", find_case(actor, typed).reference)
        except NotVisible:
            missing = True
            about = get_case_id_for_audit(typed)
            record_read(
                who=actor.who,
                verb="looked for a case",
                about=about,
                outcome="refused",
                why="Not open to them",
            )
    shown = {"typed": typed, "missing": missing}
    return render(
        request, "workspace/case_access_search.html", get_layout_context(request, actor, "looks") | shown
    )
