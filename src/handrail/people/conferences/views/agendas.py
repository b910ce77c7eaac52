"""The agenda of a regular meeting, and calling it for several cases at once."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.conferences.actions.regular_meetings import call_regular_meetings_for_cases
from handrail.people.conferences.forms import RegularMeetingForm
from handrail.people.conferences.models import ConferenceArea
from handrail.people.conferences.presenters import ConferenceTag, make_conference_state_tag
from handrail.people.conferences.queries.agendas import (
    ConferenceAgendaRow,
    get_area_chaired,
    list_conference_agenda,
)
from handrail.people.conferences.text_choices import ConferenceUrgency
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import format_count_with_noun
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NOTHING_WAITS = "No case of this area waits for a meeting, or you have not signed for any yet."


class AgendaContext(TypedDict):
    """The area with its cases."""

    area: ConferenceArea
    rows: list[tuple[ConferenceAgendaRow, ConferenceTag]]
    regular: list[tuple[ConferenceAgendaRow, ConferenceTag]]
    urgent: list[tuple[ConferenceAgendaRow, ConferenceTag]]
    may_call: bool


@requires_permission(Permission.JOIN_CONFERENCE)
def show_conference_agenda(request: HttpRequest, actor: Actor, area_id: UUID) -> HttpResponse:
    """Cases of one area, regular and urgent: unfinished actions first, those of more than twelve months last."""
    area = get_area_chaired(actor, area_id)
    found = list_conference_agenda(actor, area)
    rows = [(row, make_conference_state_tag(row.conference)) for row in found]
    shown: AgendaContext = {
        "area": area,
        "rows": rows,
        "regular": [one for one in rows if one[0].conference.track == ConferenceUrgency.REGULAR],
        "urgent": [one for one in rows if one[0].conference.track != ConferenceUrgency.REGULAR],
        "may_call": any(row.may_call for row in found),
    }
    return render(request, "conferences/agenda.html", {**get_layout_context(request, actor), **shown})


class CallRegularMeetingPage(ActionPage):
    """Call the regular meeting for the cases that are chosen."""

    permission, runs_once = Permission.JOIN_CONFERENCE, True
    button, form_class = "Arrange meeting", RegularMeetingForm
    lead = "Each case has a time of its own. Its members are told of that one, and of no other case."
    area: ConferenceArea

    @property
    def title(self) -> str:
        return msg("Call the regular meeting in {area}", area=UserText(self.area.name))

    @property
    def back_url(self) -> str:
        return reverse("conference_agenda", args=[self.area.pk])

    def load(self, area_id: UUID) -> None:
        self.area = get_area_chaired(self.actor, area_id)
        self.rows = [row for row in list_conference_agenda(self.actor, self.area) if row.may_call]
        if not self.rows:
            raise ActionNotPossibleError(NOTHING_WAITS)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"cases": [(str(row.conference.pk), row.conference.case.reference) for row in self.rows]}

    def perform(self, form: RegularMeetingForm) -> str:
        said = form.cleaned_data
        chosen = set(said["cases"])
        called = call_regular_meetings_for_cases(
            [row.conference.pk for row in self.rows if str(row.conference.pk) in chosen],
            starts_at=form.starts_at,
            minutes_each=said["minutes_each"],
            place=said["place"],
            by=self.actor,
        )
        return msg(
            "Called for {cases}. Members were told to look, each of their own.",
            cases=format_count_with_noun(called, "case"),
        )
