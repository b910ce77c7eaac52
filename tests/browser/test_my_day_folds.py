"""The rest of a day is one press away: the keyboard lands on the first row that was not there, also without script."""

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from support.my_day import much  # noqa: F401

LANDED = "() => [document.activeElement.id, document.activeElement.getBoundingClientRect().top < innerHeight]"


@pytest.mark.parametrize("screen", ["desk", "phone", "no_script"])
def test_the_keyboard_lands_on_the_first_row_that_was_left_out(cast, much, request, screen):  # noqa: F811
    page = request.getfixturevalue(screen)(cast.worker)
    walker = Walker(page, checks=screen != "no_script")
    assert fault(walker, reverse("my_day")) == []
    for link, lands, title in (
        ("Show all 18 to do", "rest", "No day 8"),
        ("Show all 10 you are waiting for", "waiting-rest", "Wait 6"),
    ):
        walker.go(reverse("my_day"))
        page.get_by_role("link", name=link).focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/my-day/?show=all#" + lands)
        assert page.evaluate(LANDED) == [lands, True]
        assert page.locator(":focus").inner_text() == title
    page.get_by_role("link", name="Show only urgent").click()
    page.wait_for_url("**/my-day/#todo")
    assert page.get_by_text("12 of 18").is_visible()
