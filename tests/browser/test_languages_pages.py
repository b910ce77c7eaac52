"""Choosing Welsh and going back, by hand, at both widths and without JavaScript; and the Welsh pages looked over."""

import pytest

from browser.walker import Walker

DRAFTS = "Drafft yw’r Gymraeg ar y dudalen hon"


@pytest.fixture(autouse=True)
def drafts(settings):
    settings.WELSH_DRAFTS = True


@pytest.mark.parametrize("width", ["desk", "phone", "no_script"])
def test_a_reader_chooses_welsh_and_english_again(width, cast, request):
    walker = Walker(request.getfixturevalue(width)(cast.worker), checks=width != "no_script")
    walker.go("/my-day/")
    _menu(walker, width, "Menu")
    walker.press("Cymraeg (newid yr iaith)")
    assert walker.page.locator("html").get_attribute("lang") == "cy"
    walker.says(DRAFTS, "Fy niwrnod")
    _menu(walker, width, "Dewislen")
    walker.press("English (change the language)")
    walker.says("My day")
    assert walker.page.locator("html").get_attribute("lang") == "en-GB"


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_pages_in_welsh_can_be_used(width, cast, told, request):
    walker = Walker(request.getfixturevalue(width)(cast.worker))
    walker.go("/my-day/")
    _menu(walker, width, "Menu")
    walker.press("Cymraeg (newid yr iaith)")
    for address in (
        "/cases/",
        "/open-a-case/",
        f"/cases/{told.reference}/",
        f"/cases/{told.reference}/for-them/",
    ):
        walker.go(address)
        assert walker.page.locator("html").get_attribute("lang") == "cy", address


def _menu(walker, width, name):
    if width == "phone":
        walker.page.get_by_role("button", name=name, exact=True).click()


def test_whoever_was_typing_is_asked_before_the_page_is_shown_in_welsh(cast, told, desk):
    page, asked = desk(cast.worker), []
    page.goto(f"/cases/{told.reference}/needs/add/")
    words = page.get_by_label("In their own words (optional)")
    words.fill("A warm coat")
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Cymraeg (newid yr iaith)").first.click(no_wait_after=True)
    assert asked == ["beforeunload"]
    assert words.input_value() == "A warm coat"
