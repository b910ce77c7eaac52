"""Where somebody stopped in a form of several questions, so that opening it again leads back to what they answered.

A cookie that goes to the form's own address alone: it holds the address of the question, which the browser's history
has as well. It opens nothing for another user: what was typed is sealed with the user's number.
"""

import datetime
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handrail.platform.access.actions_form_drafts import find_submitted_form_kept_under_token
from handrail.platform.access.actor import Actor
from handrail.platform.ui import form_drafts
from handrail.platform.ui.cookies import get_name_of_path_cookie
from handrail.platform.ui.form_drafts import DRAFT

NAME = "unfinished"


def remember_unfinished_form(
    request: HttpRequest, response: HttpResponse, address: str, *, lasts: datetime.timedelta
) -> None:
    """Keep where the answers so far are shown.

    Args:
        request: to the form's own address.
        response: which sets the cookie.
        address: of the question, with the token of its draft.
        lasts: as long as the draft.
    """
    response.set_cookie(
        get_name_of_path_cookie(NAME),
        address,
        max_age=int(lasts.total_seconds()),
        path=request.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def forget_unfinished_form(request: HttpRequest, response: HttpResponse) -> None:
    """It was recorded."""
    response.delete_cookie(get_name_of_path_cookie(NAME), path=request.path, samesite="Strict")


def find_unfinished_form_url(request: HttpRequest, actor: Actor) -> str:
    """Where the answers are that this user began on this form; empty where there are none."""
    address = request.COOKIES.get(get_name_of_path_cookie(NAME), "")
    path, query = urlsplit(address).path, urlsplit(address).query
    if address != f"{request.path}?{query}" or path != request.path:
        return ""
    token = parse_qs(query).get(DRAFT, [""])[0]
    known = form_drafts.get_address_that_kept_form_was_sent_from(address)
    return (
        address if find_submitted_form_kept_under_token(token, user_id=actor.user_id, address=known) else ""
    )
