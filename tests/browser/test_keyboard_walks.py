"""Sharing, handing over and naming stand-ins by keyboard alone: every question, the check, and what is said then."""

from django.urls import reverse
from playwright.sync_api import Page

from handrail.people.contacts.models import HandOver
from handrail.people.records.models import Case
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.models import Grant
from support.axe import assert_accessible
from support.deployment import open_adult_case
from support.keyboard import press, tab_to


def _press(page: Page, name: str) -> None:
    """Tab to the button of the page and press Enter."""
    page.evaluate("document.documentElement.dataset.left = ''")
    tab_to(page, page.get_by_role("main").get_by_role("button", name=name, exact=True))
    page.keyboard.press("Enter")
    page.locator("html:not([data-left])").wait_for(state="attached")
    assert_accessible(page)


def _choose(page: Page, value: str) -> None:
    """Tab into a group of radio buttons, and go down it until the answer is chosen."""
    answer = page.locator(f"main input[type=radio][value='{value}']")
    name = answer.get_attribute("name")
    tab_to(page, page.locator(f"main input[type=radio][name='{name}']").first)
    page.keyboard.press("Space")
    for _ in range(page.locator(f"main input[name='{name}']").count()):
        if answer.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} cannot be chosen by keyboard on {page.url}")


def _tick(page: Page, value: str) -> None:
    tab_to(page, page.locator(f"main input[type=checkbox][value='{value}']"))
    page.keyboard.press("Space")


def _write(page: Page, label: str, text: str) -> None:
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.type(text)


def test_a_case_is_shared_by_keyboard(cast, told, desk):
    page = desk(cast.worker)
    page.goto(reverse("share", args=[told.reference]))
    press(page, page.locator(".app-presets a").last)
    tab_to(page, page.locator("main select"))
    page.keyboard.type("Harbour")
    _press(page, "Continue")
    _tick(page, "identity")
    _press(page, "Continue")
    _choose(page, GrantGround.LIFE)
    _write(page, "Evidence, or what they said", "Threats yesterday.")
    _press(page, "Continue")
    assert "Question 4 of 4" in page.locator("main").inner_text()
    _press(page, "Continue")
    assert "No end day" in page.locator("main").inner_text()
    _press(page, "Share")
    assert "Shared with Harbour: " in page.locator("main").inner_text()
    assert Grant.objects.filter(to_body__code="harbour", ended_at__isnull=True).count() == 1


def test_one_box_gives_every_listed_case_a_stand_in_by_keyboard(cast, told, desk):
    open_adult_case(cast.worker.actor)
    page = desk(cast.lead)
    page.goto(reverse("name_stand_ins"))
    assert_accessible(page)
    tab_to(page, page.get_by_label("All 2 cases", exact=True))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_label("Who is the stand-in?"))
    page.keyboard.type(cast.colleague.name)
    _press(page, "Save stand-in")
    assert "They are now stand-in on 2 cases" in page.locator("body").inner_text()
    assert set(Case.objects.values_list("stand_in", flat=True)) == {cast.colleague.pk}


def test_a_case_is_handed_over_by_keyboard(cast, told, desk):
    page = desk(cast.worker)
    page.goto(reverse("hand_over", args=[told.reference]))
    _choose(page, f"user:{cast.colleague.pk}")
    _press(page, "Continue")
    _write(page, "What do they need to know first?", "Call before noon.")
    _press(page, "Continue")
    _choose(page, "no")
    _press(page, "Continue")
    _press(page, "Request handover")
    assert "has been asked" in page.locator("main").inner_text()
    assert HandOver.objects.get().to_user == cast.colleague
