"""Two organisations that may know one person: each says whether it would speak. Neither sees the other’s case."""

from django.db import transaction

from handrail.people.matching.models import CasePair, PairSide
from handrail.people.matching.text_choices import WillingnessToSpeakAnswer
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def record_body_willingness_to_speak(side: PairSide, *, seen: int, by: Actor) -> None:
    """Record whether one's organisation would speak with the other. It may be changed at any time.

    Recorded under the note's number, not the case's: whoever works on the case is told nothing by its trail.

    Args:
        side: the organisation's own side, with its new answer.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        NotVisible: it is not the side of the actor's organisation, which holds its case.
        ActionNotPossibleError: the case is closed, or no answer was chosen.
        ConcurrentEditError: somebody of the organisation answered meanwhile.
    """
    require_permission(by, Permission.SPEAK_OF_LIKENESS)
    rows = PairSide.objects.filter(pk=side.pk, body=by.body_id, case__owner=by.body_id)
    found = rows.values_list("pair_id", flat=True).first()
    if found is None:
        raise NotVisible
    pair = CasePair.objects.select_for_update(of=("self",)).get(pk=found)
    saved = rows.select_related("case").first()
    if saved is None:
        raise NotVisible
    saved.raise_if_seen_version_stale(seen)
    if saved.case.closed_at is not None:
        raise ActionNotPossibleError("This case is closed.")
    if side.answer == WillingnessToSpeakAnswer.NONE_YET:
        raise ActionNotPossibleError("Choose an answer.")
    saved.answer = side.answer
    saved.save_by(by)
    write_audit_record(who=by.who, verb="answered whether to speak with another organisation", about=pair.pk)
