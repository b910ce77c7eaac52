"""Asking the other side, from the case."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from handrail.people.information_requests.actions.requests import create_information_request
from handrail.people.information_requests.forms import InformationRequestForm, VictimInformationRequestForm
from handrail.people.information_requests.models import InformationRequest
from handrail.people.information_requests.models.asked_fields import AskedAcrossWall
from handrail.people.information_requests.permissions import (
    NOBODY_TO_ASK,
    list_bodies_that_can_be_asked,
    require_may_ask_other_side_about_case,
)
from handrail.people.information_requests.views.asking_steps import AskInformationPage
from handrail.people.records.case_action_page import CaseActionPage
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

LEAD_OF_SUPPORT = (
    "They see what you ask, and nothing else about the case. The person is told what was asked and given."
)


def describe_request_sent(row: AskedAcrossWall) -> str:
    """What is said after asking: sent, or waiting for a senior officer."""
    if not row.is_sent:
        return msg(
            "Recorded. It is sent to {body} when a senior officer of your force has approved it. They have been told.",
            body=row.to_body.name,
        )
    return msg("Request sent to {body}.", body=row.to_body.name)


class CreateInformationRequestPage(AskInformationPage, CaseActionPage):
    """Ask the other side for information about this person."""

    permission, asks_again, button = Permission.ASK_INFORMATION, True, "Ask"
    form_class = InformationRequestForm

    @property
    def title(self) -> str:
        return "Ask for a victim’s information" if self.actor.is_police else "Ask the police for information"

    @property
    def lead(self) -> str:
        return "" if self.actor.is_police else LEAD_OF_SUPPORT

    def load(self) -> None:
        require_may_ask_other_side_about_case(self.case.case_access)
        self.bodies: Sequence[Any] = list_bodies_that_can_be_asked(self.case.case_access)
        if not self.bodies:
            raise ActionNotPossibleError(NOBODY_TO_ASK)
        if self.actor.is_police:
            self.form_class = VictimInformationRequestForm

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = InformationRequest(is_about_victim=self.actor.is_police)
        return {
            "actor": self.actor,
            "instance": instance.bind(UnrecordedKeyAccess(self.case.case_id)),
            "bodies": self.bodies,
        }

    def perform(self, form: InformationRequestForm) -> str:
        said = form.cleaned_data
        row = create_information_request(
            form.instance,
            case_id=self.case.case_id,
            to_body_code=said["to"],
            language_tag=said.get("language", ""),
            by=self.actor,
        )
        self.success_url = reverse("information_request", args=[row.pk])
        return describe_request_sent(row)
