"""A national network with members, chair, meetings, actions, and the national view of returns and measures."""

import re

import pytest

from handrail.areas.calls.actions import calls
from handrail.areas.partnerships.models import Group, Seat
from handrail.platform.access.today import today
from handrail.platform.kernel.working_days import add_working_days
from support.calls import Writing, make
from support.partnership_pages import pages_of
from support.partnerships import DAY, hold, offer
from support.practice_pages import _day
from support.published_figures import publish_months
from support.worlds import shared_world

NAME = "National Anti-Trafficking and Modern Slavery Network"


@shared_world
def network(cast) -> str:
    """The page of the network, set up by the collation team with two offices and a force."""
    found = pages_of(cast.collator).post(
        "/partnerships/add/",
        kind="network",
        name=NAME,
        nation="national",
        papers_language="en",
        parent="",
        purpose="Share what works between areas.",
        accountable_to="Its members",
        deciding="Consensus",
        money="",
        quorum="",
        bodies="Police and Crime Commissioner for Lincolnshire\nPolice and Crime Commissioner for Humberside",
        meetings_a_year="4",
        starts_at="",
        place="online",
        **_day("first_day", add_working_days(today(), 10)),
    )
    for user in (cast.commissioner, cast.neighbour):
        member = pages_of(user)
        seat = Seat.objects.get(body_id=user.body_id)
        member.post(
            member.link("Answer the invitation", found),
            answer="accept",
            holder="",
            deputy_holder="",
            language="en",
            why="",
            seen=str(seat.version),
        )
    return found


@pytest.mark.practice("P25")
def test_the_network_has_members_and_a_chair(cast, network):
    seat = Seat.objects.get(body_id=cast.neighbour.body_id)
    pages_of(cast.collator).post(
        f"{network}seats/{seat.pk}/change/",
        office="Policy lead",
        deputy_office="",
        part="chair",
        language="en",
        seen=str(seat.version),
    )
    page = pages_of(cast.commissioner).read(network)
    assert "National network, England and Wales" in page
    assert "Seats 3" in page
    assert "Chair" in page


@pytest.mark.practice("P25")
def test_the_network_meets_and_its_actions_are_accepted(cast, network):
    group = Group.objects.get(name=NAME)
    by = cast.collator.actor
    hold(group, today() - 5 * DAY, {"commissioner-lincolnshire": "came"}, by)
    action = offer(group, "commissioner-lincolnshire", "Send the training list to every member", by)
    office = pages_of(cast.commissioner)
    office.post(f"/partnerships/actions/{action.pk}/answer/", answer="accept", person="", why="", seen="1")
    assert "Send the training list" in office.read(f"{network}actions/")
    assert "Held" in office.read(f"{network}meetings/")


@pytest.mark.practice("P25")
def test_the_national_view_of_returns_says_what_is_in(cast, network):
    call = make(cast.collator.actor)
    calls.send_call_for_returns_to_bodies(code=call.code, by=cast.collator.actor)
    call.refresh_from_db()
    ours = Writing(call, cast.commissioner, cast.signatory)
    ours.both()
    page = pages_of(cast.commissioner).read(f"{network}national/")
    assert call.title in page
    assert f"{call.title} Deadline" in page
    assert re.search(r"\b0 of \d+ asked Open", page)
    ours.hand_over()
    ours.sign()
    page = pages_of(cast.commissioner).read(f"{network}national/")
    assert re.search(r"\b1 of \d+ asked Open", page)


@pytest.mark.practice("P25")
def test_the_national_view_of_measures_shows_published_figures(cast, network):
    assert "No figures are published yet." in pages_of(cast.commissioner).read(f"{network}national/")
    publish_months("2026-07", 3, {"identified": {"": 40}})
    page = pages_of(cast.commissioner).read(f"{network}national/")
    assert "England and Wales, July to September 2026." in page
    assert "120" in page
