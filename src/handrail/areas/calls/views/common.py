"""What every page of calls shares: its frame, a page with one act, and how an act at a return is addressed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.platform.access.actor import Actor
from handrail.platform.ui.form_actions import ActionMessages, FormAction, process_form_action
from handrail.platform.ui.navigation import get_layout_context

NAVIGATION_ENTRY = "calls"


def get_page_context(request: HttpRequest, actor: Actor, **more: Any) -> dict[str, Any]:
    """The layout's variables, with Calls as the place where the reader is."""
    return get_layout_context(request, actor, NAVIGATION_ENTRY) | more


def render_act(
    request: HttpRequest,
    actor: Actor,
    form: forms.Form,
    *,
    title: str,
    save: Callable[[dict[str, Any]], ActionMessages],
    then: str,
    back: str = "",
    button: str = "Save",
    template: str = "act.html",
    stale: Callable[[forms.Form], dict[str, Any]] | None = None,
    **more: Any,
) -> HttpResponse:
    """A page with a form and one act, framed as a page of calls."""
    page = FormAction(
        title=title,
        save=save,
        then=then,
        back=back or then,
        button=button,
        template=template,
        more=get_page_context(request, actor, **more),
        stale=stale,
    )
    return process_form_action(request, actor, form, page)


def get_call_url(call: str) -> str:
    """The address of a call."""
    return reverse("call", args=[call])


def get_return_url(call: str, body: str, part: str = "") -> str:
    """The address of a return, or of a part of its page."""
    return reverse("call_return", args=[call, body]) + (f"#{part}" if part else "")
