"""A common language where no first language matches; the person chooses; formal talks get a checked interpreter."""

import pytest
from django.urls import reverse

from support.deployment import INTERPRETER, make_request, on_the_register, speak

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.practice("P29")]


def test_a_shared_language_is_found_on_both_sides_and_the_person_may_refuse_it(cast, told, signed_in):
    """Romanian is nobody's; she speaks Russian at B2, and so does one navigator, at C1."""
    by, worker, lead = cast.lead.actor, cast.worker.actor, signed_in(cast.lead)
    on_the_register(by, "Wanda Zukauskas", languages=[("lt", "first"), ("ru", "C1")])
    on_the_register(by, "Abel Nash", languages=[("en", "first")])
    speak(worker, told.case_id, "ro", "first", "fine")
    speak(worker, told.case_id, "ru", "B2", "fine")
    request = make_request(worker, told.case_id)
    address = reverse("deployment_shortlist", args=[told.reference, request.pk])
    page = lead.get(address).content.decode()
    assert "Both speak this language well. The person: B2 (said). The practitioner: C1 (said)." in page
    assert page.index("Wanda Zukauskas") < page.index("Abel Nash")
    answers = {"language": "ru", "dialect": "", "level": "B2", "known_by": "said", "choice": "refused"}
    signed_in(cast.worker).post(reverse("add_person_language", args=[told.reference]), answers, follow=True)
    page = lead.get(address).content.decode()
    assert "Both speak this language well" not in page
    assert page.index("Abel Nash") < page.index("Wanda Zukauskas"), "equal now, and so by name"


def test_consent_gets_a_qualified_independent_interpreter_after_a_check(cast, told, signed_in):
    worker = signed_in(cast.worker)
    address = reverse("book_interpreter", args=[told.reference])
    page = worker.get(address).content.decode()
    assert "need a qualified independent interpreter" in page
    sent = {
        "talk": "consent", "language": "ro", "day-day": "1", "day-month": "1", "day-year": "2027",
        "at_time": "10am", "mode": "phone", "name": INTERPRETER, "agency": "", "qualification": "community",
        "exception": "", "relation": "family", "conflict": "clear", "conflict_words": "", "person_agrees": "on",
    }  # fmt: skip
    assert "Family must not interpret." in worker.post(address, sent, follow=True).content.decode()
    sent["relation"] = "none"
    page = worker.post(address, sent, follow=True).content.decode()
    assert "This discussion needs a qualified interpreter." in page
    sent |= {"qualification": "nrpsi", "conflict": "not_checked"}
    assert "Check for a conflict first" in worker.post(address, sent, follow=True).content.decode()
    page = worker.post(address, sent | {"conflict": "clear"}, follow=True).content.decode()
    assert "Booked. A new name in the case means a new check." in page
    assert "No conflict found" in page
