"""Hide screen: a clock, and nothing of the session opens until whoever is signed in says that it is they.

A password or the code of their authenticator app brings the page back; after a few wrong ones they are signed out. What
they had typed is kept for them as it is for somebody whose session ended.
"""

from collections.abc import Callable

from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from handrail.platform.access.models import User
from handrail.platform.access.one_time_codes import accept_one_time_code_once
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.i18n import message_storage
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import draft_recovery
from handrail.platform.ui.access_control import get_actor, public
from handrail.platform.ui.referrer import get_referring_path

SESSION_KEY = "hidden"
MAX_TRIES = 5
WRONG = "That is not your password or a current code."
BY_SCRIPT = "application/json"
ALLOWED_PATHS = frozenset({"/hidden/", "/hidden/back/", "/account/sign-out/", "/leave/"})
"""What a hidden session still answers: nothing of it tells whose it is."""


@public("a clock, and nothing of ours")
@csrf_exempt  # hiding must not fail on a page that was open too long; from another site the browser sends no session
def hide_screen(request: HttpRequest) -> HttpResponse:
    """Hide the screen, keeping what was typed; and the clock that it then shows."""
    if request.method == "POST" and request.user.is_authenticated:
        back = _get_path_behind_clock(request)
        request.session.setdefault(SESSION_KEY, {"back": back, "wrong": 0})
        response = HttpResponse(status=204) if _is_script_request(request) else redirect_to_clock_page()
        draft_recovery.store_recoverable_draft(
            request, response, draft_recovery.build_recoverable_draft_from_request(request, back, hid=True)
        )
        return response
    return _render_clock_page(request)


@public("asks whoever hid the screen to say that it is they")
def unhide_screen_after_proof(request: HttpRequest) -> HttpResponse:
    """Back to the page where the password or the code is right. Too many wrong ones sign out."""
    user = request.user
    if not isinstance(user, User):
        return HttpResponse(status=401) if _is_script_request(request) else HttpResponseRedirect("/")
    if request.method != "POST":
        return redirect_to_clock_page()
    if _is_password_or_code_right(request, user, request.POST.get("said", "")):
        back = request.session.pop(SESSION_KEY, {}).get("back", "/")
        there = reverse("kept") if draft_recovery.KEPT in request.session else back
        return HttpResponse(status=204) if _is_script_request(request) else HttpResponseRedirect(there)
    return _count_wrong_answer_and_respond(request)


def redirect_to_clock_page() -> HttpResponse:
    """To the clock."""
    return HttpResponseRedirect(reverse("hidden"))


class HiddenScreenMiddleware:
    """Behind a hidden screen every address of the session is the clock, in each of the browser's windows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if (
            request.path in ALLOWED_PATHS
            or not request.user.is_authenticated
            or SESSION_KEY not in request.session
        ):
            return self.get_response(request)
        response = redirect_to_clock_page()
        if request.method == "POST":
            draft_recovery.store_recoverable_draft(
                request,
                response,
                draft_recovery.build_recoverable_draft_from_request(request, request.get_full_path()),
            )
        return response


def _count_wrong_answer_and_respond(request: HttpRequest) -> HttpResponse:
    hides = request.session.get(SESSION_KEY) or {"back": _get_path_behind_clock(request), "wrong": 0}
    hides["wrong"] += 1
    request.session[SESSION_KEY] = hides
    if hides["wrong"] < MAX_TRIES:
        answer = HttpResponse(
            message_storage.translate_for_request(WRONG), status=403, content_type="text/plain; charset=utf-8"
        )
        return answer if _is_script_request(request) else _render_clock_page(request, WRONG)
    _sign_out_keeping_draft(request)
    return HttpResponse(status=401) if _is_script_request(request) else redirect_to_login(reverse("kept"))


def _sign_out_keeping_draft(request: HttpRequest) -> None:
    """What was typed stays, sealed, for the same person in this browser."""
    if actor := get_actor(request):
        why = msg("{tries} wrong passwords or codes", tries=MAX_TRIES)
        write_audit_record_of_read(
            who=actor.who, verb="show a hidden screen", about=None, outcome="refused", why=why
        )
    typed = request.session.get(draft_recovery.KEPT)
    logout(request)
    if typed:
        request.session[draft_recovery.KEPT] = typed


def _is_password_or_code_right(request: HttpRequest, user: User, said: str) -> bool:
    """The password, or the code that their app shows now. A limit of its own stops many tries sent at once."""
    if not said or not ratelimit.consume(request, action="reauthenticate", user=user):
        return False
    apps = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    return any(accept_one_time_code_once(one, said) for one in apps) or user.check_password(said)


def _render_clock_page(request: HttpRequest, wrong: str = "") -> HttpResponse:
    asks = request.user.is_authenticated and SESSION_KEY in request.session
    shown = {"now": timezone.localtime(), "asks": asks, "wrong": wrong}
    response = render(request, "signin/hidden_screen.html", shown)
    response.headers["Cache-Control"] = "no-store"
    return response


def _get_path_behind_clock(request: HttpRequest) -> str:
    """The page whose button was pressed, as the browser tells it; the first page where it does not."""
    there = get_referring_path(request)
    return "/" if there.partition("?")[0] in ALLOWED_PATHS else there


def _is_script_request(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == BY_SCRIPT
