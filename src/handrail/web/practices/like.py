"""Areas like ours, and the way to what they do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.practices.queries.library import area_of, choices
from handrail.assurance.practices.queries.like import SOURCE, like
from handrail.web.door import door
from handrail.web.navigation import frame


@door(Permission.VIEW_PRACTICES)
def practices_like(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The areas most like one, the reader's own unless the address names another."""
    names = dict(choices().areas)
    asked = request.GET.get("area", "")
    area = asked if asked in names else area_of(actor)
    shown = {
        "areas": names,
        "area": area,
        "found": like(area, timezone.localdate()) if area else (),
        "source": SOURCE,
    }
    return render(request, "practices/like.html", frame(request, actor, "practices") | shown)
