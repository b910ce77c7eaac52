"""What was asked of the person's circumstances."""

from handrail.people.cases.offers.models import Circumstances
from handrail.platform.access.case_access import CaseAccess


def get_or_build_circumstances(case_access: CaseAccess) -> Circumstances:
    """Give what was asked so far; a new row, in which nothing was asked, where none is saved."""
    rows = Circumstances.objects.select_related("changed_by").filter(pk=case_access.file_id)
    return rows.first() or Circumstances(case_id=case_access.file_id)


def get_circumstances_version(circumstances: Circumstances) -> int:
    """The version that a page shows: 0 where nothing is saved yet."""
    return 0 if circumstances._state.adding else circumstances.version
