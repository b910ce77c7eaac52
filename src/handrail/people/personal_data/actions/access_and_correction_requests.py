"""What a person may ask about their own data: a copy of it, and that it is corrected."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.personal_data.models import AccessRequest, CorrectionRequest, ItemDecision
from handrail.people.personal_data.permissions import lock_and_authorise_case_record
from handrail.people.personal_data.retention_schedule import get_access_request_due_day
from handrail.people.personal_data.text_choices import (
    AccessRequestState,
    CorrectionAnswer,
    DisclosureDecision,
)
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def record_access_request(request: AccessRequest, *, case_id: UUID, by: Actor) -> None:
    """The person asked for a copy of what is held.

    Args:
        request: when it came, and how it is known to be theirs.
        case_id: the record.
        by: who answers it.

    Raises:
        ActionNotPossibleError: one is open already.
    """
    case, case_access = lock_and_authorise_case_record(case_id, by)
    request.case, request.opened_at, request.opened_by_id = case, timezone.now(), by.user_id
    request.due_on = get_access_request_due_day(request.received_on)
    try:
        with transaction.atomic():
            request.bind(case_access).save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError("A request for a copy is already open. Answer that one.") from None
    write_audit_record(who=by.who, verb="recorded a subject access request", about=case.pk)


@transaction.atomic
def decide_disclosure_of_item(
    *, case_id: UUID, request_id: UUID, item: str, decision: str, words: str, by: Actor
) -> None:
    """Say whether one item is in the copy.

    Args:
        case_id: the record.
        request_id: the open request.
        item: the row and its column, as the list of items names it.
        decision: a code of `DisclosureDecision`.
        words: why it is left out.
        by: who decides.

    Raises:
        ActionNotPossibleError: it is left out without a reason.
    """
    case, case_access, request = _lock_record_and_get_open_request(case_id, request_id, by)
    if decision != DisclosureDecision.GIVEN and not words.strip():
        raise ActionNotPossibleError(
            "Enter why it is left out. The person is told that something is left out, and can complain."
        )
    row = ItemDecision.objects.filter(request=request, item=item).first() or ItemDecision(
        request=request, item=item
    )
    row.bind(case_access)
    row.decision, row.words = DisclosureDecision(decision), words if decision else None
    row.decided_at, row.decided_by_id = timezone.now(), by.user_id
    row.save()
    write_audit_record(
        who=by.who, verb="decided what a copy of the record leaves out", about=case.pk, shown=[item]
    )


@transaction.atomic
def mark_access_request_answered(*, case_id: UUID, request_id: UUID, by: Actor) -> None:
    """The copy was given: the record can no longer be read for this request.

    Args:
        case_id: the record.
        request_id: the open request.
        by: who gave it.
    """
    case, case_access, request = _lock_record_and_get_open_request(case_id, request_id, by)
    request.bind(case_access)
    request.state, request.answered_at = AccessRequestState.ANSWERED, timezone.now()
    request.answered_by_id = by.user_id
    request.save()
    write_audit_record(who=by.who, verb="gave the person a copy of the record", about=case.pk)


@transaction.atomic
def record_correction_request(correction: CorrectionRequest, *, case_id: UUID, by: Actor) -> None:
    """Note beside the record what the person says is wrong.

    Args:
        correction: their words and the day.
        case_id: the record.
        by: who notes it.

    Raises:
        ValidationError: by field.
    """
    case, case_access = lock_and_authorise_case_record(case_id, by)
    correction.case, correction.recorded_at, correction.recorded_by_id = case, timezone.now(), by.user_id
    correction.bind(case_access).save_by(by)
    write_audit_record(who=by.who, verb="noted what the person says is wrong", about=case.pk)


@transaction.atomic
def answer_correction_request(correction: CorrectionRequest, *, seen: int, by: Actor) -> None:
    """Say what was done about it.

    Args:
        correction: with its answer and words.
        seen: the version that the page showed.
        by: who answers.

    Raises:
        ConcurrentEditError: somebody else answered meanwhile.
        ValidationError: by field.
    """
    case, case_access = lock_and_authorise_case_record(correction.case_id, by)
    if correction.answer == CorrectionAnswer.NONE_YET or not correction.answer_words:
        raise ActionNotPossibleError("Enter what was done, and what the person was told.")
    correction.answered_at = timezone.now()
    correction.bind(case_access).save_by(by, seen=seen)
    why = CorrectionAnswer(correction.answer).label
    write_audit_record(who=by.who, verb="answered what the person says is wrong", about=case.pk, why=why)


def _lock_record_and_get_open_request(
    case_id: UUID, request_id: UUID, by: Actor
) -> tuple[Case, CaseAccess, AccessRequest]:
    case, case_access = lock_and_authorise_case_record(case_id, by)
    request = AccessRequest.objects.filter(case=case, pk=request_id).first()
    if request is None:
        raise NotVisible
    if request.state != AccessRequestState.OPEN:
        raise ActionNotPossibleError("This request has been answered. Record a new one.")
    return case, case_access, request
