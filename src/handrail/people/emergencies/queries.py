"""Openings that an organisation has to review, and those of one person that are open now."""

from uuid import UUID

from django.core.paginator import Page
from django.db.models import QuerySet

from handrail.people.emergencies.models import EmergencyAccess
from handrail.people.records.models import Case
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import visible_files_q
from handrail.platform.access.today import today
from handrail.platform.ui.paging import fetch_page


def get_emergency_access_page(actor: Actor, number: str, *, reviewed: bool) -> "Page[EmergencyAccess]":
    """One page of the openings of cases that the actor's organisation holds, the newest first.

    Args:
        actor: their duty lead or data protection lead.
        number: of the page, as it was typed.
        reviewed: those that were reviewed; else those that wait.

    Returns:
        The page of Django's, of rows with their case, grant and people.
    """
    return fetch_page(select_emergency_accesses(actor, reviewed=reviewed), number)


def select_emergency_accesses(actor: Actor, *, reviewed: bool) -> QuerySet[EmergencyAccess]:
    """The same, without pages."""
    cases = Case.objects.filter(visible_files_q(actor, today(), Kind.LOOKS), owner=actor.body_id)
    rows = EmergencyAccess.objects.filter(case__in=cases.values("pk"), reviewed_at__isnull=not reviewed)
    return rows.select_related("case", "grant", "opened_by__body", "reviewed_by").order_by("-opened_at", "pk")


def get_emergency_access_of_case(case_access: CaseAccess, emergency_id: UUID) -> EmergencyAccess:
    """One opening of the case, with its words for the reader. Raises NotVisible."""
    rows = EmergencyAccess.objects.filter(pk=emergency_id, case=case_access.file_id)
    row = rows.select_related("grant", "opened_by__body", "reviewed_by").opened_for(case_access).first()
    if row is None:
        raise NotVisible
    return row


def find_own_open_emergency_access(actor: Actor, reference: str) -> EmergencyAccess | None:
    """The actor's own opening of a case that is open now; None where there is none."""
    rows = EmergencyAccess.objects.filter(opened_by=actor.user_id, case__reference=reference)
    found = rows.select_related("case", "grant").order_by("-opened_at")
    return next((row for row in found if row.is_open), None)
