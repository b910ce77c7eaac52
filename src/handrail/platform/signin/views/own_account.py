"""Your account: who one is here, and how one signs in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from handrail.platform.access.actor import Actor
from handrail.platform.access.authentication import is_signed_in_with_second_factor
from handrail.platform.access.roles import Permission
from handrail.platform.signin.queries.organisation_sign_ins import list_organisation_sign_in_options
from handrail.platform.signin.queries.own_account import get_own_sign_in_methods
from handrail.platform.ui.access_control import get_actor, requires_permission
from handrail.platform.ui.device_calls import may_dial
from handrail.platform.ui.navigation import get_layout_context


@requires_permission(Permission.VIEW_RULES)
def your_account(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One page, from which each way of signing in has a page of its own."""
    shown = {
        **get_layout_context(request, actor),
        "actor": actor,
        "user": request.user,
        "account": get_own_sign_in_methods(actor.user_id),
        "may_dial": may_dial(request, actor),
        "may_set_calls": actor.may(Permission.ALLOW_DEVICE_CALLS),
        "providers": list_organisation_sign_in_options(actor.user_id),
    }
    return render(request, "signin/your_account.html", shown)


def with_account_layout(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of allauth's about one's own account, with the navigation of ours around it."""

    @wraps(view)
    def framed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_signed_in_with_second_factor(request):
            request.actor = get_actor(request)  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return framed


def redirect_to_own_account(request: HttpRequest) -> HttpResponse:
    """allauth's own list of second factors is a part of "Your account"."""
    return redirect("your_account")
