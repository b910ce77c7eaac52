"""Whether phone numbers dial on this device: chosen by whoever uses it, kept by its browser, off until then.

A call stays in a device's list of calls, where somebody else may read it, so it is neither the organisation's nor the
account's to choose.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handrail.platform.ui.cookies import get_cookie_name

NAME = "dials"
DIALS = "yes"
A_YEAR = 365 * 24 * 60 * 60


def may_dial(request: HttpRequest) -> bool:
    """Whether a safe number is a link that dials, for the browser that asks."""
    return request.COOKIES.get(get_cookie_name(NAME)) == DIALS


def set_may_dial_cookie(response: HttpResponse, *, dials: bool) -> None:
    """Keep the choice for a year, or forget it."""
    if not dials:
        response.delete_cookie(get_cookie_name(NAME), samesite="Lax")
        return
    response.set_cookie(
        get_cookie_name(NAME),
        DIALS,
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
