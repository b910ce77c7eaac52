"""What the pages of oversight share: how an act looks, how two versions are compared."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse

from handrail.areas.recommendations.presenters import list_differences
from handrail.platform.ui.form_actions import ActionMessages, FormAction

NAVIGATION_ENTRY = "oversight"


def make_act(
    title: str,
    save: Callable[[dict[str, Any]], ActionMessages],
    then: str,
    *,
    button: str = "Save",
    stale: Callable[[forms.Form], dict[str, Any]] | None = None,
    template: str = "act.html",
    **more: Any,
) -> FormAction:
    """An act of this part of the site."""
    return FormAction(
        title=title,
        save=save,
        then=then,
        back=then,
        button=button,
        stale=stale,
        template=template,
        more=more,
        place=NAVIGATION_ENTRY,
    )


def compare_versions(form: forms.Form, saved: Any, initial: dict[str, Any]) -> dict[str, Any]:
    """Both versions after a stale save. `saved` has who changed it, when, and its version."""
    return {
        "who": saved.changed_by or "Somebody",
        "at": saved.changed_at,
        "rows": list_differences(form, initial),
        "seen": saved.version,
    }


def redirect_to_created(reply: HttpResponse, then: list[str]) -> HttpResponse:
    """After something was made: on to its own page, which `save` put into the list."""
    if then and reply.status_code == 302:
        reply["Location"] = then[0]
    return reply
