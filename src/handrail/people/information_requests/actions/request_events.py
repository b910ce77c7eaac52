"""What a victim information request means for the force's own case: that it was made, and that notice was given.

Written where the force that asks holds the case itself. On a case of the other side nothing is written: its file, and
whoever it is shared with, learn of a request by the request alone.
"""

import datetime
from uuid import UUID

from handrail.people.cases.events.actions.events import EventInput, save_event_in_locked_case
from handrail.people.information_requests.models import InformationRequest, PersonTold
from handrail.people.information_requests.text_choices import PersonToldChannel, WrittenNoticeAnswer
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today

REQUESTED, NOTICE_GIVEN = "record_requested", "request_notice_given"


def record_request_on_own_case(request: InformationRequest, by: Actor) -> None:
    """Part of sending it: the request happened today, and its written notice where it was given before."""
    case = _lock_own_open_case(request)
    if case is None or not request.is_sent:
        return
    save_event_in_locked_case(case, EventInput(REQUESTED, today()), by)
    if request.notice == WrittenNoticeAnswer.GIVEN and request.notice_on is not None:
        save_event_in_locked_case(case, EventInput(NOTICE_GIVEN, request.notice_on), by)


def record_later_notice_on_own_case(request: InformationRequest, told: PersonTold, by: Actor) -> None:
    """Part of recording what the person was told: the notice that could not come before, the first time in writing."""
    day = _get_day_told_in_writing(told)
    if day is None or request.notice != WrittenNoticeAnswer.LATER or not request.is_sent:
        return
    if by.body_id != request.from_body_id or _was_told_in_writing_before(request, told.pk):
        return
    case = _lock_own_open_case(request)
    if case is not None and day >= request.asked_on:
        save_event_in_locked_case(case, EventInput(NOTICE_GIVEN, day), by)


def _get_day_told_in_writing(told: PersonTold) -> datetime.date | None:
    return told.told_on if told.channel == PersonToldChannel.WRITING else None


def _was_told_in_writing_before(request: InformationRequest, told_id: UUID) -> bool:
    rows = PersonTold.objects.filter(request=request, channel=PersonToldChannel.WRITING)
    return rows.exclude(pk=told_id).exists()


def _lock_own_open_case(request: InformationRequest) -> Case | None:
    """The case where the police ask about a victim on a case of their own that is neither closed nor restricted."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("owner", "area")
    return rows.filter(
        pk=request.case_id if request.is_about_victim else None,
        owner=request.from_body_id,
        closed_at__isnull=True,
        restricted_on__isnull=True,
    ).first()
