"""The home of the data protection lead: what waits for a review."""

from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.people.workspace.queries.data_protection_home import (
    DataProtectionReviewSection,
    list_data_protection_review_sections,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context


class DataProtectionHomeContext(TypedDict):
    """What workspace/data_protection_home.html shows. Sections with something in them come first."""

    body_name: str
    waiting: list[DataProtectionReviewSection]
    clear: list[DataProtectionReviewSection]


@requires_permission(Permission.KEEP_PERSONAL_DATA)
def show_data_protection_home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Copies that are due, erasures, openings in an emergency and unusual use. No person is named."""
    sections = list_data_protection_review_sections(actor)
    shown: DataProtectionHomeContext = {
        "body_name": actor.body_name,
        "waiting": [section for section in sections if section.lines],
        "clear": [section for section in sections if not section.lines],
    }
    layout = get_layout_context(request, actor, "data_protection_home")
    return render(request, "workspace/data_protection_home.html", {**layout, **shown})
