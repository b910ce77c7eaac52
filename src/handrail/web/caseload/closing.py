"""Closing a case, with everything that is still open named first; and opening it again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.caseload.actions import closing
from handrail.caseload.actions.closing import Reason
from handrail.caseload.permissions import working_sight
from handrail.caseload.queries.hand_overs import waiting_on
from handrail.caseload.queries.outstanding import outstanding
from handrail.casework.lists.queries.finding import Found
from handrail.casework.whole.queries.case_page import case_page
from handrail.casework.whole.states import ClosedBecause
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.caseload import present
from handrail.web.caseload.forms import CloseForm, ReopenForm
from handrail.web.design.forms import bind
from handrail.web.door import case_door


@case_door(Permission.RECORD)
def close_case(request: HttpRequest, found: Found) -> HttpResponse:
    """Close the case: why, what was seen to be open, whose sharing ends."""
    working_sight(found.sight, Kind.PATHWAY, Kind.SUPPORT, Kind.CONTACT)
    if found.closed:
        raise NotNow("This case is closed already.")
    things = outstanding(found.sight)
    page = case_page(found.sight, kinds={Kind.IDENTITY})
    form = bind(
        CloseForm,
        request,
        things=[(thing.key, present.open_name(thing)) for thing in things],
        grants=present.grants_to_end(page.grants) if found.sight.may(Permission.SHARE) else [],
    )

    def save(answers: dict[str, Any]) -> str:
        closing.close_case(
            case_id=found.case_id,
            reason=Reason(ClosedBecause(answers["because"]), answers["words"]),
            seen=set(answers.get("seen", [])),
            end_grants=form.numbers(),
            by=found.sight.actor,
        )
        return "This case is closed. It can be read, and opened again."

    here = reverse("case", args=[found.reference])
    act_page = Act(
        title=say("Close the case of {title}", title=page.title),
        tab=say("Close the case of {title}", title=found.reference),
        save=save,
        then=here,
        back=here,
        button="Close the case",
        template="caseload/close.html",
        more={
            "hints": present.open_hints(things),
            "grant_hints": present.grant_hints(page.grants),
            "waiting": waiting_on(found.sight),
            "leads": page.held_by,
            "reference": found.reference,
        },
    )
    return act(request, found.sight.actor, form, act_page)


@case_door(Permission.RECORD)
def reopen_case(request: HttpRequest, found: Found) -> HttpResponse:
    """Open a closed case again, with a reason."""
    working_sight(found.sight, Kind.PATHWAY)
    if not found.closed:
        raise NotNow("This case is open already.")
    form = bind(ReopenForm, request)

    def save(answers: dict[str, Any]) -> str:
        closing.reopen_case(case_id=found.case_id, words=answers["words"], by=found.sight.actor)
        return "This case is open again. What was shared and ended stays ended: share it again where it is needed."

    here = reverse("case", args=[found.reference])
    page = Act(
        title="Open this case again", save=save, then=here, back=here, button="Open it again", on_closed=True
    )
    return act(request, found.sight.actor, form, page)
