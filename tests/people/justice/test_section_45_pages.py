"""Section 45 as somebody meets it on the pages: answers alone, nobody told without consent, nothing dropped."""

import re

import pytest
from django.test import Client

from handrail.people.cases.lifecycle.actions.closing import mark_case_closed
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today
from support.cast import sign_in
from support.information_requests import share_with_police
from support.justice import add_supervisor
from support.practice_pages import Pages, words_of

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def worker(cast, told):
    return Pages(sign_in(Client(), cast.worker), cast.worker, told.reference)


def said(**more):
    day = {"raised_on-day": today().day, "raised_on-month": today().month, "raised_on-year": today().year}
    plain = {
        "answer": "yes",
        "raised_by": "support",
        "consent": "yes",
        "lawyer": "looking",
        "nrm_offered": "yes",
    }
    return {name: str(value) for name, value in (plain | day | more).items()}


def panel(pages):
    page = pages.read("tab/justice/")
    return page[page.index("Were they forced to commit offences?") :]


def refused(pages, **answers):
    address = f"/cases/{pages.reference}/section-45/"
    return words_of(pages.client.post(address, answers | {"once": ""}, follow=True).content.decode())


def test_the_form_asks_for_no_story_and_has_no_box_for_one(worker):
    page = worker.markup("section-45/")
    assert "Ask for a lawyer, not for the story" in words_of(page)
    assert "must ask whether a trial is in the public interest" in words_of(page)
    assert "<textarea" not in page
    form = page[page.index("<main") : page.index("</main>")]
    boxes = re.findall(r'<input[^>]*type="text"[^>]*>', form)
    assert all('name="raised_on' in box for box in boxes)


def test_nobody_is_told_without_consent_and_a_yes_says_who_raised_it(worker):
    assert "Others are told only where the person agrees" in refused(
        worker, **said(consent="no", told="prosecution")
    )
    missing = said(raised_by="") | {"raised_on-day": "", "raised_on-month": "", "raised_on-year": ""}
    assert "Enter who raised it, and when" in refused(worker, **missing)
    assert "Not asked yet" in panel(worker)


def test_a_new_answer_drops_nothing_and_closing_the_case_keeps_it(cast, told, worker):
    worker.post("section-45/", **said(told="lawyer"))
    form = worker.markup("section-45/")
    assert 'value="lawyer" checked' in " ".join(form.split())
    worker.post("section-45/", **said(told="lawyer", lawyer="found"))
    assert "Told: their defence lawyer" in panel(worker)
    assert "Defence lawyer: they have one" in panel(worker)
    assert "1 earlier record" in panel(worker)
    mark_case_closed(case_id=told.case_id, because="done", by=cast.worker.actor)
    assert "May have been made to break the law: yes" in panel(worker)


def test_the_police_read_nothing_of_it_on_a_shared_case(cast, told, worker):
    worker.post("section-45/", **said(told="lawyer"))
    share_with_police(cast, told, kinds=(Kind.IDENTITY, Kind.PATHWAY, Kind.NOTES))
    police = add_supervisor()
    client = sign_in(Client(), police)
    page = client.get(f"/cases/{told.reference}/tab/justice/")
    assert page.status_code == 200
    assert "Were they forced to commit offences?" not in page.content.decode()
    assert client.get(f"/cases/{told.reference}/section-45/").status_code in (403, 404)
