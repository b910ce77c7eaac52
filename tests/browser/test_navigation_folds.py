"""The folds of the navigation: by keyboard, by finger, and where no script runs."""

from playwright.sync_api import expect

from support.axe import assert_accessible
from support.keyboard import tab_to


def test_a_fold_opens_by_keyboard_and_escape_closes_it(cast, told, desk):
    page = desk(cast.worker)
    page.goto("/cases/")
    fold = page.locator("summary", has_text="Services")
    tab_to(page, fold)
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Referrals", exact=True)
    link.wait_for()
    assert_accessible(page)
    tab_to(page, link)
    page.keyboard.press("Escape")
    link.wait_for(state="hidden")
    assert fold.evaluate("element => element === document.activeElement")
    fold.click()
    link.wait_for()
    page.mouse.click(1200, 800)  # anywhere else
    link.wait_for(state="hidden")


def test_the_folds_work_on_a_phone_without_a_script(cast, told, no_script):
    page = no_script(cast.worker)
    page.goto("/cases/")
    page.locator("summary", has_text="Services").click()
    page.get_by_role("link", name="Referrals", exact=True).click()
    expect(page.locator("h1")).to_have_text("Referrals")
    width = page.viewport_size["width"]
    assert page.locator("html").bounding_box()["width"] <= width


def test_the_folds_work_behind_the_menu_of_a_phone(cast, told, phone):
    page = phone(cast.worker)
    page.goto("/cases/")
    page.get_by_role("button", name="Menu").click()
    page.locator("summary", has_text="People").click()
    assert_accessible(page)
    page.get_by_role("link", name="Access log", exact=True).click()
    expect(page.locator("h1")).to_have_text("Access log")
