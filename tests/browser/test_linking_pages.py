"""Every page of incidents and likenesses, at both widths; and a raid opened by night on a phone without JavaScript."""

import os
from pathlib import Path

from django.urls import reverse

from browser.walker import Walker, fault
from support.matching import pair  # noqa: F401
from support.matching_pages import linked  # noqa: F401

SHOTS = os.environ.get("SHOTS", "")
BY_WORKER = (
    *("incidents", "open_incident", "incident", "incident_people", "incident_fact", "incident_copy"),
    *(
        "incident_name",
        "incident_share",
        "incident_end",
        "same_person",
        "compare",
        "part_records",
        "likenesses",
    ),
)
BY_LEAD = ("likenesses", "likeness")
BY_OFFICER = ("own_note", "incidents")


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


def test_every_page_can_be_used(cast, linked, desk):  # noqa: F811
    given = linked.arguments
    worker = desk(cast.worker)
    assert look(worker, BY_WORKER, given, "worker") == []
    for reference in (linked.leads.reference, linked.people[0].reference, given["same_person"][0]):
        assert fault(Walker(worker), reverse("case", args=[reference])) == []
        _shoot(worker, f"case-{reference}")
    assert look(desk(cast.lead), BY_LEAD, given, "lead") == []
    assert look(desk(cast.officer), BY_OFFICER, given, "officer") == []


def test_every_page_is_looked_at():
    from handrail.people.matching.urls import urlpatterns  # noqa: PLC0415 - beside its one use

    assert {pattern.name for pattern in urlpatterns} == {*BY_WORKER, *BY_LEAD, *BY_OFFICER}


def test_a_raid_by_night_on_a_phone_without_javascript(cast, no_script):
    page = no_script(cast.worker)
    walker = Walker(page, checks=False)
    walker.go(reverse("open_case"))
    walker.follow("Several people? Open their cases together")
    page.get_by_label("Where (optional)").fill("Glimmer Hand Wash")
    page.get_by_label("What should we call them?").fill("Besnik")
    page.get_by_role("radio", name="Adult", exact=True).check()
    walker.press("Add another person")
    page.get_by_label("What should we call them?").nth(1).press_sequentially("Luan")
    page.get_by_text("Paste a list instead").click()
    page.get_by_label("One person on each line").fill(
        "Ilir, child, Albanian\nDritan, not sure, says he is nineteen"
    )
    walker.press("Check the list")
    walker.press("Open the cases")
    walker.says("4 cases opened", "Besnik", "Luan", "Ilir", "Dritan", "4 people", "Glimmer Hand Wash")


def test_errors_lead_to_their_fields(cast, linked, phone):  # noqa: F811
    page = phone(cast.worker)
    walker = Walker(page)
    walker.go(reverse("open_incident"))
    page.get_by_label("At what time?").fill("soon")
    walker.press("Open the cases")
    walker.errors_lead_to_their_fields()
    walker.go(reverse("compare", args=linked.arguments["compare"]))
    walker.press("Save")
    walker.errors_lead_to_their_fields()
