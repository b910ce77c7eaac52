"""Back and Reload after a form or a search: nothing is recorded twice, and what was typed or chosen is there."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from handrail.people.contacts.models import Task
from support.keyboard import press

WHAT = "Bring the bus timetable"


def _answers(page: Page) -> None:
    """The page is one of ours, and neither a browser's question nor an error."""
    expect(page.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()


def test_a_form_that_was_saved_is_not_saved_again(cast, told, desk):
    page, due = desk(cast.worker), timezone.localdate() + timedelta(days=2)
    page.goto(reverse("add_task", args=[told.reference]))
    page.get_by_label("Task", exact=True).fill(WHAT)
    for name, number in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
        page.get_by_label(name, exact=True).fill(str(number))
    press(page, page.get_by_role("button", name="Add the task"))
    _answers(page)
    after = page.url
    page.reload()
    assert page.url == after
    page.go_back()
    _answers(page)
    page.reload()
    _answers(page)
    assert Task.objects.filter(case=told.case_id).count() == 1


def test_a_form_that_was_refused_keeps_what_was_typed(cast, told, desk):
    page = desk(cast.worker)
    page.goto(reverse("add_task", args=[told.reference]))
    page.get_by_label("Task", exact=True).fill(WHAT)
    page.get_by_label("Month", exact=True).fill("13")
    press(page, page.get_by_role("button", name="Add the task"))
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.get_by_label("Task", exact=True)).to_have_value(WHAT)
    page.reload()
    _answers(page)
    page.go_back()
    _answers(page)
    assert not Task.objects.filter(case=told.case_id).exists()


def test_a_search_and_a_filter_are_there_after_back_and_reload(cast, told, desk):
    page = desk(cast.worker)
    page.goto(reverse("find"))
    page.get_by_label("Name or reference").last.fill("Nobody Known")
    page.get_by_role("main").get_by_role("button", name="Find").click()
    _answers(page)
    page.reload()
    _answers(page)
    page.goto(reverse("services"))
    found = f"{reverse('services')}?area="
    page.goto(found)
    page.reload()
    assert page.url.endswith(found)
    page.goto(reverse("cases"))
    page.go_back()
    assert page.url.endswith(found)
    _answers(page)
