"""Why a person holds back, and what changed: never edited, and nothing is asked of the police for it.

A mistake is corrected by a new record, or taken back. Both versions stay readable; figures count what stands.
"""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.people.recovery.hesitation_reasons_and_change_causes import CHANGE_NAMES, REASON_NAMES
from handrail.people.recovery.models import ChangeCause, Hesitation, HesitationChange, HesitationReason
from handrail.people.recovery.models.hesitation import not_withdrawn_q
from handrail.people.recovery.permissions import lock_case_for_writing_support_records
from handrail.people.recovery.queries.hesitations import get_hesitation, get_hesitation_change
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

VERB = "recorded what they said"
"""The same for both: what it was about stands beside it, and is told to those alone who may read the case."""
VERB_CORRECTED, VERB_TAKEN_BACK = "corrected what they said", "withdrew a record"
ABOUT_HESITATION, ABOUT_CHANGE = "barriers to engaging", "what changed"
GONE = "That record has already been corrected or withdrawn. Go back to see how."


@transaction.atomic
def record_hesitation(hesitation: Hesitation, *, reasons: Collection[str], by: Actor) -> Hesitation:
    """Record what somebody holds back from, and why.

    Args:
        hesitation: what they said, on the case `hesitation.case_id`.
        reasons: codes of `REASON_NAMES`, at least one.
        by: who acts.

    Raises:
        ActionNotPossibleError: a reason is not on the list, or none is given.
        ValidationError: by field.
    """
    hesitation.case, case_access = lock_case_for_writing_support_records(
        hesitation.case_id, by, Kind.OWN_WORDS
    )
    _save_hesitation(hesitation, reasons, by, case_access)
    write_audit_record(who=by.who, verb=VERB, about=hesitation.case_id, why=ABOUT_HESITATION)
    return hesitation


@transaction.atomic
def correct_hesitation(
    hesitation: Hesitation, *, mistaken_id: UUID, reasons: Collection[str], by: Actor
) -> Hesitation:
    """Put a new record in the place of a mistaken one, which stays readable. What changed since follows the new one.

    Args:
        hesitation: what they said, on the case `hesitation.case_id`.
        mistaken_id: the record that it corrects.
        reasons: codes of `REASON_NAMES`, at least one.
        by: who acts.

    Raises:
        ActionNotPossibleError: it has been corrected or taken back already, or a reason is not on the list.
        NotVisible: there is no such record on the case for the actor.
        ValidationError: by field; the day is after something changed.
    """
    hesitation.case, case_access = lock_case_for_writing_support_records(
        hesitation.case_id, by, Kind.OWN_WORDS
    )
    mistaken = require_hesitation_record_not_withdrawn(get_hesitation(case_access, mistaken_id))
    _withdraw_mistaken_record(mistaken, "", by)
    hesitation.corrects = mistaken
    _save_hesitation(hesitation, reasons, by, case_access)
    changes = HesitationChange.objects.filter(hesitation=mistaken)
    _require_hesitation_not_after_its_changes(
        hesitation.on, list(changes.filter(not_withdrawn_q()).values_list("on", flat=True))
    )
    changes.update(hesitation=hesitation)
    write_audit_record(who=by.who, verb=VERB_CORRECTED, about=hesitation.case_id, why=ABOUT_HESITATION)
    return hesitation


@transaction.atomic
def take_back_hesitation(*, case_id: UUID, hesitation_id: UUID, because: str, by: Actor) -> None:
    """Say that somebody never said this. It stays readable, and neither it nor what changed it is counted.

    Args:
        case_id: the case.
        hesitation_id: the record.
        because: why it was a mistake.
        by: who acts.

    Raises:
        ActionNotPossibleError: it has been corrected or taken back already, or there is no reason.
        NotVisible: there is no such record on the case for the actor.
    """
    case, case_access = lock_case_for_writing_support_records(case_id, by, Kind.OWN_WORDS)
    mistaken = require_hesitation_record_not_withdrawn(get_hesitation(case_access, hesitation_id))
    _withdraw_mistaken_record(mistaken, _validate_withdrawal_reason(because), by)
    write_audit_record(who=by.who, verb=VERB_TAKEN_BACK, about=case.pk, why=ABOUT_HESITATION)


@transaction.atomic
def record_hesitation_change(
    change: HesitationChange, *, causes: Collection[str], by: Actor
) -> HesitationChange:
    """Record what changed somebody's mind.

    Args:
        change: what they said, of the hesitation `change.hesitation`.
        causes: codes of `CHANGE_NAMES`, at least one.
        by: who acts.

    Raises:
        ActionNotPossibleError: a cause is not on the list, or none is given; the hesitation stands no longer.
        ValidationError: by field.
    """
    case, case_access = lock_case_for_writing_support_records(change.hesitation.case_id, by, Kind.OWN_WORDS)
    change.hesitation = require_hesitation_record_not_withdrawn(
        get_hesitation(case_access, change.hesitation_id)
    )
    _save_hesitation_change(change, causes, by, case_access)
    write_audit_record(who=by.who, verb=VERB, about=case.pk, why=ABOUT_CHANGE)
    return change


@transaction.atomic
def correct_hesitation_change(
    change: HesitationChange, *, case_id: UUID, mistaken_id: UUID, causes: Collection[str], by: Actor
) -> HesitationChange:
    """Put a new record of what changed in the place of a mistaken one, which stays readable.

    Args:
        change: what they said; its hesitation is that of the mistaken one.
        case_id: the case.
        mistaken_id: the record that it corrects.
        causes: codes of `CHANGE_NAMES`, at least one.
        by: who acts.

    Raises:
        ActionNotPossibleError: it has been corrected or taken back already, or a cause is not on the list.
        NotVisible: there is no such record on the case for the actor.
        ValidationError: by field.
    """
    case, case_access = lock_case_for_writing_support_records(case_id, by, Kind.OWN_WORDS)
    mistaken = require_hesitation_record_not_withdrawn(get_hesitation_change(case_access, mistaken_id))
    _withdraw_mistaken_record(mistaken, "", by)
    change.corrects, change.hesitation = mistaken, mistaken.hesitation
    _save_hesitation_change(change, causes, by, case_access)
    write_audit_record(who=by.who, verb=VERB_CORRECTED, about=case.pk, why=ABOUT_CHANGE)
    return change


@transaction.atomic
def take_back_hesitation_change(*, case_id: UUID, change_id: UUID, because: str, by: Actor) -> None:
    """Say that this never changed their mind. It stays readable and is not counted.

    Args:
        case_id: the case.
        change_id: the record.
        because: why it was a mistake.
        by: who acts.

    Raises:
        ActionNotPossibleError: it has been corrected or taken back already, or there is no reason.
        NotVisible: there is no such record on the case for the actor.
    """
    case, case_access = lock_case_for_writing_support_records(case_id, by, Kind.OWN_WORDS)
    mistaken = require_hesitation_record_not_withdrawn(get_hesitation_change(case_access, change_id))
    _withdraw_mistaken_record(mistaken, _validate_withdrawal_reason(because), by)
    write_audit_record(who=by.who, verb=VERB_TAKEN_BACK, about=case.pk, why=ABOUT_CHANGE)


def require_hesitation_record_not_withdrawn[Row: (Hesitation, HesitationChange)](row: Row) -> Row:
    """The row, if nobody corrected or took it back meanwhile. Raises ActionNotPossibleError."""
    if row.withdrawn_at is not None:
        raise ActionNotPossibleError(GONE)
    return row


def _save_hesitation(row: Hesitation, reasons: Collection[str], by: Actor, case_access: CaseAccess) -> None:
    chosen = _clean_reason_or_cause_codes(reasons, REASON_NAMES, "Choose at least one reason from the list.")
    row.recorded_at, row.recorded_by_id = timezone.now(), by.user_id
    row.bind(case_access).full_clean(exclude={"case", "recorded_by"})
    row.save(force_insert=True)
    HesitationReason.objects.bulk_create(HesitationReason(hesitation=row, code=code) for code in chosen)


def _save_hesitation_change(
    row: HesitationChange, causes: Collection[str], by: Actor, case_access: CaseAccess
) -> None:
    chosen = _clean_reason_or_cause_codes(
        causes, CHANGE_NAMES, "Choose at least one thing that changed it from the list."
    )
    row.recorded_at, row.recorded_by_id = timezone.now(), by.user_id
    row.bind(case_access).full_clean(exclude={"hesitation", "recorded_by"})
    row.save(force_insert=True)
    ChangeCause.objects.bulk_create(ChangeCause(change=row, code=code) for code in chosen)


def _withdraw_mistaken_record(row: Hesitation | HesitationChange, because: str, by: Actor) -> None:
    row.withdrawn_at, row.withdrawn_by_id, row.withdrawn_because = timezone.now(), by.user_id, because
    row.full_clean(exclude={"case", "hesitation", "recorded_by", "withdrawn_by", "corrects"})
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])


def _validate_withdrawal_reason(because: str) -> str:
    if not because.strip():
        raise ActionNotPossibleError("Enter why it was a mistake.")
    return because.strip()


def _require_hesitation_not_after_its_changes(day: datetime.date, changed_on: list[datetime.date]) -> None:
    if changed_on and day > min(changed_on):
        first = format_day(min(changed_on))
        raise ValidationError(
            {"on": msg("Something changed on {first}: it cannot be after that.", first=first)}
        )


def _clean_reason_or_cause_codes(codes: Collection[str], known: dict[str, str], missing: str) -> list[str]:
    chosen = [code for code in known if code in set(codes)]
    if not chosen or len(chosen) != len(set(codes)):
        raise ActionNotPossibleError(missing)
    return chosen
