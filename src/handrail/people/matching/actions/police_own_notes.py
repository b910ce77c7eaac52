"""What the police side notes for itself. No trail of a case, no list, no count and no export speaks of it."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.matching.models import PoliceOwnNote
from handrail.people.matching.permissions import require_officer_of_police_body
from handrail.people.matching.text_choices import PoliceNoteOnLinkToExploiter
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access, raise_if_case_restricted
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

LONGEST_NOTE = 1_000


@transaction.atomic
def record_police_own_note(
    *, case_id: UUID, answer: PoliceNoteOnLinkToExploiter, words: str, by: Actor
) -> UUID:
    """Note it for the actor's own force alone. Nothing else of the case changes: a victim is supported as a victim.

    The record speaks of the note by its number and not of the case, in words that say nothing.

    Args:
        case_id: the case.
        answer: what is noted.
        words: what it rests on; may be empty.
        by: who acts.

    Returns:
        The number of the note.

    Raises:
        NotVisible: the actor is not on the police side, or the case is not open to them.
        ActionNotPossibleError: the words are too long, or the record is restricted.
    """
    require_officer_of_police_body(by)
    case = Case.objects.select_for_update(of=("self",)).filter(pk=case_id).first()
    if case is None:
        raise NotVisible
    case_access = get_case_access(case, by)
    case_access.require(Permission.KEEP_OWN_NOTE)
    raise_if_case_restricted(case)
    if len(words) > LONGEST_NOTE:
        raise ActionNotPossibleError(msg("Use {longest} characters or fewer.", longest=f"{LONGEST_NOTE:,}"))
    note = PoliceOwnNote(case=case, body_id=by.body_id, written_at=timezone.now(), written_by_id=by.user_id)
    note.answer, note.words = PoliceNoteOnLinkToExploiter(answer).value, words
    note.bind(case_access).save(force_insert=True)
    write_audit_record(who=by.who, verb="added a note", about=note.pk)
    return note.pk
