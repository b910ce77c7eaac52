"""The door on every address: sign-in, second factor, permission, and for a case what may be seen of it.

`door` and `case_door` are the only ways to make a view. Each read of a case is written down before the page
leaves, with the kinds that were shown; each refusal too.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Protocol

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.models import User
from handrail.access.roles import Permission
from handrail.access.signin import has_second_factor
from handrail.audit.actions import record_read
from handrail.casework.lists.queries.finding import Found, find, number_behind
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.web.navigation import frame
from handrail.web.signin import kept

Page = Callable[..., HttpResponse]


class Guarded(Protocol):
    """A view that carries its check, for the guard that walks every address."""

    door: str

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...


def door(
    permission: Permission,
) -> Callable[[Callable[Concatenate[HttpRequest, Actor, ...], HttpResponse]], Page]:
    """A page for signed-in people whose role holds the permission. The view is given the actor."""

    def guard(view: Callable[Concatenate[HttpRequest, Actor, ...], HttpResponse]) -> Page:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            if actor is None:
                return kept.keep(request)
            if request.method == "POST":
                kept.forget(request)
            try:
                policy.require(actor, permission)
                response = view(request, actor, *args, **kwargs)
            except NotNow as no:
                response = cannot(request, actor, no)
            except Denied as denied:
                record_read(who=actor.who, verb=_verb(view), about=None, outcome="refused", why=str(denied))
                response = refused(request, denied)
            kept.know(request, response, actor.user_id)
            return _kept_nowhere(response)

        guarded.door = permission.value  # type: ignore[attr-defined]
        return guarded

    return guard


def case_door(
    permission: Permission,
) -> Callable[[Callable[Concatenate[HttpRequest, Found, ...], HttpResponse]], Page]:
    """A page about one case, named by `reference` in the address. The view is given what the door found."""

    def guard(view: Callable[Concatenate[HttpRequest, Found, ...], HttpResponse]) -> Page:
        @wraps(view)
        def guarded(request: HttpRequest, reference: str, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = actor_of(request)
            if actor is None:
                return kept.keep(request)
            if request.method == "POST":
                kept.forget(request)
            try:
                policy.require(actor, permission)
                found = find(actor, reference)
                found.sight.require(permission)
                request.case_is_closed = found.closed  # type: ignore[attr-defined]  # for a page with an act
                response = view(request, found, *args, **kwargs)
            except NotNow as no:
                return _kept_nowhere(cannot(request, actor, no, case=reference))
            except Denied as denied:
                about = number_behind(reference)
                record_read(who=actor.who, verb=_verb(view), about=about, outcome="refused", why=str(denied))
                return _kept_nowhere(refused(request, denied))
            _write_down(actor, found, view)
            kept.know(request, response, actor.user_id)
            return _kept_nowhere(response)

        guarded.door = permission.value  # type: ignore[attr-defined]
        return guarded

    return guard


def public(reason: str) -> Callable[[Page], Page]:
    """A page for anybody, with the reason why it needs no door."""

    def mark(view: Page) -> Page:
        view.door = say("public: {reason}", reason=reason)  # type: ignore[attr-defined]
        return view

    return mark


def actor_of(request: HttpRequest) -> Actor | None:
    """Who is signed in, as the actions know them."""
    user = request.user
    return user.actor if isinstance(user, User) and user.is_active else None


def refused(request: HttpRequest, denied: Denied) -> HttpResponse:
    """The door's no, with its reason. A case that is not open is never told apart from one that is not there."""
    status = 404 if isinstance(denied, NotOpenToYou) else 403
    actor = actor_of(request)
    context = {
        **(frame(request, actor) if actor else {}),
        "reason": str(denied),
        "unsaved": _unsaved(request),
    }
    return render(request, "refused.html", context, status=status)


def cannot(request: HttpRequest, actor: Actor, no: NotNow, case: str = "") -> HttpResponse:
    """What was asked cannot be done as things stand, outside any form that could say so; the way on is the case."""
    shown = {**frame(request, actor), "reason": str(no), "not_now": True, "case_reference": case}
    return render(request, "refused.html", shown | {"unsaved": _unsaved(request)}, status=409)


def _unsaved(request: HttpRequest) -> kept.Typed | None:
    """What was typed before the answer became no: whoever typed it may copy it, or send it again."""
    return kept.typed_on(request) if request.method == "POST" else None


def _kept_nowhere(response: HttpResponse) -> HttpResponse:
    """No browser keeps the page: the button Back shows nothing to whoever takes the phone after signing out."""
    response.headers["Cache-Control"] = "no-store"
    return response


def _write_down(actor: Actor, found: Found, view: Callable[..., HttpResponse]) -> None:
    if found.sight.shown:
        shown = sorted(kind.value for kind in found.sight.shown)
        record_read(who=actor.who, verb=_verb(view), about=found.case_id, outcome="read", shown=shown)


def _verb(view: Callable[..., HttpResponse]) -> str:
    return say("looked at: {replace}", replace=view.__name__.replace("_", " "))


class SecondFactorMiddleware:
    """Nobody whose role meets an identity goes further than setting up a second factor until they have one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._must_set_up(request):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        if request.path.startswith(("/account/", "/static/")) or not request.user.is_authenticated:
            return False
        assert isinstance(request.user, User)
        return request.user.role_card.meets_identities and not has_second_factor(request)
