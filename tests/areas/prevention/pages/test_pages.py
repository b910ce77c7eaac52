"""Pages of prevention: wrong answers are told, and statements are as many for thirty rows as for one."""

import pytest

from support.cast import sign_in
from support.practice_pages import words_of
from support.prevention_data import (
    add_activity,
    add_partner,
    log_threat,
    prevent,
    set_up_campaign,
    write_strategy,
)
from support.query_counts import count
from support.worlds import shared_world

pytestmark = pytest.mark.one_engine


@shared_world
def found(cast):
    return prevent(cast)


@pytest.fixture
def office(cast, client):
    return sign_in(client, cast.commissioner)


@pytest.mark.parametrize(
    ("who", "address", "sent", "says"),
    [
        ("commissioner", "campaigns/add/", {"title": ""}, "Enter the name of the campaign"),
        (
            "commissioner",
            "campaigns/{campaign}/activities/add/",
            {"what": "x", "sector": "moon"},
            "Choose a sector",
        ),
        ("commissioner", "campaigns/{campaign}/organisations/add/", {"agreed": "lots"}, "Enter"),
        ("commissioner", "campaigns/{campaign}/materials/add/", {"title": ""}, "Enter what it is"),
        (
            "commissioner",
            "campaigns/{campaign}/activities/1/reach/",
            {"number": "-1"},
            "Choose a rung of the ladder",
        ),
        ("force_lead", "threats/add/", {"title": "x"}, "Choose a decision"),
        ("force_lead", "threats/{threat}/review/", {"words": "", "seen": "1"}, "Enter what was found"),
        ("force_lead", "scores/table/", {"criteria": ""}, "Enter the criteria"),
        ("force_lead", "teams/add/", {"posts": "x"}, "Enter a whole number from 0 to 2000"),
        ("force_lead", "prosecutions/add/", {"number": "x"}, "Enter a whole number"),
        ("commissioner", "plans/add/", {"title": "x" * 161}, "160 characters or less"),
        ("commissioner", "plans/{strategy}/priorities/add/", {"title": "x"}, "Enter why it is a priority"),
        ("commissioner", "plans/{strategy}/steps/add/", {"words": "x"}, "Choose a step"),
        ("commissioner", "plans/{strategy}/publish/", {"seen": "x"}, "There is a problem"),
    ],
)
def test_a_wrong_answer_is_told_what_to_mend(cast, found, client, who, address, sent, says):
    here = address.format(campaign=found.campaign, threat=found.threat, strategy=found.strategy)
    reply = sign_in(client, getattr(cast, who)).post(f"/prevention/{here}", sent, follow=True)
    assert reply.status_code == 200
    page = words_of(reply.content.decode())
    assert "There is a problem" in page
    assert says in page


def test_statements_are_as_many_for_thirty_rows_as_for_one(cast, found, office):
    lists = (
        "/prevention/",
        "/prevention/threats/",
        "/prevention/plans/",
        f"/prevention/campaigns/{found.campaign}/",
    )
    before = {address: count(office, address) for address in lists}
    campaign = set_up_campaign(cast)
    for _ in range(30):
        set_up_campaign(cast)
        log_threat(cast)
        write_strategy(cast)
        add_activity(cast, campaign)
        add_partner(cast, campaign)
    assert {address: count(office, address) for address in lists} == before
    assert count(office, f"/prevention/campaigns/{campaign.pk}/") == before[lists[-1]]
    assert max(before.values()) <= 12
    for address in (
        "/prevention/training/",
        "/prevention/scores/",
        "/prevention/teams/",
        "/prevention/prosecutions/",
    ):
        assert count(office, address) <= 12


def test_numbers_that_are_not_there_lead_nowhere(found, office):
    for address in (
        f"campaigns/{found.threat}/",
        f"campaigns/{found.campaign}/activities/9/",
        f"threats/{found.campaign}/",
        f"plans/{found.campaign}/",
        f"plans/{found.strategy}/editions/1/",
        f"plans/{found.strategy}/priorities/9/",
    ):
        assert office.get(f"/prevention/{address}").status_code == 404, address
