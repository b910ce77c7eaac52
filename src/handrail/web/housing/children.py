"""Ringing for a child, or somebody who may be one: each step is marked with its time, until they are placed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.casework.lists.queries.finding import Found
from handrail.provision.places.actions import children
from handrail.provision.places.states import ChildCallSort
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.housing.forms import ChildForm


@case_door(Permission.FIND_PLACE)
def child_mark(request: HttpRequest, found: Found) -> HttpResponse:
    """Mark one step, now."""
    found.sight.needs(Kind.SUPPORT)
    form = bind(ChildForm, request)

    def save(answers: dict[str, Any]) -> str:
        sort = ChildCallSort(answers["sort"])
        children.mark(case_id=found.case_id, sort=sort, words=answers["words"], by=found.sight.actor)
        return (
            "The child is placed. The time has stopped."
            if sort is ChildCallSort.PLACED
            else "The time is marked."
        )

    back = reverse("place_tonight", args=[found.reference])
    return act(request, found.sight.actor, form, Act("Mark the time", save, back, back, button="Mark it now"))
