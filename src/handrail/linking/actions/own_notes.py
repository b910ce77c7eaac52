"""What the police side notes for itself. No trail of a case, no list, no count and no export speaks of it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.casework.case.sealing import box_to_write, seal
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.linking.models import OwnNote
from handrail.linking.permissions import require_police
from handrail.linking.states import MayBe

LONGEST = 1_000


@transaction.atomic
def keep_own_note(*, case_id: UUID, answer: MayBe, words: str, by: Actor) -> UUID:
    """Note it for the actor's own force alone. Nothing else of the case changes: a victim is supported as a victim.

    The record speaks of the note by its number and not of the case, in words that say nothing.
    """
    require_police(by)
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise NotOpenToYou
    sight_of(case, by).require(Permission.KEEP_OWN_NOTE)
    if len(words) > LONGEST:
        raise NotNow(say("Say it in {longest} characters or fewer.", longest=f"{LONGEST:,}"))
    note = OwnNote(case=case, body_id=by.body_id, written_at=timezone.now(), written_by_id=by.user_id)
    seal(box_to_write(case.pk), note, answer=MayBe(answer).value, words=words)
    note.save(force_insert=True)
    record(who=by.who, verb="kept a note", about=note.pk)
    return note.pk
