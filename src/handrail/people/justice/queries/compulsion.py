"""The section 45 records of a case, for a reader of its support notes."""

from handrail.people.justice.models import CompulsionRecord
from handrail.platform.access.case_access import CaseAccess

MOST_SHOWN = 10


def list_compulsion_records(access: CaseAccess) -> list[CompulsionRecord]:
    """The newest first, bound to the reader. One statement."""
    rows = CompulsionRecord.objects.filter(case=access.file_id).select_related("recorded_by")
    return list(rows.opened_for(access).order_by("-id")[:MOST_SHOWN])


def list_codes_of_those_told(row: CompulsionRecord) -> list[str]:
    """Codes of those who were told."""
    return row.told.open().split(",") if row.told else []
