"""Whether numbers of people and of the places where they sleep dial on this device.

Two say yes: the organisation, for all its people (off until a duty lead or administrator allows it), and whoever uses
the device, for its browser alone (off until then). A call stays in a device's list of calls, where somebody else may
read it. Numbers of colleagues and councils tell nothing of a person and always dial. The device keeps which yes of
the organisation it followed: where that said no and allows calls again, each device is asked anew.
"""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from markupsafe import Markup, escape

from handrail.platform.access.actor import Actor
from handrail.platform.ui.cookies import get_cookie_name

NAME = "dials"
A_YEAR = 365 * 24 * 60 * 60
PHONE_NUMBER = re.compile(r"\+?\d[\d ]{8,}\d")


def may_dial(request: HttpRequest, actor: Actor) -> bool:
    """Whether a safe number is a link that dials, for the actor in the browser that asks."""
    return actor.may_call_from_devices and request.COOKIES.get(
        get_cookie_name(NAME)
    ) == _format_yes_of_organisation(actor)


def set_may_dial_cookie(response: HttpResponse, actor: Actor, *, dials: bool) -> None:
    """Keep the choice for a year, or forget it.

    Args:
        response: the answer that takes it to the browser.
        actor: whose organisation allows it.
        dials: what they chose.
    """
    if not dials:
        response.delete_cookie(get_cookie_name(NAME), samesite="Lax")
        return
    response.set_cookie(
        get_cookie_name(NAME),
        _format_yes_of_organisation(actor),
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _format_yes_of_organisation(actor: Actor) -> str:
    """The organisation, and how often it has allowed calls."""
    return f"{actor.body_id}.{actor.calls_allowed_times}"


def get_dial_url(number: str, *, may_dial: bool) -> str:
    """The address that dials a number; "" where none is known or numbers do not dial on this device."""
    return "tel:" + number.replace(" ", "") if number and may_dial else ""


def link_phone_numbers(text: str, may_dial: bool) -> Markup:
    """The text with each phone number in it as a link that dials, where numbers dial on this device."""
    escaped = escape(text)
    return Markup(PHONE_NUMBER.sub(_make_dial_link, escaped)) if may_dial else escaped


def _make_dial_link(number: re.Match[str]) -> str:
    return f'<a class="govuk-link" href="{get_dial_url(number[0], may_dial=True)}">{number[0]}</a>'
