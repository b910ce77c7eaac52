"""On the case page: that the record is restricted, and what the person says is wrong in it."""

from dataclasses import dataclass

from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelBuildContext, CasePanelPlace, CaseTab
from handrail.people.personal_data.models import CorrectionRequest, RestrictionPeriod
from handrail.people.personal_data.queries.case_data_requests_and_holds import MOST_ROWS

RUNNING = f"{THIS_CASE} AND ended_at IS NULL"


@dataclass(frozen=True, slots=True)
class RestrictionAndCorrectionsPanel:
    """Whether a restriction is running, and corrections that the person asked for."""

    restriction: RestrictionPeriod | None
    corrections: list[CorrectionRequest]


def _build_restriction_and_corrections_panel(
    page: CasePanelBuildContext,
) -> RestrictionAndCorrectionsPanel | None:
    """For whoever works on the case; the restriction for everybody who may open it."""
    restriction, corrections = None, list[CorrectionRequest]()
    of_case = {"case": page.access.file_id}
    if page.known.has("restriction"):
        restriction = RestrictionPeriod.objects.filter(**of_case, ended_at=None).first()
    if page.known.has("correction") and page.access.inside:
        rows = CorrectionRequest.objects.filter(**of_case).opened_for(page.access).order_by("-pk")
        corrections = list(rows[:MOST_ROWS])
    return RestrictionAndCorrectionsPanel(restriction, corrections) if restriction or corrections else None


NOTICE = CasePanel(
    "personal_data",
    CaseTab.OVERVIEW,
    CasePanelPlace.NOTICE,
    "personal_data/case_notice.html",
    _build_restriction_and_corrections_panel,
    parts={"restriction": (RestrictionPeriod, RUNNING), "correction": (CorrectionRequest, THIS_CASE)},
)
