"""Checks of deployments."""

from django.db.models import F

from handrail.people.deployment.models import Deployment
from handrail.people.deployment.text_choices import CARRIED_STATES
from handrail.people.records.case_contradictions import list_contradictions_of_rows
from handrail.platform.record_checks.record_check import Contradiction, RecordCheck


def find_deployments_answered_before_asked() -> list[Contradiction]:
    """A practitioner answered before anybody asked."""
    return list_contradictions_of_rows(Deployment.objects.filter(answered_at__lt=F("asked_at")))


def find_deployments_ended_before_arrival() -> list[Contradiction]:
    """Stood down before they came."""
    return list_contradictions_of_rows(Deployment.objects.filter(ended_at__lt=F("arrived_at")))


def find_deployments_of_closed_cases() -> list[Contradiction]:
    """A practitioner is sent to a person whose case is closed."""
    rows = Deployment.objects.filter(state__in=CARRIED_STATES, case__closed_at__isnull=False)
    return list_contradictions_of_rows(rows)


CHECKS: tuple[RecordCheck, ...] = (
    RecordCheck(
        "deployment-answered-before-asked",
        "A practitioner answered before they were asked",
        "Tell whoever runs Handrail for you: the clock of the server may have been wrong on that day.",
        find_deployments_answered_before_asked,
        "case_deployment",
    ),
    RecordCheck(
        "deployment-ended-before-arrival",
        "A practitioner was stood down before they arrived",
        "Ask the practitioner when they were with the person, and tell whoever runs Handrail for you.",
        find_deployments_ended_before_arrival,
        "case_deployment",
    ),
    RecordCheck(
        "deployment-on-closed-case",
        "A practitioner is still sent to a person whose case is closed",
        "Stand the practitioner down, or reopen the case. Until then it counts towards their caseload.",
        find_deployments_of_closed_cases,
        "case_deployment",
    ),
)
