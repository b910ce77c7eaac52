"""Ringing for a child, or somebody who may be one: each step is marked with its time, until they are placed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.people.housing.actions import child_calls
from handrail.people.housing.forms.stays import ChildCallForm
from handrail.people.housing.states import ChildCallKind
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form


@requires_case(Permission.FIND_PLACE)
def child_mark(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Mark one step, now."""
    found.case_access.needs(Kind.SUPPORT)
    form = bind_form(ChildCallForm, request)

    def save(answers: dict[str, Any]) -> str:
        sort = ChildCallKind(answers["sort"])
        child_calls.record_child_call(
            case_id=found.case_id, sort=sort, words=answers["words"], by=found.case_access.actor
        )
        return (
            "The child is placed. The time has stopped."
            if sort is ChildCallKind.PLACED
            else "The time is marked."
        )

    back = reverse("place_tonight", args=[found.reference])
    return process_form_action(
        request,
        found.case_access.actor,
        form,
        FormAction("Mark the time", save, back, back, button="Mark it now"),
    )
