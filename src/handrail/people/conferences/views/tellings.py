"""Telling the person what a meeting agreed."""

from typing import Any
from uuid import UUID

from handrail.people.conferences.actions.tellings import record_person_told_of_meeting
from handrail.people.conferences.forms import PersonToldOfMeetingForm
from handrail.people.conferences.models import MeetingTelling
from handrail.people.conferences.queries.conferences import get_conference_meeting
from handrail.people.conferences.text_choices import MeetingResult
from handrail.people.conferences.views.base import ConferenceFormPage
from handrail.people.records.language_and_body_lookups import get_language_by_tag
from handrail.platform.kernel.errors import ActionNotPossibleError


class RecordPersonToldOfMeetingPage(ConferenceFormPage):
    """That the person was told what a meeting agreed."""

    title, form_class, button = "Tell them what was agreed", PersonToldOfMeetingForm, "Record"
    lead = "Today or on the next working day, by voice and in their language. They may correct the minutes."
    meeting_id: UUID

    def check_seat(self, **more: Any) -> None:
        self.seat.require_works_on_case()
        meeting = get_conference_meeting(self.seat, more["meeting_id"])
        if meeting.result != MeetingResult.HELD:
            raise ActionNotPossibleError("Nothing was agreed yet: the meeting has not been held.")
        self.meeting_id = meeting.pk
        self.record = meeting.told_or_none

    def get_form_kwargs(self) -> dict[str, Any]:
        row = self.record or MeetingTelling().bind(self.key)
        language = row.told_language if self.record else self.seat.conference.words_language
        return {
            "actor": self.actor,
            "instance": row,
            "initial": {"language": language.tag if language else ""},
        }

    def perform(self, form: PersonToldOfMeetingForm) -> str:
        language = get_language_by_tag(form.cleaned_data["language"])
        form.instance.told_language_id = language.pk if language else None
        seen = form.cleaned_data.get("seen") if self.record else None
        record_person_told_of_meeting(form.instance, meeting_id=self.meeting_id, seen=seen, by=self.actor)
        return "Recorded."
