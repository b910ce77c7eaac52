"""What is kept of what somebody needs of a place, for its form."""

import datetime
import json
from dataclasses import dataclass
from uuid import UUID

from handrail.people.housing.models import PlaceBrief
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind


@dataclass(frozen=True, slots=True)
class PlaceBriefDetail:
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


def get_place_brief(case_access: CaseAccess) -> PlaceBriefDetail:
    """Three statements."""
    row = (
        PlaceBrief.objects.select_related("said_by")
        .filter(pk=case_access.file_id)
        .opened_for(case_access)
        .first()
    )
    area = Case.objects.values_list("area_id", flat=True).get(pk=case_access.file_id) or ""
    safety = case_access.sees(Kind.SAFETY)
    if row is None:
        return PlaceBriefDetail(1, None, "not_asked", (), (), "", area, safety, 0, None, "")
    text = row.risks.open()
    return PlaceBriefDetail(
        beds=row.beds,
        children=row.children,
        pets=row.pets,
        access=tuple(row.access),
        risks=tuple(json.loads(text)) if text else (),
        risk_words=row.risk_words.open(),
        area=area,
        safety_open=safety,
        version=row.version,
        said_at=row.said_at,
        said_by=row.said_by.name,
    )


def get_case_area(case_id: UUID) -> str:
    """The code of the area in which the person is; empty where nobody said."""
    return Case.objects.filter(pk=case_id).values_list("area_id", flat=True).first() or ""
