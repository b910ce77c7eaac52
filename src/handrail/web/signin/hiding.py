"""Hide screen: a clock, and nothing of the session opens until whoever is signed in says that it is they.

A password or the code of their authenticator app brings the page back; after a few wrong ones they are signed out. What
they had typed is kept for them as it is for somebody whose session ended.
"""

from collections.abc import Callable

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from handrail.access.models import User
from handrail.audit.actions import record_read
from handrail.kernel.saying import say
from handrail.web.came_from import came_from
from handrail.web.door import actor_of, public
from handrail.web.languages import told
from handrail.web.signin import kept

HIDDEN = "hidden"
TRIES = 5
WRONG = "That is neither your password nor a code that holds now."
BY_SCRIPT = "application/json"
STAYS = frozenset({"/hidden/", "/hidden/back/", "/account/sign-out/", "/health/", "/leave/"})
"""What a hidden session still answers: nothing of it tells whose it is."""


@public("a clock, and nothing of ours")
@csrf_exempt  # hiding must not fail on a page that was open too long; from another site the browser sends no session
def hidden(request: HttpRequest) -> HttpResponse:
    """Hide the screen, keeping what was typed; and the clock that it then shows."""
    if request.method == "POST" and request.user.is_authenticated:
        back = _where_from(request)
        request.session.setdefault(HIDDEN, {"back": back, "wrong": 0})
        response = HttpResponse(status=204) if _by_script(request) else redirect_to_clock()
        kept.put_by(request, response, kept.typed_on(request, back, hid=True))
        return response
    return _clock(request)


@public("asks whoever hid the screen to say that it is they")
def show_again(request: HttpRequest) -> HttpResponse:
    """Back to the page where the password or the code is right. Too many wrong ones sign out."""
    user = request.user
    if not isinstance(user, User):
        return HttpResponse(status=401) if _by_script(request) else HttpResponseRedirect("/")
    if request.method != "POST":
        return redirect_to_clock()
    if _is_them(request, user, request.POST.get("said", "")):
        back = request.session.pop(HIDDEN, {}).get("back", "/")
        there = reverse("kept") if kept.KEPT in request.session else back
        return HttpResponse(status=204) if _by_script(request) else HttpResponseRedirect(there)
    return _wrong(request)


def redirect_to_clock() -> HttpResponse:
    """To the clock."""
    return HttpResponseRedirect(reverse("hidden"))


class HiddenMiddleware:
    """Behind a hidden screen every address of the session is the clock, in each of the browser's windows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in STAYS or not request.user.is_authenticated or HIDDEN not in request.session:
            return self.get_response(request)
        response = redirect_to_clock()
        if request.method == "POST":
            kept.put_by(request, response, kept.typed_on(request, request.get_full_path()))
        return response


def _wrong(request: HttpRequest) -> HttpResponse:
    hides = request.session.get(HIDDEN) or {"back": _where_from(request), "wrong": 0}
    hides["wrong"] += 1
    request.session[HIDDEN] = hides
    if hides["wrong"] < TRIES:
        answer = HttpResponse(told.here(WRONG), status=403, content_type="text/plain")
        return answer if _by_script(request) else _clock(request, WRONG)
    _sign_out(request)
    return HttpResponse(status=401) if _by_script(request) else redirect_to_login(reverse("kept"))


def _sign_out(request: HttpRequest) -> None:
    """What was typed stays, sealed, for the same person in this browser."""
    if actor := actor_of(request):
        why = say("{tries} wrong passwords or codes", tries=TRIES)
        record_read(who=actor.who, verb="show a hidden screen", about=None, outcome="refused", why=why)
    typed = request.session.get(kept.KEPT)
    logout(request)
    if typed:
        request.session[kept.KEPT] = typed


def _is_them(request: HttpRequest, user: User, said: str) -> bool:
    """The password, or the code that their app shows now. A limit of its own stops many tries sent at once."""
    if not said or not ratelimit.consume(request, action="reauthenticate", user=user):
        return False
    apps = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return any(TOTP(one).validate_code(said.strip()) for one in apps) or user.check_password(said)


def _clock(request: HttpRequest, wrong: str = "") -> HttpResponse:
    asks = request.user.is_authenticated and HIDDEN in request.session
    shown = {"now": timezone.localtime(), "asks": asks, "wrong": wrong}
    response = render(request, "hidden.html", shown)
    response.headers["Cache-Control"] = "no-store"
    return response


def _where_from(request: HttpRequest) -> str:
    """The page whose button was pressed, as the browser tells it; the first page where it does not."""
    there = came_from(request)
    return "/" if there.partition("?")[0] in STAYS else there


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == BY_SCRIPT
