"""The page of changed rules: what each would have done to people’s waits last year."""

from collections.abc import Sequence
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.insight.publication.open_data import PROTECTION
from handrail.insight.publication.rule_changes import RuleChangePanel, list_published_rule_changes
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.navigation import get_layout_context


class RuleChangesPageContext(TypedDict):
    """What figures/rule_changes.html shows."""

    changes: Sequence[RuleChangePanel]
    protection: tuple[str, str]


@requires_permission(Permission.VIEW_OVERSIGHT)
def rule_changes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every change that was drawn; an operator draws another by the command line."""
    shown: RuleChangesPageContext = {"changes": list_published_rule_changes(), "protection": PROTECTION}
    return render(
        request, "figures/rule_changes.html", {**get_layout_context(request, actor, "rule_changes"), **shown}
    )
