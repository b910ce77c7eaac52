"""The police outcomes that count: of each crime the newest."""

from handrail.people.justice.models import PoliceOutcome
from handrail.platform.access.case_access import CaseAccess


def list_police_outcomes(access: CaseAccess) -> list[PoliceOutcome]:
    """In the order of the crimes, opened for the reader. One statement."""
    rows = PoliceOutcome.objects.filter(case=access.file_id).opened_for(access).order_by("id")
    newest = {row.number: row for row in rows}
    return [newest[number] for number in sorted(newest)]
