"""Every address of money, tried by everybody; and nobody who is refused learns a word."""

import pytest

from handrail.directory.funds.urls import urlpatterns as funds
from handrail.people.gaps.urls import urlpatterns as gaps
from handrail.people.money.urls import urlpatterns as money
from people.provision_world import SECRETS, World, a_world
from support.permission_checks import CASEWORKERS, EVERYBODY, Doors
from support.worlds import shared_world

OF_THE_CASE = {"worker", "lead"}
OFFICE = {"commissioner"}
WHO = {
    "money": CASEWORKERS | {"commissioner", "neighbour"},
    "money_request": OF_THE_CASE | OFFICE,
    "approve_money": {"lead"} | OFFICE,
    "refuse_money": {"lead"} | OFFICE,
    "review_money": {"lead"} | OFFICE,
    "cancel_money": OF_THE_CASE,
    "buy_money": OF_THE_CASE,
    "receipt_money": OF_THE_CASE,
    "reconcile_money": {"lead"} | OFFICE,
    "funds": CASEWORKERS | {"commissioner", "neighbour"},
    "add_fund": {"commissioner", "neighbour"},
    "fund": {"worker", "colleague", "lead", "officer", "liaison", "co_ordinator", "commissioner"},
    "change_terms": OFFICE,
    "set_budget": OFFICE,
    "close_budget": OFFICE,
    "close_fund": OFFICE,
    "gaps": CASEWORKERS,
    "gaps_csv": CASEWORKERS,
    "gap_cases": CASEWORKERS,
    "case_money": OF_THE_CASE,
    "ask_money": OF_THE_CASE,
    "paid_instead": OF_THE_CASE,
}


@shared_world
def world(cast, told) -> World:
    return a_world(cast, told)


@pytest.fixture
def doors(world) -> Doors:
    fund, case = [world.purse.fund.pk], [world.told.reference]
    one = {
        "approve_money": world.asked, "refuse_money": world.asked, "review_money": world.spent_first,
        "cancel_money": world.approved, "buy_money": world.approved, "receipt_money": world.bought,
        "reconcile_money": world.receipted, "money_request": world.reconciled,
    }  # fmt: skip
    arguments = {
        **{name: [request] for name, request in one.items()},
        **dict.fromkeys(("fund", "change_terms", "set_budget", "close_fund"), fund),
        "close_budget": [*fund, world.purse.budget.pk],
        "gap_cases": ["essentials", "2026-11"],
        **dict.fromkeys(("case_money", "ask_money", "paid_instead"), case),
    }
    return Doors([*money, *funds, *gaps], WHO, arguments, (*SECRETS, *world.told.secrets))


def test_every_address_is_in_the_table(doors):
    assert doors.unknown() == set()


@pytest.mark.parametrize("part", EVERYBODY)
def test_who_comes_in_and_who_does_not(cast, doors, part):
    assert doors.faults(cast, part) == []
