"""Hide screen in a browser: a clock at once, and the page with all that was typed for whoever says that it is they."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from browser.signing_in import PASSWORD
from handrail.people.records.models import Need
from support.axe import assert_accessible
from support.keyboard import press, tab_to
from support.signing_in import code, worker

__all__ = ["code", "worker"]
WORDS = "A warm coat, and somebody to go with her on Monday"


def typing(page, told):
    cache.clear()
    page.goto(reverse("add_need", args=[told.reference]))
    page.get_by_label("A safe place to stay").check()
    page.get_by_label("In their own words (optional)").fill(WORDS)


def says(page, text):
    page.get_by_label("Password, or code from your app").fill(text)
    page.get_by_role("button", name="Show", exact=True).click()


def test_the_page_is_as_it_was_for_whoever_knows_the_password(worker, told, phone):
    page = phone(worker)
    typing(page, told)
    other = page.context.new_page()
    other.goto(f"/cases/{told.reference}/")
    with page.expect_response("**/hidden/"):
        page.get_by_role("button", name="Hide screen").click()
    expect(page).to_have_title("Clock")
    expect(other).to_have_title("Clock")  # a moment later: the windows tell each other
    assert [text for text in (told.reference, WORDS) if text in page.locator("body").inner_text()] == []
    page.get_by_role("button", name="Show again").click()
    says(page, "not the password")
    page.get_by_role("alert").get_by_text("not your password or a current code").wait_for()
    assert_accessible(page)
    says(page, PASSWORD)
    page.get_by_role("heading", name="Add a need").wait_for()
    other.get_by_role("heading", name="Mirela", exact=True).wait_for()
    expect(page.get_by_label("In their own words (optional)")).to_have_value(WORDS)
    page.get_by_role("button", name="Record need").click()
    page.get_by_text("Need recorded.").wait_for()


def test_neither_reloading_nor_another_address_shows_anything(worker, told, desk):
    page = desk(worker)
    page.goto(f"/cases/{told.reference}/")
    with page.expect_response("**/hidden/"):
        page.get_by_role("button", name="Hide screen").click()
    for address in (f"/cases/{told.reference}/", "/my-day/"):
        page.goto(address)
        assert (page.title(), "Show again" in page.locator("main").inner_text()) == ("Clock", True)


def test_it_is_done_by_keyboard_alone(worker, told, desk):
    page = desk(worker)
    page.goto(f"/cases/{told.reference}/")
    tab_to(page, page.get_by_role("button", name="Hide screen"))
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # Show again has the focus
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Mirela", exact=True).wait_for()


def test_without_javascript_what_was_typed_is_put_back(worker, told, no_script):
    page = no_script(worker)
    typing(page, told)
    page.get_by_role("button", name="Hide screen").click()
    expect(page).to_have_title("Clock")
    page.get_by_text("Show again").click()
    says(page, "not the password")
    says(page, PASSWORD)
    expect(page.locator("main")).to_contain_text(WORDS)
    page.get_by_role("button", name="Put it back on the page").click()
    expect(page.get_by_label("In their own words (optional)")).to_have_value(WORDS)
    expect(page.get_by_label("A safe place to stay")).to_be_checked()
    page.get_by_role("button", name="Record need").click()
    page.get_by_text("Need recorded.").wait_for()


def test_a_question_of_opening_a_case_is_put_back_too(worker, no_script):
    page = no_script(worker)
    page.goto("/open-a-case/")
    page.get_by_label("Hurt or ill", exact=True).check()
    page.get_by_role("button", name="Hide screen").click()
    page.get_by_text("Show again").click()
    says(page, PASSWORD)
    page.get_by_role("button", name="Put it back on the page").click()
    expect(page.get_by_label("Hurt or ill", exact=True)).to_be_checked()
    press(page, page.get_by_role("button", name="Continue"))
    page.wait_for_url("**/open/called/")


def test_a_session_that_ended_meanwhile_loses_nothing(worker, code, told, phone):
    page = phone(worker)
    typing(page, told)
    with page.expect_response("**/hidden/"):
        page.get_by_role("button", name="Hide screen").click()
    Session.objects.all().delete()
    page.get_by_role("button", name="Show again").click()
    says(page, PASSWORD)
    page.get_by_label("Email").fill(worker.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("textbox", name="Code from your authenticator").fill(code())
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Put it back on the page").click()
    expect(page.get_by_label("In their own words (optional)")).to_have_value(WORDS)
    assert not Need.objects.exists()


@pytest.mark.parametrize("scripts", [True, False])
def test_enter_on_an_answer_sends_the_form_and_hides_nothing(worker, told, desk, no_script, scripts):
    page = (desk if scripts else no_script)(worker)
    typing(page, told)
    page.get_by_label("A safe place to stay").press("Enter")
    page.get_by_text("Need recorded.").wait_for()


def test_a_session_that_ended_shows_nothing_when_the_signal_comes_back(worker, told, desk):
    page = desk(worker)
    page.goto(f"/cases/{told.reference}/")
    with page.expect_response("**/hidden/"):
        page.get_by_role("button", name="Hide screen").click()
    Session.objects.all().delete()
    with page.expect_response("**/hidden/"):
        page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_role("button", name="Show again").click()
    assert told.reference not in page.locator("body").inner_text()
    says(page, PASSWORD)
    page.get_by_label("Email").wait_for()


def test_where_nobody_is_signed_in_nothing_is_asked(db, desk):
    page = desk()
    page.goto("/design/")
    before = page.title()
    with page.expect_response("**/hidden/"):
        page.get_by_role("button", name="Hide screen").click()
    expect(page).to_have_title("Clock")
    page.get_by_role("button", name="Show again").click()
    page.get_by_role("heading", name="Components").wait_for()
    assert page.title() == before
