"""Openings that an organisation has to review, and those of one person that are open now."""

from dataclasses import dataclass
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
from handrail.platform.audit.queries import list_acts_of_user_on_file
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


@dataclass(frozen=True, slots=True)
class WhatWasReadInEmergency:
    """What somebody did while a case was open to them: kinds that were shown, how many views, how many changes."""

    kinds: tuple[str, ...]
    views: int
    changes: int


def get_what_was_read_in_emergency(row: EmergencyAccess) -> WhatWasReadInEmergency:
    """From the trail of the case: by whoever opened it, from the opening to its end. One statement."""
    ends = [moment for moment in (row.grant.ended_at, row.grant.ends_at) if moment is not None]
    done = list_acts_of_user_on_file(row.case_id, row.opened_by_id, row.opened_at, min(ends))
    kinds = {kind for one in done for kind in one.shown}
    return WhatWasReadInEmergency(
        kinds=tuple(kind.words for kind in Kind if kind.value in kinds),
        views=sum(one.outcome == "read" for one in done),
        changes=sum(one.outcome == "done" and "emergency" not in one.verb for one in done),
    )


def find_own_open_emergency_access(actor: Actor, reference: str) -> EmergencyAccess | None:
    """The actor's own opening of a case that is open now; None where there is none."""
    rows = EmergencyAccess.objects.filter(opened_by=actor.user_id, case__reference=reference)
    found = rows.select_related("case", "grant").order_by("-opened_at")
    return next((row for row in found if row.is_open), None)
