"""One Chromium for the whole run: Playwright allows a process only one."""

import os
from collections.abc import Iterator

import pytest
from django.db import connections
from playwright.sync_api import Browser, expect, sync_playwright

from support import chromium, worlds
from support.browser_pages import PATIENCE

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-maglev --no-turbofan",  # a page lives for a second: compiling it well takes longer than it saves
]


@pytest.fixture(scope="session")
def chrome(django_db_setup: None) -> Iterator[Browser]:
    """Started for the first test that asks, ended with the run."""
    # Playwright keeps an event loop in this thread; Django would refuse the database beside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=FLAGS)
        yield browser
        worlds.let_go()
        connections.close_all()  # those opened beside the loop are out of reach once it has ended
        browser.close()
