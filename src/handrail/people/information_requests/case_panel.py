"""On the case page: what was asked across the wall about this case, and asking."""

from typing import NamedTuple

from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelBuildContext, CasePanelPosition
from handrail.people.information_requests.models import InformationRequest
from handrail.people.information_requests.permissions import NOBODY_TO_ASK, list_bodies_that_can_be_asked
from handrail.people.information_requests.presenters import (
    InformationRequestTag,
    make_information_request_rows,
)
from handrail.people.information_requests.queries import list_requests_of_case
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.roles import Permission

PART = "info_request"


class InformationRequestsPanel(NamedTuple):
    """Requests with their tags; whether the reader may ask; why nobody can be asked, where that is so."""

    rows: list[tuple[InformationRequest, InformationRequestTag]]
    may_ask: bool
    why_not: str


def _build_information_requests_panel(page: CasePanelBuildContext) -> InformationRequestsPanel | None:
    if not page.access.may(Permission.ASK_INFORMATION):
        return None
    rows = list_requests_of_case(page.access) if page.known.has(PART) else []
    may_ask = page.reading_access.may(Permission.ASK_INFORMATION) and page.access.emergency_until is None
    has_other_side = may_ask and bool(list_bodies_that_can_be_asked(page.access))
    why_not = NOBODY_TO_ASK if may_ask and not has_other_side else ""
    return InformationRequestsPanel(make_information_request_rows(rows), has_other_side, why_not)


REQUESTS = CasePanel(
    "information_requests",
    (CaseTab.JUSTICE,),
    CasePanelPosition.MAIN,
    "information_requests/case_panel.html",
    _build_information_requests_panel,
    parts={PART: (InformationRequest, THIS_CASE)},
    permission=Permission.ASK_INFORMATION,
)
