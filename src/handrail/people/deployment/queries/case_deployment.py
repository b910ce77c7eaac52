"""What a case holds of deployment: requests, the log, languages, choices and interpreters."""

import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import FETCH_RAISE, OuterRef, Subquery
from django.utils import timezone

from handrail.people.deployment.languages.conflict_check_validity import (
    ConflictCheckState,
    get_conflict_check_state,
)
from handrail.people.deployment.models import (
    Deployment,
    DeploymentRequest,
    InformedChoice,
    InterpreterBooking,
    PersonLanguage,
)
from handrail.people.deployment.name_marks import (
    ContactNamesAndCaseNameMarks,
    get_contact_names_and_case_name_marks,
)
from handrail.people.deployment.queries.person_languages import list_languages_of_supported_person
from handrail.people.deployment.text_choices import CARRIED_STATES, InterpreterBookingState
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind

MOST = 25
STILL_THERE = datetime.timedelta(hours=4)
"""So long after the beginning an interpreter is still shown as booked."""


class BookingWithCheck(NamedTuple):
    """A booking, and what its conflict check is worth today."""

    row: InterpreterBooking
    check: ConflictCheckState


class CaseDeploymentOverview(NamedTuple):
    """The newest of each first. None where the kind of information is not open to the reader."""

    names: ContactNamesAndCaseNameMarks
    requests: list[DeploymentRequest] | None
    deployments: list[Deployment] | None
    languages: list[PersonLanguage] | None
    choices: list[InformedChoice] | None
    bookings: list[BookingWithCheck] | None


def get_case_deployment_overview(access: CaseAccess) -> CaseDeploymentOverview:
    """All of it, bound to the reader."""
    names = get_contact_names_and_case_name_marks(access.file_id)
    sees_notes = access.sees(Kind.NOTES)
    return CaseDeploymentOverview(
        names=names,
        requests=list_requests_of_case(access) if sees_notes else None,
        deployments=list_deployments_of_case(access) if sees_notes else None,
        languages=list_languages_of_supported_person(access) if access.sees(Kind.CONTACT) else None,
        choices=list_informed_choices(access) if access.sees(Kind.CONSENT) else None,
        bookings=_list_interpreter_bookings_with_check(access, names.marks) if sees_notes else None,
    )


def list_requests_of_case(access: CaseAccess) -> list[DeploymentRequest]:
    """Requests of the case, the newest first."""
    rows = DeploymentRequest.objects.select_related("held_by", "interim", "raised_by").opened_for(access)
    return list(rows.filter(case=access.file_id).order_by("-id")[:MOST].fetch_mode(FETCH_RAISE))


def list_deployments_of_case(access: CaseAccess) -> list[Deployment]:
    """The log, the newest first."""
    return list(Deployment.objects.opened_for(access).filter(case=access.file_id).for_log()[:MOST])


def list_running_deployments(access: CaseAccess) -> list[Deployment]:
    """Who is sent to the person now, without words."""
    rows = Deployment.objects.filter(case=access.file_id, state__in=CARRIED_STATES)
    return list(rows.select_related("practitioner").order_by("-asked_at", "-id")[:3].fetch_mode(FETCH_RAISE))


def list_informed_choices(access: CaseAccess) -> list[InformedChoice]:
    """Talks about the options, the newest first."""
    rows = InformedChoice.objects.select_related("explained_by").opened_for(access)
    return list(rows.filter(case=access.file_id).order_by("-id")[:MOST].fetch_mode(FETCH_RAISE))


def get_deployment(access: CaseAccess, deployment_id: UUID) -> Deployment:
    """One of the case. Raises Denied, NotVisible."""
    access.needs(Kind.NOTES)
    rows = Deployment.objects.select_related("practitioner__account", "request", "asked_by", "changed_by")
    found = rows.opened_for(access).filter(pk=deployment_id, case=access.file_id).first()
    if found is None:
        raise NotVisible
    return found


def get_deployment_request(access: CaseAccess, request_id: UUID) -> DeploymentRequest:
    """One of the case, open or not, with `interpreter_at` and `interpreter_mode` of the next that is booked, or None.

    Raises:
        Denied, NotVisible.
    """
    access.needs(Kind.NOTES)
    rows = DeploymentRequest.objects.select_related("held_by", "interim", "raised_by", "changed_by")
    rows = rows.select_related("case__area", "case__circumstances")
    booked = InterpreterBooking.objects.filter(case=OuterRef("case"), state=InterpreterBookingState.BOOKED)
    nearest = booked.filter(starts_at__gt=timezone.now() - STILL_THERE).order_by("starts_at", "id")
    rows = rows.annotate(
        interpreter_at=Subquery(nearest.values("starts_at")[:1]),
        interpreter_mode=Subquery(nearest.values("mode")[:1]),
    )
    found = rows.opened_for(access).filter(pk=request_id, case=access.file_id).first()
    if found is None:
        raise NotVisible
    return found


def get_interpreter_booking(access: CaseAccess, booking_id: UUID) -> InterpreterBooking:
    """One of the case. Raises Denied, NotVisible."""
    access.needs(Kind.NOTES)
    rows = InterpreterBooking.objects.select_related("booked_by", "changed_by").opened_for(access)
    found = rows.filter(pk=booking_id, case=access.file_id).first()
    if found is None:
        raise NotVisible
    return found


def get_language_of_supported_person(access: CaseAccess, language_id: UUID) -> PersonLanguage:
    """One of the case. Raises Denied, NotVisible."""
    access.needs(Kind.CONTACT)
    found = PersonLanguage.objects.opened_for(access).filter(pk=language_id, case=access.file_id).first()
    if found is None:
        raise NotVisible
    return found


def _list_interpreter_bookings_with_check(
    access: CaseAccess, marks: frozenset[str]
) -> list[BookingWithCheck]:
    rows = InterpreterBooking.objects.select_related("booked_by").opened_for(access)
    found = list(
        rows.filter(case=access.file_id).order_by("-starts_at", "-id")[:MOST].fetch_mode(FETCH_RAISE)
    )
    return [BookingWithCheck(row, get_conflict_check_state(row.conflict_check, marks)) for row in found]
