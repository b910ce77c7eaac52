"""Legal hold, restriction, and how long a record is kept."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.personal_data.actions.paused_grants import (
    pause_grants_to_bodies,
    resume_grants_to_bodies,
)
from handrail.people.personal_data.actions.restriction_recipients import (
    RestrictionRecipientNames,
    notify_organisations_of_restriction,
)
from handrail.people.personal_data.models import LegalHold, RestrictionPeriod, RetentionDecision
from handrail.people.personal_data.permissions import lock_and_authorise_case_record
from handrail.people.personal_data.text_choices import LegalHoldReason, RestrictionReason
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def place_legal_hold(hold: LegalHold, *, case_id: UUID, by: Actor) -> None:
    """Forbid erasing the record until the hold is lifted.

    Args:
        hold: its reason and words.
        case_id: the record.
        by: who places it.

    Raises:
        ActionNotPossibleError: there is one for the same reason already.
    """
    case, case_access = lock_and_authorise_case_record(case_id, by)
    hold.case, hold.placed_at, hold.placed_by_id = case, timezone.now(), by.user_id
    try:
        with transaction.atomic():
            hold.bind(case_access).save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError("The record is already on hold for this reason.") from None
    write_audit_record(
        who=by.who, verb="placed a legal hold", about=case.pk, why=LegalHoldReason(hold.because).label
    )


@transaction.atomic
def lift_legal_hold(*, case_id: UUID, hold_id: UUID, words: str, by: Actor) -> None:
    """Let the record be erased again, as far as this hold is concerned.

    Args:
        case_id: the record.
        hold_id: the hold, in force.
        words: why it is no longer needed.
        by: who lifts it.
    """
    case, case_access = lock_and_authorise_case_record(case_id, by)
    hold = LegalHold.objects.filter(case=case, pk=hold_id, lifted_at=None).first()
    if hold is None:
        raise NotVisible
    hold.bind(case_access)
    hold.lifted_at, hold.lifted_by_id, hold.lifted_words = timezone.now(), by.user_id, words
    hold.save()
    write_audit_record(
        who=by.who, verb="lifted a legal hold", about=case.pk, why=LegalHoldReason(hold.because).label
    )


@transaction.atomic
def restrict_record(period: RestrictionPeriod, *, case_id: UUID, by: Actor) -> RestrictionRecipientNames:
    """Keep the record and let nobody use it, here or where it is shared: other organisations cannot even read it.

    Args:
        period: its reason and words.
        case_id: the record.
        by: who restricts it.

    Returns:
        Which organisations were told, and which must be told by hand.

    Raises:
        ActionNotPossibleError: it is restricted already.
    """
    case, case_access = lock_and_authorise_case_record(case_id, by)
    if case.restricted_on is not None:
        raise ActionNotPossibleError("This record is already restricted.")
    period.case, period.began_at, period.began_by_id = case, timezone.now(), by.user_id
    period.bind(case_access).save(force_insert=True)
    case.restricted_on = today()
    case.save(update_fields=["restricted_on"])
    why = RestrictionReason(period.because).label
    told = notify_organisations_of_restriction("record_restricted", period, by)
    paused = pause_grants_to_bodies(case.pk)
    write_audit_record(who=by.who, verb="restricted a record", about=case.pk, why=why, revised=paused)
    return told


@transaction.atomic
def end_restriction(*, case_id: UUID, words: str, by: Actor) -> RestrictionRecipientNames:
    """Let the record be used again.

    Args:
        case_id: the record.
        words: why.
        by: who decides it.

    Returns:
        Which organisations were told, and which must be told by hand.
    """
    case, case_access = lock_and_authorise_case_record(case_id, by)
    period = RestrictionPeriod.objects.filter(case=case, ended_at=None).first()
    if period is None:
        raise ActionNotPossibleError("This record is not restricted.")
    period.bind(case_access)
    period.ended_at, period.ended_by_id, period.ended_words = timezone.now(), by.user_id, words
    period.save()
    case.restricted_on = None
    case.save(update_fields=["restricted_on"])
    resumed = resume_grants_to_bodies(case.pk)
    write_audit_record(who=by.who, verb="ended the restriction of a record", about=case.pk, revised=resumed)
    return notify_organisations_of_restriction("restriction_ended", period, by)


@transaction.atomic
def record_retention_decision(decision: RetentionDecision, *, case_id: UUID, by: Actor) -> None:
    """At the yearly review: keep the record until a day.

    Args:
        decision: the day and why.
        case_id: the record.
        by: who decides.

    Raises:
        ActionNotPossibleError: the case is open: it is kept anyway.
        ValidationError: by field.
    """
    case, case_access = lock_and_authorise_case_record(case_id, by)
    if case.closed_at is None:
        raise ActionNotPossibleError("This case is open. Retention is reviewed once it is closed.")
    decision.case, decision.decided_at, decision.decided_by_id = case, timezone.now(), by.user_id
    decision.bind(case_access).full_clean(exclude={"case", "decided_by"})
    decision.save(force_insert=True)
    why = f"until {decision.keep_until.isoformat()}"
    write_audit_record(who=by.who, verb="decided to keep a record", about=case.pk, why=why)
