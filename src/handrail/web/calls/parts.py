"""What every page of calls shares: its frame, a page with one act, and how an act at a return is addressed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.web.acting import Act, Saved, act
from handrail.web.navigation import frame

CURRENT = "calls"


def framed(request: HttpRequest, actor: Actor, **more: Any) -> dict[str, Any]:
    """The layout's variables, with Calls as the place where the reader is."""
    return frame(request, actor, CURRENT) | more


def do(
    request: HttpRequest,
    actor: Actor,
    form: forms.Form,
    *,
    title: str,
    save: Callable[[dict[str, Any]], Saved],
    then: str,
    back: str = "",
    button: str = "Save",
    template: str = "act.html",
    stale: Callable[[forms.Form], dict[str, Any]] | None = None,
    **more: Any,
) -> HttpResponse:
    """A page with a form and one act, framed as a page of calls."""
    page = Act(
        title=title,
        save=save,
        then=then,
        back=back or then,
        button=button,
        template=template,
        more=framed(request, actor, **more),
        stale=stale,
    )
    return act(request, actor, form, page)


def call_at(call: str) -> str:
    """The address of a call."""
    return reverse("call", args=[call])


def return_at(call: str, body: str, part: str = "") -> str:
    """The address of a return, or of a part of its page."""
    return reverse("call_return", args=[call, body]) + (f"#{part}" if part else "")
