"""Before something sensitive, whoever is signed in gives their password, code or passkey once more.

A page that acts says `asks_again = True` (ui/action_page.py); a page that shows, or a file, has a decorator from here.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from handrail.platform.access.authentication import list_second_factor_kinds
from handrail.platform.access.session_times import (
    find_missing_recent_authentication,
    was_user_recently_reauthenticated,
)
from handrail.platform.ui.referrer import get_referring_path

CONFIRM_FIRST = "What you entered is kept. Confirm that it is you, then press the button again."
CONFIRM_FOR_FILE = "Confirm that it is you, then press the button to download the file again."

PAGES_OF_CONFIRMATION = {
    "password": "account_reauthenticate",
    "mfa": "mfa_reauthenticate",
    "passkey": "mfa_reauthenticate_webauthn",
}

type GuardedPage = Callable[..., HttpResponse]


def get_reauthentication_url(back: str) -> str:
    """The page that asks for the password, a code or a passkey, and leads to `back`."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"


def redirect_to_reauthentication(back: str) -> HttpResponse:
    """Ask first, then lead to `back`."""
    return HttpResponseRedirect(get_reauthentication_url(back))


def requires_recent_reauthentication(view: GuardedPage) -> GuardedPage:
    """A page that is shown to somebody who confirmed within the last minutes that it is they. Under its permission."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if was_user_recently_reauthenticated(request):
            return view(request, *args, **kwargs)
        return redirect_to_reauthentication(request.get_full_path())

    return asked


def requires_both_factors_recently_given(view: GuardedPage) -> GuardedPage:
    """A page that changes how somebody signs in: password and second step, or a passkey, within the last minutes."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect_unless_both_factors_recently_given(request, request.get_full_path()) or view(
            request, *args, **kwargs
        )

    return asked


def redirect_unless_both_factors_recently_given(request: HttpRequest, back: str) -> HttpResponse | None:
    """To the page that asks for what is missing of both factors, which leads to `back`; None where nothing is."""
    if not request.user.is_authenticated:
        return None
    kinds = list_second_factor_kinds(request.user.pk)
    missing = find_missing_recent_authentication(request, has_second_factor=bool(kinds))
    if not missing:
        return None
    page = PAGES_OF_CONFIRMATION["passkey" if missing == "mfa" and "totp" not in kinds else missing]
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': back})}")


def requires_recent_reauthentication_for_download(view: GuardedPage) -> GuardedPage:
    """The same for a file. They are led back to the page with its button: a file leaves the question on the screen."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if was_user_recently_reauthenticated(request):
            return view(request, *args, **kwargs)
        messages.info(request, CONFIRM_FOR_FILE)
        return redirect_to_reauthentication(get_referring_path(request))

    return asked
