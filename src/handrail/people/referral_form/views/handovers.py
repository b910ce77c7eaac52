"""Drafts that were handed to us: the list, one of them, made or sent back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.people.referral_form.action_forms import ReceivedSubmissionForm, ReturnReasonForm
from handrail.people.referral_form.actions import handovers
from handrail.people.referral_form.actions.submissions import FormSubmissionInput
from handrail.people.referral_form.queries.handovers import (
    ReceivedDraftDetail,
    get_received_handover,
    list_received_handovers,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_read, record_reads
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context

REPLY_STATES = {"none_yet": "today", "made": "met", "back": "declined", "taken_back": "declined"}
ROUTE_NAMES = {"nrm": "Referral to the NRM", "dtn": "Duty to Notify report"}


@requires(Permission.RECORD)
def handed_list(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that wait for us first."""
    lines = list_received_handovers(actor)
    if lines:
        about = {line.case_id for line in lines}
        record_reads(
            who=actor.who, verb="looked at: forms handed to us", about=about, shown=[Kind.PATHWAY.value]
        )
    else:
        record_read(who=actor.who, verb="looked at: forms handed to us", about=None, why="none")
    told = {"lines": lines, "looks": REPLY_STATES, "names": ROUTE_NAMES}
    return render(
        request, "referral_form/handovers.html", get_layout_context(request, actor, "referrals") | told
    )


@requires_case(Permission.VIEW_CASE)
def handed_form(request: HttpRequest, found: CaseContext, handover_id: UUID) -> HttpResponse:
    """The form as it was handed, in its own order."""
    one = _get_handover(found, handover_id)
    told = {
        "one": one,
        "reference": found.reference,
        "name": ROUTE_NAMES[one.line.route],
        "state": REPLY_STATES[one.line.reply],
    }
    return render(
        request,
        "referral_form/handover.html",
        get_layout_context(request, found.case_access.actor, "referrals") | told,
    )


@requires_case(Permission.VIEW_CASE)
def handed_made(request: HttpRequest, found: CaseContext, handover_id: UUID) -> HttpResponse:
    """Say on which day we sent it."""
    one = _get_handover(found, handover_id)
    form = bind_form(ReceivedSubmissionForm, request, initial={"on": formatting.get_today()})

    def save(answers: dict[str, Any]) -> str:
        handovers.record_handover_sent(
            handover_id=handover_id,
            sent=FormSubmissionInput(answers["on"], answers["at_time"]),
            words=answers["words"],
            by=found.case_access.actor,
        )
        return msg(
            "Recorded as sent. {from_worker} of {from_body} sees it.",
            from_worker=one.line.from_worker,
            from_body=one.line.from_body,
        )

    return _run_action(
        request, found, handover_id, form, "On which day did you send it?", save, "Record as sent"
    )


@requires_case(Permission.VIEW_CASE)
def handed_back(request: HttpRequest, found: CaseContext, handover_id: UUID) -> HttpResponse:
    """Send it back, and say why."""
    one = _get_handover(found, handover_id)

    def save(answers: dict[str, Any]) -> str:
        handovers.send_draft_back(
            handover_id=handover_id, because=answers["because"], by=found.case_access.actor
        )
        return msg(
            "Sent back. {from_worker} of {from_body} sees why.",
            from_worker=one.line.from_worker,
            from_body=one.line.from_body,
        )

    return _run_action(
        request,
        found,
        handover_id,
        bind_form(ReturnReasonForm, request),
        "Send the form back",
        save,
        "Send it back",
    )


def _get_handover(found: CaseContext, handover_id: UUID) -> ReceivedDraftDetail:
    one = get_received_handover(found.case_access, handover_id)
    if one is None:
        raise NotVisible
    return one


def _run_action(
    request: HttpRequest,
    found: CaseContext,
    handover_id: UUID,
    form: Any,
    title: str,
    save: Callable[[dict[str, Any]], str],
    button: str,
) -> HttpResponse:
    here = reverse("nrm_handed", args=[found.reference, handover_id])
    page = FormAction(title=title, save=save, then=here, back=here, button=button, place="referrals")
    return process_form_action(request, found.case_access.actor, form, page)
