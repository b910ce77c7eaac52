"""The last pound and the last bag, two hundred rounds each: `make stress`."""

import pytest

from handrail.directory.stores.acts import DeliverBags
from people.provision_races import (
    PEOPLE,
    bags_are_in_balance,
    for_the_last_bags,
    for_the_last_pounds,
    money_is_in_balance,
)
from support.cases import a_case
from support.funds import a_purse, allot
from support.stores import a_shelf

pytestmark = [pytest.mark.stress, pytest.mark.django_db(transaction=True, databases="__all__")]
ROUNDS = 200


@pytest.fixture
def cases(cast):
    return [a_case(cast.worker.actor) for _ in range(PEOPLE)]


def test_the_last_pound_is_spent_once_in_each_of_two_hundred_rounds(cast, cases):
    purse = a_purse(cast, pence=1)
    for number in range(1, ROUNDS + 1):
        allot(cast, purse, number)
        assert for_the_last_pounds(cases, purse.fund.pk, 1, cast.worker.actor).won == 1
        money_is_in_balance(purse.budget.pk)


def test_the_last_bag_is_given_once_in_each_of_two_hundred_rounds(cast, cases):
    shelf = a_shelf(cast, number=1)
    stock = shelf.stock().pk
    for number in range(ROUNDS):
        if number:
            DeliverBags.find(cast.lead.actor, store_id=shelf.store.pk, kind_id=shelf.women.pk).run(number=1)
        assert for_the_last_bags(cases, stock, cast.worker.actor).won == 1
        bags_are_in_balance(stock)
