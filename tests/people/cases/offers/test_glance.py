"""Needs at a glance: what holds now comes before a later no to something else."""

import uuid
from dataclasses import replace
from datetime import datetime, time

import pytest
from django.utils import timezone

from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.people.cases.offers.presenters.needs_at_a_glance import (
    describe_accepted_home,
    make_needs_at_a_glance,
)
from handrail.people.cases.offers.queries.needs import NeedRow, OfferRow
from handrail.platform.ui import formatting

THIS_YEAR = timezone.localdate().replace(month=11, day=16)


def offer(service, on, answer, words, result=""):
    return OfferRow(
        offer_id=uuid.uuid4(), service=service, provider="Harbour", provider_id=1, kind="safe_house",
        offered_on=on, phase="before", answer=answer, answer_words=words, answered_on=on, reason="",
        result=result, cost_pence=None,
    )  # fmt: skip


def event(code, on, struck=False):
    at = datetime.combine(on, time(12), tzinfo=formatting.LONDON)
    return EventRow(
        event_id=uuid.uuid4(), event=code, name=code, at=on, at_time=None, of="", referral=None, phase="before",
        note="", national_reference="", recorded_at=at, recorded_by="", recorded_by_body="", late=False, struck=struck,
        corrects=None,
    )  # fmt: skip


def glance(*offers, events=None):
    need = NeedRow(uuid.uuid4(), "place", "A safe place to stay", "", THIS_YEAR, None, offers)
    (row,) = make_needs_at_a_glance([need], events).rows
    return row.state, row.words, row.text


def test_a_house_that_they_live_in_comes_before_a_later_no_to_another():
    lives = offer("Alder house", THIS_YEAR, "accepted", "Accepted", "Living there.")
    refused = offer("Willow", THIS_YEAR.replace(day=23), "declined", "Declined")
    assert glance(lives, refused) == (
        "met", "Accepted", "Alder house, 16 Nov. Living there. Declined: Willow, 23 Nov",
    )  # fmt: skip


def test_a_no_to_the_only_offer_is_declined():
    assert glance(offer("Willow", THIS_YEAR, "declined", "Declined")) == (
        "declined",
        "Declined",
        "Willow, 16 Nov",
    )


LIVES = offer("Alder house", THIS_YEAR, "accepted", "Accepted", "Living there.")
LATER = THIS_YEAR.replace(day=20)


def test_a_house_is_lived_in_since_they_moved_in_and_not_before_they_said_yes():
    moved = event("place_of_safety_entered", LATER)
    assert glance(LIVES, events=[moved]) == ("met", "Living there", "Alder house, since 20 Nov")
    earlier = event("national_support_started", THIS_YEAR.replace(day=2))
    assert glance(LIVES, events=[earlier])[1:] == ("Living there", "Alder house, since 16 Nov")
    refused = offer("Willow", THIS_YEAR.replace(day=23), "declined", "Declined")
    assert glance(LIVES, refused, events=[moved])[2] == "Alder house, since 20 Nov. Declined: Willow, 23 Nov"


@pytest.mark.parametrize(
    "away", ["place_of_safety_left", "national_support_ended", "went_missing", "detained", "died"]
)
def test_nobody_lives_in_a_house_that_they_left_or_are_missing_from(away):
    events = [event("place_of_safety_entered", LATER), event(away, LATER)]
    assert glance(LIVES, events=events)[1] == "Accepted"
    back = event("place_of_safety_entered", THIS_YEAR.replace(day=25))
    assert glance(LIVES, events=[*events, back])[1:] == ("Living there", "Alder house, since 25 Nov")


def test_a_house_that_they_accepted_after_they_moved_is_not_the_one_they_live_in():
    first = replace(LIVES, answered_on=THIS_YEAR.replace(day=3), offered_on=THIS_YEAR.replace(day=3))
    second = offer("Birch house", THIS_YEAR.replace(day=25), "accepted", "Accepted")
    moved = event("place_of_safety_entered", THIS_YEAR.replace(day=5))
    assert describe_accepted_home([first, second], [moved]) == "Alder house, since 5 Nov"
    assert glance(first, second, events=[moved])[:2] == ("met", "Accepted")
    again = event("place_of_safety_entered", THIS_YEAR.replace(day=26))
    assert describe_accepted_home([first, second], [moved, again]) == "Birch house, since 26 Nov"


def test_whoever_was_found_again_lives_where_they_lived():
    gone = [event("went_missing", LATER), event("found", THIS_YEAR.replace(day=21))]
    events = [event("place_of_safety_entered", THIS_YEAR), *gone]
    assert glance(LIVES, events=events)[1] == "Living there"


def test_no_event_or_one_that_was_taken_back_says_only_that_they_accepted():
    assert glance(LIVES, events=[])[1] == "Accepted"
    assert glance(LIVES, events=[event("place_of_safety_entered", LATER, struck=True)])[1] == "Accepted"
    advice = replace(LIVES, kind="solicitor")
    assert glance(advice, events=[event("place_of_safety_entered", LATER)])[1] == "Accepted"
