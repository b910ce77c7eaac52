"""Section 45: recording the flag and how it is handled."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.justice.models import CompulsionRecord
from handrail.people.justice.text_choices import CompulsionAnswer, RecipientToldOfCompulsion, YesNoNotAsked
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def record_possible_compulsion(
    row: CompulsionRecord, *, told: Sequence[str], case_id: UUID, by: Actor
) -> CompulsionRecord:
    """Record whether the person may have been made to break the law, and who was told.

    Args:
        row: the answers; unsaved.
        told: codes of RecipientToldOfCompulsion.
        case_id: the case.
        by: who works on it.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: it is not said who raised it and when, or others were told without consent.
    """
    case, access = lock_and_authorise_case_by_id(
        case_id, by, Permission.RECORD_COMPULSION, Kind.NOTES, allow_closed=True
    )
    if row.answer == CompulsionAnswer.YES and not (row.raised_by and row.raised_on):
        raise ActionNotPossibleError("Enter who raised it, and when.")
    if told and row.consent != YesNoNotAsked.YES:
        raise ActionNotPossibleError("Others are told only where the person agrees. Ask first.")
    if not set(told) <= set(RecipientToldOfCompulsion.values):
        raise ActionNotPossibleError("Choose from the list.")
    if bool(row.raised_by) != bool(row.raised_on):
        raise ActionNotPossibleError("Enter both who raised it and when, or neither.")
    row.bind(access)
    row.told = ",".join(sorted(told)) or None
    row.case, row.recorded_at, row.recorded_by_id = case, timezone.now(), by.user_id
    row.full_clean(exclude={"case", "recorded_by"})
    row.save(force_insert=True)
    write_audit_record(who=by.who, verb="recorded an answer about section 45", about=case.pk)
    return row
