"""Strategic plans: the list, one of them, and an edition."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Count

from handrail.areas.prevention.models import Strategy, StrategyEdition, StrategyPriority
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.ui.paging import fetch_page


def may_read_draft_strategies(actor: Actor) -> bool:
    """Whether somebody reads plans that are being written: those who answer for an area and its board."""
    return actor.may(Permission.VIEW_PREVENTION) or actor.may(Permission.VIEW_OVERSIGHT)


def fetch_strategy_page(actor: Actor, number: str) -> Page[Any]:
    """Plans that are open to the reader, the newest first. Two statements.

    Args:
        actor: who reads.
        number: of the page.
    """
    require_permission(actor, Permission.VIEW_STRATEGY)
    rows = Strategy.objects.visible_to(actor).select_related("body")
    counted = rows.annotate(edition_count=Count("editions", distinct=True))
    return fetch_page(counted.order_by("-starts_on", "-id"), number)


def get_strategy(actor: Actor, strategy_id: UUID) -> Strategy:
    """One plan with everything. Raises RecordNotVisibleError where it is not open to the reader."""
    require_permission(actor, Permission.VIEW_STRATEGY)
    found: Strategy | None = Strategy.objects.visible_to(actor).for_page().filter(pk=strategy_id).first()
    if found is None:
        raise RecordNotVisibleError("strategic plan")
    return found


def get_published_edition_of_strategy(actor: Actor, strategy_id: UUID, number: int) -> StrategyEdition:
    """One edition as it was published.

    Args:
        actor: who reads.
        strategy_id: of its plan.
        number: of the edition.

    Raises:
        RecordNotVisibleError: it is not open to the reader.
    """
    require_permission(actor, Permission.VIEW_STRATEGY)
    visible = Strategy.objects.visible_to(actor).values("pk")
    rows = StrategyEdition.objects.filter(strategy__in=visible).select_related("body", "by")
    found: StrategyEdition | None = rows.filter(strategy=strategy_id, number=number).first()
    if found is None:
        raise RecordNotVisibleError("strategic plan")
    return found


def get_priority_of_strategy(strategy: Strategy, number: int) -> StrategyPriority:
    """One priority of a plan of `get_strategy`."""
    for row in strategy.priorities.all():
        if row.number == number:
            found: StrategyPriority = row
            return found
    raise RecordNotVisibleError("priority")
