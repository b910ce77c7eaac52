"""What a practitioner is asked, and their answer. Nothing says who the person is before they accept."""

from typing import TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.deployment.actions.offers import answer_own_offer
from handrail.people.deployment.forms import DeploymentAnswerForm
from handrail.people.deployment.models import Deployment
from handrail.people.deployment.presenters import STATE_TAGS, DeploymentTag, describe_deployment_tasks
from handrail.people.deployment.queries.own_deployments import (
    OfferForPractitioner,
    get_own_deployment_offer,
    get_own_deployments_page,
)
from handrail.people.deployment.text_choices import CARRIED_STATES, DeploymentState
from handrail.people.records.permissions import get_case_access
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import format_day_with_time_if_any, format_time, to_london
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.code_lists import find_language_name
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV = "own_deployments"


class OwnDeploymentsContext(TypedDict):
    """What deployment/own_list.html shows."""

    paging: "Page[Deployment]"
    rows: list[tuple[Deployment, DeploymentTag, str]]


class OwnDeploymentContext(TypedDict):
    """What deployment/own.html shows. `reference` only once they have accepted."""

    row: Deployment
    tag: DeploymentTag
    facts: list[tuple[str, str]]
    is_asked: bool
    is_awaited: bool
    reference: str


@requires_permission(Permission.ANSWER_DEPLOYMENT)
def own_deployments(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader is asked, and where they were sent."""
    page = get_own_deployments_page(actor, request.GET.get("page", ""))
    shown: OwnDeploymentsContext = {
        "paging": page,
        "rows": [
            (row, _make_own_deployment_tag(row), _describe_time_of_deployment(row))
            for row in page.object_list
        ],
    }
    return render(request, "deployment/own_list.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.ANSWER_DEPLOYMENT)
def own_deployment(request: HttpRequest, actor: Actor, deployment_id: UUID) -> HttpResponse:
    """One of them: when, where, for what, in which language."""
    found = get_own_deployment_offer(actor, deployment_id)
    shown: OwnDeploymentContext = {
        "row": found.row,
        "tag": _make_own_deployment_tag(found.row),
        "facts": _list_own_deployment_facts(found),
        "is_awaited": _may_record_arrival(found.row, actor),
        "is_asked": found.row.state == DeploymentState.ASKED,
        "reference": found.row.case.reference if found.row.state in CARRIED_STATES else "",
    }
    return render(request, "deployment/own.html", {**get_layout_context(request, actor, NAV), **shown})


class AnswerOwnDeploymentPage(ActionPage):
    """Say whether you go."""

    permission, nav = Permission.ANSWER_DEPLOYMENT, NAV
    title, button, form_class = "Can you go?", "Send answer", DeploymentAnswerForm

    @property
    def back_url(self) -> str:
        return reverse("own_deployment", args=[self.found.row.pk])

    @property
    def lead(self) -> str:
        return _describe_time_of_deployment(self.found.row)

    def load(self, deployment_id: UUID) -> None:
        self.found = get_own_deployment_offer(self.actor, deployment_id)
        if self.found.row.state != DeploymentState.ASKED:
            raise ActionNotPossibleError("This offer has since been answered or withdrawn.")

    def perform(self, form: DeploymentAnswerForm) -> str:
        goes = form.cleaned_data["goes"] == "yes"
        answer_own_offer(
            self.found.row.pk, goes=goes, cannot_go=form.cleaned_data["cannot_go"], by=self.actor
        )
        return "Thank you. You can now open the case." if goes else "Thank you. Someone else will be asked."


def _may_record_arrival(row: Deployment, actor: Actor) -> bool:
    if row.state != DeploymentState.ACCEPTED:
        return False
    access = get_case_access(row.case, actor)
    return access.may(Permission.RECORD) and Kind.NOTES in access.kinds


def _make_own_deployment_tag(row: Deployment) -> DeploymentTag:
    words = (
        "Waiting for your answer" if row.state == DeploymentState.ASKED else DeploymentState(row.state).label
    )
    state = "today" if row.state == DeploymentState.ASKED else STATE_TAGS[row.state]
    return DeploymentTag(state, str(words))


def _describe_time_of_deployment(row: Deployment) -> str:
    ends = format_time(to_london(row.ends_at))
    area = row.case.area.name if row.case.area else msg("area not recorded")
    return msg(
        "{start} to {end}, {area}",
        start=format_day_with_time_if_any(to_london(row.starts_at)),
        end=ends,
        area=area,
    )


def _list_own_deployment_facts(found: OfferForPractitioner) -> list[tuple[str, str]]:
    languages = join_texts(find_language_name(tag) for tag in found.languages)
    return [
        ("When and where", _describe_time_of_deployment(found.row)),
        ("Needed for", describe_deployment_tasks(found.row.request)),
        ("Language", languages or "Not known yet"),
        ("Asked by", found.row.asked_by.name),
        ("You become the point of contact", "Yes" if found.row.is_contact else "No"),
    ]
