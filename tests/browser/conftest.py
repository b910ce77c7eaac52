"""A real Chromium against the real site: at a desk, by phone, and without JavaScript.

`desk(user)`, `phone(user)` and `no_script(user)` each open a page, signed in as the user or, without one, not.
A page that writes to its console's errors, or breaks its own content policy, fails the test that opened it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from handrail.platform.access.models import User
from support.browser_pages import DESK, PATIENCE, PHONE, Open, is_console_error, session_cookie
from support.signing_in import (
    code,  # noqa: F401
    worker,  # noqa: F401
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def open_page(chrome: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Open a page in a context of its own, with any of Playwright's options."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def open_one(user: User | None = None, **options: Any) -> Page:
        context = chrome.new_context(
            base_url=live_server.url, locale="en-GB", timezone_id="Europe/London", **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if user:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: wrong.append(f"{page.url}: {said.text}") if is_console_error(said) else None,
        )
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def desk(open_page: Open) -> Open:
    """1280 pixels wide."""
    return lambda user=None: open_page(user, viewport=DESK)


@pytest.fixture
def phone(open_page: Open) -> Open:
    """390 pixels wide, with a finger."""
    return lambda user=None: open_page(
        user, viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True
    )


@pytest.fixture
def no_script(open_page: Open) -> Open:
    """390 pixels wide, and no JavaScript."""
    return lambda user=None: open_page(user, viewport=PHONE, java_script_enabled=False)
