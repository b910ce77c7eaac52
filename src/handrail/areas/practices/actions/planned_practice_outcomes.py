"""Saying what became of something that was planned."""

from django.db import transaction
from django.utils import timezone

from handrail.areas.practices.models import Practice, PracticeOutcome
from handrail.areas.practices.permissions import require_may_record_practice_outcome
from handrail.areas.practices.planned_practice_outcomes import OUTCOME_NAMES, PLANNED_STATES
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def record_outcome_of_planned_practice(
    *, by: Actor, key: str, outcome: str, later: str = "", words: str = ""
) -> PracticeOutcome:
    """Say what became of a planned practice.

    Args:
        by: of the body that planned it, or a collator.
        key: of the practice.
        outcome: a code of OUTCOMES.
        later: the key of the practice of a later call that it became, or empty.
        words: more on it, for everybody who reads the library.

    Returns:
        The outcome, beside those that were recorded before.

    Raises:
        Denied: by role, or it is another body's.
        ActionNotPossibleError: it is not in the library, was not planned, or a choice is not there.
    """
    require_permission(by, Permission.VIEW_PRACTICES)
    row = (
        Practice.objects.select_for_update(of=("self",))
        .select_related("call", "body")
        .filter(key=key)
        .first()
    )
    if row is None or row.taken_out_at:
        raise ActionNotPossibleError("This practice is not in the library.")
    require_may_record_practice_outcome(by, row)
    if row.state not in PLANNED_STATES:
        raise ActionNotPossibleError(
            "You can only record progress on a practice that was planned or seeking funding."
        )
    if outcome not in OUTCOME_NAMES:
        raise ActionNotPossibleError("Choose what happened.")
    told = PracticeOutcome.objects.create(
        practice=row,
        outcome=outcome,
        later=_get_practice_that_planned_one_became(row, later) if later else None,
        words=words,
        said_by_id=by.user_id,
        said_at=timezone.now(),
    )
    write_audit_record(
        who=by.who, verb="recorded progress on a planned practice", about=None, why=f"{key}: {outcome}"
    )
    return told


def _get_practice_that_planned_one_became(row: Practice, key: str) -> Practice:
    """The practice that it became: of the same area, told in a later call."""
    found = Practice.objects.select_related("call").filter(key=key, area=row.area_id).first()
    if found is None or found.call.asked_on <= row.call.asked_on:
        raise ActionNotPossibleError("Choose a practice from the same area and a later request.")
    return found
