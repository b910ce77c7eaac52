"""On the case page: that the record is restricted, and what the person says is wrong in it."""

from dataclasses import dataclass

from django.db.models import F

from handrail.people.cases.panels import (
    ALL_TABS,
    THIS_CASE,
    CasePanel,
    CasePanelBuildContext,
    CasePanelPosition,
)
from handrail.people.personal_data.models import CorrectionRequest, RestrictionPeriod
from handrail.people.personal_data.queries.case_data_requests_and_holds import MOST_ROWS

RUNNING = f"{THIS_CASE} AND ended_at IS NULL"


@dataclass(frozen=True, slots=True)
class RestrictionAndCorrectionsPanel:
    """Whether a restriction is running, and corrections that the person asked for.

    `holder` is the organisation that restricted it, for whoever it was shared with; empty for those who work on it.
    """

    restriction: RestrictionPeriod | None
    corrections: list[CorrectionRequest]
    holder: str = ""


def _build_restriction_and_corrections_panel(
    page: CasePanelBuildContext,
) -> RestrictionAndCorrectionsPanel | None:
    """For whoever works on the case; the restriction for everybody who may open it."""
    restriction, corrections = None, list[CorrectionRequest]()
    of_case = {"case": page.access.file_id}
    if page.known.has("restriction"):
        rows_of_restriction = RestrictionPeriod.objects.filter(**of_case, ended_at=None)
        restriction = rows_of_restriction.annotate(holder_name=F("case__owner__name")).first()
    if page.known.has("correction") and page.access.inside:
        rows = CorrectionRequest.objects.filter(**of_case).opened_for(page.access).order_by("-pk")
        corrections = list(rows[:MOST_ROWS])
    if not (restriction or corrections):
        return None
    holder = "" if page.access.inside or not restriction else restriction.holder_name
    return RestrictionAndCorrectionsPanel(restriction, corrections, holder)


NOTICE = CasePanel(
    "personal_data",
    ALL_TABS,
    CasePanelPosition.NOTICE,
    "personal_data/case_notice.html",
    _build_restriction_and_corrections_panel,
    parts={"restriction": (RestrictionPeriod, RUNNING), "correction": (CorrectionRequest, THIS_CASE)},
)
