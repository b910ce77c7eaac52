"""Commissioning intentions, and what was decided of each."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from handrail.areas.needs.actions.findings import require_finding_in_assessment
from handrail.areas.needs.actions.refused_texts import raise_if_texts_identify_anyone
from handrail.areas.needs.models import CommissioningIntention
from handrail.areas.needs.permissions import lock_and_authorise_assessment, lock_draft_assessment
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError


def save_commissioning_intention(intention: CommissioningIntention, *, seen: int | None, by: Actor) -> None:
    """Add an intention to a draft, or change one that is not decided.

    Args:
        intention: with its finding, or why it follows from none.
        seen: the version that the page showed; None for a new one.
        by: who writes.

    Raises:
        Denied, RecordNotVisibleError: the assessment is not the actor's.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field; where it has neither a finding nor a reason for none.
        ActionNotPossibleError: it is published, or decided.
    """
    texts = {"title": intention.title, "no_finding_why": intention.no_finding_why}
    raise_if_texts_identify_anyone(texts, by)
    with transaction.atomic():
        assessment = lock_draft_assessment(intention.assessment_id, Permission.WRITE_NEEDS, by)
        require_finding_in_assessment(assessment, intention.finding_id)
        intention.assessment = assessment
        if seen is None:
            intention.number = (assessment.intentions.aggregate(last=Max("number"))["last"] or 0) + 1
        elif CommissioningIntention.objects.filter(pk=intention.pk).exclude(decision="").exists():
            raise ActionNotPossibleError("This intention is decided. Decide it again instead.")
        intention.save_by(by, seen=seen)
        write_audit_record(
            who=by.who, verb="wrote a commissioning intention", about=assessment.pk, why=str(intention.number)
        )


def record_intention_decision(
    assessment_id: UUID, number: int, *, decision: str, reason: str, seen: int, by: Actor
) -> None:
    """Decide an intention, or decide it again: go on, not now, or do not go on.

    Args:
        assessment_id: of the actor's body, not replaced.
        number: of the intention.
        decision: go_on, not_now or no.
        reason: why.
        seen: the version that the page showed.
        by: who decides: kept with the day.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to decide.
        ConcurrentEditError: somebody decided since.
        ValidationError: by field.
        ActionNotPossibleError: the assessment was replaced.
    """
    raise_if_texts_identify_anyone({"reason": reason}, by)
    with transaction.atomic():
        assessment = lock_and_authorise_assessment(assessment_id, Permission.PUBLISH_NEEDS, by)
        if assessment.state == "superseded":
            raise ActionNotPossibleError("This assessment was replaced. Decide in the newer one.")
        found = assessment.intentions.filter(number=number).first()
        if found is None:
            raise RecordNotVisibleError("intention")
        found.decision, found.reason, found.decided_by_id, found.decided_on = (
            decision,
            reason,
            by.user_id,
            today(),
        )
        found.assessment = assessment
        found.save_by(by, seen=seen)
        write_audit_record(
            who=by.who,
            verb="decided a commissioning intention",
            about=assessment.pk,
            why=f"{number} {decision}",
        )
