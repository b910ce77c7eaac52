"""Every page of services and referrals, at both widths; and a referral made on a phone."""

import os
from pathlib import Path

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.directory.urls import service_urlpatterns
from handrail.people.cases.offers.urls import urlpatterns
from support.offers_pages import (
    Sent,
    sent,  # noqa: F401
)

SHOTS = os.environ.get("SHOTS", "")
NO_PAGE = {
    "import_template",
    "service_checked",
    "chase_referral",
    "take_back_referral",
    "make_link",
    "stop_link",
    "referral_letter",
    "outside_leave",
}
BY_LEAD = ("service", "edit_service", "service_free", "extend_trial", "import_services", "import_report")
BY_LEAD_OF_PILOT = (
    *("pilot", "add_pilot_measure", "add_pilot_result"),
    *("own_pilots", "add_own_pilot", "own_pilot", "change_own_pilot", "extend_own_pilot"),
    *("add_own_pilot_measure", "add_own_pilot_result"),
)
BY_WORKER = (
    *("service", "case_services", "circumstances", "heard_of_us"),
    *("refer", "referrals", "referral", "answer_referral"),
)
BY_SENDER = ("send_again", "made_link")
BY_NOBODY = {"outside_referral", "outside_visit"}
"""Pages without an account: test_outside_pages.py."""
BY_PARTNER = ("referrals", "referral", "answer_referral", "referral_outcome", "case_services")


def look(page, names, given, shot):
    walker, found = Walker(page), []
    for name in names:
        found += fault(walker, reverse(name, args=given.get(name, [])))
        _shoot(page, f"{shot}-{name}")
    for address in ("/services/?area=", "/referrals/?whose=from&show=all"):
        found += fault(walker, address)
        _shoot(page, f"{shot}{address.split('/')[1]}-list")
    return found


def _shoot(page, name):
    if SHOTS:
        width = page.viewport_size["width"]
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


def test_every_page_can_be_used(cast, sent, desk):  # noqa: F811
    given = sent.arguments
    assert look(desk(cast.lead), (*BY_LEAD, *BY_LEAD_OF_PILOT), given, "lead") == []
    assert look(desk(cast.worker), (*BY_WORKER, *BY_SENDER), given, "worker") == []
    assert look(desk(cast.partner), BY_PARTNER, given, "partner") == []


def test_every_page_is_looked_at():
    seen_elsewhere = {"services", "add_service", "service_state"}
    names = {pattern.name for pattern in [*service_urlpatterns, *urlpatterns]} - seen_elsewhere
    assert names == {*BY_LEAD, *BY_LEAD_OF_PILOT, *BY_WORKER, *BY_SENDER, *BY_PARTNER, *BY_NOBODY, *NO_PAGE}


def test_empty_places(cast, told, desk):
    walker = Walker(desk(cast.worker))
    for address in (
        "/referrals/",
        "/referrals/?whose=from",
        "/services/",
        f"/cases/{told.reference}/services/",
    ):
        assert fault(walker, address) == []
    walker.says("No known service fits")


def test_a_referral_is_made_on_a_phone_without_javascript(cast, sent, no_script):  # noqa: F811
    walker = Walker(no_script(cast.worker), checks=False)
    walker.go(f"/cases/{sent.told.reference}/tab/plan/")
    walker.follow("Which services fit, and why")
    walker.says("Settlement clinic", "Speaks Romanian", "Age range not recorded: ask")
    walker.follow("Refer to Settlement clinic", exact=False)
    walker.press("Send the referral")
    walker.says("Referred to Settlement clinic, Harbour.")


def test_errors_lead_to_their_fields(cast, sent: Sent, phone):  # noqa: F811
    walker = Walker(phone(cast.partner))
    walker.go(reverse("answer_referral", args=[sent.open]))
    walker.choose("Answer", "No, we decline")
    walker.press("Record the answer")
    walker.errors_lead_to_their_fields()
