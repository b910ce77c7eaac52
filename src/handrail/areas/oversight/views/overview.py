"""Everything that is overseen, on one page; and the scale that says how sure a body is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.oversight import presenters
from handrail.areas.oversight.queries import list_meetings, list_plans, list_programmes
from handrail.areas.oversight.views.common import NAVIGATION_ENTRY
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.VIEW_OVERSIGHT)
def oversight(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Meetings, plans and programmes of the reader's body."""
    shown = {
        "meetings": [presenters.present_meeting(row) for row in list_meetings(actor)],
        "plans": [presenters.present_plan(row) for row in list_plans(actor)],
        "programmes": [presenters.present_programme(row) for row in list_programmes(actor)],
        "may_oversee": actor.may(Permission.OVERSEE),
        "tabs": make_oversight_tabs("oversight"),
    }
    return render(
        request, "oversight/overview.html", get_layout_context(request, actor, NAVIGATION_ENTRY) | shown
    )


def make_oversight_tabs(current: str) -> list[tuple[str, str, bool]]:
    """The two ways to look: what is held, and what was promised."""
    found = (("Meetings, plans and scrutiny", "oversight"), ("Actions", "actions"))
    return [(name, reverse(place), place == current) for name, place in found]
