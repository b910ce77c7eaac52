"""Every page of practices, at both widths; and finding one without JavaScript."""

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from handrail.areas.practices.actions import record_outcome_of_planned_practice
from handrail.areas.practices.urls import urlpatterns
from handrail.demo.hestia.call_of_2021_loader import enter_call_of_2021
from support.practice_library import Shelf, told

FILES = {"practices_file"}
PLAN = "hestia-2021-improvement-b4"


@pytest.fixture
def full(cast):
    """The call of 2021, a later one with something to sort, and a plan of which two things were said."""
    enter_call_of_2021(by=cast.collator.actor)
    shelf = Shelf(cast.collator.actor)
    (later,) = shelf.put("commissioner-lincolnshire", told("Navigators at work"), call="second-call")
    (waits,) = shelf.tell("commissioner-surrey", told("A convent", safe_venue=True), call="second-call")
    record_outcome_of_planned_practice(
        by=cast.commissioner.actor, key=PLAN, outcome="still_planned", words="The bid is in."
    )
    record_outcome_of_planned_practice(by=cast.commissioner.actor, key=PLAN, outcome="done", later=later.key)
    return waits


def pages(waits):
    return {
        "commissioner": [
            ("practices", [], ""),
            ("practices", [], "?theme=place&area=none&phase=outside"),
            ("practices", [], "?theme=place&phase=before"),
            ("practices_planned", [], ""),
            ("practices_like", [], ""),
            ("practice", [PLAN], ""),
            ("practice_became", [PLAN], ""),
        ],
        "collator": [
            ("practices", [], "?sort=newest"),
            ("practice", ["hestia-2021-accommodation-b2"], ""),
            ("practices_to_sort", [], ""),
            ("practice_sort", [waits], ""),
            ("practice_out", [PLAN], ""),
        ],
        "worker": [("practices", [], ""), ("practice", [PLAN], "")],
    }


def test_every_page_of_practices_can_be_used(cast, full, desk):
    seen, wrong = set(), []
    for who, addresses in pages(full).items():
        walker = Walker(desk(getattr(cast, who)))
        for name, arguments, query in addresses:
            seen.add(name)
            wrong += fault(walker, reverse(name, args=arguments) + query)
    assert wrong == []
    assert seen == {pattern.name for pattern in urlpatterns} - FILES


@pytest.mark.parametrize("width", ["desk", "no_script"])
def test_a_practice_is_found_by_a_word_and_led_back_to_its_source(width, cast, full, request):
    reader = Walker(request.getfixturevalue(width)(cast.worker), checks=width == "desk")
    reader.go("/practices/")
    reader.page.locator(".app-filter details:not([open]) > summary").all() and reader.page.locator(
        ".app-filter summary"
    ).click()
    reader.fill("Keyword", "liaison officers")
    reader.press("Apply filters")
    reader.says("2 examples", "40 specially trained victim liaison officers")
    reader.follow("40 specially trained victim liaison officers")
    reader.says(
        "Victims' services, bullet 2", "Police and Crime Commissioner for Devon and Cornwall", "March 2021"
    )


def test_what_is_missing_is_said_at_its_field(cast, full, desk):
    sorter = Walker(desk(cast.collator))
    sorter.go(f"/practices/{full}/sort/")
    sorter.page.get_by_label("Section of the report").select_option("")
    sorter.press("Confirm")
    sorter.errors_lead_to_their_fields()
