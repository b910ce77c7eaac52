"""Asking that a record is erased, and deciding it: two people, one after the other."""

import uuid
from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from handrail.people.personal_data.actions.case_file_erasure import erase_case_file
from handrail.people.personal_data.models import ErasureRequest, LegalHold
from handrail.people.personal_data.permissions import lock_and_authorise_case_record
from handrail.people.personal_data.queries.joined_cases import get_joined_case_references_by_id
from handrail.people.personal_data.queries.record_recipients import list_names_of_recipient_organisations
from handrail.people.personal_data.text_choices import ErasureReason, ErasureState
from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import list_role_codes_with_permission
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.outbox.actions.messages import queue_messages

NOT_YOURSELF = "You asked for this, so someone else must approve it."


@transaction.atomic
def request_erasure(*, case_id: UUID, because: str, by: Actor) -> list[ErasureRequest]:
    """Ask that the record, and those that were joined with it as one person, are erased.

    Args:
        case_id: a closed case.
        because: a code of `ErasureReason`.
        by: who asks.

    Returns:
        One request for each record; all have the same `together`.

    Raises:
        ActionNotPossibleError: a record is open, on hold, or asked for already.
        Denied: the actor may not, or may not for a record that is joined to it.
    """
    first, _ = lock_and_authorise_case_record(case_id, by)
    together, made = uuid.uuid4(), []
    for number in sorted({case_id, *get_joined_case_references_by_id(case_id, first.owner_id)}):
        case, _ = lock_and_authorise_case_record(number, by)
        _raise_unless_erasable(case)
        made.append(_create_erasure_request(case, together, ErasureReason(because), by))
    _mail_those_who_may_approve(made[0], by)
    return made


@transaction.atomic
def approve_and_carry_out_erasure(*, together: UUID, by: Actor) -> int:
    """Erase what was asked for together. Nothing brings it back.

    Args:
        together: of the requests.
        by: who approves: somebody else than who asked.

    Returns:
        How many rows were deleted.

    Raises:
        Denied: the actor may not.
        ActionNotPossibleError: they asked themselves, it was decided, or a record is open, on hold or joined since.
    """
    requests = _lock_undecided_erasure_requests(together, by)
    if any(request.asked_by_id == by.user_id for request in requests):
        raise ActionNotPossibleError(NOT_YOURSELF)
    cases = [_lock_case_to_erase(request.file_id) for request in requests]
    asked = {request.file_id for request in requests}
    for case in cases:
        _raise_unless_erasable(case)
        if {case.pk, *get_joined_case_references_by_id(case.pk, case.owner_id)} != asked:
            raise ActionNotPossibleError(
                "Records have been joined or separated since this request. Refuse it, and ask again."
            )
    return sum(_erase_requested_case_file(request, by) for request in requests)


@transaction.atomic
def refuse_erasure_request(*, together: UUID, by: Actor) -> None:
    """Decide that nothing is erased: whoever asked may take it back in the same way.

    Args:
        together: of the requests.
        by: who decides.
    """
    for request in _lock_undecided_erasure_requests(together, by):
        _save_erasure_decision(request, ErasureState.REFUSED, by)
        write_audit_record(who=by.who, verb="refused to erase a record", about=request.file_id)


def raise_unless_case_may_be_erased(case_id: UUID) -> None:
    """Raise ActionNotPossibleError where the record is open or on hold: before anybody is asked why."""
    _raise_unless_erasable(Case.objects.only("reference", "closed_at").get(pk=case_id))


def _raise_unless_erasable(case: Case) -> None:
    if case.closed_at is None:
        raise ActionNotPossibleError(
            msg("{reference} is open. Close the case first, then ask.", reference=case.reference)
        )
    if LegalHold.objects.filter(case=case, lifted_at=None).exists():
        raise ActionNotPossibleError(
            msg("{reference} is on legal hold: it must be kept for now.", reference=case.reference)
        )


def _create_erasure_request(case: Case, together: UUID, because: ErasureReason, by: Actor) -> ErasureRequest:
    request = ErasureRequest(
        file_id=case.pk,
        body_id=case.owner_id,
        together=together,
        because=because,
        asked_at=timezone.now(),
        asked_by_id=by.user_id,
    )
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError(
            "This has already been requested. It is waiting for a second person."
        ) from None
    write_audit_record(who=by.who, verb="asked to erase a record", about=case.pk, why=because.label)
    return request


def _mail_those_who_may_approve(request: ErasureRequest, by: Actor) -> None:
    """Everybody of the organisation who may be the second person."""
    roles = list_role_codes_with_permission(Permission.APPROVE_ERASURE)
    people = User.objects.filter(users_working_for_q([by.body_id], roles), is_active=True)
    queue_messages(
        kind="erasure_waiting",
        occasion=f"erasure/{request.together}",
        about="",
        path=reverse("erasure", args=[request.pk]),
        to=list(people.exclude(pk=by.user_id).values_list("pk", flat=True)),
    )


def _lock_undecided_erasure_requests(together: UUID, by: Actor) -> Sequence[ErasureRequest]:
    policy.require_permission(by, Permission.APPROVE_ERASURE)
    rows = ErasureRequest.objects.select_for_update().filter(together=together, body_id=by.body_id)
    requests = list(rows.order_by("pk"))
    if not requests:
        raise NotVisible
    if any(request.state != ErasureState.ASKED for request in requests):
        raise ActionNotPossibleError("This has already been decided.")
    return requests


def _lock_case_to_erase(file_id: UUID) -> Case:
    case = Case.objects.select_for_update(of=("self",)).filter(pk=file_id).first()
    if case is None:
        raise ActionNotPossibleError("This record is no longer here.")
    return case


def _erase_requested_case_file(request: ErasureRequest, by: Actor) -> int:
    why = ErasureReason(request.because).label
    request.recipients = list_names_of_recipient_organisations(request.file_id)
    write_audit_record(who=by.who, verb="erased a record", about=request.file_id, why=why)
    result = erase_case_file(request.file_id, signed_by=by.user_id)
    request.rows_erased, request.rows_kept = result.erased, result.kept
    _save_erasure_decision(request, ErasureState.DONE, by)
    return result.erased


def _save_erasure_decision(request: ErasureRequest, state: ErasureState, by: Actor) -> None:
    request.state, request.decided_at, request.decided_by_id = state, timezone.now(), by.user_id
    request.save()
