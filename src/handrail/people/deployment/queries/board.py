"""The duty board: who waits, who is on the way, and whose practitioner leaves."""

from typing import NamedTuple

from django.core.paginator import Page
from django.db.models import FETCH_RAISE, Count, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from handrail.directory.practitioners.codes import AvailabilityKind
from handrail.directory.practitioners.models import AvailabilityPeriod
from handrail.people.deployment.models import Deployment, DeploymentRequest, PersonLanguage
from handrail.people.deployment.models.request import DeploymentRequestQuerySet
from handrail.people.deployment.text_choices import (
    OPEN_STATES,
    DeploymentRequestState,
    DeploymentState,
    PersonLanguageChoice,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.ui.paging import fetch_page

MOST_SENT = 25


class DeploymentBoardCounts(NamedTuple):
    """Of the organisation's open requests."""

    open: int
    overdue: int
    unmet: int


class OnDutyCounts(NamedTuple):
    """How many practitioners of the organisation are on duty and on call now."""

    on_duty: int
    on_call: int


def get_deployment_board_page(actor: Actor, number: str) -> "Page[DeploymentRequest]":
    """One page of open requests, each with its open offer.

    Args:
        actor: the lead.
        number: of the page, as it was typed.

    Returns:
        Django's page; `offers` of a row are its offers that nobody has answered, `chosen_language` is the tag of the
        first language that the person chose.
    """
    require_permission(actor, Permission.DEPLOY)
    asked = Deployment.objects.filter(state=DeploymentState.ASKED).select_related("practitioner")
    rows = (
        DeploymentRequest.objects.of_lead(actor).open().select_related("case__person__language").for_board()
    )
    rows = annotate_chosen_language(rows)
    rows = rows.prefetch_related(Prefetch("deployments", asked.fetch_mode(FETCH_RAISE), to_attr="offers"))
    return fetch_page(rows, number)


def annotate_chosen_language(rows: DeploymentRequestQuerySet) -> DeploymentRequestQuerySet:
    """With `chosen_language`: the tag of the first language that the person chose."""
    chosen = PersonLanguage.objects.filter(case=OuterRef("case"), choice=PersonLanguageChoice.CHOSEN)
    return rows.annotate(chosen_language=Subquery(chosen.order_by("id").values("language")[:1]))


def get_deployment_board_counts(actor: Actor) -> DeploymentBoardCounts:
    """What the top of the board says. One statement."""
    now = timezone.now()
    counted = DeploymentRequest.objects.of_lead(actor).aggregate(
        open=Count("pk", filter=Q(state__in=OPEN_STATES)),
        overdue=Count("pk", filter=Q(state__in=OPEN_STATES, name_by__lt=now)),
        unmet=Count("pk", filter=Q(state=DeploymentRequestState.UNMET)),
    )
    return DeploymentBoardCounts(**counted)


def list_accepted_deployments_not_arrived(actor: Actor) -> list[Deployment]:
    """Accepted and not yet with the person, the earliest first."""
    rows = _select_deployments_of_lead(actor).filter(state=DeploymentState.ACCEPTED)
    return list(rows.order_by("starts_at", "id")[:MOST_SENT].fetch_mode(FETCH_RAISE))


def list_deployments_to_hand_over(actor: Actor) -> list[Deployment]:
    """Running ones whose practitioner has a last day: each is handed over before it."""
    rows = _select_deployments_of_lead(actor).running().filter(practitioner__left_on__isnull=False)
    return list(rows.order_by("practitioner__left_on", "id")[:MOST_SENT].fetch_mode(FETCH_RAISE))


def count_on_duty(body_id: int) -> OnDutyCounts:
    """On duty and on call now; whoever is away or called out does not count."""
    now = timezone.now()
    rows = AvailabilityPeriod.objects.filter(
        practitioner__employer=body_id, starts_at__lte=now, ends_at__gt=now
    )
    kinds: dict[object, set[str]] = {}
    for number, kind in rows.values_list("practitioner", "kind"):
        kinds.setdefault(number, set()).add(kind)
    free = [one for one in kinds.values() if not one & {AvailabilityKind.AWAY, AvailabilityKind.CALLED_OUT}]
    on_duty = sum(AvailabilityKind.ON_DUTY in one for one in free)
    return OnDutyCounts(on_duty, sum(AvailabilityKind.ON_CALL in one for one in free))


def _select_deployments_of_lead(actor: Actor):  # type: ignore[no-untyped-def]  # a queryset of a manager made by Django
    require_permission(actor, Permission.DEPLOY)
    rows = Deployment.objects.filter(case__owner=actor.body_id, case__closed_at__isnull=True)
    return rows.select_related("case__area", "practitioner", "request")
