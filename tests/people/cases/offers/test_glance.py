"""Needs at a glance: what holds now comes before a later no to something else."""

import uuid

from django.utils import timezone

from handrail.people.cases.offers.presenters.needs_at_a_glance import make_needs_at_a_glance
from handrail.people.cases.offers.queries.needs import NeedRow, OfferRow

THIS_YEAR = timezone.localdate().replace(month=11, day=16)


def offer(service, on, answer, words, result=""):
    return OfferRow(
        offer_id=uuid.uuid4(), service=service, provider="Harbour", provider_id=1, kind="safe_house",
        offered_on=on, phase="before", answer=answer, answer_words=words, answered_on=on, reason="",
        result=result, cost_pence=None,
    )  # fmt: skip


def glance(*offers):
    need = NeedRow(uuid.uuid4(), "place", "A safe place to stay", "", THIS_YEAR, None, offers)
    (row,) = make_needs_at_a_glance([need]).rows
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
