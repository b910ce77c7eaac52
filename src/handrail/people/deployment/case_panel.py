"""On the case page, among contacts: who is sent, and the way to languages, choices and interpreters."""

from typing import NamedTuple

from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelBuildContext, CasePanelPosition
from handrail.people.deployment.models import Deployment, DeploymentRequest
from handrail.people.deployment.presenters import DeploymentTag, make_deployment_request_tag
from handrail.people.deployment.queries.case_deployment import (
    list_requests_of_case,
    list_running_deployments,
)
from handrail.people.deployment.text_choices import CARRIED_STATES, OPEN_STATES
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.sql_union import build_code_list_sql
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission

REQUESTED, SENT = "deployment_request", "deployment"


class DeploymentPanel(NamedTuple):
    """Who is sent, and what is open."""

    reference: str
    running: list[Deployment]
    request: DeploymentRequest | None
    tag: DeploymentTag | None
    may: bool
    may_deploy: bool


def _build_deployment_panel(page: CasePanelBuildContext) -> DeploymentPanel | None:
    if not page.access.inside:
        return None
    requests = list_requests_of_case(page.access) if page.known.has(REQUESTED) else []
    still = next((row for row in requests if row.is_open), None)
    return DeploymentPanel(
        page.reference,
        list_running_deployments(page.access) if page.known.has(SENT) else [],
        still,
        make_deployment_request_tag(still, page.now) if still else None,
        page.reading_access.may(Permission.RECORD),
        page.reading_access.may(Permission.DEPLOY),
    )


DEPLOYMENT = CasePanel(
    "deployment",
    (CaseTab.CONTACTS,),
    CasePanelPosition.ASIDE,
    "deployment/case_panel.html",
    _build_deployment_panel,
    Kind.NOTES,
    {
        REQUESTED: (DeploymentRequest, f"{THIS_CASE} AND state IN {build_code_list_sql(OPEN_STATES)}"),
        SENT: (Deployment, f"{THIS_CASE} AND state IN {build_code_list_sql(CARRIED_STATES)}"),
    },
)
