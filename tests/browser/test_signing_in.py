"""Signing in with a password and an authenticator's code, by phone and by keyboard, with JavaScript and without."""

import pytest

from browser.signing_in import PASSWORD
from support.axe import assert_accessible
from support.keyboard import press, shows_focus, tab_to


def give_password(page, worker, password=PASSWORD):
    page.goto("/")
    page.get_by_label("Email").fill(worker.email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Continue").click()


@pytest.mark.parametrize("width", ["desk", "phone", "no_script"])
def test_a_worker_signs_in_with_password_and_code(width, worker, code, request):
    page = request.getfixturevalue(width)()
    give_password(page, worker)
    page.get_by_role("textbox", name="Code from your authenticator").fill(code())
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/my-day/")


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_the_pages_on_the_way_are_accessible(width, worker, code, request):
    page = request.getfixturevalue(width)()
    page.goto("/")
    assert_accessible(page)
    give_password(page, worker, "not the password")
    assert_accessible(page)
    give_password(page, worker)
    assert_accessible(page)


def test_a_wrong_password_leads_to_the_field(worker, desk):
    page = desk()
    give_password(page, worker, "not the password")
    page.get_by_role("alert").wait_for()
    assert page.title().startswith("Error")


def test_the_way_in_can_be_walked_by_keyboard(worker, desk):
    page = desk()
    page.goto("/")
    tab_to(page, page.get_by_label("Email"))
    assert shows_focus(page)
    page.keyboard.type(worker.email)
    tab_to(page, page.get_by_label("Password", exact=True))
    page.keyboard.type(PASSWORD)
    press(page, page.get_by_role("button", name="Continue"))
    page.wait_for_url("**/account/again/?next=*")  # where setting up the second factor begins


def test_a_second_factor_is_set_up_a_second_factor_first(worker, phone):
    page = phone()
    give_password(page, worker)
    page.get_by_label("Password", exact=True).fill(PASSWORD)  # setting it up asks for the password once more
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/account/second-factor/set-up/")
    assert_accessible(page)
