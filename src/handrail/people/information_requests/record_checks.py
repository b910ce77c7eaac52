"""Checks of what support and police ask of each other."""

from django.db.models import F

from handrail.people.information_requests.models import InformationRequest
from handrail.people.records.case_contradictions import list_contradictions_of_rows
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck


def find_requests_answered_before_asked() -> list[Contradiction]:
    """Answered before it was asked."""
    return list_contradictions_of_rows(InformationRequest.objects.filter(outcome__at__lt=F("asked_at")))


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "information-answered-before-asked",
        "A request for information was answered before it was made",
        "Tell whoever runs Handrail for you: the clock of the server may have been wrong on that day.",
        find_requests_answered_before_asked,
        "case",
    ),
)
