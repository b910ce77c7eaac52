"""The list of calls, and one call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.calls.actions.returns import note_opened
from handrail.assurance.calls.queries.calls import all_calls, call_page, our_calls
from handrail.assurance.calls.states import QUESTION_KINDS
from handrail.web.calls import present
from handrail.web.calls.parts import framed
from handrail.web.door import door


@door(Permission.VIEW_CALLS)
def calls(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Calls: all of them for those who ask; for a body those that it, or its predecessor, was asked."""
    now = timezone.now()
    asks = actor.may(Permission.ASK_BODIES)
    shown = {
        "asks": asks,
        "lines": all_calls() if asks else our_calls(actor, now),
        "now": now,
        "present": present,
        "writes": actor.may(Permission.WRITE_RETURN),
    }
    return render(request, "calls/list.html", framed(request, actor, **shown))


@door(Permission.VIEW_CALLS)
def call(request: HttpRequest, actor: Actor, call: str) -> HttpResponse:
    """One call: what it asks, of whom, until when."""
    page = call_page(call, actor)
    asks = actor.may(Permission.ASK_BODIES)
    ours = [] if asks else [line for line in our_calls(actor, timezone.now()) if line.head.code == call]
    for line in ours:
        note_opened(call=call, body=line.body_code, by=actor)
    shown = {
        "call": page,
        "asks": asks,
        "ours": ours,
        "now": timezone.now(),
        "present": present,
        "kinds": dict(QUESTION_KINDS),
    }
    return render(request, "calls/call.html", framed(request, actor, **shown))
