"""The widths and the patience of the browser tests."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from handrail.platform.access.models import User
from support.cast import sign_in

DESK = {"width": 1280, "height": 900}

PHONE = {"width": 390, "height": 844}

PATIENCE = 40_000  # milliseconds: how long a busy machine may take, both suites running; no test waits for it to pass


type Open = Callable[..., Page]


def session_cookie(user: User, url: str) -> dict[str, str]:
    """The cookie of a session that is signed in, as Playwright takes it."""
    cookie = sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME]
    return {"name": settings.SESSION_COOKIE_NAME, "value": cookie.value, "url": url}


def is_console_error(said: Any) -> bool:
    """Whether a message of the console is an error; a refused page is none, whatever its status."""
    return said.type == "error" and "Failed to load resource" not in said.text
