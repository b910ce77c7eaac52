"""Why a person holds back, and what changed: added to, never edited, and nothing is asked of the police for it."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from handrail.people.recovery.hesitation_reasons_and_change_causes import CHANGE_NAMES, REASON_NAMES
from handrail.people.recovery.models import ChangeCause, Hesitation, HesitationChange, HesitationReason
from handrail.people.recovery.permissions import lock_case_for_support
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotPossibleError

VERB = "wrote down what they said"
"""The same for both: what it was about stands beside it, and is told to those alone who may read the case."""


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
    hesitation.case, case_access = lock_case_for_support(hesitation.case_id, by)
    chosen = _clean_reason_or_cause_codes(reasons, REASON_NAMES, "Choose at least one reason from the list.")
    hesitation.recorded_at, hesitation.recorded_by_id = timezone.now(), by.user_id
    hesitation.bind(case_access).full_clean(exclude={"case", "recorded_by"})
    hesitation.save(force_insert=True)
    HesitationReason.objects.bulk_create(
        HesitationReason(hesitation=hesitation, code=code) for code in chosen
    )
    record(who=by.who, verb=VERB, about=hesitation.case_id, why="why they hold back")
    return hesitation


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
        ActionNotPossibleError: a cause is not on the list, or none is given.
        ValidationError: by field.
    """
    case, case_access = lock_case_for_support(change.hesitation.case_id, by)
    chosen = _clean_reason_or_cause_codes(
        causes, CHANGE_NAMES, "Choose at least one thing that changed it from the list."
    )
    change.recorded_at, change.recorded_by_id = timezone.now(), by.user_id
    change.bind(case_access).full_clean(exclude={"hesitation", "recorded_by"})
    change.save(force_insert=True)
    ChangeCause.objects.bulk_create(ChangeCause(change=change, code=code) for code in chosen)
    record(who=by.who, verb=VERB, about=case.pk, why="what changed")
    return change


def _clean_reason_or_cause_codes(codes: Collection[str], known: dict[str, str], missing: str) -> list[str]:
    chosen = [code for code in known if code in set(codes)]
    if not chosen or len(chosen) != len(set(codes)):
        raise ActionNotPossibleError(missing)
    return chosen
