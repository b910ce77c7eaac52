"""A page with a form and one act: what was typed comes back, a no goes on the form, a yes says what changed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import CASE_CLOSED_MESSAGE
from handrail.platform.access.idempotency import AlreadyDoneError, new_key, run_once
from handrail.platform.kernel.errors import ActionNotAllowed, ConcurrentEditError
from handrail.platform.ui.navigation import get_layout_context

ActionMessages = Iterable[str] | str | None


@dataclass(frozen=True, slots=True)
class FormAction:
    """What the page says, what its button does, and where it leads.

    `save` gets the cleaned answers and gives back the sentences to say. `stale` gives, after a stale save,
    both versions for the page: variables `who`, `at`, `rows`, and under "seen" the version now saved.
    """

    title: str
    save: Callable[[dict[str, Any]], ActionMessages]
    then: str
    back: str
    button: str = "Save"
    template: str = "act.html"
    more: dict[str, Any] = field(default_factory=dict)
    stale: Callable[[forms.Form], dict[str, Any]] | None = None
    once: bool = False  # whether it makes something new, so that a form sent twice must do it once
    allowed_on_closed_case: bool = False  # whether a closed case takes this act
    place: str = "cases"  # the part of the navigation that is marked as the one the reader is in
    tab: str = ""  # what the tab and the browser's history keep, where the heading says who somebody is or sleeps where


def process_form_action(
    request: HttpRequest, actor: Actor, form: forms.Form, page: FormAction
) -> HttpResponse:
    """Show the form, or do the act and go on.

    Args:
        request: the request that is answered.
        actor: who acts.
        form: bound where it was sent.
        page: what to show, to do, and where it leads.

    Returns:
        The page, or a redirect after the act.

    Raises:
        ActionNotAllowed: the case is closed: no form is shown that cannot be sent.
    """
    if getattr(request, "case_is_closed", False) and not page.allowed_on_closed_case:
        raise ActionNotAllowed(CASE_CLOSED_MESSAGE)
    versions: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        try:
            run_once(
                given=request.POST.get("once", "") if page.once else "",
                do=lambda: _perform(request, page, form),
            )
        except AlreadyDoneError:
            messages.success(request, "This was sent twice, and saved once.")
            return HttpResponseRedirect(page.then)
        except ActionNotAllowed as no:
            form.add_error(None, str(no))
        except ConcurrentEditError as stale:
            versions = page.stale(form) if page.stale else None
            _show_both_versions(form, stale, versions)
        else:
            return HttpResponseRedirect(page.then)
    shown = {
        **get_layout_context(request, actor, page.place),
        **page.more,
        "form": form,
        "page": page,
        "versions": versions,
        "once": request.POST.get("once") or new_key() if page.once else "",
    }
    return render(request, page.template, shown, status=409 if versions else 200)


def _perform(request: HttpRequest, page: FormAction, form: forms.Form) -> str:
    _add_messages(request, page.save(form.cleaned_data))
    return page.then


def _add_messages(request: HttpRequest, saved: ActionMessages) -> None:
    for sentence in [saved] if isinstance(saved, str) else saved or []:
        messages.success(request, sentence)


def _show_both_versions(
    form: forms.Form, stale: ConcurrentEditError, versions: dict[str, Any] | None
) -> None:
    """Give the form back with the version now saved, so that saving again is a choice made with both in view."""
    form.add_error(None, str(stale.__doc__))
    if versions and "seen" in versions:
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["seen"] = str(versions["seen"])  # type: ignore[index]
