"""Deciding on a request for counselling notes: by another, senior, officer of the force. Until then it is not sent."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.information_requests.actions.named_person_requests import (
    notify_users_who_answer_named_request,
)
from handrail.people.information_requests.actions.request_events import record_request_on_own_case
from handrail.people.information_requests.actions.requests import notify_users_who_answer_information_request
from handrail.people.information_requests.counselling_approvers import may_approve_counselling_notes
from handrail.people.information_requests.models import InformationRequest, NamedPersonRequest
from handrail.people.information_requests.text_choices import CounsellingNotesDecision
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages

DECIDED_MEANWHILE = "This has since been decided on or withdrawn. See the request."


@dataclass(frozen=True, slots=True)
class CounsellingNotesDecisionInput:
    """What a senior officer decided, with their rank and why."""

    said: CounsellingNotesDecision
    rank: str
    words: str


@transaction.atomic
def decide_on_counselling_notes(
    decision: CounsellingNotesDecisionInput, *, request_id: UUID, by: Actor
) -> None:
    """Approve a request for counselling notes, and send it; or not, so that it is never sent.

    Args:
        decision: what, with rank and reason.
        request_id: the request on a case.
        by: a senior officer of the force that asks, and not whoever asks.

    Raises:
        NotVisible: the actor may not decide on it.
        ActionNotPossibleError: it was decided on or withdrawn meanwhile, or rank or reason is missing.
    """
    with acting_as_system(SystemActor.INFORMATION_REQUESTS):
        rows = InformationRequest.objects.select_for_update(of=("self",), no_key=True)
        row = rows.filter(pk=request_id, named_request=None).first()
        _save_decision(row, UnrecordedKeyAccess(row.case_id) if row else None, decision, by)
    assert row is not None  # else it was not visible
    _record_decision(row, row.case_id, decision, f"/information-requests/{row.pk}/", by)
    if row.is_sent:
        record_request_on_own_case(row, by)
        notify_users_who_answer_information_request(row)


@transaction.atomic
def decide_on_counselling_notes_of_named_person(
    decision: CounsellingNotesDecisionInput, *, request_id: UUID, by: Actor
) -> None:
    """The same for a request about a person who is named.

    Args:
        decision: what, with rank and reason.
        request_id: the request about a named person.
        by: a senior officer of the force that asks, and not whoever asks.

    Raises:
        NotVisible: the actor may not decide on it.
        ActionNotPossibleError: it was decided on or withdrawn meanwhile, or rank or reason is missing.
    """
    with acting_as_system(SystemActor.INFORMATION_REQUESTS):
        rows = NamedPersonRequest.objects.select_for_update(of=("self",), no_key=True)
        row = rows.filter(pk=request_id).first()
        _save_decision(row, UnrecordedKeyAccess(row.file_id) if row else None, decision, by)
    assert row is not None  # else it was not visible
    _record_decision(row, row.file_id, decision, f"/information-requests/about-a-person/{row.pk}/", by)
    if row.is_sent:
        notify_users_who_answer_named_request(row)


def _save_decision(
    row: InformationRequest | NamedPersonRequest | None,
    key_access: UnrecordedKeyAccess | None,
    decision: CounsellingNotesDecisionInput,
    by: Actor,
) -> None:
    if row is None or key_access is None or not may_approve_counselling_notes(row, by):
        raise NotVisible
    if not row.asks_counselling_notes or row.approval or row.outcome_or_none is not None:
        raise ActionNotPossibleError(DECIDED_MEANWHILE)
    if not decision.rank.strip() or not decision.words.strip():
        raise ActionNotPossibleError("Enter your rank, and why you approve it or not.")
    row.bind(key_access)
    row.approval, row.approval_by_id, row.approval_at = decision.said.value, by.user_id, timezone.now()
    row.approval_rank, row.approval_words = decision.rank.strip(), decision.words.strip()
    row.save(update_fields=["approval", "approval_by", "approval_at", "approval_rank", "approval_words"])


def _record_decision(
    row: InformationRequest | NamedPersonRequest,
    about: UUID,
    decision: CounsellingNotesDecisionInput,
    path: str,
    by: Actor,
) -> None:
    approved = decision.said is CounsellingNotesDecision.APPROVED
    verb = (
        "approved asking for counselling notes"
        if approved
        else "did not approve asking for counselling notes"
    )
    write_audit_record(who=by.who, verb=verb, about=about)
    queue_messages(
        kind="counselling_decided",
        occasion=f"counselling/{row.pk}/decided",
        about="",
        path=path,
        to=[row.asked_by_id],
    )
