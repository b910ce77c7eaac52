"""The warning before a session ends, and what was typed when it did."""

import time

from browser.signing_in import PASSWORD
from support.axe import assert_accessible

WORDS = "A warm coat, and somebody to go with her on Monday"


def sign_in(page, worker, code, then):
    page.goto(then)
    page.get_by_label("Email").fill(worker.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("textbox", name="Code from your authenticator").fill(code())
    page.get_by_role("button", name="Sign in").click()


def test_a_warning_comes_two_minutes_before_and_staying_ends_it(worker, code, phone, settings):
    settings.SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE = 100, 36000
    page = phone()
    sign_in(page, worker, code, "/")
    warning = page.get_by_role("dialog")
    warning.wait_for()
    assert "You will be signed out at" in warning.inner_text()
    assert_accessible(page)
    settings.SESSION_IDLE_SECONDS = 1800
    page.get_by_role("button", name="Stay signed in").click()
    warning.wait_for(state="hidden")
    assert "/my-day/" in page.url


def test_what_was_typed_when_the_session_ended_comes_back_after_signing_in(
    worker, code, told, desk, settings
):
    settings.SESSION_IDLE_SECONDS, settings.SESSION_COOKIE_AGE = 1800, 36000
    page = desk()
    address = f"/cases/{told.reference}/needs/add/"
    sign_in(page, worker, code, "/")
    page.wait_for_url("**/my-day/")
    page.clock.install()
    page.goto(address)
    page.locator("#typed textarea").first.fill(WORDS)
    settings.SESSION_IDLE_SECONDS = 0
    page.clock.fast_forward(1_690_000)  # when the warning would come, the server says that it is over
    page.wait_for_url("**/account/sign-in/**")
    assert WORDS not in page.content()
    settings.SESSION_IDLE_SECONDS = 1800
    page.get_by_label("Email").fill(worker.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("textbox", name="Code from your authenticator").fill(next_code(code))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text(WORDS).wait_for()


def next_code(code):
    """A code opens once: the next half minute's."""
    first = code()
    until = time.monotonic() + 35
    while code() == first and time.monotonic() < until:
        time.sleep(1)
    return code()
