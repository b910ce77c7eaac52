"""A campaign has sectors, activities, languages, reach and the referrals that followed: Dyfed-Powys's own."""

from datetime import date

import pytest
from django.test import Client

from handrail.areas.prevention.models import Campaign
from support.cast import sign_in
from support.practice_pages import Pages, row
from support.prevention_pages import TODAY, add_activity, days, set_up
from support.published_figures import publish_months

pytestmark = pytest.mark.practice("P14")


@pytest.fixture
def office(cast, pages) -> Pages:
    """The commissioner's office of Lincolnshire."""
    pages.user = cast.commissioner
    pages.today(TODAY)
    return pages


@pytest.fixture
def campaign(office) -> str:
    return set_up(office)


def test_it_has_its_sectors_activities_and_languages(office, campaign):
    add_activity(office, campaign)
    add_activity(
        office,
        campaign,
        what="Talks on building sites",
        kind="workers",
        sector="construction",
        language_codes=["bg", "pl"],
        heard="",
    )
    page = office.read(campaign)
    assert "Sectors Agriculture, Construction" in page
    assert "Languages Polish, Romanian, Bulgarian" in page
    said = row(office.markup(campaign), "Film for dairy farms")
    assert "Film or video. Agriculture. Polish, Romanian. 1 April 2026 to 30 September 2026" in said


def test_its_reach_is_a_ladder_that_is_never_added_up(office, campaign):
    add_activity(office, campaign)
    reach = f"{campaign}activities/1/reach/"
    counts = (("shown", "40000", "on"), ("attended", "35", ""))
    for rung, number, estimate in counts:
        more = {"is_estimate": estimate} if estimate else {}
        office.post(
            reach, rung=rung, number=number, source="Marts", **more, **days(counted_on=date(2026, 9, 1))
        )
    said = row(office.markup(campaign), "Film for dairy farms")
    assert "About 40,000 1 September 2026. Marts" in said
    assert "35 1 September 2026. Marts" in said
    assert said.count("Not counted") == 2
    assert "40,035" not in office.read(campaign)
    again = office.client.post(
        reach,
        {"rung": "shown", "number": "1", "source": "Marts"} | days(counted_on=date(2026, 9, 1)),
        follow=True,
    )
    assert "counted up to that day already" in again.content.decode()


def test_the_referrals_that_followed_are_published_figures_of_those_who_named_it(office, campaign):
    add_activity(office, campaign)
    assert "No month is published yet." in office.read(campaign)
    before = {"identified": {"": 20, "heard=online": 5}, "referred": {"": 10}}
    since = {"identified": {"": 30, "heard=online": 10}, "referred": {"": 15, "heard=online": 5}}
    publish_months("2026-01", 3, before)
    publish_months("2026-04", 4, since)  # of the third quarter one month
    page = office.markup(campaign)
    assert row(page, "January to March 2026") == "January to March 2026 No 15 0"
    assert row(page, "April to June 2026") == "April to June 2026 Yes 30 15"
    assert row(page, "July 2026, so far") == "July 2026, so far Yes 10 5"
    said = office.read(campaign)
    assert "Published so far, by quarter of the campaign: contacts 30, 10; referrals 15, 5." in said
    assert "This does not show that the campaign caused them" in said
    assert "before the campaign began" not in said
    Campaign.objects.update(starts_on=date(2026, 4, 10))
    said = office.read(campaign)
    assert "The first quarter also includes the days before the campaign began on 10 April 2026." in said


def test_where_nobody_named_the_campaign_the_page_says_so_in_words(office, campaign):
    add_activity(office, campaign)
    publish_months("2026-04", 3, {"identified": {"": 30}, "referred": {"": 15}})
    said = office.read(campaign)
    assert "None, or only a few, in the quarters published so far." in said
    assert "contacts 0" not in said


def test_without_an_answer_to_how_did_you_hear_nothing_is_counted_and_the_page_says_so(office, campaign):
    add_activity(office, campaign, heard="")
    publish_months("2026-04", 3, {"identified": {"": 30, "heard=online": 10}})
    page = office.read(campaign)
    assert "No activity has an answer to “How did you hear about us?”" in page
    assert "contacts and" not in page


def test_a_learner_is_a_number_and_nobody_of_another_area_reads_the_campaign(cast, office, campaign):
    add_activity(office, campaign, what="Session at the packhouse", kind="workers", heard="")
    refused = office.client.post(
        f"{campaign}activities/1/reach/",
        {"rung": "attended", "number": "Mirela", "source": "Sheet"} | days(counted_on=date(2026, 9, 1)),
        follow=True,
    )
    assert "Enter a whole number" in refused.content.decode()
    force = sign_in(Client(), cast.force_lead)
    assert force.get(campaign).status_code == 200
    assert force.post(f"{campaign}activities/add/", {"what": "x"}, follow=True).status_code in (200, 404)
    assert sign_in(Client(), cast.neighbour).get(campaign).status_code == 404
    for person in (cast.worker, cast.collator, cast.board, cast.partner):
        assert sign_in(Client(), person).get(campaign).status_code == 403, person


def test_a_learner_who_asks_for_help_becomes_a_case_only_by_hand_where_the_question_is_asked(
    cast, told, signed_in
):
    """“How did you hear about us?” is asked after the case is saved, with a coded answer."""
    client = signed_in(cast.worker)
    reply = client.get(f"/cases/{told.reference}/heard-of-us/").content.decode()
    assert "How did they hear about us?" in reply
    sent = client.post(
        f"/cases/{told.reference}/heard-of-us/", {"heard_of_us": "online", "seen": "1"}, follow=True
    )
    assert "Recorded." in sent.content.decode()
