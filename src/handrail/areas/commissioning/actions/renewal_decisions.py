"""The decision of a renewal review: once, signed, with reasons, and the line goes on from it."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.areas.commissioning.actions.moves import (
    add_reached_stage_with_its_notices,
    close_renewal_decision_reminders_of_service,
)
from handrail.areas.commissioning.actions.reviews import lock_open_review
from handrail.areas.commissioning.models import (
    CommissionedService,
    PlannedStop,
    RenewalDecision,
    RenewalReview,
    StageMove,
)
from handrail.areas.commissioning.stages import STAGE_AFTER_REVIEW
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

HEARD_FROM = ("force", "provider")


def record_renewal_decision(
    decision: RenewalDecision, *, line_id: UUID, number: int, seen: int, by: Actor
) -> None:
    """Decide what follows an agreement.

    Args:
        decision: with its outcome, reasons, day and conditions.
        line_id: which line.
        number: which of its reviews.
        seen: the version of the review that the page showed.
        by: who signs.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to decide.
        ConcurrentEditError: somebody changed the review since.
        ValidationError: by field.
        ActionNotPossibleError: it is decided, or force, provider or risks are missing.
    """
    with transaction.atomic():
        review = lock_open_review(line_id, number, by, Permission.SIGN_COMMISSIONING)
        review.raise_if_seen_version_stale(seen)
        _require_complete_renewal_review(review)
        decision.review, decision.body_id = review, by.body_id
        decision.by_id, decision.at = by.user_id, timezone.now()
        decision.full_clean(exclude={"review", "body", "by"})
        _save_first_renewal_decision(decision)
        review.state = "decided"
        review.save_by(by)
        line = review.line
        move = StageMove(
            stage=STAGE_AFTER_REVIEW[decision.outcome],
            on=decision.decided_on,
            reason=f"{decision.get_outcome_display()}: {decision.reasons}"[:10_000],
            document=decision.document,
        )
        add_reached_stage_with_its_notices(line, move, by)
        if decision.outcome == "end" and line.ends_on:
            _plan_end_of_service(line, by)
        close_renewal_decision_reminders_of_service(
            line, "done", decision.get_outcome_display(), decision.reasons, by=by
        )
        write_audit_record(who=by.who, verb=f"decided a renewal: {decision.outcome}", about=line.pk)


def _require_complete_renewal_review(review: RenewalReview) -> None:
    kinds = set(review.contributions.values_list("kind", flat=True))
    if not set(HEARD_FROM) <= kinds:
        raise ActionNotPossibleError("Record what the force and the provider say before you decide.")
    if not review.risks.exists():
        raise ActionNotPossibleError("Add the risks and issues that were weighed before you decide.")


def _save_first_renewal_decision(decision: RenewalDecision) -> None:
    try:
        with transaction.atomic():
            decision.save()
    except IntegrityError:
        raise ActionNotPossibleError("Someone decided this review just now.") from None


def _plan_end_of_service(line: CommissionedService, by: Actor) -> None:
    planned = PlannedStop.objects.filter(line=line, stage="ended").first() or PlannedStop(
        line=line, stage="ended"
    )
    planned.planned_on = line.ends_on
    planned.save_by(by)
