"""Asking for a conference from the case; the chair's answer; what the person says before and after."""

from typing import Any, TypedDict

from django.urls import reverse

from handrail.directory.housing.queries.places import DutyPhoneNumberRow, get_duty_numbers_by_kind
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.conferences.actions.asking import (
    NEVER_A_CHILD,
    ONE_OPEN,
    accept_or_return_conference,
    has_open_conference,
    record_consent_to_tell_agency,
    request_conference,
    save_person_participation_choice,
)
from handrail.people.conferences.forms import (
    AcceptOrReturnConferenceForm,
    ConsentToTellAgencyForm,
    PersonParticipationForm,
    RequestConferenceForm,
)
from handrail.people.conferences.models import Conference
from handrail.people.conferences.queries.conferences import (
    find_moment_person_was_identified,
    list_areas_to_request_conference_from,
)
from handrail.people.conferences.queries.organisations import select_organisations
from handrail.people.conferences.rules import HOURS_SOURCE, REPEAT_SOURCE
from handrail.people.conferences.text_choices import PARTS_BY_BODY_KIND
from handrail.people.conferences.views.base import ChooseOrganisationContext, ConferenceFormPage
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.language_and_body_lookups import get_language_by_tag
from handrail.people.records.models import Case
from handrail.people.records.queries.child_cases import is_child_or_age_unsure_case
from handrail.people.records.text_choices import (
    ConsentAnswer,
    InterpretationMode,
    InterpreterKnownToVictimAnswer,
)
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

NO_AREA = "No council area holds conferences here yet. A duty lead sets one up under Conferences."
USUAL_ROUTE_IN_WALES = (
    "Refer to the modern slavery MARAC, the usual route into support in Wales. Do not wait for it."
)
"""As the pathway says; a conference of a council area may be asked for beside it."""


class RequestConferenceContext(TypedDict):
    """What the page says of the rules."""

    hours_source: str
    repeat_source: str
    usual_route: str


class RequestConferencePage(CaseActionPage):
    """Ask for a case conference about an adult."""

    permission, runs_once, shown_on = Permission.SHARE, True, CaseTab.PLAN
    title, button, form_class = "Ask for a case conference", "Ask for it", RequestConferenceForm
    template_name = "conferences/ask.html"

    def load(self) -> None:
        access = self.case.case_access
        access.needs(Kind.CONSENT)
        access.needs(Kind.SAFETY)
        case = Case.objects.get(pk=self.case.case_id)
        if is_child_or_age_unsure_case(case.pk):
            raise ActionNotPossibleError(
                describe_whom_to_ring_for_possible_child(case.area_id, (case.owner_id, self.actor.body_id))
            )
        if has_open_conference(case.pk):
            raise ActionNotPossibleError(ONE_OPEN)
        self.areas = list_areas_to_request_conference_from(case.area_id)
        self.usual_route = USUAL_ROUTE_IN_WALES if case.jurisdiction == "wales" else ""
        if not self.areas:
            raise ActionNotPossibleError(self.usual_route or NO_AREA)

    def get_form_kwargs(self) -> dict[str, Any]:
        new = Conference().bind(UnrecordedKeyAccess(self.case.case_id))
        initial: dict[str, Any] = {}
        if found := find_moment_person_was_identified(self.case.case_access):
            initial["identified_on"], initial["identified_time"] = found
        return {"actor": self.actor, "instance": new, "areas": self.areas, "initial": initial}

    def get_context_data(self) -> RequestConferenceContext:
        return {"hours_source": HOURS_SOURCE, "repeat_source": REPEAT_SOURCE, "usual_route": self.usual_route}

    def perform(self, form: RequestConferenceForm) -> str:
        row = request_conference(
            form.instance, case_id=self.case.case_id, area_id=form.cleaned_data["area"], by=self.actor
        )
        self.success_url = reverse("conference", args=[row.pk])
        return "Asked. The chair was told. Act now, before the meeting."


def describe_whom_to_ring_for_possible_child(area: str | None, keepers: tuple[int, ...]) -> str:
    """Whom to ring for somebody who may be a child: the council's number where one of these organisations keeps it."""
    number: DutyPhoneNumberRow | None = None
    if area is not None:
        number = get_duty_numbers_by_kind(area, keepers).get("children_team")
    if number is None:
        return NEVER_A_CHILD
    return msg("{refusal} {name}: {phone}.", refusal=NEVER_A_CHILD, name=number.name, phone=number.phone)


class AcceptOrReturnConferencePage(ConferenceFormPage):
    """Accept it, or return it."""

    title, button, form_class = "Accept or return", "Answer", AcceptOrReturnConferenceForm

    def check_seat(self, **more: Any) -> None:
        self.seat.require_chairs()

    def perform(self, form: AcceptOrReturnConferenceForm) -> str:
        accepts = form.cleaned_data["accepts"] == "yes"
        accept_or_return_conference(
            conference_id=self.seat.conference.pk,
            accepts=accepts,
            words=form.cleaned_data["words"],
            by=self.actor,
        )
        if accepts:
            return "Accepted. Arrange the meeting next."
        self.success_url = reverse("conferences")
        return "Returned, with your reason. Protection goes on."


class PersonParticipationPage(ConferenceFormPage):
    """How the person takes part."""

    title, form_class = "How do they want to take part?", PersonParticipationForm
    lead = "Offer every way. No one of the exploiter’s circle is there, and no decision on their home surprises them."

    def check_seat(self, **more: Any) -> None:
        self.seat.require_works_on_case()
        self.record = self.seat.conference.bind(self.key)

    def get_form_kwargs(self) -> dict[str, Any]:
        language = self.record.words_language
        return {**super().get_form_kwargs(), "initial": {"language": language.tag if language else ""}}

    def perform(self, form: PersonParticipationForm) -> str:
        form.instance.words_language = get_language_by_tag(form.cleaned_data["language"])
        save_person_participation_choice(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Saved."


class ConsentToTellAgencyPage(ConferenceFormPage):
    """What the person says of telling one agency."""

    title, form_class, button = (
        "May the conference tell an agency?",
        ConsentToTellAgencyForm,
        "Record the answer",
    )
    lead = (
        "Ask in their language, agency by agency, before it is told anything. What was given ends at once when they "
        "take a yes back."
    )

    template_name = "conferences/choose_organisation.html"

    @property
    def is_every_area(self) -> bool:
        """Whether organisations of every area are offered; whichever is sent is taken."""
        return self.request.method == "POST" or self.request.GET.get("areas") == "all"

    def get_context_data(self) -> ChooseOrganisationContext:
        return {"is_every_area": self.is_every_area, "area": self.seat.conference.area.area.name}

    def check_seat(self, **more: Any) -> None:
        self.seat.require_works_on_case()
        names = {row.body.code: row.body.name for row in self.seat.members}
        area = None if self.is_every_area else self.seat.conference.area.area_id
        others = select_organisations(PARTS_BY_BODY_KIND, area_code=area).exclude(code__in=names)
        self.bodies = [*names.items(), *others.values_list("code", "name")]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"bodies": self.bodies}

    def perform(self, form: ConsentToTellAgencyForm) -> str:
        said = form.cleaned_data
        answer = ConsentAnswer(said["said"])
        ended = record_consent_to_tell_agency(
            conference_id=self.seat.conference.pk,
            said=answer,
            sharing=ConsentToSharingInput(said["body"], [Kind(kind) for kind in said["kinds"]]),
            asked=ConsentAskingInput(
                on=said["on"],
                interpreter_tag=said["language"],
                through=InterpretationMode(said["through"]),
                circle=InterpreterKnownToVictimAnswer(said["circle"] or "not_asked"),
                words=said["words"],
            ),
            by=self.actor,
        )
        if ended:
            return "Recorded. What had been given on their agreement has ended."
        return "Recorded."
