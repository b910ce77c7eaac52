"""Asking the other side, from the case."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.urls import reverse

from handrail.people.information_requests.actions.requests import create_information_request
from handrail.people.information_requests.code_tests import (
    CODE_NAME,
    CODE_TESTS,
    IN_FORCE_FROM,
    IN_FORCE_SOURCE,
    VictimsCodeRequestTest,
)
from handrail.people.information_requests.forms import InformationRequestForm, VictimInformationRequestForm
from handrail.people.information_requests.models import InformationRequest
from handrail.people.information_requests.permissions import (
    list_bodies_that_can_be_asked,
    require_may_ask_other_side_about_case,
)
from handrail.people.records.case_action_page import CaseActionPage
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.formatting import format_day

NOBODY_TO_ASK = (
    "No organisation on the other side works on this case here. Ask about the person by name "
    "instead, under Requests for information."
)
LEAD_OF_SUPPORT = (
    "They see what you ask, and nothing else about the case. The person is told what was asked and given."
)


class CreateInformationRequestContext(TypedDict):
    """Which tests apply: none where the police are asked. `code`: the Code, since when, and its source."""

    tests: tuple[VictimsCodeRequestTest, ...]
    code: str


def build_victims_code_tests_context(actor: Actor) -> CreateInformationRequestContext:
    """What the page of a request says of the Code to whoever asks."""
    since = format_day(IN_FORCE_FROM)
    code = msg(
        "{code}, in force since {since} ({source}).", code=CODE_NAME, since=since, source=IN_FORCE_SOURCE
    )
    return {"tests": CODE_TESTS if actor.is_police else (), "code": code}


class CreateInformationRequestPage(CaseActionPage):
    """Ask the other side for information about this person."""

    permission, runs_once, asks_again = Permission.ASK_INFORMATION, True, True
    button, template_name = "Ask", "information_requests/ask.html"
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

    def get_context_data(self) -> CreateInformationRequestContext:
        return build_victims_code_tests_context(self.actor)

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
        return msg("Request sent to {body}.", body=row.to_body.name)
