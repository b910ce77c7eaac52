"""Two organisations that may know one person: each says whether it would speak. Neither sees the other’s case."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.matching.models import CasePair, PairSide
from handrail.people.matching.states import PairContactAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed, ConcurrentEditError


class PairSideConflictError(ConcurrentEditError):
    """Somebody of your organisation answered after you opened the page. Read what is there now, and save again."""


@transaction.atomic
def record_contact_answer(*, side_id: UUID, answer: PairContactAnswer, seen_version: int, by: Actor) -> None:
    """Say whether one's organisation would speak with the other. It may be changed at any time.

    Recorded under the note's number, not the case's: whoever works on the case is told nothing by its trail.
    """
    require_permission(by, Permission.SPEAK_OF_LIKENESS)
    rows = PairSide.objects.filter(pk=side_id, body=by.body_id, case__owner=by.body_id)
    found = rows.values_list("pair_id", flat=True).first()
    if found is None:
        raise NotVisible
    pair = CasePair.objects.select_for_update(of=("self",)).get(pk=found)
    side = rows.select_related("case").first()
    if side is None:
        raise NotVisible
    if side.version != seen_version:
        raise PairSideConflictError
    if side.case.closed_at is not None:
        raise ActionNotAllowed("This case is closed: there is nothing to speak about.")
    if answer == PairContactAnswer.NONE_YET:
        raise ActionNotAllowed("Choose an answer.")
    side.answer, side.answered_at, side.answered_by_id = PairContactAnswer(answer), timezone.now(), by.user_id
    side.version += 1
    side.save()
    record(who=by.who, verb="said whether to speak with another organisation", about=pair.pk)
