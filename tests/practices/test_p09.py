"""Informed choices are recorded: what was explained, by whom, in which language, what the person chose, when."""

import pytest
from django.urls import reverse
from django.utils import timezone

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]


def test_a_navigator_records_what_they_explained_and_what_the_person_chose(cast, told, signed_in):
    worker, today = signed_in(cast.worker), timezone.localdate()
    address = reverse("record_informed_choice", args=[told.reference])
    sent = {
        "explained_on-day": today.day, "explained_on-month": today.month, "explained_on-year": today.year,
        "language": "ro", "interpreter": "phone", "police": "undecided", "nrm": "no", "services": "yes",
        "words": "Not the police, not yet",
    }  # fmt: skip
    page = worker.post(address, sent, follow=True).content.decode()
    for words in ("Wren Ashdown", "Romanian. An interpreter, by telephone", "Police: wants time"):
        assert words in page
    for words in ("NRM: does not want it", "Services: wants it", "Not the police, not yet"):
        assert words in page
    assert signed_in(cast.outsider).get(address).status_code == 404
