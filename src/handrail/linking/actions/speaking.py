"""Two organisations that may know one person: each says whether it would speak. Neither sees the other’s case."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.kernel.refusals import NotNow, StaleSave
from handrail.linking.models import Pair, Side
from handrail.linking.states import Speak


class StaleSide(StaleSave):
    """Somebody of your organisation answered after you opened the page. Read what is there now, and save again."""


@transaction.atomic
def say_speak(*, side_id: UUID, answer: Speak, seen_version: int, by: Actor) -> None:
    """Say whether one's organisation would speak with the other. It may be changed at any time.

    Recorded under the note's number, not the case's: whoever works on the case is told nothing by its trail.
    """
    require(by, Permission.SPEAK_OF_LIKENESS)
    rows = Side.objects.filter(pk=side_id, body=by.body_id, case__owner=by.body_id)
    found = rows.values_list("pair_id", flat=True).first()
    if found is None:
        raise NotOpenToYou
    pair = Pair.objects.select_for_update(of=("self",)).get(pk=found)
    side = rows.select_related("case").first()
    if side is None:
        raise NotOpenToYou
    if side.version != seen_version:
        raise StaleSide
    if side.case.closed_at is not None:
        raise NotNow("This case is closed: there is nothing to speak about.")
    if answer == Speak.NONE_YET:
        raise NotNow("Choose an answer.")
    side.answer, side.answered_at, side.answered_by_id = Speak(answer), timezone.now(), by.user_id
    side.version += 1
    side.save()
    record(who=by.who, verb="said whether to speak with another organisation", about=pair.pk)
