"""Panels that are read now and then are one line each on a phone, and open on a desk, on paper and without scripts."""

from support.axe import assert_accessible
from support.keyboard import tab_to

PANELS = ("Point of contact", "Who they are", "Specialist practitioners")


def heading(page, name):
    return page.get_by_role("heading", name=name, exact=True)


def test_a_panel_opens_by_its_heading_and_by_the_link_that_leads_to_it(cast, told, phone):
    page = phone(cast.worker)
    page.goto(f"/cases/{told.reference}/tab/contacts/")
    change = page.get_by_role("link", name="Change their details")
    assert not change.is_visible()
    assert_accessible(page)
    button = page.get_by_role("button", name="Who they are")
    tab_to(page, button)
    page.keyboard.press("Enter")
    change.wait_for()
    assert button.get_attribute("aria-expanded") == "true"
    assert_accessible(page)
    page.keyboard.press("Enter")
    change.wait_for(state="hidden")
    page.goto(f"/cases/{told.reference}/#who")  # an address of earlier, when a case was one page
    change.wait_for()
    assert page.url.endswith("/tab/contacts/#who")


def test_on_a_phone_the_tabs_are_one_fold_and_three_ways_stay_in_reach(cast, told, phone):
    page = phone(cast.worker)
    page.goto(f"/cases/{told.reference}/tab/history/")
    fold = page.get_by_role("button", name="History 8 of 8")
    tab_to(page, fold)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Plan").wait_for()
    assert_accessible(page)
    bar = page.get_by_role("navigation", name="Quick actions").get_by_role("link")
    assert bar.all_inner_texts() == ["Record", "Call safely", "Urgent help"]
    bar.nth(1).click()
    page.get_by_role("heading", name="How to reach them safely").wait_for()
    size = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    assert size[0] <= 2_800
    assert size[1] == 390


def test_turned_to_its_side_a_wide_window_shows_them_all(cast, told, phone):
    page = phone(cast.worker)
    page.goto(f"/cases/{told.reference}/tab/contacts/")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Change their details").wait_for()
    assert not page.get_by_role("button", name="Who they are").count()


def test_without_a_script_and_on_paper_they_stand_open(cast, told, no_script, phone):
    page = no_script(cast.worker)
    page.goto(f"/cases/{told.reference}/tab/contacts/")
    assert all(heading(page, name).is_visible() for name in PANELS)
    assert page.get_by_role("link", name="Change their details").is_visible()
    printed = phone(cast.worker)
    printed.goto(f"/cases/{told.reference}/tab/contacts/")
    printed.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    printed.get_by_text("Full name", exact=True).wait_for()
