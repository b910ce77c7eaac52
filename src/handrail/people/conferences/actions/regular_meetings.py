"""A regular meeting: several cases one after another, each with its own time and its own members."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from handrail.people.conferences.actions.meetings import call_conference_meeting
from handrail.people.conferences.models import Conference, ConferenceMeeting
from handrail.people.conferences.text_choices import MeetingDelayReason
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def call_regular_meetings_for_cases(
    conference_ids: Sequence[UUID], *, starts_at: datetime.datetime, minutes_each: int, place: str, by: Actor
) -> int:
    """Call one meeting for each of several cases, in the order given. Nobody learns of another's case by it.

    Args:
        conference_ids: the cases in the order of the agenda.
        starts_at: when the first begins.
        minutes_each: how long each is given.
        place: where all of them are, or the video link.
        by: who chairs each of them.

    Returns:
        How many were called: all or none.

    Raises:
        NotVisible: one of them is not the actor's to call.
        ActionNotPossibleError: one of them cannot be called now, or none was chosen.
        ValidationError: by field.
    """
    if not conference_ids:
        raise ActionNotPossibleError("Choose at least one case.")
    cases = Conference.objects.in_bulk(conference_ids)
    for place_in_list, number in enumerate(conference_ids):
        begins = starts_at.astimezone(datetime.UTC) + datetime.timedelta(minutes=minutes_each * place_in_list)
        meeting = ConferenceMeeting(starts_at=begins)
        meeting.bind(UnrecordedKeyAccess(cases[number].case_id))
        if begins > cases[number].due_at:
            meeting.late_reason = MeetingDelayReason.REGULAR
        meeting.place = place
        call_conference_meeting(meeting, conference_id=number, by=by)
    return len(conference_ids)
