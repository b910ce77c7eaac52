"""Drafts that were handed to us: the list, one of them, made or sent back."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.referral_form.actions import handovers
from handrail.people.referral_form.actions.submissions import FormSubmissionInput
from handrail.people.referral_form.draft_action_forms import (
    DraftActionReasonForm,
    ReceivedDraftSubmissionForm,
)
from handrail.people.referral_form.queries.received_handovers import (
    ReceivedDraftDetail,
    ReceivedDraftRow,
    find_received_draft_detail,
    list_received_handovers,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read, write_read_records_of_files
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context

REPLY_STATES = {"none_yet": "today", "made": "met", "back": "declined", "taken_back": "declined"}
ROUTE_NAMES = {"nrm": "Referral to the NRM", "dtn": "Duty to Notify report"}


class ReceivedDraftsContext(TypedDict):
    """What the list of forms shows that were handed to us; `looks` and `names` are by reply and by route."""

    lines: list[ReceivedDraftRow]
    looks: dict[str, str]
    names: dict[str, str]


class ReceivedDraftContext(TypedDict):
    """What the page of one such form shows."""

    one: ReceivedDraftDetail
    reference: str
    name: str
    state: str


@requires_permission(Permission.RECORD)
def received_drafts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Those that wait for us first."""
    lines = list_received_handovers(actor)
    if lines:
        about = {line.case_id for line in lines}
        write_read_records_of_files(
            who=actor.who, verb="viewed forms handed over to us", about=about, shown=[Kind.PATHWAY.value]
        )
    else:
        write_audit_record_of_read(
            who=actor.who, verb="viewed forms handed over to us", about=None, why="none"
        )
    context: ReceivedDraftsContext = {"lines": lines, "looks": REPLY_STATES, "names": ROUTE_NAMES}
    layout = get_layout_context(request, actor, "referrals")
    return render(request, "referral_form/handovers.html", {**layout, **context})


@requires_case_permission(Permission.VIEW_CASE)
def received_draft(request: HttpRequest, found: CaseOpenToActor, handover_id: UUID) -> HttpResponse:
    """The form as it was handed, in its own order.

    Args:
        request: the request.
        found: the case, with what the reader may see of it.
        handover_id: the handover.
    """
    one = _get_received_draft(found, handover_id)
    context: ReceivedDraftContext = {
        "one": one,
        "reference": found.reference,
        "name": ROUTE_NAMES[one.line.route],
        "state": REPLY_STATES[one.line.reply],
    }
    layout = get_layout_context(request, found.case_access.actor, "referrals")
    return render(request, "referral_form/handover.html", {**layout, **context})


class ReceivedDraftActionPage(CaseActionPage, abstract=True):
    """What the body answers that a draft was handed to."""

    permission, nav = Permission.VIEW_CASE, "referrals"

    @property
    def back_url(self) -> str:
        return reverse("nrm_handed", args=[self.case.reference, self.received.line.handover_id])

    def load(self, handover_id: UUID) -> None:
        self.received = _get_received_draft(self.case, handover_id)


class RecordReceivedDraftSubmissionPage(ReceivedDraftActionPage):
    """Say on which day we sent it."""

    title, button = "Date you sent it", "Record as sent"
    form_class = ReceivedDraftSubmissionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"on": formatting.get_today()}}

    def perform(self, form: ReceivedDraftSubmissionForm) -> str:
        line, answers = self.received.line, form.cleaned_data
        handovers.record_received_draft_submission(
            handover_id=line.handover_id,
            sent=FormSubmissionInput(answers["on"], answers["at_time"]),
            words=answers["words"],
            by=self.actor,
        )
        return msg(
            "Recorded as sent. {from_worker} of {from_body} can see this.",
            from_worker=line.from_worker,
            from_body=line.from_body,
        )


class SendReceivedDraftBackPage(ReceivedDraftActionPage):
    """Send it back, and say why."""

    title, button, form_class = "Send the form back", "Send back", DraftActionReasonForm

    def perform(self, form: DraftActionReasonForm) -> str:
        line, because = self.received.line, form.cleaned_data["because"]
        handovers.return_received_draft_to_preparing_body(
            handover_id=line.handover_id, because=because, by=self.actor
        )
        return msg(
            "Sent back. {from_worker} of {from_body} can see why.",
            from_worker=line.from_worker,
            from_body=line.from_body,
        )


def _get_received_draft(found: CaseOpenToActor, handover_id: UUID) -> ReceivedDraftDetail:
    one = find_received_draft_detail(found.case_access, handover_id)
    if one is None:
        raise NotVisible
    return one
