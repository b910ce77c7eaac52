"""What is kept of what somebody needs of a place, for its form."""

import datetime
import json
from dataclasses import dataclass
from uuid import UUID

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, read
from handrail.provision.places.models import PlaceBrief


@dataclass(frozen=True, slots=True)
class Brief:
    """Version 0 where nothing was said yet. The risks are empty where danger and safety are not open."""

    beds: int
    children: int | None
    pets: str
    access: tuple[str, ...]
    risks: tuple[int, ...]
    risk_words: str
    area: str
    safety_open: bool
    version: int
    said_at: datetime.datetime | None
    said_by: str


def brief_of(sight: Sight) -> Brief:
    """Three statements."""
    row = PlaceBrief.objects.select_related("said_by").filter(pk=sight.file_id).first()
    area = Case.objects.values_list("area_id", flat=True).get(pk=sight.file_id) or ""
    safety = sight.sees(Kind.SAFETY)
    if row is None:
        return Brief(1, None, "not_asked", (), (), "", area, safety, 0, None, "")
    box = boxes([sight.file_id]).get(sight.file_id) if safety else None
    text = read(box, row, "risks")
    return Brief(
        beds=row.beds,
        children=row.children,
        pets=row.pets,
        access=tuple(row.access),
        risks=tuple(json.loads(text)) if text else (),
        risk_words=read(box, row, "risk_words"),
        area=area,
        safety_open=safety,
        version=row.version,
        said_at=row.said_at,
        said_by=row.said_by.name,
    )


def case_area(case_id: UUID) -> str:
    """The code of the area in which the person is; empty where nobody said."""
    return Case.objects.filter(pk=case_id).values_list("area_id", flat=True).first() or ""
