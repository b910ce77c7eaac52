"""An officer at first contact, by phone, at night: a bag in her hands, a place found, checked and held, food asked for.

Taps are counted from the case page on. Nothing is typed but what nobody could know: who looks in on her.
"""

import re
from dataclasses import dataclass

import pytest

from browser.walker import Walker
from handrail.people.housing.models import Stay
from handrail.people.money.models import FundRequest
from handrail.people.records.models import Offer
from support.cast import tell
from support.funds import a_purse
from support.housing import a_place, a_unit, an_agreement
from support.stores import a_shelf

FEWER_THAN = 25
HOTEL = "Hotel C"
ANSWERS = ("Yes",) * 8
"""Ground floor, staff told, identity and card not asked for, mixed use, no risk, no flag, far enough."""


@dataclass(slots=True)
class Tapper(Walker):
    """Counts every tap, and every box that is written into."""

    taps: int = 0
    typed: int = 0

    def follow(self, link: str, *, exact: bool = True) -> None:
        self.taps += 1
        Walker.follow(self, link, exact=exact)

    def press(self, button: str) -> None:
        self.taps += 1
        Walker.press(self, button)

    def fill(self, label: str, text: str) -> None:
        self.taps += 1
        self.typed += 1
        Walker.fill(self, label, text)

    def tap_radio(self, group: int, answer: str) -> None:
        """The answer to the question that stands at that place of the form."""
        self.taps += 1
        self.page.locator("fieldset").nth(group).get_by_label(answer, exact=True).check()


@pytest.fixture
def stocked(cast):
    """A store for everybody in the area, a fund that the force may ask, and one hotel behind its check."""
    a_shelf(cast)
    purse = a_purse(cast)
    an_agreement(cast, users=("lantern", "lincolnshire-police"))
    hotel = a_place(cast.lead.actor, name=HOTEL, kind="hotel", use="ask", night_pence=64_00)
    a_unit(hotel, "Room 12")
    return purse


@pytest.mark.parametrize("width", ["phone", "no_script"])
def test_bag_place_check_and_food_in_fewer_than_twenty_five_taps(width, cast, stocked, request):
    told = tell(cast.officer.actor)
    officer = Tapper(request.getfixturevalue(width)(cast.officer), checks=width == "phone")
    officer.go(f"/cases/{told.reference}/")
    gives_a_bag(officer)
    checks_the_hotel(officer)
    holds_it(officer)
    officer.follow("Find a place tonight")
    officer.follow("Back to the case")
    asks_for_food(officer)
    assert officer.taps < FEWER_THAN
    assert officer.typed == 1
    accepted = Offer.objects.filter(case=told.case_id, answer="accepted")
    assert [offer.service.kind for offer in accepted].count("go_bag") == 1
    assert Stay.objects.filter(case=told.case_id).count() == 1
    food = FundRequest.objects.get(case=told.case_id)
    assert (food.item, food.pence, food.why, food.spent_first) == ("food", 20_00, "first", True)
    print(f"{officer.taps} taps, {officer.typed} box written into")


def gives_a_bag(officer):
    officer.follow("Give a go-bag")
    officer.press("Give Women, medium")
    officer.says("Bag given: Women, medium, from Front desk")


def checks_the_hotel(officer):
    officer.follow("Find a place tonight")
    officer.follow("Start the check", exact=False)
    for group, answer in enumerate(ANSWERS):
        officer.tap_radio(group, answer)
    officer.fill("Who will check on them tonight, and when?", "PC Dunmore rings at nine")
    officer.press("Sign the check")
    officer.says("It can be held now.")


def holds_it(officer):
    officer.taps += 1
    officer._arrive(officer.page.get_by_role("button", name=re.compile("hold", re.IGNORECASE)).first)
    officer.says("Held. No one else can take it until the time below.")


def asks_for_food(officer):
    officer.follow("Request money")
    officer.tap_radio(0, "Food")
    officer.press("Ask")
    officer.says("£20 is set aside: you can spend it now.")
