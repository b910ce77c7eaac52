"""Every page of recovery at both widths; leaving the person's own page in a hurry, with JavaScript and without."""

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from handrail.people.recovery.urls import urlpatterns
from people.recovery.recovery_fixtures import SECRETS, a_world
from support.recovery_pages import arguments

NEUTRAL = "https://www.bbc.co.uk/weather"


def pages(world):
    told = arguments(world)
    worker = [name for name in told if name != "answer_said"]
    lead = ["answer_said", "said_of_us", "said_one", "said_on_case"]
    return {
        "worker": [(name, told.get(name, [])) for name in [*worker, "what_changed_figures"]],
        "lead": [(name, told.get(name, [])) for name in lead],
    }


def test_every_page_of_recovery_can_be_used(cast, told, desk):
    world = a_world(cast, told)
    seen, wrong = set(), []
    for who, addresses in pages(world).items():
        walker = Walker(desk(getattr(cast, who)))
        for name, there in addresses:
            seen.add(name)
            wrong += fault(walker, reverse(name, args=there))
    assert wrong == []
    assert seen == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize("width", ["phone", "no_script"])
def test_the_persons_page_is_left_at_once(width, cast, told, request):
    """With JavaScript nothing is left to go back to; without it going back leads away again."""
    world = a_world(cast, told)
    page = request.getfixturevalue(width)(cast.worker)
    page.context.route(f"{NEUTRAL}*", lambda route: route.fulfill(body="<title>Weather</title>"))
    walker = Walker(page, checks=width == "phone")
    walker.go(reverse("their_page", args=[told.reference]))
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Open the page").click()
    theirs = opened.value
    theirs.wait_for_load_state()
    shown = Walker(theirs, checks=width == "phone")
    shown.look_over()
    shown.keeps_back(*SECRETS, *told.secrets, told.reference, "Handrail")
    theirs.get_by_role("link", name="Leave this page now").click()
    theirs.wait_for_url(NEUTRAL)
    assert theirs.title() == "Weather"
    if width == "phone":
        assert theirs.evaluate("history.length") == 1
    else:
        theirs.go_back(wait_until="commit")
        theirs.wait_for_url(NEUTRAL)
        assert world.told.secrets[0] not in theirs.content()
    assert world.told.reference not in theirs.url


def test_a_goal_in_their_words_and_food_on_the_spot_by_phone(cast, told, phone):
    """What a worker does on a phone: a goal in her words, food on the spot, and what goes wrong leads to its field."""
    from people.recovery.recovery_fixtures import a_service  # noqa: PLC0415 - beside its one use

    a_service(cast, "food", "Food parcel")
    walker = Walker(phone(cast.worker))
    walker.go(f"/cases/{told.reference}/tab/plan/")
    walker.unfold("Plan and recovery")
    walker.follow("Support plan")
    walker.says("No goals yet")
    walker.unfold("Who supports them locally", exact=False)
    walker.says("No local provider named.")
    walker.follow("Add a goal")
    walker.choose("Status", "Current")
    walker.press("Add")
    walker.errors_lead_to_their_fields()
    walker.fill("What do they want?", "To cook for my sister")
    walker.press("Add")
    walker.says("Goal recorded.", "“To cook for my sister”")
    walker.unfold("Offer", exact=True)
    walker.follow("Food")
    walker.choose("Their answer", "Yes, on the spot")
    walker.press("Record offer")
    walker.says("Food: offered, accepted.", "Food parcel", "Accepted")
