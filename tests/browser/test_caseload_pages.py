"""Every page of tasks, contacts, handing over and closing, at both widths; and a case closed and opened on a phone."""

import os
from pathlib import Path

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.people.contacts.urls import urlpatterns
from support.contacts_pages import (
    Worked,
    worked,  # noqa: F401
)

SHOTS = os.environ.get("SHOTS", "")
NO_PAGE = {"take_task", "take_back_hand_over", "take_out_dependant", "follow_dependants", "back_again"}
OF_THE_LEAD = {"move_to_other_side"}
"""Tried in test_information_pages.py."""
BY_WORKER = [str(pattern.name) for pattern in urlpatterns if pattern.name not in NO_PAGE | OF_THE_LEAD]
BY_PARTNER = ("hand_overs", "answer_hand_over", "dependants", "contacts_of_day", "cover")


def look(page, names, given, shot):
    walker, found = Walker(page), []
    for name in names:
        found += fault(walker, reverse(name, args=given.get(name, [])))
        _shoot(page, f"{shot}-{name}")
    return found


def _shoot(page, name):
    if SHOTS:
        width = page.viewport_size["width"]
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


def test_every_page_can_be_used(cast, worked: Worked, desk):  # noqa: F811
    given = worked.arguments
    page = desk(cast.worker)
    assert look(page, BY_WORKER, given, "worker") == []
    assert fault(Walker(page), reverse("case", args=[worked.told.reference])) == []
    _shoot(page, "worker-case")
    assert fault(Walker(page), reverse("case", args=[worked.closed.reference])) == []
    _shoot(page, "worker-closed")
    assert look(desk(cast.partner), BY_PARTNER, given, "partner") == []
    nobody = desk(cast.outsider)  # empty places
    assert look(nobody, ("hand_overs", "contacts_of_day", "cover"), given, "empty") == []
    _the_warning(Walker(page), worked)


def _the_warning(walker, worked):  # noqa: F811
    walker.go(reverse("plan_contact", args=[worked.told.reference]))
    walker.choose("How?", "WhatsApp")
    walker.press("Plan contact")
    walker.says("safety not asked")
    walker.errors_lead_to_their_fields()
    _shoot(walker.page, "worker-warning")


def test_a_case_is_closed_and_opened_again_on_a_phone_without_javascript(cast, told, no_script):
    walker = Walker(no_script(cast.worker), checks=False)
    walker.go(reverse("case_contacts", args=[told.reference]))
    walker.follow("Close this case")
    walker.choose("Why is the case closed?", "They do not want our support now")
    walker.press("Close the case")
    walker.says("There is a problem", "Tick to confirm that you have seen each item")
    for box in walker.page.locator("input[name=seen]").all():
        box.check()
    walker.press("Close the case")
    walker.says("This case is closed", "They do not want our support now.")
    walker.follow("Reopen case")
    walker.fill("Why is the case reopened?", "She rang")
    walker.press("Reopen case")
    walker.says("This case is open again.")
