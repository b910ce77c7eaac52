"""The money of a line. An award changes by conditional statements: of two at once, both never get the last pound."""

import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from handrail.areas.commissioning.actions.moves import save_renewal_decision_reminder
from handrail.areas.commissioning.actions.notices import add_notices_for_stage
from handrail.areas.commissioning.models import (
    Award,
    AwardAmendment,
    AwardQuarter,
    Claim,
    CommissionedService,
    UnderspendDecision,
)
from handrail.areas.commissioning.permissions import lock_and_authorise_service, require_service_not_ended
from handrail.areas.commissioning.stages import WITH_AGREEMENT
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.kernel.money import format_pence

NOTICE_SHARE = 10
"""A change of value or term by more than 10 in 100 asks for a notice (Procurement Act 2023, section 75)."""
CLAIM_DECISIONS = {
    "made": ("queried", "accepted", "refused"),
    "queried": ("accepted", "refused"),
    "accepted": ("paid",),
}
"""What may be decided about a claim, by its state now. A refusal gives its sum back to the award."""


@transaction.atomic
def record_award(line_id: UUID, first: AwardAmendment, *, funder: str, by: Actor) -> Award:
    """Record what was awarded, once the decision is signed.

    Args:
        line_id: which line.
        first: with the sum, until when it is known, and the reason.
        funder: whose money it is; it decides about an underspend.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: nothing is decided yet, or there is an award.
    """
    line = lock_and_authorise_service(line_id, by)
    if not line.moves.filter(stage="decision").exists():
        raise ActionNotPossibleError("The award is recorded once its decision is signed.")
    if Award.objects.filter(line=line).exists():
        raise ActionNotPossibleError("The award is recorded already. Add an amendment instead.")
    if not first.pence:
        raise ValidationError({"pence": "Enter the sum that was awarded"})
    award = Award(line=line, funder=funder, awarded_pence=first.pence, known_until=first.known_until)
    award.full_clean(exclude={"line"})
    award.save()
    first.kind, first.ends_on = "award", line.ends_on
    _save_award_amendment(award, first, 1, by)
    write_audit_record(who=by.who, verb="recorded an award", about=line.pk)
    return award


@transaction.atomic
def add_award_amendment(amendment: AwardAmendment, *, by: Actor) -> None:
    """Change an award: more, less, longer, or known for longer. Never below what was claimed.

    Args:
        amendment: with its award.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the line has ended, or more was claimed than would be left.
    """
    award = amendment.award
    line = lock_and_authorise_service(award.line_id, by)
    require_service_not_ended(line)
    if amendment.kind in ("uplift", "reduction") and not amendment.pence:
        raise ValidationError({"pence": "Enter by how much the award changes"})
    if amendment.kind == "extension" and not (amendment.ends_on or amendment.known_until):
        raise ValidationError(
            {"ends_on": "Enter the new last day, or the day until which money is confirmed"}
        )
    if amendment.kind == "confirmed" and (amendment.pence or not amendment.known_until):
        raise ValidationError(
            {
                "known_until": "Enter the day until which money is confirmed. To change the sum, choose another kind"
            }
        )
    first_sum, old_end = _get_original_sum_of_award_pence(award), line.ends_on
    _save_award_amendment(award, amendment, award.amendments.count() + 1, by)
    _change_award_sum(award, amendment)
    if amendment.ends_on:
        line.ends_on = amendment.ends_on
        line.save_by(by)
        save_renewal_decision_reminder(line, today(), by)
    if amendment.known_until:
        Award.objects.filter(pk=award.pk).update(known_until=amendment.known_until)
    if line.stage in WITH_AGREEMENT and _is_substantial_award_change(amendment, first_sum, line, old_end):
        add_notices_for_stage(line, "changed", amendment.on, move=None, by=by)
    write_audit_record(who=by.who, verb=f"amended an award: {amendment.kind}", about=line.pk)


def _change_award_sum(award: Award, amendment: AwardAmendment) -> None:
    change = amendment.change_pence
    rows = Award.objects.filter(pk=award.pk, claimed_pence__lte=F("awarded_pence") + change)
    if not rows.update(awarded_pence=F("awarded_pence") + change):
        award.refresh_from_db()
        raise ActionNotPossibleError(
            msg(
                "{claimed} is already claimed, so the award cannot be lower. Decide the claims first.",
                claimed=format_pence(award.claimed_pence),
            )
        )


def _save_award_amendment(award: Award, amendment: AwardAmendment, number: int, by: Actor) -> None:
    amendment.award, amendment.number = award, number
    amendment.at, amendment.by_id = timezone.now(), by.user_id
    amendment.full_clean(exclude={"award", "by"})
    amendment.save()


def _get_original_sum_of_award_pence(award: Award) -> int:
    return int(award.amendments.order_by("number").values_list("pence", flat=True).first() or 0)


def _is_substantial_award_change(
    amendment: AwardAmendment, first_sum: int, line: CommissionedService, old_end: datetime.date | None
) -> bool:
    """By the Act's measure: the value or the term moves by more than 10 in 100."""
    by_value = bool(amendment.pence * 100 > first_sum * NOTICE_SHARE)
    if not amendment.ends_on or not old_end or not line.starts_on:
        return by_value
    term = (old_end - line.starts_on).days + 1
    moved = abs((amendment.ends_on - old_end).days)
    return by_value or bool(moved * 100 > term * NOTICE_SHARE)


@transaction.atomic
def save_plan_and_forecast_of_award_quarter(quarter: AwardQuarter, *, seen: int, by: Actor) -> None:
    """Plan a quarter, or change its forecast.

    Args:
        quarter: with its award.
        seen: the version that the page showed; 0 for a new one.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the line has ended.
    """
    require_service_not_ended(lock_and_authorise_service(quarter.award.line_id, by))
    if quarter.starts_on and (quarter.starts_on.day != 1 or quarter.starts_on.month % 3 != 1):
        raise ValidationError({"starts_on": "A quarter begins on 1 January, 1 April, 1 July or 1 October"})
    if quarter._state.adding:
        quarter.save_by(by)
    else:
        quarter.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="planned a quarter of an award", about=quarter.award.line_id)


@transaction.atomic
def record_provider_claim(claim: Claim, *, by: Actor) -> Claim:
    """Record a provider's claim. Its sum is taken from what the award has left, or the claim is refused.

    Args:
        claim: with its award and quarter.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the award has less left, or somebody claimed at the same moment.
    """
    require_permission(by, Permission.EDIT_COMMISSIONING)
    award = Award.objects.filter(
        pk=claim.award_id, line__body__in=get_own_and_taken_over_body_ids_of_actor(by)
    ).first()
    if award is None:
        raise RecordNotVisibleError("service")
    claim.award, claim.state = award, "made"
    if claim.quarter_id and not award.quarters.filter(pk=claim.quarter_id).exists():
        raise ValidationError({"quarter": "Choose the quarter"})
    claim.clean_fields(exclude={"award", "number", "changed_by", "changed_at"})
    rows = Award.objects.filter(pk=award.pk, claimed_pence__lte=F("awarded_pence") - claim.pence)
    if not rows.update(claimed_pence=F("claimed_pence") + claim.pence):
        award.refresh_from_db()
        left = format_pence(award.left_pence)
        raise ValidationError({"pence": msg("The award has {left} left to claim", left=left)})
    claim.number = award.claims.count() + 1
    try:
        with transaction.atomic():
            claim.save_by(by)
    except IntegrityError:
        raise ActionNotPossibleError("Someone recorded a claim just now. Save again.") from None
    write_audit_record(who=by.who, verb="recorded a claim", about=award.line_id, why=str(claim.number))
    return claim


@transaction.atomic
def record_claim_decision(claim: Claim, *, seen: int, by: Actor) -> None:
    """Query, accept, refuse or pay a claim. A refusal gives its sum back to the award.

    Args:
        claim: with its new state, the reason, and the day where it is paid.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody decided since.
        ValidationError: by field.
        ActionNotPossibleError: that cannot follow from its state.
    """
    lock_and_authorise_service(claim.award.line_id, by)
    saved = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    saved.raise_if_seen_version_stale(seen)
    if claim.state not in CLAIM_DECISIONS.get(saved.state, ()):
        raise ActionNotPossibleError("That cannot be decided about this claim now.")
    if claim.state != "paid":
        claim.paid_on = None
    claim.save_by(by, seen=seen)
    if claim.state == "refused":
        Award.objects.filter(pk=claim.award_id).update(claimed_pence=F("claimed_pence") - claim.pence)
    write_audit_record(who=by.who, verb=f"decided about a claim: {claim.state}", about=claim.award.line_id)


@transaction.atomic
def record_underspend_decision(decision: UnderspendDecision, *, by: Actor) -> None:
    """Record what the funder decided about money that was not spent.

    Args:
        decision: with its award.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
    """
    award = decision.award
    lock_and_authorise_service(award.line_id, by)
    award.refresh_from_db()
    if decision.pence and decision.pence > award.left_pence:
        left = format_pence(award.left_pence)
        raise ValidationError({"pence": msg("The award has {left} left to claim", left=left)})
    decision.at, decision.by_id = timezone.now(), by.user_id
    decision.full_clean(exclude={"award", "by"})
    decision.save()
    write_audit_record(who=by.who, verb=f"recorded an underspend: {decision.decision}", about=award.line_id)
