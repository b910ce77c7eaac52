"""Co-ordinators hold a caseload, and answer professional advice requests, which are logged and counted."""

import pytest
from django.urls import reverse

from support.deployment import make_request, offer, on_the_register, open_adult_case

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.practice("P05")]


def test_officers_ask_a_co_ordinator_who_answers_and_it_is_counted(cast, signed_in):
    officer, co_ordinator = signed_in(cast.officer), signed_in(cast.co_ordinator)
    asked = {
        "to": "lincolnshire-police", "topic": "culture", "reference": "",
        "question": "How do I win trust where police at home were feared?",
    }  # fmt: skip
    page = officer.post(reverse("ask_advice"), asked, follow=True)
    assert "Request sent to the co-ordinators of Lincolnshire Police." in page.content.decode()
    address = page.redirect_chain[-1][0]
    answer = {"answer": "Say first what you will not ask, and who pays you.", "minutes": "35", "seen": "1"}
    page = co_ordinator.post(f"{address}answer/", answer, follow=True).content.decode()
    assert "Say first what you will not ask" in page
    page = officer.post(f"{address}used/", {"used": "yes", "seen": "2"}, follow=True).content.decode()
    assert "Used" in page
    counted = co_ordinator.get(reverse("advice")).content.decode()
    for words in ("By topic", "Culture and trust", "By requester", "First responder", "35"):
        assert words in counted
    assert "By topic" not in officer.get(reverse("advice")).content.decode()


def test_the_caseload_shows_heads_and_points_against_the_limit(cast, signed_in):
    """An intake is 2 points; nobody asked for a language, so half a point for an interpreter: 2.5 each, 5 together."""
    by = cast.lead.actor
    who = on_the_register(by, "Holds Two", weight_limit=5)
    for hours_ahead in (1, 4):
        request = make_request(by, open_adult_case(by).pk, hours_ahead=hours_ahead)
        asked = offer(by, request, who, is_contact=False)
        address = reverse("answer_for_practitioner", args=[asked.case.reference, asked.pk])
        signed_in(cast.lead).post(address, {"goes": "yes"}, follow=True)
    page = signed_in(cast.lead).get(reverse("caseload")).content.decode()
    row = page[page.index("Holds Two") :]
    assert ">2</td>" in row
    assert row.count(">5</td>") == 2
    assert "Near the limit" in row
