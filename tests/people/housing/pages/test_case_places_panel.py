"""What a case's plan says of a place to sleep where none is booked: the home that the events of the case tell of."""

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.cases.offers.actions import offers
from handrail.people.records.text_choices import OfferAnswer
from support.full_case import a_room

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def read_panel(client, told):
    page = html.unescape(client.get(reverse("case_plan", args=[told.reference])).content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", page).partition("A place to sleep")[2].split())


def read_home_above_search(client, told):
    """What the search for a place says of where they live."""
    page = html.unescape(client.get(reverse("place_tonight", args=[told.reference])).content.decode())
    found = re.search(r"<p>Lives at: <b>(.+?)</b></p>", page)
    return found[1] if found else ""


def test_a_home_that_is_not_booked_here_is_told_until_they_leave_it(cast, told, signed_in):
    by, on = cast.worker.actor, timezone.localdate()
    client = signed_in(cast.worker)
    assert read_panel(client, told).startswith("No place booked in Handrail.")
    here = {"case_id": told.case_id, "on": on, "by": by}
    need = offers.record_need(kind="place", words="", **here)
    offer = offers.make_offer(need_id=need.pk, service_id=a_room(by), **here)
    offers.answer_offer(offer_id=offer.pk, answer=OfferAnswer.ACCEPTED, reason="", seen_version=1, **here)
    assert read_panel(client, told).startswith("No place booked in Handrail.")
    case = {"case_id": told.case_id, "by": by}
    record_event(happening=EventInput("place_of_safety_entered", on), **case)
    assert read_panel(client, told).startswith("Living there: Room at Fen House, since ")
    assert "Not booked through Handrail." in read_panel(client, told)
    assert read_home_above_search(client, told).startswith("Room at Fen House, since ")
    record_event(happening=EventInput("place_of_safety_left", on), **case)
    assert read_panel(client, told).startswith("No place booked in Handrail.")
    assert not read_home_above_search(client, told)
