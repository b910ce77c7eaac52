"""A drop in referrals is shown; a campaign through small organisations is funded and followed: London's own."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from handrail.insight.signals.models import Signal
from support.cast import sign_in
from support.practice_pages import Pages, row
from support.prevention_pages import LAST, TODAY, add_activity, add_partner, days, scan_drop, set_up
from support.published_figures import publish_months

pytestmark = pytest.mark.practice("P53")


@pytest.fixture
def office(cast, pages) -> Pages:
    pages.user = cast.commissioner
    pages.today(TODAY)
    return pages


@pytest.fixture
def drop(office) -> Signal:
    """It is found in true counts; what is published is another matter."""
    publish_months(
        "2026-04",
        7,
        {"identified": {"": 20, "heard=charity": 5}, "referred": {"": 10}},
    )
    return scan_drop("2026-10")


def _accept(office: Pages, drop: Signal) -> str:
    page = reverse("signal", args=[drop.pk])
    office.post(
        reverse("decide_signal", args=[drop.pk]),
        state="accepted",
        reason="",
        words="Fewer come forward in lockdown.",
        seen="1",
    )
    return page


def test_a_drop_in_referrals_is_detected_and_shown(office, drop):
    assert not drop.is_rise
    assert "People referred to the NRM: unusual fall" in office.read(reverse("signals"))
    page = office.read(reverse("signal", args=[drop.pk]))
    assert "People referred to the NRM: unusual fall" in page
    assert "Set up a campaign" not in page


def test_a_campaign_is_set_up_from_the_accepted_signal_funded_and_followed_to_its_contacts(office, drop):
    page = _accept(office, drop)
    campaign = set_up(
        office,
        office.link("Set up a campaign", page),
        title="You are not alone",
        funding="Home Office covid fund",
        budget="12000",
    )
    said = office.read(campaign)
    assert "Responds to: People referred to the NRM: unusual fall" in said
    assert "Home Office covid fund : £12,000" in said
    add_partner(office, campaign)
    kept = row(office.markup(campaign), "Kanlungan")
    assert "Agreed with organisations: £1,500. Paid so far: £600." in office.read(campaign)
    for part in ("Filipino care workers", "Posts the messages", "£1,500", "£600 2 October 2026"):
        assert part in kept
    office.post(
        f"{campaign}materials/add/",
        title="Card in Tagalog",
        language_codes=["tl", "en"],
        approved_by="",
        **{"approved_on-day": "", "approved_on-month": "", "approved_on-year": ""},
    )
    assert "Card in Tagalog Tagalog, English" in row(office.markup(campaign), "Card in Tagalog")
    assert "Not approved yet" in row(office.markup(campaign), "Card in Tagalog")
    assert "Not approved yet: do not use" not in office.read(campaign)  # nothing has started
    add_activity(office, campaign, what="Stall at the market", ends=LAST)
    assert "Not approved yet: do not use Card in Tagalog." in office.read(campaign)
    office.post(
        f"{campaign}materials/1/",
        title="Card in Tagalog",
        language_codes=["tl", "en"],
        is_neutral="on",
        approved_by="Head of communications, City Hall",
        seen="1",
        **days(approved_on=date(2026, 10, 5)),
    )
    assert "Approved Head of communications, City Hall, 5 October 2026 Yes" in row(
        office.markup(campaign), "Card in Tagalog"
    )
    assert "Not approved yet: do not use" not in office.read(campaign)
    answered = office.read(page)
    assert "Answered by 1 You are not alone Campaign. Until 31 Mar" in answered
    buttons = office.markup(page).split("<main")[1].split("app-button--large ")[1:4]
    assert all(button.startswith("govuk-button--secondary") for button in buttons)  # nothing is next
    add_activity(office, campaign, heard="charity", what="Messages in church groups")
    assert row(office.markup(campaign), "July to September 2026") == "July to September 2026 Yes 15 0"
    assert "A charity, church or community group" in office.read(campaign)


def test_more_is_never_paid_than_was_agreed_and_a_budget_names_its_fund(office):
    campaign = set_up(office)
    sent = {
        "name": "Kanlungan",
        "community": "Care workers",
        "language": "en",
        "duties": "Posts.",
        "agreed": "100",
        "paid": "200",
    }
    sent |= days(paid_on=date(2026, 10, 2))
    reply = office.client.post(f"{campaign}organisations/add/", sent, follow=True).content.decode()
    assert "No more can be paid than was agreed" in reply
    unfunded = {"title": "x", "aim": "", "funding": "", "budget": "5"} | days(
        starts_on=date(2026, 4, 1), ends_on=date(2026, 5, 1)
    )
    reply = office.client.post("/prevention/campaigns/add/", unfunded, follow=True).content.decode()
    assert "Enter the fund or bid that the budget comes from" in reply


def test_a_signal_that_is_not_accepted_or_of_another_area_starts_no_campaign(cast, office, drop):
    address = reverse("add_campaign_for_signal", args=[drop.pk])
    sent = {"title": "x", "aim": "", "funding": "", "budget": ""} | days(
        starts_on=date(2026, 4, 1), ends_on=date(2026, 5, 1)
    )
    reply = office.client.post(address, sent, follow=True).content.decode()
    assert "Confirm it first" in reply
    assert sign_in(Client(), cast.neighbour).get(address).status_code == 404


def test_an_ended_campaign_keeps_what_was_learned_and_is_opened_again(office):
    campaign = set_up(office)
    assert (
        "Enter what was learned"
        in office.client.post(f"{campaign}end/", {"lessons": "", "seen": "1"}, follow=True).content.decode()
    )
    office.post(f"{campaign}end/", lessons="Churches reach carers; posters do not.", seen="1")
    assert "Churches reach carers" in office.read(campaign)
    refused = office.client.post(f"{campaign}activities/add/", {"what": "x"}, follow=True).content.decode()
    assert "There is a problem" in refused
    office.post(f"{campaign}open-again/")
    assert "Add an activity" in office.read(campaign)
