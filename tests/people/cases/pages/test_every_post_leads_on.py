"""Pages of a case that act answer every POST with a redirect; what was typed is on the page that it leads to."""

import pytest
from django.urls import reverse

from handrail.people.records.models import Case, Event

WORDS = "She heard the van again"
FORMS = {
    ("danger",): {"note": WORDS},
    ("safety_plan",): {"seen": "1", "plan": "", "watched": WORDS},
    ("reach", "call"): {"safe": "", "note": WORDS},
    ("who",): {"seen": "1", "called": WORDS, "interpreter": ""},
    ("record_event", "nrm_explained"): {"at-day": "31", "at-month": "2", "at-year": "2026", "note": WORDS},
    ("open_question", "danger"): {"note": WORDS},
    ("add_paper",): {"description": WORDS},
}


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
def test_a_form_with_an_error_leads_to_the_page_that_shows_it(cast, told, signed_in, form):
    client, (name, *more) = signed_in(cast.worker), form
    reply = client.post(reverse(name, args=[told.reference, *more]), FORMS[form])
    assert reply.status_code == 302
    assert "van" not in reply["Location"]
    page = client.get(reply["Location"])
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert WORDS in page.content.decode()


def test_a_wrong_first_answer_opens_no_case_and_comes_back(cast, signed_in):
    page = signed_in(cast.worker).post(reverse("open_case"), {"note": WORDS}, follow=True)
    assert page.redirect_chain
    assert WORDS in page.content.decode()
    assert not Case.objects.exists()


def test_an_answer_of_the_person_is_not_recorded_as_a_plain_event(cast, told, signed_in):
    sent = {"at-day": "1", "at-month": "10", "at-year": "2026", "note": ""}
    here = reverse("record_event", args=[told.reference, "nrm_consent_given"])
    reply = signed_in(cast.worker).post(here, sent)
    assert reply["Location"] == reverse("answer", args=[told.reference, "nrm"])
    assert not Event.objects.filter(event="nrm_consent_given").exists()


def test_a_reference_that_was_looked_for_stays_out_of_the_address(cast, told, signed_in):
    client = signed_in(cast.worker)
    missing = client.post(reverse("looks"), {"reference": "LN-9999-L"}, follow=True)
    assert "LN-9999-L" not in missing.redirect_chain[0][0]
    assert "No case with that reference is open to you" in missing.content.decode()
    found = client.post(reverse("looks"), {"reference": told.reference}, follow=True)
    assert found.redirect_chain[-1][0] == reverse("case_looks", args=[told.reference])
