"""Every page of money, at both widths: accessible, one heading, nothing to scroll for sideways."""

import pytest
from django.urls import reverse

from browser.walker import Walker, fault
from handrail.directory.funds.urls import urlpatterns as funds
from handrail.people.gaps.urls import urlpatterns as gaps
from handrail.people.money.urls import urlpatterns as money
from people.provision_world import a_world

NO_PAGE = {"gaps_csv"}
"""Addresses that draw no page."""


def pages(world):
    fund, case = world.purse.fund.pk, world.told.reference
    requests = (
        "asked", "large", "spent_first", "approved", "bought", "receipted", "reconciled", "refused", "cancelled",
    )  # fmt: skip
    worker = [
        ("money", []), *(("money_request", [getattr(world, name)]) for name in requests), ("case_money", [case]),
        ("ask_money", [case]), ("paid_instead", [case]), ("cancel_money", [world.approved]), ("gaps", []),
        ("buy_money", [world.approved]), ("receipt_money", [world.bought]), ("funds", []), ("fund", [fund]),
        ("gap_cases", ["essentials", "2026-11"]),
    ]  # fmt: skip
    office = [
        ("money", []), ("money_request", [world.large]), ("approve_money", [world.large]), ("add_fund", []),
        ("refuse_money", [world.large]), ("review_money", [world.spent_first]), ("reconcile_money", [world.receipted]),
        ("funds", []), ("fund", [fund]), ("change_terms", [fund]), ("set_budget", [fund]), ("close_fund", [fund]),
        ("close_budget", [fund, world.purse.budget.pk]),
    ]  # fmt: skip
    return {
        "worker": worker,
        "commissioner": office,
        "lead": [("money", [])],
        "neighbour": [("funds", []), ("money", [])],
    }


@pytest.fixture
def world(cast, told):
    return a_world(cast, told)


def test_every_page_of_money_can_be_used(cast, world, desk):
    seen, wrong = set(), []
    for who, addresses in pages(world).items():
        walker = Walker(desk(getattr(cast, who)))
        for name, arguments in addresses:
            seen.add(name)
            wrong += fault(walker, reverse(name, args=arguments))
    assert wrong == []
    assert seen | NO_PAGE == {pattern.name for pattern in [*money, *funds, *gaps]}


def test_a_list_that_is_empty_says_what_to_do(cast, desk):
    worker = Walker(desk(cast.worker))
    for address, says in (
        ("/money/?tab=mine", "You have no requests yet."),
        ("/money/?tab=all", "No money has been requested yet"),
        (
            "/money/funds/",
            "There is no fund your organisation can ask. Tell your local policing body. Until "
            "then, record who paid instead on the person’s case.",
        ),
        ("/money/missing/", "No need was recorded often enough to be shown."),
    ):
        worker.go(address)
        worker.says(says)
    lead = Walker(desk(cast.lead))
    lead.go("/money/missing/")
    lead.says("No needs were recorded in this period")
