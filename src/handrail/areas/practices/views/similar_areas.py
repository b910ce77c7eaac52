"""Areas like ours, and the way to what they do."""

from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.areas.practices.queries.library import get_own_area_code, get_practice_library_filter_choices
from handrail.areas.practices.queries.similar_areas import SOURCE, SimilarArea, list_similar_areas
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context


class SimilarAreasPageContext(TypedDict):
    """What practices/similar_areas.html shows."""

    areas: dict[str, str]
    area: str
    found: tuple[SimilarArea, ...]
    source: str


@requires_permission(Permission.VIEW_PRACTICES)
def similar_areas(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The areas most like one, the reader's own unless the address names another."""
    names = dict(get_practice_library_filter_choices().areas)
    asked = request.GET.get("area", "")
    area = asked if asked in names else get_own_area_code(actor)
    shown: SimilarAreasPageContext = {
        "areas": names,
        "area": area,
        "found": list_similar_areas(area, timezone.localdate()) if area else (),
        "source": SOURCE,
    }
    return render(
        request, "practices/similar_areas.html", {**get_layout_context(request, actor, "practices"), **shown}
    )
