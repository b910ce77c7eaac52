"""After signing in again: what was typed before, to be sent by whoever typed it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.web.design.forms import TYPED_AGAIN
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.signin.kept import kept_for


@door(Permission.VIEW_RULES)
def kept(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this person typed in this browser, if it is still kept; else where to go."""
    typed = kept_for(request, actor.user_id)
    return render(
        request, "signin/kept.html", frame(request, actor) | {"typed": typed, "typed_again": TYPED_AGAIN}
    )
