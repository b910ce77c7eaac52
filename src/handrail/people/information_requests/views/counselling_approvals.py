"""A senior officer decides on asking for counselling notes: on a case, or about a person who is named."""

from typing import Any

from handrail.people.information_requests.actions.counselling_approvals import (
    DECIDED_MEANWHILE,
    CounsellingNotesDecisionInput,
    decide_on_counselling_notes,
    decide_on_counselling_notes_of_named_person,
)
from handrail.people.information_requests.counselling_approvers import may_approve_counselling_notes
from handrail.people.information_requests.forms import (
    DecideCounsellingNotesForm,
    DecideNamedCounsellingNotesForm,
)
from handrail.people.information_requests.text_choices import CounsellingNotesDecision
from handrail.people.information_requests.views.answers import InformationRequestActionPage
from handrail.people.information_requests.views.named_person_requests import NamedRequestActionPage
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

TITLE, BUTTON = "Counselling notes", "Save decision"
LEAD = (
    "They should not normally be requested: only with substantial probative value. If you approve it, "
    "the request is sent at once, with your name, rank and reason. If not, it is never sent."
)


class DecideCounsellingNotesPage(InformationRequestActionPage):
    """Approve a request for counselling notes, or not."""

    permission = Permission.APPROVE_COUNSELLING_REQUEST
    title, lead, button, asks_again = TITLE, LEAD, BUTTON, True
    form_class = DecideCounsellingNotesForm

    def check_reader(self) -> None:
        if not may_approve_counselling_notes(self.found.row, self.actor):
            raise NotVisible
        self.raise_if_answered()
        if not self.found.row.waits_for_approval:
            raise ActionNotPossibleError(DECIDED_MEANWHILE)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": self.found.row}

    def perform(self, form: DecideCounsellingNotesForm) -> str:
        decision = _read_decision(form)
        decide_on_counselling_notes(decision, request_id=self.found.row.pk, by=self.actor)
        return _describe_decision(decision, self.found.row.to_body.name)


class DecideNamedCounsellingNotesPage(NamedRequestActionPage):
    """The same, of a request about a named person."""

    permission = Permission.APPROVE_COUNSELLING_REQUEST
    title, lead, button, asks_again = TITLE, LEAD, BUTTON, True
    form_class = DecideNamedCounsellingNotesForm

    def check_reader(self) -> None:
        if not may_approve_counselling_notes(self.found.row, self.actor):
            raise NotVisible
        if not self.found.row.waits_for_approval or self.found.outcome is not None:
            raise ActionNotPossibleError(DECIDED_MEANWHILE)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": self.found.row}

    def perform(self, form: DecideCounsellingNotesForm) -> str:
        decision = _read_decision(form)
        decide_on_counselling_notes_of_named_person(decision, request_id=self.found.row.pk, by=self.actor)
        return _describe_decision(decision, self.found.row.to_body.name)


def _read_decision(form: DecideCounsellingNotesForm) -> CounsellingNotesDecisionInput:
    said = form.cleaned_data
    return CounsellingNotesDecisionInput(
        CounsellingNotesDecision(said["approval"]), said["approval_rank"], said["approval_words"]
    )


def _describe_decision(decision: CounsellingNotesDecisionInput, body: str) -> str:
    if decision.said is CounsellingNotesDecision.APPROVED:
        return msg("Approved. The request is sent to {body}.", body=body)
    return "Not approved. The request is not sent, and the officer who asked has been told."
