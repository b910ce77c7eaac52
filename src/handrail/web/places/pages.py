"""The pathway's map, and who looked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail import pathway
from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.audit.actions import record_read
from handrail.casework.lists.queries.finding import find, number_behind
from handrail.pathway import drawing
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.places.service_list import services

__all__ = ["looks", "pathway_map", "services"]


@door(Permission.VIEW_RULES)
def pathway_map(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The pathway for everybody: each step with its duty, who acts, how the crime is recorded, the source."""
    shown = {
        "steps": pathway.steps(pathway.History(), timezone.localdate()),
        "routes": drawing.other_routes(),
        "others": drawing.other_steps(),
    }
    return render(request, "places/pathway.html", frame(request, actor, "pathway_map") | shown)


@door(Permission.VIEW_LOOKS)
def looks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who has looked at a case: ask for it by its reference."""
    typed = request.POST.get("reference", "").strip()
    missing = False
    if typed:
        try:
            return redirect("case_looks", find(actor, typed).reference)
        except NotOpenToYou:
            missing = True
            about = number_behind(typed)
            record_read(
                who=actor.who,
                verb="looked for a case",
                about=about,
                outcome="refused",
                why="Not open to them",
            )
    shown = {"typed": typed, "missing": missing}
    return render(request, "places/looks.html", frame(request, actor, "looks") | shown)
