"""What the pages of oversight share: how an act looks, how two versions are compared."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse

from handrail.web.acting import Act, Saved
from handrail.web.recommendations.present import differences

PLACE = "oversight"


def page(
    title: str,
    save: Callable[[dict[str, Any]], Saved],
    then: str,
    *,
    button: str = "Save",
    stale: Callable[[forms.Form], dict[str, Any]] | None = None,
    template: str = "act.html",
    **more: Any,
) -> Act:
    """An act of this part of the site."""
    return Act(
        title=title,
        save=save,
        then=then,
        back=then,
        button=button,
        stale=stale,
        template=template,
        more=more,
        place=PLACE,
    )


def both(form: forms.Form, saved: Any, initial: dict[str, Any]) -> dict[str, Any]:
    """Both versions after a stale save. `saved` has who changed it, when, and its version."""
    return {
        "who": saved.changed_by or "Somebody",
        "at": saved.changed_at,
        "rows": differences(form, initial),
        "seen": saved.version,
    }


def onward(reply: HttpResponse, then: list[str]) -> HttpResponse:
    """After something was made: on to its own page, which `save` put into the list."""
    if then and reply.status_code == 302:
        reply["Location"] = then[0]
    return reply
