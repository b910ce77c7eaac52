"""All that is to do, and all that is waited on, is one press away and page by page, also without script."""

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from support.my_day import much  # noqa: F401


@pytest.mark.parametrize("screen", ["desk", "phone", "no_script"])
def test_the_lists_of_a_day_are_pages_of_their_own(cast, much, request, screen):  # noqa: F811
    page = request.getfixturevalue(screen)(cast.worker)
    walker = Walker(page, checks=screen != "no_script")
    assert fault(walker, reverse("my_day")) == []
    page.get_by_role("link", name="Show all 18 to do").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-day/?show=all")
    walker.look_over()
    walker.follow("Next")
    walker.says("Page 2 of 2", "Later 4")
    walker.follow("Show only urgent")
    page.wait_for_url("**/my-day/")
    assert page.get_by_text("10 of 18").is_visible()
    if screen == "phone":
        walker.unfold("Waiting for others 3 of 10")
    walker.follow("Show all 10")
    walker.says("Wait 9")
