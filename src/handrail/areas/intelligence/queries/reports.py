"""The list of intelligence reports, by codes alone: the words stay sealed until one is opened."""

from typing import Any

from django.core.paginator import Page

from handrail.areas.intelligence.models import IntelligenceReport
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.ui.paging import fetch_page


def fetch_intelligence_report_page(actor: Actor, state: str, number: str) -> Page[Any]:
    """Reports that are open to the reader, the newest first. Two statements.

    Args:
        actor: who reads.
        state: written, returned, cleared or all.
        number: of the page.
    """
    require_permission(actor, Permission.WRITE_INTELLIGENCE)
    rows = IntelligenceReport.objects.visible_to(actor).for_list()
    return fetch_page(rows if state == "all" else rows.filter(state=state), number)
