"""The newest note of the reader's own force, for the police side alone."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access.actor import Actor
from handrail.casework.case.sealing import boxes, read
from handrail.linking.models import OwnNote
from handrail.linking.permissions import require_police
from handrail.linking.states import MayBe


@dataclass(frozen=True, slots=True)
class OwnNoteLine:
    """One note."""

    note_id: UUID
    answer: str
    answer_words: str
    words: str
    written_at: datetime.datetime
    written_by: str


def own_notes(actor: Actor, case_id: UUID) -> tuple[OwnNoteLine, ...]:
    """The notes of the actor's own force on a case, the newest first. Raises NotOpenToYou for everybody else."""
    require_police(actor)
    rows = OwnNote.objects.filter(case=case_id, body=actor.body_id).select_related("written_by")
    box = boxes([case_id]).get(case_id)
    return tuple(
        OwnNoteLine(
            note_id=row.pk,
            answer=answer,
            answer_words=MayBe(answer).label if answer else "",
            words=read(box, row, "words"),
            written_at=row.written_at,
            written_by=row.written_by.name,
        )
        for row in rows.order_by("-id")
        if (answer := read(box, row, "answer")) or box is None
    )
