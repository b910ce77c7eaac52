"""Why a person holds back, and what changed: added to, never edited, and nothing is asked of the police for it."""

import datetime
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.recovery.day_checks import check_not_in_future
from handrail.people.recovery.models import ChangeCause, Hesitation, HesitationChange, HesitationReason
from handrail.people.recovery.permissions import lock_for_support
from handrail.people.recovery.reasons import CHANGE_NAMES, REASON_NAMES
from handrail.people.recovery.states import ChangeExtent, HesitationSubject
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed

VERB = "wrote down what they said"
"""The same for both: what it was about stands beside it, and is told to those alone who may read the case."""


@transaction.atomic
def record_hesitation(
    *,
    case_id: UUID,
    about: HesitationSubject,
    reasons: Collection[str],
    words: str,
    on: datetime.date,
    by: Actor,
) -> Hesitation:
    """Write down what they hold back from, and why, in their words."""
    case, case_access = lock_for_support(case_id, by)
    chosen = _check_codes(reasons, REASON_NAMES, "Choose at least one reason from the list.")
    check_not_in_future(on)
    row = Hesitation(
        case=case,
        about=HesitationSubject(about),
        said_on=on,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    row.words = words
    row.bind(case_access).save()
    HesitationReason.objects.bulk_create(HesitationReason(hesitation=row, code=code) for code in chosen)
    record(who=by.who, verb=VERB, about=case.pk, why="why they hold back")
    return row


@transaction.atomic
def record_hesitation_change(
    *,
    case_id: UUID,
    hesitation_id: UUID,
    turned: ChangeExtent,
    causes: Collection[str],
    words: str,
    on: datetime.date,
    by: Actor,
) -> HesitationChange:
    """Write down what changed their mind."""
    case, case_access = lock_for_support(case_id, by)
    hesitation = Hesitation.objects.filter(case=case, pk=hesitation_id).first()
    if hesitation is None:
        raise ActionNotAllowed("That is not on this case.")
    chosen = _check_codes(causes, CHANGE_NAMES, "Choose at least one thing that changed it from the list.")
    check_not_in_future(on)
    if on < hesitation.said_on:
        raise ActionNotAllowed("That day is before the day on which they said why they hold back.")
    row = HesitationChange(
        hesitation=hesitation,
        turned=ChangeExtent(turned),
        on=on,
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    row.words = words
    row.bind(case_access).save()
    ChangeCause.objects.bulk_create(ChangeCause(change=row, code=code) for code in chosen)
    record(who=by.who, verb=VERB, about=case.pk, why="what changed")
    return row


def _check_codes(codes: Collection[str], known: dict[str, str], missing: str) -> list[str]:
    chosen = [code for code in known if code in set(codes)]
    if not chosen or len(chosen) != len(set(codes)):
        raise ActionNotAllowed(missing)
    return chosen
