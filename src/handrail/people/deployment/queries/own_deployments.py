"""What a practitioner is asked, before the case is open to them: when, where, for what, in which language."""

from typing import NamedTuple
from uuid import UUID

from django.core.paginator import Page
from django.db.models import FETCH_RAISE, F

from handrail.people.deployment.models import Deployment, PersonLanguage
from handrail.people.deployment.text_choices import DeploymentState, PersonLanguageChoice
from handrail.people.records.models import Person
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.ui.paging import fetch_page

MOST_OPEN = 10
STATES_OF_OPEN_DEPLOYMENTS = (DeploymentState.ASKED, DeploymentState.ACCEPTED)


class OfferForPractitioner(NamedTuple):
    """An offer as it is read by whoever is asked: nothing that says who the person is. `languages` are tags."""

    row: Deployment
    languages: list[str]


@acting_as_system(SystemActor.DEPLOYMENT)
def get_own_deployments_page(actor: Actor, number: str) -> "Page[Deployment]":
    """One page of what the actor was asked, what waits first, without words.

    Args:
        actor: the practitioner.
        number: of the page, as it was typed.

    Returns:
        Django's page.
    """
    return fetch_page(_select_own_deployments(actor), number)


@acting_as_system(SystemActor.DEPLOYMENT)
def get_own_deployment_offer(actor: Actor, deployment_id: UUID) -> OfferForPractitioner:
    """One of the actor's. Raises NotVisible."""
    row = _select_own_deployments(actor).filter(pk=deployment_id).first()
    if row is None:
        raise NotVisible
    chosen = [
        one.language
        for one in PersonLanguage.objects.filter(case=row.case_id).order_by("id")
        if one.choice == PersonLanguageChoice.CHOSEN
    ]
    best = Person.objects.filter(pk=row.case_id).values_list("language", flat=True).first()
    return OfferForPractitioner(row, chosen or ([best] if best else []))


@acting_as_system(SystemActor.DEPLOYMENT)
def list_own_open_deployments(actor: Actor) -> list[Deployment]:
    """What waits for the actor's answer, and where they are sent and have not arrived; the nearest first."""
    rows = _select_own_deployments(actor).filter(state__in=STATES_OF_OPEN_DEPLOYMENTS)
    return list(rows.order_by("starts_at", "id")[:MOST_OPEN])


def _select_own_deployments(actor: Actor):  # type: ignore[no-untyped-def]  # a queryset of a manager made by Django
    require_permission(actor, Permission.ANSWER_DEPLOYMENT)
    rows = Deployment.objects.filter(
        practitioner__account=actor.user_id, practitioner__employer=actor.body_id
    ).exclude(state=DeploymentState.WITHDRAWN)
    rows = rows.select_related("practitioner", "request", "case__area", "asked_by")
    return rows.order_by(F("answered_at").desc(nulls_first=True), "-asked_at", "-id").fetch_mode(FETCH_RAISE)
