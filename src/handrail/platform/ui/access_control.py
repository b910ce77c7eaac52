"""Access control of every address: sign-in, second factor, permission. Each refusal is recorded.

`requires_permission`, `public` and `requires_case_permission` (people/records/case_page_access.py) are the only ways
to make a view.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.authentication import is_signed_in_with_second_factor
from handrail.platform.access.current_role import get_current_actor
from handrail.platform.access.errors import (
    TOO_MANY_REFUSALS_MESSAGE,
    TOO_MANY_SEARCHES_MESSAGE,
    Denied,
    NotVisible,
    TooManyRequests,
)
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.person_row_actor import bind_actor_until_request_ends
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.audit.request_limits import WINDOW, is_over_refusal_limit, is_over_search_limit
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import draft_recovery
from handrail.platform.ui.navigation import get_layout_context

ViewFunction = Callable[..., HttpResponse]


class GuardedView(Protocol):
    """A view that carries its check, for the guard that walks every address."""

    access_rule: str

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse: ...


def requires_permission(
    permission: Permission,
) -> Callable[[Callable[Concatenate[HttpRequest, Actor, ...], HttpResponse]], ViewFunction]:
    """A page for signed-in people whose role holds the permission. The view is given the actor."""

    def guard(view: Callable[Concatenate[HttpRequest, Actor, ...], HttpResponse]) -> ViewFunction:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = get_actor(request)
            if actor is None:
                return draft_recovery.redirect_to_sign_in_keeping_typed_form(request)
            bind_actor_until_request_ends(actor)
            if request.method == "POST":
                draft_recovery.delete_recoverable_draft(request)
            try:
                policy.require_permission(actor, permission)
                response = view(request, actor, *args, **kwargs)
            except ActionNotPossibleError as no:
                response = render_action_not_possible(request, actor, no)
            except Denied as denied:
                response = record_and_render_refusal(request, actor, denied, view=view, about=None)
            draft_recovery.set_last_user_cookie(request, response, actor.user_id)
            return response

        guarded.access_rule = permission.value  # type: ignore[attr-defined]
        return guarded

    return guard


def public(reason: str) -> Callable[[ViewFunction], ViewFunction]:
    """A page for anybody, with the reason why it needs no permission."""

    def mark(view: ViewFunction) -> ViewFunction:
        view.access_rule = msg("public: {reason}", reason=reason)  # type: ignore[attr-defined]
        return view

    return mark


def get_actor(request: HttpRequest) -> Actor | None:
    """Who is signed in, as the actions know them."""
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return None
    return get_current_actor(user, request.session)


def record_and_render_refusal(
    request: HttpRequest,
    actor: Actor,
    denied: Denied,
    *,
    view: Callable[..., HttpResponse],
    about: UUID | None,
    emergency_url: str = "",
) -> HttpResponse:
    """Answer a refusal that stands in the trail; after many within ten minutes, that it is too many.

    Args:
        request: what was asked.
        actor: who asked.
        denied: the refusal, with its reason.
        view: the page that was asked for.
        about: the file that it was asked of; None for none.
        emergency_url: where whoever may can open a case in an emergency; "" for everybody else.

    Returns:
        A page with status 403, 404 or 429.
    """
    if isinstance(denied, TooManyRequests):
        return render_refusal(request, denied)
    if is_over_refusal_limit(actor.who):
        return render_refusal(request, TooManyRequests(TOO_MANY_REFUSALS_MESSAGE))
    verb = get_audit_verb_of_page(request, view)
    write_audit_record_of_read(who=actor.who, verb=verb, about=about, outcome="refused", why=str(denied))
    return render_refusal(request, denied, emergency_url=emergency_url)


def require_below_search_limit(actor: Actor) -> None:
    """Raise TooManyRequests where somebody searched, or was refused, too often in ten minutes."""
    if is_over_search_limit(actor.who):
        raise TooManyRequests(TOO_MANY_SEARCHES_MESSAGE)


def render_refusal(request: HttpRequest, denied: Denied, *, emergency_url: str = "") -> HttpResponse:
    """The refusal as a page, with its reason. A hidden case answers like one that does not exist.

    Args:
        request: the request that is answered.
        denied: why not.
        emergency_url: where whoever may can open a case in an emergency; "" for everybody else.

    Returns:
        The page, with status 403, 404 or 429.
    """
    is_limited = isinstance(denied, TooManyRequests)
    status = 429 if is_limited else 404 if isinstance(denied, NotVisible) else 403
    actor = get_actor(request)
    layout: Mapping[str, object] = get_layout_context(request, actor) if actor else {}
    context = {
        **layout,
        "reason": str(denied),
        "too_many": is_limited,
        "emergency_url": emergency_url,
        "unsaved": _get_recoverable_draft(request),
    }
    response = render(request, "refused.html", context, status=status)
    if is_limited:
        response.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
    return response


def render_action_not_possible(
    request: HttpRequest, actor: Actor, no: ActionNotPossibleError, case: str = ""
) -> HttpResponse:
    """What was asked cannot be done as things stand, outside any form that could say so; the way on is the case.

    Args:
        request: the request that is answered.
        actor: who asked.
        no: the refusal, with what to do.
        case: the reference of the case that it was asked of; "" for none.

    Returns:
        The page, with status 409.
    """
    shown = {**get_layout_context(request, actor), "reason": str(no), "not_now": True, "case_reference": case}
    return render(request, "refused.html", shown | {"unsaved": _get_recoverable_draft(request)}, status=409)


def _get_recoverable_draft(request: HttpRequest) -> draft_recovery.RecoverableFormDraft | None:
    """What was typed before the answer became no: whoever typed it may copy it, or send it again."""
    if request.method == "POST":
        return draft_recovery.build_recoverable_draft_from_request(request)
    draft = getattr(request, "draft", None)  # of a page whose POST led here (ui/action_page.py)
    return (
        draft_recovery.RecoverableFormDraft(request.get_full_path(), draft.fields, bool(draft.files))
        if draft
        else None
    )


def get_audit_verb_of_page(request: HttpRequest, view: Callable[..., HttpResponse]) -> str:
    """What the trail says of a page that was looked at: the words of its address's name, which no rename of code moves.

    Args:
        request: what was asked.
        view: the page; its own name is told where the request came through no address.
    """
    match = request.resolver_match
    name = (match.url_name if match else None) or view.__name__
    return msg("viewed: {replace}", replace=name.replace("_", " "))


class SecondFactorMiddleware:
    """Nobody goes further than setting up a second factor until they have one, whatever their role."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._must_set_up(request):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        if request.path.startswith(("/account/", "/static/")) or not request.user.is_authenticated:
            return False
        return not is_signed_in_with_second_factor(request)


class NoStoreMiddleware:
    """Whatever answers, errors, redirects and pages for anybody too: no browser and no proxy keeps a copy of it.
    The button Back shows nothing to whoever takes the phone after signing out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response
