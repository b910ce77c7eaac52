"""Passkeys in a real browser, with an authenticator that Chromium makes up: it knows its user, or does not."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache

from browser.signing_in import PASSWORD
from handrail.platform.access.models import User
from support.axe import assert_accessible


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def plug_in(page, *, verifies=True):
    """A virtual authenticator of the browser; its handle."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return devtools, made["authenticatorId"]


def give_password(page, worker):
    page.get_by_label("Email").fill(worker.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def sign_in(page, worker, code):
    page.goto("/")
    give_password(page, worker)
    page.get_by_role("textbox", name="Code from your authenticator").fill(code())
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/my-day/")


def add_passkey(page):
    page.goto("/account/passkeys/add/")
    if "/again/" in page.url:
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name of this passkey").fill("Work laptop")
    page.get_by_role("button", name="Add passkey").click()


def sign_out(page):
    page.context.clear_cookies()
    page.goto("/account/sign-in/")


def test_a_passkey_is_added_and_then_signs_in_by_itself(worker, code, desk):
    page = desk()
    plug_in(page)
    sign_in(page, worker, code)
    add_passkey(page)
    page.wait_for_url("**/account/recovery-codes/")
    page.goto("/account/passkeys/")
    assert "Work laptop" in page.inner_text("main")
    assert_accessible(page)
    sign_out(page)
    assert_accessible(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/my-day/")


def test_a_passkey_is_the_second_step_after_the_password(worker, code, desk):
    page = desk()
    plug_in(page)
    sign_in(page, worker, code)
    add_passkey(page)
    page.wait_for_url("**/account/recovery-codes/")
    sign_out(page)
    give_password(page, worker)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/my-day/")


def test_a_passkey_that_does_not_know_its_user_signs_nobody_in(worker, code, desk):
    page = desk()
    devtools, key = plug_in(page)
    sign_in(page, worker, code)
    add_passkey(page)
    page.wait_for_url("**/account/recovery-codes/")
    sign_out(page)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("The passkey did not work").wait_for()
    assert "/account/sign-in/" in page.url


def test_a_planted_passkey_signs_nobody_in(worker, code, cast, desk):
    page = desk()
    plug_in(page)
    sign_in(page, worker, code)
    add_passkey(page)
    page.wait_for_url("**/account/recovery-codes/")
    row = Authenticator.objects.get(type="webauthn")
    row.data["mac"] = "00"
    row.save()
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("Incorrect code.").wait_for()  # it was sent and refused
    assert "/account/sign-in/" in page.url
    page.goto("/my-day/")
    assert "/account/sign-in/" in page.url


def test_the_passkey_of_a_closed_account_opens_nothing(worker, code, desk):
    page = desk()
    plug_in(page)
    sign_in(page, worker, code)
    add_passkey(page)
    page.wait_for_url("**/account/recovery-codes/")
    User.objects.get(pk=worker.pk).revise(is_active=False)
    sign_out(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("Incorrect code.").wait_for()  # it was sent and refused
    page.goto("/my-day/")
    assert "/account/sign-in/" in page.url


def test_the_last_second_factor_is_not_removed(worker, code, desk):
    page = desk()
    plug_in(page)
    sign_in(page, worker, code)
    add_passkey(page)
    page.wait_for_url("**/account/recovery-codes/")
    Authenticator.objects.filter(user=worker, type="totp").delete()
    page.goto("/account/passkeys/")
    page.get_by_role("link", name="Remove Work laptop").click()
    page.get_by_role("button", name="Remove passkey").click()
    page.get_by_text("You need an authenticator app or another passkey").wait_for()
    assert Authenticator.objects.filter(user=worker, type="webauthn").count() == 1


def test_a_passkey_confirms_that_it_is_still_you(worker, code, desk, settings):
    page = desk()
    plug_in(page)
    sign_in(page, worker, code)
    add_passkey(page)
    page.wait_for_url("**/account/recovery-codes/")
    page.goto("/account/again/?next=/account/")
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/account/")
