"""The last pound and the last bag are had once, however many reach for them, and every loser is told what to do."""

import pytest

from handrail.directory.stores.acts import DeliverBags
from handrail.people.money.actions.requests import create_fund_request
from people.provision_races import (
    PEOPLE,
    bags_are_in_balance,
    for_the_last_bags,
    for_the_last_pounds,
    money_is_in_balance,
    to_approve,
)
from support.cases import a_case
from support.funds import a_purse, allot
from support.stores import a_shelf

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ROUNDS = 1  # two hundred in make stress


@pytest.fixture
def cases(cast):
    return cases_of(cast, PEOPLE)


def cases_of(cast, number):
    return [a_case(cast.worker.actor) for _ in range(number)]


@pytest.mark.practice("P37")
def test_many_workers_reach_for_the_last_pound(cast, cases):
    purse = a_purse(cast, pence=1_00)
    for number in range(1, ROUNDS + 1):
        allot(cast, purse, number * 1_00)
        race = for_the_last_pounds(cases, purse.fund.pk, 1_00, cast.worker.actor)
        assert (race.won, race.told.total()) == (1, PEOPLE - 1)
        assert all("£0 left this year" in told and "record who paid instead" in told for told in race.told)
        money_is_in_balance(purse.budget.pk)
        assert purse.set_aside == number * 1_00


def test_as_many_win_as_there_is_money_for(cast, cases):
    purse = a_purse(cast, pence=7_99)
    race = for_the_last_pounds(cases, purse.fund.pk, 1_00, cast.worker.actor)
    assert race.won == 7
    money_is_in_balance(purse.budget.pk)


@pytest.mark.practice("P37")
def test_requests_approved_at_one_moment_never_pass_the_budget(cast):
    purse = a_purse(cast, pence=100_00)
    asked = [
        create_fund_request(purse.wish("clothing", 30_00), case_id=case.pk, by=cast.worker.actor)
        for case in cases_of(cast, 20)
    ]
    race = to_approve(asked, cast.lead.actor)
    assert (race.won, race.told.total()) == (3, 17)
    money_is_in_balance(purse.budget.pk)


def test_one_request_approved_by_many_sets_its_money_aside_once(cast):
    (case,) = cases_of(cast, 1)
    purse = a_purse(cast, pence=300_00)
    asked = create_fund_request(purse.wish("clothing", 30_00), case_id=case.pk, by=cast.worker.actor)
    race = to_approve([asked] * 10, cast.lead.actor)
    assert (race.won, purse.set_aside) == (1, 30_00)
    money_is_in_balance(purse.budget.pk)


def test_many_workers_reach_for_the_last_bag(cast, cases):
    shelf = a_shelf(cast, number=1)
    stock = shelf.stock().pk
    for number in range(ROUNDS):
        if number:
            DeliverBags.find(cast.lead.actor, store_id=shelf.store.pk, kind_id=shelf.women.pk).run(number=1)
        race = for_the_last_bags(cases, stock, cast.worker.actor)
        assert (race.won, race.told.total()) == (1, PEOPLE - 1)
        assert all("has just been given." in told and "another store" in told for told in race.told)
        bags_are_in_balance(stock)
    assert shelf.count() == 0
