"""The pathway's map and rules, the services, and who looked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from handrail import pathway
from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.audit.actions import record_read
from handrail.casework.queries.choices import area_choices, area_of
from handrail.casework.queries.finding import find, number_behind
from handrail.directory.kinds import NEEDS
from handrail.directory.queries import ServiceLine
from handrail.directory.queries import services as all_services
from handrail.directory.states import STATES
from handrail.web.design.address import with_query
from handrail.web.door import door
from handrail.web.navigation import frame

NEEDS_BY_CODE = {need.code: need.name for need in NEEDS}
SHOWN_STATES = ("open", "planned", "funded", "paused")


@door(Permission.VIEW_RULES)
def pathway_map(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The pathway for everybody: each step with its duty, who acts, how the crime is recorded, the source."""
    steps = pathway.steps(pathway.History(), timezone.localdate())
    return render(request, "places/pathway.html", frame(request, actor, "pathway_map") | {"steps": steps})


@door(Permission.VIEW_SERVICES)
def services(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Services by area and need, the reader's own area first. A safe house is named, its place never."""
    areas = dict(area_choices())
    area = request.GET["area"] if "area" in request.GET else area_of(actor.body_id)
    need = request.GET.get("need", "")
    wanted = (areas.get(area, ""), need if need in NEEDS_BY_CODE else "")
    shown = {
        "lines": [line for line in all_services(states=SHOWN_STATES) if _fits(line, *wanted)],
        "areas": areas,
        "needs": NEEDS_BY_CODE,
        "area": area if area in areas else "",
        "need": wanted[1],
        "states": dict(STATES),
        "own": actor.body_id if actor.may(Permission.EDIT_SERVICES) else 0,
        "chosen": [(text, with_query(request, **{name: ""})) for text, name in _chosen(*wanted)],
    }
    return render(request, "places/services.html", frame(request, actor, "services") | shown)


def _fits(line: ServiceLine, area_name: str, need: str) -> bool:
    here = not area_name or line.everywhere or area_name in line.areas
    return here and (not need or line.need == need)


def _chosen(area_name: str, need: str) -> list[tuple[str, str]]:
    chosen = [(area_name, "area")] if area_name else []
    return [*chosen, (NEEDS_BY_CODE[need], "need")] if need else chosen


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
