"""P16: the officer's checklist asks each right at its time, will not be signed off with gaps unexplained, and
compliance is reported per right."""

import re
from datetime import date

import pytest
from django.test import Client

from handrail.people.records.models import Case
from support.cast import sign_in
from support.justice import EVIDENCE, add_supervisor
from support.practice_pages import Pages, row, words_of

WHY = "She does not want a letter: her landlord opens the post"


def _day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def open_questions(pages):
    """Each question that is to answer, with where it is answered."""
    markup = "".join(pages.markup(f"victim-contract/?page={number}") for number in (1, 2, 3))
    found = re.findall(r'href="(/cases/[^"]+/victim-contract/[0-9a-f-]{36}/)"[^>]*>(.*?)</a>', markup)
    return list(dict.fromkeys((words_of(words).partition(" (")[0], address) for address, words in found))


def answer(pages, address, on, said="done", **words):
    more = {"evidence": EVIDENCE} if said == "done" else {}
    pages.post(address, answer=said, language="", **_day("on", on), **(more | words))


def answer_everything(pages, on):
    while questions := open_questions(pages):
        for _, address in questions:
            answer(pages, address, on)


@pytest.fixture
def officer(cast):
    pages = Pages(Client(), cast.officer)
    yield pages
    pages.come_home()


def as_supervisor(officer, user):
    return Pages(sign_in(Client(), user), user, officer.reference)


@pytest.mark.practice("P16")
def test_from_the_crime_recorded_to_the_sentence_with_a_moved_trial(cast, officer):
    recorded = date(2026, 11, 9)
    officer.today(recorded)
    officer.open_case()
    assert "To answer (3)" not in officer.read("victim-contract/")
    officer.record("crime_recorded", recorded)
    questions = [words for words, _ in open_questions(officer)]
    assert "Were support and a navigator offered, and what did they say?" in questions
    assert not [words for words in questions if "date and place told" in words]
    support = row(officer.markup("victim-contract/"), "Were support and a navigator offered")
    assert "Crime recorded, 9 November 2026" in support
    assert "11 November 2026" in support  # two working days after Monday 9
    assert "Police" in support
    assert "Source: Bedfordshire commissioner" in support

    trial = date(2026, 11, 12)
    officer.today(trial)
    officer.record("charged", trial)
    officer.record("trial_fixed", trial, **_day("held_on", date(2027, 3, 1)))
    assert "Were they told of the charge?" in officer.read("victim-contract/")
    answer_everything(officer, trial)
    officer.post("victim-contract/ask-signature/")
    lead = as_supervisor(officer, add_supervisor())
    lead.post(lead.link("Sign or refuse", "victim-contract/"), outcome="signed", words="")
    assert "signed on 12 November 2026, with 0 gaps explained" in officer.read("victim-contract/")

    moved = date(2026, 12, 1)
    officer.today(moved)
    officer.record("trial_moved", moved, **_day("held_on", date(2027, 9, 6)))
    page = officer.read("victim-contract/")
    assert "Changed since it was signed" in page
    assert "Asked again since the trial was moved on 1 December 2026" in page
    for question in ("How do they travel there", "Who looks after their children", "permission to stay last"):
        assert question in page
    assert "Was an interpreter offered" in page
    assert "9 December 2026, from the court’s own day" in page  # six working days after Tuesday 1

    done = date(2027, 9, 9)
    officer.today(done)
    officer.record("convicted", done)
    officer.record("sentenced", done)
    officer.record("wcu_told", done, of="outcome")
    page = officer.read("victim-contract/")
    assert "Was the sentence explained" in page
    assert "10 September 2027" in page


@pytest.mark.practice("P16")
def test_it_is_not_signed_with_a_gap_unexplained_and_a_supervisor_may_refuse(cast, officer):
    day = date(2026, 11, 9)
    officer.today(day)
    officer.open_case()
    officer.record("crime_recorded", day)
    questions = dict(open_questions(officer))
    letter = questions["Were the reference and your name given in writing, safely?"]
    answer(officer, letter, day, "not_yet")
    refused = officer.client.post(
        f"/cases/{officer.reference}/victim-contract/ask-signature/", {"once": ""}, follow=True
    )
    assert "still to answer" in words_of(refused.content.decode())
    no_reason = officer.client.post(letter, {"answer": "not_possible", **_day("on", day)}, follow=True)
    assert "Enter why. A supervisor reads it" in words_of(no_reason.content.decode()), words_of(
        no_reason.content.decode()
    )[:1500]
    answer(officer, letter, day, "not_possible", because=WHY)
    answer_everything(officer, day)
    officer.post("victim-contract/ask-signature/")

    lead = as_supervisor(officer, add_supervisor())
    assert "Sign a victim contract, or refuse" in words_of(lead.client.get("/my-day/").content.decode())
    form = lead.link("Sign or refuse", "victim-contract/")
    page = lead.read(form)
    assert "1 gap with a reason" in page
    assert WHY in page
    lead.post(form, outcome="refused", words="Call her with an interpreter instead")
    assert "refused to sign on 9 November 2026: Call her with an interpreter instead" in officer.read(
        "victim-contract/"
    )
    assert "Victim contract Refused" in officer.read("tab/justice/")


@pytest.mark.practice("P16")
def test_compliance_is_reported_per_right_beside_the_persons_own_answer(cast, officer):
    day = date(2026, 11, 9)
    officer.today(day)
    officer.open_case()
    officer.record("crime_recorded", day)
    officer.record("suspect_arrested", day)
    officer.today(date(2026, 11, 16))
    for words, address in open_questions(officer):
        if words.startswith("Was the person told, with reasons"):
            answer(officer, address, date(2026, 11, 16))  # due on Tuesday 10: late
        if words.startswith("Were support and a navigator"):
            answer(officer, address, date(2026, 11, 11))  # due that day: in time
    officer.post(
        "keeping-in-touch/contact/",
        reached="yes",
        channel="call",
        topics="suspect",
        language="",
        asked="",
        wish="not_asked",
        understood="yes",
        useful="partly",
        **_day("on", date(2026, 11, 16)),
    )
    lead = as_supervisor(officer, add_supervisor())
    page = lead.markup("/rights-in-time/?quarter=2026-4")
    assert "Ours, not prescribed" in words_of(page)
    assert "1 late" in row(page, "6. To be told about the investigation")
    assert "1 in part" in row(page, "6. To be told about the investigation")
    assert "1 of" in row(page, "4. To be referred to support")
    assert Client().get("/rights-in-time/").status_code == 302
    assert sign_in(Client(), cast.worker).get("/rights-in-time/").status_code == 403
    assert Case.objects.count() == 1
