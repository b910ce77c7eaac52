"""After signing in again: what was typed before, to be sent by whoever typed it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.draft_recovery import find_recoverable_draft
from handrail.platform.ui.form_rendering import TYPED_AGAIN
from handrail.platform.ui.navigation import get_layout_context


@requires_permission(Permission.VIEW_RULES)
def recovered_draft(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this person typed in this browser, if it is still kept; else where to go."""
    typed = find_recoverable_draft(request, actor.user_id)
    return render(
        request,
        "ui/recovered_draft.html",
        get_layout_context(request, actor) | {"typed": typed, "typed_again": TYPED_AGAIN},
    )
