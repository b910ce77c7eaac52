"""That the person was told what one meeting agreed, and what they say and correct."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from handrail.people.conferences.models import ConferenceMeeting, MeetingTelling
from handrail.people.conferences.permissions import lock_case_and_find_seat
from handrail.people.conferences.text_choices import MeetingResult
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import to_london
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError


@transaction.atomic
@acting_as_system(SystemActor.CONFERENCES)
def record_person_told_of_meeting(
    told: MeetingTelling, *, meeting_id: UUID, seen: int | None, by: Actor
) -> None:
    """That the person was told what a meeting agreed, by voice and in their language; what they say, and correct.

    Args:
        told: as it was filled in; bound.
        meeting_id: the meeting.
        seen: the version that the page showed; None for the first time.
        by: whoever works on the case.

    Raises:
        NotVisible: the actor does not work on it.
        ActionNotPossibleError: the meeting was not held.
        ConcurrentEditError, ValidationError: as ever.
    """
    meeting = ConferenceMeeting.objects.filter(pk=meeting_id).first()
    if meeting is None:
        raise NotVisible
    lock_case_and_find_seat(meeting.conference_id, by).require_works_on_case()
    if meeting.result != MeetingResult.HELD:
        raise ActionNotPossibleError("Nothing was agreed yet: the meeting has not been held.")
    if told.told_on and told.told_on < to_london(meeting.starts_at).date():
        raise ValidationError({"told_on": "Enter the day of the meeting or a later one"})
    if told.told_language_id is None:
        raise ActionNotPossibleError("Choose the language in which they were told.")
    told.case_id, told.meeting, told.told_by_id = meeting.case_id, meeting, by.user_id
    try:
        with transaction.atomic():
            told.save_by(by, seen=seen)
    except IntegrityError:
        raise ConcurrentEditError from None
    write_audit_record(who=by.who, verb="told the person what a conference agreed", about=meeting.case_id)
