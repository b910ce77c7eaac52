"""How the person sees one of the seven core outcomes on a day: their words, and where they place themselves."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.records.models import Case
from handrail.people.recovery.core_outcomes import FURTHEST, NEAREST, OUTCOME_CODES
from handrail.people.recovery.core_outcomes import get_outcome as outcome_of
from handrail.people.recovery.day_checks import check_not_in_future
from handrail.people.recovery.models import OutcomeReview
from handrail.people.recovery.permissions import lock_for_support
from handrail.people.recovery.states import OutcomeAsker
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg

WORDS_ALONE = (
    "The core outcomes were made with and for adults. For a child, or while the age is not sure, write the words and "
    "leave the scale out."
)


@transaction.atomic
def record_outcome_review(
    *,
    case_id: UUID,
    outcome: str,
    on: datetime.date,
    asker: OutcomeAsker,
    words: str = "",
    placed: int | None = None,
    silent: bool = False,
    by: Actor,
) -> OutcomeReview:
    """Write down what they said of one outcome. A later word on the same day follows; none is changed."""
    case, case_access = lock_for_support(case_id, by)
    if outcome not in OUTCOME_CODES:
        raise ActionNotAllowed("Choose one of the seven outcomes.")
    check_not_in_future(on)
    _check_review(case, words, placed, silent=silent)
    row = OutcomeReview(
        case=case,
        outcome=outcome,
        on=on,
        silent=silent,
        placed=placed,
        asker=OutcomeAsker(asker),
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    row.words = words
    row.bind(case_access).save()
    record(who=by.who, verb="asked how they see an outcome", about=case.pk, why=outcome_of(outcome).name)
    return row


def _check_review(case: Case, words: str, placed: int | None, *, silent: bool) -> None:
    if silent and (words.strip() or placed is not None):
        raise ActionNotAllowed("They do not want to say: leave words and scale empty.")
    if not silent and not words.strip():
        raise ActionNotAllowed("Write what they said, or choose that they do not want to say.")
    if placed is None:
        return
    if not FURTHEST <= placed <= NEAREST:
        raise ActionNotAllowed(
            msg("Choose a place between {furthest} and {nearest}.", furthest=FURTHEST, nearest=NEAREST)
        )
    if case.age != "adult":
        raise ActionNotAllowed(WORDS_ALONE)
