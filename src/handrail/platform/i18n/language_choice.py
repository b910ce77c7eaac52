"""In which language somebody reads: kept with their account, or in a cookie until they sign in."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import override
from django.views.decorators.http import require_POST

from handrail.platform.access import actions
from handrail.platform.access.models import User
from handrail.platform.ui.access_control import get_actor, public
from handrail.platform.ui.referrer import get_referring_path

CODES = {code for code, _ in settings.LANGUAGES}
A_YEAR = 365 * 24 * 60 * 60


class LanguageMiddleware:
    """Everything behind it speaks the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with override(get_chosen_language(request)):
            return self.get_response(request)


def get_chosen_language(request: HttpRequest) -> str:
    """The account's language; without one the cookie's; without either English."""
    user = request.user
    code = user.language if isinstance(user, User) else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in CODES else settings.LANGUAGE_CODE


@public("a language is chosen before signing in too")
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice, and go back to the page it was made on: no page has to hold its own address."""
    code = request.POST.get("language", "")
    response = HttpResponseRedirect(get_referring_path(request))
    if code in CODES:
        _save_language_choice(request, response, code)
    return response


def _save_language_choice(request: HttpRequest, response: HttpResponse, code: str) -> None:
    if actor := get_actor(request):
        actions.set_account_language(code, by=actor)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=A_YEAR,
        samesite="Lax",
        secure=settings.BEHIND_TLS,
        httponly=True,
    )
