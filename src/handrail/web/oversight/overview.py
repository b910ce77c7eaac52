"""Everything that is overseen, on one page; and the scale that says how sure a body is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.oversight.queries import meeting_list, plan_list, programme_list
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.oversight import present
from handrail.web.oversight.acts import PLACE


@door(Permission.VIEW_OVERSIGHT)
def oversight(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Meetings, plans and programmes of the reader's body."""
    shown = {
        "meetings": [present.meeting(row) for row in meeting_list(actor)],
        "plans": [present.plan(row) for row in plan_list(actor)],
        "programmes": [present.programme(row) for row in programme_list(actor)],
        "may_oversee": actor.may(Permission.OVERSEE),
        "tabs": tabs("oversight"),
    }
    return render(request, "oversight/overview.html", frame(request, actor, PLACE) | shown)


def tabs(current: str) -> list[tuple[str, str, bool]]:
    """The two ways to look: what is held, and what was promised."""
    found = (("Meetings, plans and scrutiny", "oversight"), ("Actions", "actions"))
    return [(name, reverse(place), place == current) for name, place in found]
