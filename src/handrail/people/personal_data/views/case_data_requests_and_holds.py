"""The data of one record: what was asked and decided, and each act on it."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.personal_data.actions import (
    access_and_correction_requests,
    erasure_requests,
    holds_restrictions_and_retention,
)
from handrail.people.personal_data.actions.paused_grants import allow_body_to_read_restricted_record
from handrail.people.personal_data.actions.restriction_recipients import RestrictionRecipientNames
from handrail.people.personal_data.forms import (
    CorrectionAnswerForm,
    CorrectionRequestForm,
    ErasureRequestForm,
    LegalHoldForm,
    ReasonToEndRestrictionOrHoldForm,
    RestrictionExceptionForm,
    RestrictionForm,
    RetentionDecisionForm,
)
from handrail.people.personal_data.models import (
    CorrectionRequest,
    LegalHold,
    RestrictionException,
    RestrictionPeriod,
    RetentionDecision,
)
from handrail.people.personal_data.queries.case_data_requests_and_holds import (
    CaseDataRequestsAndHolds,
    get_case_data_requests_and_holds,
)
from handrail.people.personal_data.queries.joined_cases import get_joined_case_references_by_id
from handrail.people.personal_data.retention_schedule import get_retention_end_day
from handrail.people.personal_data.text_choices import LegalHoldReason
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_page_access import requires_case_permission
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui.navigation import get_layout_context

NAV = "personal_data"


class CaseDataRequestsAndHoldsContext(TypedDict):
    """The page of one record; `kept_until` is None while the case is open."""

    reference: str
    data: CaseDataRequestsAndHolds
    kept_until: object


@requires_case_permission(Permission.KEEP_PERSONAL_DATA)
def show_case_data_requests_and_holds(request: HttpRequest, found: CaseOpenToActor) -> HttpResponse:
    """Copies, corrections, restriction, holds, keeping and erasure of one record; nothing of its content."""
    found.case_access.needs(Kind.LOOKS)
    data = get_case_data_requests_and_holds(found.case_access)
    shown = CaseDataRequestsAndHoldsContext(
        reference=found.reference, data=data, kept_until=_get_day_record_is_kept_until(data)
    )
    layout = get_layout_context(request, found.case_access.actor, NAV)
    return render(request, "personal_data/case_data.html", {**layout, **shown})


def _get_day_record_is_kept_until(data: CaseDataRequestsAndHolds) -> object:
    if data.case.closed_at is None:
        return None
    if data.keep_until:
        return data.keep_until
    return get_retention_end_day(to_london(data.case.closed_at).date(), is_adult=data.case.age == "adult")


class BaseCaseDataActionPage(CaseActionPage, abstract=True):
    """What acts on the data of one record, open or closed, restricted or not."""

    permission, nav = Permission.KEEP_PERSONAL_DATA, NAV
    takes_closed_case = takes_restricted_case = True

    @property
    def back_url(self) -> str:
        return reverse("case_personal_data", args=[self.case.reference])


class RequestErasurePage(BaseCaseDataActionPage):
    """Ask that the record is erased: somebody else approves."""

    asks_again = True
    title, button, form_class = "Ask to erase this record", "Ask for approval", ErasureRequestForm

    @property
    def lead(self) -> str:
        opening = "Someone else must approve it: another data protection lead, or a duty lead."
        if not self.joined:
            return opening
        return msg(
            "{opening} This record is joined with {references} as one person, so they are erased "
            "together. Separate them first if they are two people.",
            opening=opening,
            references=join_texts(self.joined),
        )

    def load(self) -> None:
        erasure_requests.raise_unless_case_may_be_erased(self.case.case_id)
        owner_id = self.case.case_access.owner_id
        self.joined = list(get_joined_case_references_by_id(self.case.case_id, owner_id).values())

    def perform(self, form: ErasureRequestForm) -> str:
        made = erasure_requests.request_erasure(
            case_id=self.case.case_id, because=form.cleaned_data["because"], by=self.actor
        )
        self.success_url = reverse("erasure", args=[made[0].pk])
        return "Erasure requested. Nothing is erased until someone else approves."


class DecideRetentionPage(BaseCaseDataActionPage):
    """At the yearly review: keep the record until a day."""

    title, button, form_class = "Keep this record", "Keep it", RetentionDecisionForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": RetentionDecision()}

    def perform(self, form: RetentionDecisionForm) -> str:
        holds_restrictions_and_retention.record_retention_decision(
            form.instance, case_id=self.case.case_id, by=self.actor
        )
        return "Recorded. It will be in the yearly review before that date."


class PlaceLegalHoldPage(BaseCaseDataActionPage):
    """Forbid erasing the record."""

    title, button, form_class = "Put this record on legal hold", "Put on hold", LegalHoldForm
    lead = "It cannot be erased until the hold is lifted."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": LegalHold()}

    def perform(self, form: LegalHoldForm) -> str:
        holds_restrictions_and_retention.place_legal_hold(
            form.instance, case_id=self.case.case_id, by=self.actor
        )
        return "On hold. It cannot be erased."


class LiftLegalHoldPage(BaseCaseDataActionPage):
    """Let the record be erased again."""

    button, form_class = "Lift the hold", ReasonToEndRestrictionOrHoldForm

    @property
    def title(self) -> str:
        return msg("Lift this hold: {reason}", reason=LegalHoldReason(self.hold.because).label.lower())

    def load(self, hold_id: UUID) -> None:
        holds = get_case_data_requests_and_holds(self.case.case_access).holds
        found = next((hold for hold in holds if hold.pk == hold_id and hold.lifted_at is None), None)
        if found is None:
            raise NotVisible
        self.hold = found

    def perform(self, form: ReasonToEndRestrictionOrHoldForm) -> str:
        words = form.cleaned_data["words"]
        holds_restrictions_and_retention.lift_legal_hold(
            case_id=self.case.case_id, hold_id=self.hold.pk, words=words, by=self.actor
        )
        return "Hold lifted."


class RestrictRecordPage(BaseCaseDataActionPage):
    """Keep the record and let nobody use it."""

    title, button, form_class = "Restrict this record", "Restrict", RestrictionForm
    lead = (
        "The record stays, marked as restricted. You can only change danger and the safety plan, "
        "stop sharing, and close it. Every organisation it is shared with is told by email and "
        "cannot read it until the restriction ends. With a lawful basis, you can let one of them read it. "
        "Ask your data protection officer."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": RestrictionPeriod()}

    def perform(self, form: RestrictionForm) -> str:
        recipients = holds_restrictions_and_retention.restrict_record(
            form.instance, case_id=self.case.case_id, by=self.actor
        )
        done = "Restricted. Colleagues can read it but not use it. Other organisations cannot read it."
        return _describe_who_was_told_of_restriction(done, recipients)


class AllowBodyToReadRestrictedRecordPage(BaseCaseDataActionPage):
    """Let one organisation read a restricted record."""

    asks_again = True
    title, button, form_class = (
        "Let an organisation read this record",
        "Allow",
        RestrictionExceptionForm,
    )
    lead = (
        "While the record is restricted, it can be read only on one of these grounds (UK GDPR "
        "article 18(2)). The organisation can read what was shared before, but cannot record or "
        "download anything. It is shown in the access log."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": RestrictionException(), "case_id": self.case.case_id}

    def perform(self, form: RestrictionExceptionForm) -> str:
        allow_body_to_read_restricted_record(form.instance, case_id=self.case.case_id, by=self.actor)
        return msg("{name} can read what was shared with it. Tell them.", name=form.instance.body.name)


class EndRestrictionPage(BaseCaseDataActionPage):
    """Let the record be used again."""

    title, button, form_class = "End the restriction", "End it", ReasonToEndRestrictionOrHoldForm

    def perform(self, form: ReasonToEndRestrictionOrHoldForm) -> str:
        recipients = holds_restrictions_and_retention.end_restriction(
            case_id=self.case.case_id, words=form.cleaned_data["words"], by=self.actor
        )
        return _describe_who_was_told_of_restriction(
            "The record can be used again. Tell the person.", recipients
        )


def _describe_who_was_told_of_restriction(done: str, recipients: RestrictionRecipientNames) -> str:
    """What was done, who was told of it, and who has to be told by hand."""
    told, by_hand = (join_texts(names, ", ") for names in (recipients.told, recipients.by_hand))
    said = [
        done,
        msg("Told by email: {names}. The email does not say whose record it is: call them.", names=told)
        if told
        else "",
        msg("Tell them yourself: {names}. They had access and can no longer see it.", names=by_hand)
        if by_hand
        else "",
    ]
    return join_texts((text for text in said if text), " ")


class RecordCorrectionRequestPage(BaseCaseDataActionPage):
    """Note what the person says is wrong."""

    title, button, form_class = "What does the person say is wrong?", "Save", CorrectionRequestForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": CorrectionRequest()}

    def perform(self, form: CorrectionRequestForm) -> str:
        access_and_correction_requests.record_correction_request(
            form.instance, case_id=self.case.case_id, by=self.actor
        )
        return "Saved. People who work on the case can see it, and correct what is wrong on the case."


class AnswerCorrectionRequestPage(BaseCaseDataActionPage):
    """Say what was done about it."""

    title, button, form_class = "What was done about it?", "Save", CorrectionAnswerForm

    @property
    def lead(self) -> str:
        return msg("They said: {words}", words=self.record.words.open())

    def load(self, correction_id: UUID) -> None:
        corrections = get_case_data_requests_and_holds(self.case.case_access).corrections
        found = next((row for row in corrections if row.pk == correction_id), None)
        if found is None:
            raise NotVisible
        self.record = found

    def perform(self, form: CorrectionAnswerForm) -> str:
        access_and_correction_requests.answer_correction_request(
            form.instance, seen=form.cleaned_data["seen"], by=self.actor
        )
        return "Saved."
