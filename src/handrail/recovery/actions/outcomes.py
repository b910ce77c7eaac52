"""How the person sees one of the seven core outcomes on a day: their words, and where they place themselves."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.audit.actions import record
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import box_to_write, seal
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.recovery.core_outcomes import CODES, FURTHEST, NEAREST
from handrail.recovery.core_outcomes import outcome as outcome_of
from handrail.recovery.days import not_ahead
from handrail.recovery.models import LookBack
from handrail.recovery.permissions import work_on
from handrail.recovery.states import Asker

WORDS_ALONE = (
    "The core outcomes were made with and for adults. For a child, or while the age is not sure, write the words and "
    "leave the scale out."
)


@transaction.atomic
def look_back(
    *,
    case_id: UUID,
    outcome: str,
    on: datetime.date,
    asker: Asker,
    words: str = "",
    placed: int | None = None,
    silent: bool = False,
    by: Actor,
) -> LookBack:
    """Write down what they said of one outcome. A later word on the same day follows; none is changed."""
    case, _ = work_on(case_id, by)
    if outcome not in CODES:
        raise NotNow("Choose one of the seven outcomes.")
    not_ahead(on)
    _sound(case, words, placed, silent=silent)
    row = LookBack(
        case=case,
        outcome=outcome,
        on=on,
        silent=silent,
        placed=placed,
        asker=Asker(asker),
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    seal(box_to_write(case.pk), row, words=words)
    row.save()
    record(who=by.who, verb="asked how they see an outcome", about=case.pk, why=outcome_of(outcome).name)
    return row


def _sound(case: Case, words: str, placed: int | None, *, silent: bool) -> None:
    if silent and (words.strip() or placed is not None):
        raise NotNow("They do not want to say: leave words and scale empty.")
    if not silent and not words.strip():
        raise NotNow("Write what they said, or choose that they do not want to say.")
    if placed is None:
        return
    if not FURTHEST <= placed <= NEAREST:
        raise NotNow(
            say("Choose a place between {furthest} and {nearest}.", furthest=FURTHEST, nearest=NEAREST)
        )
    if case.age != "adult":
        raise NotNow(WORDS_ALONE)
