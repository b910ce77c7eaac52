"""Every page about places, at both widths: accessible, one heading, nothing to scroll for sideways."""

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from handrail.directory.housing.urls import urlpatterns as directory_urls
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.housing.actions.child_placement_steps import record_child_placement_step
from handrail.people.housing.text_choices import ChildPlacementStepKind
from handrail.people.housing.urls import urlpatterns as people_urls
from support.housing_pages import a_stage
from support.keyboard import press

NO_PAGE = {"hold_place", "bring_back_unit"}
"""Addresses that act and lead on."""
COUNCIL = {
    *(
        "tonight",
        "my_places",
        "add_place",
        "edit_place",
        "add_unit",
        "withdraw_unit",
        "flag_place",
        "lift_flag",
    ),
    *("keep_number", "add_zone", "confirm_agreement"),
}
LEAD = {
    *("overrule_check", "places_review", "review_action", "finish_review_action"),
    *("agreements", "add_agreement", "agreement", "end_agreement", "agreement_rate", "agreement_on_paper"),
}
PAGES = {str(pattern.name) for pattern in [*directory_urls, *people_urls]} - NO_PAGE


@pytest.fixture
def stage(cast):
    return a_stage(cast)


def addresses(stage, names):
    return [reverse(name, args=stage.arguments.get(name, [])) for name in sorted(names)]


@pytest.mark.parametrize(
    ("part", "names"), [("worker", PAGES - COUNCIL - LEAD), ("housing", COUNCIL), ("lead", LEAD)]
)
def test_each_page_can_be_used(cast, stage, desk, part, names):
    walker = Walker(desk(getattr(cast, part)))
    assert [told for address in addresses(stage, names) for told in fault(walker, address)] == []


@pytest.mark.parametrize("width", ["desk", "phone", "no_script"])
def test_a_child_is_shown_a_number_a_script_and_the_time_and_no_place(cast, stage, request, width):
    child = opening.open_case(by=cast.worker.actor)
    record_child_placement_step(
        case_id=child.pk, sort=ChildPlacementStepKind.NO_ANSWER, words="", by=cast.worker.actor
    )
    walker = Walker(request.getfixturevalue(width)(cast.worker), checks=width != "no_script")
    walker.go(reverse("place_tonight", args=[child.reference]))
    walker.says("01632 960102", "What to say", "Not placed:")
    walker.keeps_back("Rowan", "Hotel C", "Willow", "hold/")
    walker.go(reverse("my_day"))
    walker.says("Find a place for a child tonight")


@pytest.mark.parametrize("width", ["desk", "no_script"])
def test_from_the_places_of_their_people_to_a_place_for_one_of_them_by_keyboard(cast, stage, request, width):
    child = opening.open_case(by=cast.worker.actor)
    page = request.getfixturevalue(width)(cast.worker)
    page.goto(reverse("my_day"))
    press(page, page.get_by_role("navigation").get_by_role("link", name="Places", exact=True))
    page.wait_for_url(f"**{reverse('places_of_people')}")
    walker = Walker(page, checks=width == "desk")
    walker.look_over()
    walker.says("Age not sure: call now.", "Ends tonight", "Flat 2, Rowan", "Extend or end")
    walker.keeps_back("Heronfield")
    walker.look_over_as_narrow_as_a_phone()
    press(page, page.get_by_role("button", name=f"Find a place for {child.reference}"))
    page.wait_for_url(f"**{reverse('place_tonight', args=[child.reference])}")


def test_a_wrong_answer_leads_to_its_field(cast, stage, phone):
    walker = Walker(phone(cast.worker))
    walker.go(reverse("end_stay", args=stage.arguments["end_stay"]))
    walker.press("End the stay")
    walker.errors_lead_to_their_fields()
