"""Requests: raised by the event or by hand, changed, withdrawn; and an interim contact where nobody could go."""

import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.practitioners.queries.settings import get_deployment_settings
from handrail.people.deployment.booked_time import QUARTER, round_moment_down_to_quarter_hour
from handrail.people.deployment.models import Deployment, DeploymentRequest
from handrail.people.deployment.text_choices import (
    DeploymentRequestCause,
    DeploymentRequestState,
    DeploymentState,
    DeploymentTask,
    PractitionerAskingScope,
)
from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages

BOARD = "/deployment/"
ONE_IS_OPEN = "This case already has a request. Change it, or withdraw it first."
NOT_OPEN = "This request has since been met or withdrawn. See the outcome."
TIME_AHEAD = datetime.timedelta(days=60)


def create_request_for_identified_person(*, case: Case, by: Actor, **signal: Any) -> None:
    """The receiver of `cases.signals.person_identified`: where the force deploys to every victim, and none is open.

    The request stays inside the organisation that identified the person: only its own practitioners are asked.
    """
    if not by.is_police or by.body_id != case.owner_id:
        return
    settings = get_deployment_settings(case.owner_id, today())
    if not settings.deploys_to_every_victim or _has_open_request(case):
        return
    request = DeploymentRequest(
        tasks=[DeploymentTask.FIRST_CONTACT.value, DeploymentTask.OPTIONS.value],
        starts_at=round_moment_down_to_quarter_hour(timezone.now()) + QUARTER,
        held_by_id=case.point_of_contact_id,
    )
    _save_new_request(
        request, case, by, cause=DeploymentRequestCause.IDENTIFIED, hours=settings.hours_to_name
    )


@transaction.atomic
def create_deployment_request(request: DeploymentRequest, *, case_id: UUID, by: Actor) -> DeploymentRequest:
    """Ask for somebody to be sent.

    Args:
        request: tasks, time, wishes and who holds the person until then; unsaved.
        case_id: the case.
        by: somebody who works on it.

    Raises:
        Denied, NotVisible; ValidationError by field; ActionNotPossibleError where one is open.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.NOTES)
    if _has_open_request(case):
        raise ActionNotPossibleError(ONE_IS_OPEN)
    _validate_deployment_request(request)
    settings = get_deployment_settings(case.owner_id, today())
    return _save_new_request(
        request, case, by, cause=DeploymentRequestCause.HAND, hours=settings.hours_to_name
    )


@transaction.atomic
def change_deployment_request(request: DeploymentRequest, *, seen: int, by: Actor) -> None:
    """Change what is asked for.

    Args:
        request: as it is to be saved.
        seen: the version that the page showed.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field; ActionNotPossibleError.
    """
    case, _ = lock_and_authorise_case_by_id(request.case_id, by, Permission.RECORD, Kind.NOTES)
    _raise_unless_request_open(request)
    _validate_deployment_request(request)
    request.bind(UnrecordedKeyAccess(case.pk)).save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a request for a practitioner", about=case.pk)


@transaction.atomic
def withdraw_deployment_request(*, case_id: UUID, request_id: UUID, by: Actor) -> None:
    """Nobody is needed any more. An offer must be taken back first.

    Args:
        case_id: the case.
        request_id: the request.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible, ActionNotPossibleError.
    """
    _, access = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD, Kind.NOTES)
    request = get_open_request_or_raise(access, request_id)
    if Deployment.objects.filter(request=request, state=DeploymentState.ASKED).exists():
        raise ActionNotPossibleError("Someone has been asked. Withdraw the offer first.")
    request.state = DeploymentRequestState.WITHDRAWN
    request.save_by(by)
    write_audit_record(who=by.who, verb="withdrew a request for a practitioner", about=case_id)


@transaction.atomic
def name_interim_contact(request: DeploymentRequest, *, seen: int, by: Actor) -> None:
    """Nobody could go: name an interim contact, say why, and pass it up. The request stays open, and unmet.

    Args:
        request: with `interim`, `unmet_reason` and `passed_up_to`.
        seen: the version that the page showed.
        by: the lead who decides.

    Raises:
        Denied, NotVisible, ConcurrentEditError; ValidationError by field; ActionNotPossibleError.
    """
    case, _ = lock_and_authorise_case_by_id(request.case_id, by, Permission.DEPLOY, Kind.NOTES)
    _raise_unless_request_open(request)
    if Deployment.objects.filter(request=request, state=DeploymentState.ASKED).exists():
        raise ActionNotPossibleError(
            "Someone has been asked. Wait for the answer, or withdraw the offer first."
        )
    request.state, request.interim_since = DeploymentRequestState.UNMET, timezone.now()
    request.held_by_id = request.interim_id or request.held_by_id
    request.bind(UnrecordedKeyAccess(case.pk)).save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="named an interim contact", about=case.pk, why=request.get_unmet_reason_display()
    )
    _notify_leads_of_request(request, case, "deployment_unmet", besides=by.user_id)


def get_open_request_or_raise(access: CaseAccess, request_id: UUID) -> DeploymentRequest:
    """The request of a locked case, bound to its key. Raises NotVisible, ActionNotPossibleError."""
    found = DeploymentRequest.objects.filter(pk=request_id, case=access.file_id).first()
    if found is None:
        raise NotVisible
    _raise_unless_request_open(found)
    return found.bind(access.key_access)


def _raise_unless_request_open(request: DeploymentRequest) -> None:
    """Asked of the saved row: the one in hand may be older."""
    if not DeploymentRequest.objects.open().filter(pk=request.pk).exists():
        raise ActionNotPossibleError(NOT_OPEN)


def _validate_deployment_request(request: DeploymentRequest) -> None:
    if abs(request.starts_at - timezone.now()) > TIME_AHEAD:
        raise ActionNotPossibleError("Check the day: it must be within 60 days.")
    if request.scope == PractitionerAskingScope.STATED and not request.basis:
        raise ActionNotPossibleError("Enter the lawful basis for asking other organisations.")


def _has_open_request(case: Case) -> bool:
    return DeploymentRequest.objects.open().filter(case=case, body=case.owner_id).exists()


def _save_new_request(
    request: DeploymentRequest, case: Case, by: Actor, *, cause: DeploymentRequestCause, hours: int
) -> DeploymentRequest:
    request.case, request.body_id, request.cause = case, case.owner_id, cause
    request.raised_at, request.raised_by_id = timezone.now(), by.user_id
    request.name_by = request.raised_at + datetime.timedelta(hours=hours)
    request.bind(UnrecordedKeyAccess(case.pk)).save_by(by)
    write_audit_record(
        who=by.who, verb="requested a practitioner", about=case.pk, why=request.get_cause_display()
    )
    _notify_leads_of_request(request, case, "deployment_raised", besides=by.user_id)
    return request


def _notify_leads_of_request(
    request: DeploymentRequest, case: Case, kind: str, *, besides: int | None
) -> None:
    leads = select_users_of_body(case.owner_id, Permission.DEPLOY).exclude(pk=besides or 0)
    queue_messages(
        kind=kind,
        occasion=f"deployment/{request.pk}/{kind}/{request.version}",
        about="",
        path=BOARD,
        to=list(leads.values_list("pk", flat=True)),
    )
