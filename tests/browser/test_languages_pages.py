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
