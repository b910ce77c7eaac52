"""On the history of a case: from which import and row it came, under which number it was kept before, and its basis."""

from typing import NamedTuple

from handrail.people.caseload_import.models import ImportedCase
from handrail.people.caseload_import.queries.imports import find_provenance
from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelBuildContext, CasePanelPosition
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.kinds import Kind

IMPORTED = "imported_case"


class ImportedPanel(NamedTuple):
    """The row of the import, and the reference that the case had in the old records."""

    row: ImportedCase
    reference: str


def _build_imported_panel(page: CasePanelBuildContext) -> ImportedPanel | None:
    if not page.access.inside or not page.known.has(IMPORTED):
        return None
    row = find_provenance(page.access)
    return ImportedPanel(row, row.own_reference.open()) if row else None


PROVENANCE = CasePanel(
    "imported",
    (CaseTab.HISTORY,),
    CasePanelPosition.ASIDE,
    "caseload_import/case_panel.html",
    _build_imported_panel,
    Kind.IDENTITY,
    {IMPORTED: (ImportedCase, THIS_CASE)},
)
