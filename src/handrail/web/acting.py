"""A page with a form and one act: what was typed comes back, a no goes on the form, a yes says what changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from handrail.access.actions_once import DoneAlready, mark, once
from handrail.access.actor import Actor
from handrail.casework.case.permissions import CLOSED
from handrail.kernel.refusals import NotNow, StaleSave
from handrail.web.navigation import frame

Saved = Iterable[str] | str | None


@dataclass(frozen=True, slots=True)
class Act:
    """What the page says, what its button does, and where it leads.

    `save` gets the cleaned answers and gives back the sentences to say. `stale` gives, after a stale save,
    both versions for the page: variables `who`, `at`, `rows`, and under "seen" the version now saved.
    """

    title: str
    save: Callable[[dict[str, Any]], Saved]
    then: str
    back: str
    button: str = "Save"
    template: str = "act.html"
    more: dict[str, Any] = field(default_factory=dict)
    stale: Callable[[forms.Form], dict[str, Any]] | None = None
    once: bool = False  # whether it makes something new, so that a form sent twice must do it once
    on_closed: bool = False  # whether a closed case takes this act
    place: str = "cases"  # the part of the navigation that is marked as the one the reader is in
    tab: str = ""  # what the tab and the browser's history keep, where the heading says who somebody is or sleeps where


def act(request: HttpRequest, actor: Actor, form: forms.Form, page: Act) -> HttpResponse:
    """Show the form, or do the act and go on. Raises NotNow on a closed case: no form is shown that cannot be sent."""
    if getattr(request, "case_is_closed", False) and not page.on_closed:
        raise NotNow(CLOSED)
    versions: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            once(
                given=request.POST.get("once", "") if page.once else "", do=lambda: _save(request, page, form)
            )
        except DoneAlready:
            messages.success(request, "This was sent twice, and saved once.")
            return HttpResponseRedirect(page.then)
        except NotNow as no:
            form.add_error(None, str(no))
        except StaleSave as stale:
            versions = page.stale(form) if page.stale else None
            _again(form, stale, versions)
        else:
            return HttpResponseRedirect(page.then)
    shown = {
        **frame(request, actor, page.place),
        **page.more,
        "form": form,
        "page": page,
        "versions": versions,
        "once": request.POST.get("once") or mark() if page.once else "",
    }
    return render(request, page.template, shown, status=409 if versions else 200)


def _save(request: HttpRequest, page: Act, form: forms.Form) -> str:
    _say(request, page.save(form.cleaned_data))
    return page.then


def _say(request: HttpRequest, saved: Saved) -> None:
    for sentence in [saved] if isinstance(saved, str) else saved or []:
        messages.success(request, sentence)


def _again(form: forms.Form, stale: StaleSave, versions: dict[str, Any] | None) -> None:
    """Give the form back with the version now saved, so that saving again is a choice made with both in view."""
    form.add_error(None, str(stale.__doc__))
    if versions and "seen" in versions:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["seen"] = str(versions["seen"])  # type: ignore[index]
