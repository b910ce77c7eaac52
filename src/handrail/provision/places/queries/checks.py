"""Checks of hotels and B&Bs, for those who work on the case and for a conference later; and a draft to go on with."""

import datetime
import json
from dataclasses import dataclass
from uuid import UUID

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.sealing import boxes, read
from handrail.provision.places import checking
from handrail.provision.places.models import CheckDraft, SuitabilityCheck
from handrail.provision.places.states import Answer


@dataclass(frozen=True, slots=True)
class SignedCheck:
    """One check as it was signed, and whether it was overruled."""

    check_id: UUID
    place_id: UUID
    place: str
    answers: tuple[tuple[str, str], ...]
    against: tuple[str, ...]
    beware: tuple[str, ...]
    who_checks: str
    note: str
    suitable: bool
    signed_at: datetime.datetime
    signed_by: str
    overruled_at: datetime.datetime | None
    overruled_by: str
    overruled_why: str


def checks_of(sight: Sight) -> tuple[SignedCheck, ...]:
    """Every signed check of the case, newest first: a conference reads them too, through its own sight."""
    sight.needs(Kind.SUPPORT)
    box = boxes([sight.file_id]).get(sight.file_id)
    rows = SuitabilityCheck.objects.filter(case=sight.file_id).select_related("place", "overruled_by")
    found = []
    for row in rows.order_by("-signed_at"):
        answers = {code: getattr(row, code) for code in checking.CODES}
        found.append(
            SignedCheck(
                check_id=row.pk,
                place_id=row.place_id,
                place=row.place.name,
                answers=tuple((q.ask, Answer(answers[q.code]).label) for q in checking.QUESTIONS),
                against=_words(checking.against(answers)),
                beware=_words(checking.beware(answers)),
                who_checks=read(box, row, "who_checks"),
                note=read(box, row, "note"),
                suitable=row.suitable,
                signed_at=row.signed_at,
                signed_by=row.signed_name,
                overruled_at=row.overruled_at,
                overruled_by=row.overruled_by.name if row.overruled_by else "",
                overruled_why=read(box, row, "overruled_why"),
            )
        )
    return tuple(found)


def draft_of(sight: Sight, place_id: UUID) -> dict[str, str]:
    """What has been answered so far."""
    sight.needs(Kind.SUPPORT)
    row = CheckDraft.objects.filter(case=sight.file_id, place=place_id).first()
    text = read(boxes([sight.file_id]).get(sight.file_id), row, "answers") if row else ""
    return dict(json.loads(text)) if text else {}


def _words(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(checking.BY_CODE[code].against for code in codes)
