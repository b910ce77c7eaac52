"""The newest note of the reader's own force, for the police side alone."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.people.matching.models import PoliceOwnNote
from handrail.people.matching.permissions import require_officer_of_police_body
from handrail.people.matching.text_choices import PoliceNoteOnLinkToExploiter
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess


@dataclass(frozen=True, slots=True)
class OwnForceNoteRow:
    """One note."""

    note_id: UUID
    answer: str
    answer_words: str
    words: str
    written_at: datetime.datetime
    written_by: str


def list_notes_of_own_force(actor: Actor, case_id: UUID) -> tuple[OwnForceNoteRow, ...]:
    """The notes of the actor's own force on a case.

    Returns:
        The newest first.

    Raises:
        NotVisible: the actor is not on the police side.
    """
    require_officer_of_police_body(actor)
    rows = PoliceOwnNote.objects.filter(case=case_id, body=actor.body_id).select_related("written_by")
    access = UnrecordedKeyAccess(case_id)  # the force wrote them itself
    return tuple(
        OwnForceNoteRow(
            note_id=row.pk,
            answer=answer,
            answer_words=PoliceNoteOnLinkToExploiter(answer).label if answer else "",
            words=row.words.open(),
            written_at=row.written_at,
            written_by=row.written_by.name,
        )
        for row in rows.order_by("-id").opened_for(access)
        if (answer := row.answer.open()) or access.cipher is None
    )
