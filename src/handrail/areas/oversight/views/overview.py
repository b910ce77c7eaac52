"""Everything that is overseen, on one page; and the scale that says how sure a body is."""

from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.oversight import presenters
from handrail.areas.oversight.models import ImprovementPlan, Meeting, Programme
from handrail.areas.oversight.queries import (
    count_open_actions_by_origin_id,
    list_improvement_plans_with_counts,
    list_meetings,
    list_scrutiny_programmes_with_counts,
)
from handrail.areas.recommendations.tags import ASSURANCE_LEVEL_TAGS, NAV, StateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context


class OversightPageContext(TypedDict):
    """What oversight/overview.html shows."""

    meetings: list[tuple[Meeting, StateTag]]
    plans: list[tuple[ImprovementPlan, StateTag]]
    programmes: list[Programme]
    open_actions: dict[str, int]
    may_oversee: bool
    tabs: list[tuple[str, str, bool]]


@requires_permission(Permission.VIEW_OVERSIGHT)
def oversight(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Meetings, plans and programmes of the reader's body."""
    meetings, plans, programmes = (
        list_meetings(actor),
        list_improvement_plans_with_counts(actor),
        list_scrutiny_programmes_with_counts(actor),
    )
    shown: OversightPageContext = {
        "meetings": [(row, ASSURANCE_LEVEL_TAGS[row.level]) for row in meetings],
        "plans": [(row, presenters.make_next_board_tag(row)) for row in plans],
        "programmes": programmes,
        "open_actions": {
            **count_open_actions_by_origin_id("meeting", meetings),
            **count_open_actions_by_origin_id("plan", plans),
            **count_open_actions_by_origin_id("programme", programmes),
        },
        "may_oversee": actor.may(Permission.OVERSEE),
        "tabs": make_oversight_tabs("oversight"),
    }
    return render(request, "oversight/overview.html", {**get_layout_context(request, actor, NAV), **shown})


def make_oversight_tabs(current: str) -> list[tuple[str, str, bool]]:
    """The two ways to look: what is held, and what was promised."""
    found = (("Meetings, plans and scrutiny", "oversight"), ("Actions", "actions"))
    return [(name, reverse(place), place == current) for name, place in found]
