"""Closing a case, with everything that is still open named first; and opening it again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.people.cases.lifecycle.queries.case_detail import get_case_detail
from handrail.people.cases.lifecycle.states import ClosureReason
from handrail.people.contacts import presenters
from handrail.people.contacts.actions import closing
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.forms import CloseCaseForm, ReopenCaseForm
from handrail.people.contacts.permissions import check_works_on_case
from handrail.people.contacts.queries.hand_overs import get_waiting_hand_over
from handrail.people.contacts.queries.outstanding import get_outstanding_items
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form


@requires_case(Permission.RECORD)
def close_case(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Close the case: why, what was seen to be open, whose sharing ends."""
    check_works_on_case(found.case_access, Kind.PATHWAY, Kind.SUPPORT, Kind.CONTACT)
    if found.closed:
        raise ActionNotAllowed("This case is closed already.")
    things = get_outstanding_items(found.case_access)
    page = get_case_detail(found.case_access, kinds={Kind.IDENTITY})
    form = bind_form(
        CloseCaseForm,
        request,
        things=[(thing.key, presenters.get_open_item_name(thing)) for thing in things],
        grants=presenters.get_grant_choices(page.grants) if found.case_access.may(Permission.SHARE) else [],
    )

    def save(answers: dict[str, Any]) -> str:
        closing.close_case(
            case_id=found.case_id,
            reason=ClosureInput(ClosureReason(answers["because"]), answers["words"]),
            seen=set(answers.get("seen", [])),
            end_grants=form.numbers(),
            by=found.case_access.actor,
        )
        return "This case is closed. It can be read, and opened again."

    here = reverse("case", args=[found.reference])
    act_page = FormAction(
        title=msg("Close the case of {title}", title=page.title),
        tab=msg("Close the case of {title}", title=found.reference),
        save=save,
        then=here,
        back=here,
        button="Close the case",
        template="contacts/close.html",
        more={
            "hints": presenters.get_open_item_hints(things),
            "grant_hints": presenters.get_grant_hints(page.grants),
            "waiting": get_waiting_hand_over(found.case_access),
            "leads": page.held_by,
            "reference": found.reference,
        },
    )
    return process_form_action(request, found.case_access.actor, form, act_page)


@requires_case(Permission.RECORD)
def reopen_case(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Open a closed case again, with a reason."""
    check_works_on_case(found.case_access, Kind.PATHWAY)
    if not found.closed:
        raise ActionNotAllowed("This case is open already.")
    form = bind_form(ReopenCaseForm, request)

    def save(answers: dict[str, Any]) -> str:
        closing.reopen_case(case_id=found.case_id, words=answers["words"], by=found.case_access.actor)
        return "This case is open again. What was shared and ended stays ended: share it again where it is needed."

    here = reverse("case", args=[found.reference])
    page = FormAction(
        title="Open this case again",
        save=save,
        then=here,
        back=here,
        button="Open it again",
        allowed_on_closed_case=True,
    )
    return process_form_action(request, found.case_access.actor, form, page)
