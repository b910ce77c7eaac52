"""Whether numbers of people and of the places where they sleep dial on this device.

Two say yes: the organisation, for all its people (off until a duty lead or administrator allows it), and whoever uses
the device, for its browser alone (off until then). A call stays in a device's list of calls, where somebody else may
read it. Numbers of colleagues and councils tell nothing of a person and always dial.
"""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from markupsafe import Markup, escape

from handrail.platform.access.actor import Actor
from handrail.platform.ui.cookies import get_cookie_name

NAME = "dials"
DIALS = "yes"
A_YEAR = 365 * 24 * 60 * 60
PHONE_NUMBER = re.compile(r"\+?\d[\d ]{8,}\d")


def may_dial(request: HttpRequest, actor: Actor) -> bool:
    """Whether a safe number is a link that dials, for the actor in the browser that asks."""
    return actor.may_call_from_devices and is_device_set_to_dial(request)


def is_device_set_to_dial(request: HttpRequest) -> bool:
    """What was chosen for this browser; the organisation of whoever uses it has to allow it too."""
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


def get_dial_url(number: str, *, may_dial: bool) -> str:
    """The address that dials a number; "" where none is known or numbers do not dial on this device."""
    return "tel:" + number.replace(" ", "") if number and may_dial else ""


def link_phone_numbers(text: str, may_dial: bool) -> Markup:
    """The text with each phone number in it as a link that dials, where numbers dial on this device."""
    escaped = escape(text)
    return Markup(PHONE_NUMBER.sub(_make_dial_link, escaped)) if may_dial else escaped


def _make_dial_link(number: re.Match[str]) -> str:
    return f'<a class="govuk-link" href="{get_dial_url(number[0], may_dial=True)}">{number[0]}</a>'
