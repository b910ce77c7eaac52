"""Outreach sessions: the list and one of them, and what their form may choose from."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from handrail.areas.intelligence.district_tiles import list_district_tiles
from handrail.areas.intelligence.models import OutreachSession
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.reference.models import Body
from handrail.platform.ui.paging import fetch_page


def fetch_outreach_page(actor: Actor, state: str, number: str) -> Page[Any]:
    """Sessions of the reader's body: open ones by their due time, else the newest first. Three statements.

    Args:
        actor: who reads.
        state: open, back or cancelled.
        number: of the page.
    """
    require_permission(actor, Permission.RECORD_OUTREACH)
    rows = OutreachSession.objects.visible_to(actor).for_page()
    is_open = state == "open"
    ordered = rows.order_by("due_back_at", "id") if is_open else rows.order_by("-starts_at", "-id")
    is_cancelled = state == "cancelled"
    kept = ordered.filter(cancelled_at__isnull=not is_cancelled)
    return fetch_page(kept if is_cancelled else kept.filter(returned_at__isnull=is_open), number)


def get_outreach_session(actor: Actor, session_id: UUID) -> OutreachSession:
    """One session with its counts. Raises RecordNotVisibleError where it is another body's."""
    require_permission(actor, Permission.RECORD_OUTREACH)
    rows = OutreachSession.objects.visible_to(actor).for_page()
    found: OutreachSession | None = rows.filter(pk=session_id).first()
    if found is None:
        raise RecordNotVisibleError("outreach session")
    return found


def count_overdue_outreach_sessions(actor: Actor) -> int:
    """How many sessions of the reader's body are overdue now. One statement."""
    return OutreachSession.objects.visible_to(actor).overdue(timezone.now()).count()


def select_outreach_districts(actor: Actor) -> QuerySet[Body]:
    """Councils of the reader's area; where none is placed there, every council whose area nobody has said."""
    area = Body.objects.filter(pk=actor.body_id).values_list("area_id", flat=True).first() or ""
    placed = [row.council for row in list_district_tiles(area)]
    others = Q(code__in=placed) if placed else Q(area__isnull=True, duty_to_notify=True)
    in_force = Q(valid_to__isnull=True) | Q(valid_to__gte=today())
    found = Body.objects.filter(Q(area=area) | others, in_force, kind="council")
    return found.order_by(F("area_id").asc(nulls_last=True), "name")


def select_outreach_colleagues(actor: Actor) -> QuerySet[User]:
    """Who may be told: people of the reader's body who record outreach."""
    roles = [role.value for role, card in ROLES.items() if Permission.RECORD_OUTREACH in card.permissions]
    found = User.objects.filter(users_working_for_q([actor.body_id], roles), is_active=True)
    return found.distinct().order_by("name")
