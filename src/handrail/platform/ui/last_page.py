"""The page of a subject that was shown last, so that an act leads back to where the person was.

Kept in a cookie of the browser and not in the session: it costs no statement, and says nothing that the browser's own
history does not say.
"""

import re
from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from handrail.platform.ui.cookies import get_cookie_name

NAME = "last_page"
PATH = re.compile(r"(?:/[A-Za-z0-9-]+)+/")


def set_last_visited_page_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Keep the page's path, without its query, until the browser is closed."""
    response.set_cookie(
        get_cookie_name(NAME),
        request.path,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def get_last_visited_page_if_among_paths(request: HttpRequest, pages: Iterable[str]) -> str:
    """That of these paths which was shown last; empty where the last page was none of them."""
    path = request.COOKIES.get(get_cookie_name(NAME), "")
    return path if path in pages else ""


def get_last_visited_page_beneath(request: HttpRequest, home: str) -> str:
    """The page shown last at or beneath `home`, for a link back; `home` itself where it was another."""
    path = request.COOKIES.get(get_cookie_name(NAME), "")
    return path if path.startswith(home) and PATH.fullmatch(path) else home
