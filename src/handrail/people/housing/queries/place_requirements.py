"""What is kept of what somebody needs of a place, for its form."""

import json
from uuid import UUID

from handrail.people.housing.models import PlaceRequirements
from handrail.people.records.models import Case
from handrail.platform.access.case_access import CaseAccess


def find_place_requirements(case_access: CaseAccess) -> PlaceRequirements | None:
    """What is kept for the case, opened for the reader, with who changed it last; None where nothing is."""
    rows = PlaceRequirements.objects.select_related("changed_by").filter(pk=case_access.file_id)
    return rows.opened_for(case_access).first()


def list_risk_zone_ids(brief: PlaceRequirements) -> list[int]:
    """Numbers of the zones that the person named; none where they are not open to the reader."""
    text = brief.risks.open()
    return [int(number) for number in json.loads(text)] if text else []


def get_area_code_of_case(case_id: UUID) -> str:
    """The code of the area in which the person is; empty where nobody said."""
    return Case.objects.filter(pk=case_id).values_list("area_id", flat=True).first() or ""
