"""Training: who holds which one, by role and with expiry; and the sessions with their attendance."""

from datetime import date
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.areas.prevention.presenters import NAV
from handrail.areas.section_tabs import make_campaign_tabs
from handrail.insight.workforce.trainings import (
    RoleTrainingRow,
    TrainingSessionRow,
    list_training_sessions_of_area,
    list_valid_and_lapsed_training_counts_by_role,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context


class TrainingPageContext(TypedDict):
    """What prevention/training.html shows."""

    tabs: list[tuple[str, str, bool]]
    rows: list[RoleTrainingRow]
    sessions: list[TrainingSessionRow]
    today: date


@requires_permission(Permission.VIEW_PREVENTION)
def prevention_training(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Practitioners of the area by training and role, and the sessions of its organisations."""
    shown: TrainingPageContext = {
        "tabs": make_campaign_tabs(actor, "prevention_training"),
        "rows": list_valid_and_lapsed_training_counts_by_role(actor),
        "sessions": list_training_sessions_of_area(actor),
        "today": today(),
    }
    return render(request, "prevention/training.html", {**get_layout_context(request, actor, NAV), **shown})
