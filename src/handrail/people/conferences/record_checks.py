"""Checks of case conferences."""

from django.db.models import F

from handrail.people.conferences.models import ConferenceMeeting
from handrail.people.conferences.text_choices import MeetingResult
from handrail.people.records.case_contradictions import list_contradictions_of_rows
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck


def find_meetings_recorded_before_they_began() -> list[Contradiction]:
    """What a meeting agreed was recorded before the meeting began."""
    rows = ConferenceMeeting.objects.filter(result=MeetingResult.HELD, recorded_at__lt=F("starts_at"))
    return list_contradictions_of_rows(rows)


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "meeting-recorded-before-it-began",
        "A case conference was recorded as held before it began",
        "Ask the chair when the meeting took place, and tell whoever runs Handrail for you.",
        find_meetings_recorded_before_they_began,
        "case",
    ),
)
