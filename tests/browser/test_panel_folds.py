"""Panels that are read now and then are one line each on a phone, and open on a desk, on paper and without scripts."""

from support.axe import assert_accessible
from support.keyboard import tab_to

PANELS = ("Point of contact", "Who they are", "What they agreed to")


def heading(page, name):
    return page.get_by_role("heading", name=name, exact=True)


def test_a_panel_opens_by_its_heading_and_by_the_link_that_leads_to_it(cast, told, phone):
    page = phone(cast.worker)
    page.goto(f"/cases/{told.reference}/")
    change = page.get_by_role("link", name="Change who they are")
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
    page.get_by_role("link", name="Agreed", exact=True).click()
    page.get_by_role("link", name="Every answer, and each way to reach them").wait_for()


def test_turned_to_its_side_a_wide_window_shows_them_all(cast, told, phone):
    page = phone(cast.worker)
    page.goto(f"/cases/{told.reference}/")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.get_by_role("link", name="Change who they are").wait_for()
    assert not page.get_by_role("button", name="Who they are").count()


def test_without_a_script_and_on_paper_they_stand_open(cast, told, no_script, phone):
    page = no_script(cast.worker)
    page.goto(f"/cases/{told.reference}/")
    assert all(heading(page, name).is_visible() for name in PANELS)
    assert page.get_by_role("link", name="Change who they are").is_visible()
    printed = phone(cast.worker)
    printed.goto(f"/cases/{told.reference}/")
    printed.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    printed.get_by_text("Full name", exact=True).wait_for()
