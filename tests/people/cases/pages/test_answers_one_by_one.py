"""Consent, sharing and handing over: one question a page, kept while it is asked, checked before it is recorded."""

import html
import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput
from handrail.people.contacts.models import HandOver
from handrail.people.records.models import Consent, Person
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.models import Grant
from support.form_steps import read_check, send_steps

pytestmark = pytest.mark.one_engine

WORDS = "Only if Ilka comes"


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.worker)


def at(told, name, *more):
    return reverse(name, args=[told.reference, *more])


def text(response):
    return " ".join(html.unescape(response.content.decode()).split())


def today():
    day = timezone.localdate()
    return {"on-day": day.day, "on-month": day.month, "on-year": day.year}


def said(**more):
    return {"said": "yes", "words": WORDS, "capacity": "own", "through": "", **today(), **more}


def test_each_question_is_a_page_and_nothing_is_recorded_before_the_check(told, client):
    address = at(told, "answer", "nrm")
    page = text(client.get(address))
    assert "Question 1 of 4" in page
    assert "Do they want to go into the NRM?" in page
    assert "Who made this decision?" not in page
    reply = send_steps(client, address, said(through="phone", interpreter="ro", circle="no"), until="check")
    assert "Ilka" not in reply.url
    page = text(client.get(reply.url))
    assert not Consent.objects.exists()
    for shown in ("Nothing is recorded yet.", "Said yes", WORDS, "Their own decision", "Romanian"):
        assert shown in page, shown
    assert "step=" not in client.post(reply.url, read_check(client, reply.url)).url
    assert Consent.objects.get().said == "yes"


def test_an_error_is_of_its_own_question_and_back_finds_every_answer(told, client):
    address = at(told, "answer", "nrm")
    reply = client.post(address, {"said": "", "words": WORDS})
    page = text(client.get(reply.url))
    assert "Choose what they said" in page
    assert WORDS in page
    assert "made this decision" not in page
    reply = client.post(reply.url, {"said": "undecided", "words": WORDS})
    page = text(client.get(reply.url))
    assert "There is a problem" not in page
    back = html.unescape(re.search(r'class="app-back" href="([^"]+)"', page)[1])
    for _ in range(2):  # Back, and Reload
        page = text(client.get(back))
        assert 'value="undecided" checked' in page
        assert WORDS in page


def test_whoever_leaves_in_the_middle_is_led_back_and_nobody_else_is(cast, told, signed_in, client):
    address = at(told, "answer", "nrm")
    assert "You have not finished this" not in text(client.get(address))
    left = client.post(address, {"said": "no", "words": WORDS}).url
    page = text(client.get(address))
    assert "You have not finished this" in page
    assert WORDS not in page
    on = html.unescape(re.search(r'href="([^"]+)">Continue where you stopped', page)[1])
    assert on == left
    assert WORDS in text(client.get(left.partition("&step=")[0]))
    other = signed_in(cast.lead)
    other.cookies["unfinished"] = client.cookies["unfinished"].value
    assert "Continue where you stopped" not in text(other.get(address))
    assert "Continue where you stopped" not in text(client.get(at(told, "answer", "local_support")))
    send_steps(client, left, said())
    assert "You have not finished this" not in text(client.get(address))


def test_what_was_kept_is_sealed_and_ends(told, client, time_machine):
    reply = client.post(at(told, "answer", "nrm"), {"said": "no", "words": WORDS})
    rows = Session.objects.filter(session_key__startswith="draft-")
    assert [WORDS in row.session_data for row in rows] == [False]
    rows.update(expire_date=timezone.now())
    page = text(client.get(reply.url))
    assert "which has ended" in page
    assert "Question 1 of" in page
    assert WORDS not in page


def test_an_answer_that_makes_a_question_needless_takes_its_answers_along(told, client):
    """An interpreter was named first; then it turns out that nobody interpreted."""
    address = at(told, "answer", "nrm")
    reply = send_steps(client, address, said(through="phone", interpreter="ro", circle="no"), until="check")
    how = html.unescape(re.search(r'href="([^"]*step=how)"', client.get(reply.url).content.decode())[1])
    reply = client.post(how, {"through": "shared", "asked_by": ""})
    assert "step=check" in reply.url
    page = text(client.get(reply.url))
    assert "Romanian" not in page
    client.post(reply.url, read_check(client, reply.url))
    kept = Consent.objects.get()
    assert (kept.through, kept.interpreter) == ("shared", None)


def test_the_last_interpreter_and_language_are_remembered_and_whether_they_know_each_other_is_asked_anew(
    told, client
):
    how = {"through": "phone", "interpreter": "ro", "interpreted_by": "LL-2231", "circle": "no"}
    send_steps(client, at(told, "answer", "nrm"), said(**how))
    for address in (at(told, "answer", "local_support"), at(told, "share")):
        sent = said() | {"body": "harbour", "kinds": ["identity"], "ground": "consent"}
        reply = send_steps(client, address, sent, until="how")
        assert 'value="phone" checked' in text(client.get(reply.url)), address
        reply = client.post(reply.url, {"through": "phone", "asked_by": ""})
        page = text(client.get(reply.url))
        assert '<option value="ro" selected>' in page
        assert 'value="LL-2231"' in page
        assert 'value="no" checked' not in page


def test_the_language_is_known_from_the_person_and_from_answers_that_do_not_say_how(cast, told, client):
    def read_language():
        reply = send_steps(client, at(told, "answer", "nrm"), said(), until="how")
        page = text(client.get(client.post(reply.url, {"through": "phone", "asked_by": ""}).url))
        return re.findall(r'<option value="(\w+)" selected>', page)

    Person.objects.filter(pk=told.case_id).update(language=None)
    assert read_language() == []
    Person.objects.filter(pk=told.case_id).update(language="bn")
    assert read_language() == ["bn"]
    asked = ConsentAskingInput(on=timezone.localdate(), interpreter_tag="ro")
    consents.record_local_support_answer(
        case_id=told.case_id, said=ConsentAnswer.YES, asked=asked, by=cast.worker.actor
    )
    assert Consent.objects.get().through == ""
    assert read_language() == ["ro"]


def test_what_was_checked_is_shared_and_nothing_that_changed_since(told, client):
    sent = {"body": "harbour", "kinds": ["identity"], "ground": "life", "because": "Threats."}
    check = send_steps(client, at(told, "share"), sent, until="check").url
    seen = read_check(client, check)
    other = {**sent, "kinds": ["safety"]}
    send_steps(client, at(told, "share"), other)
    page = text(client.post(check, seen, follow=True))
    assert "Something has changed since you checked this" in page
    assert Grant.objects.filter(to_body__code="harbour", ended_at__isnull=True).count() == 1
    client.post(check, read_check(client, check))
    assert Grant.objects.filter(to_body__code="harbour", ended_at__isnull=True).count() == 2


def test_how_they_were_asked_is_asked_only_of_their_own_answer(told, client):
    sent = {"body": "harbour", "kinds": ["identity"], "ground": "life", "because": "Threats."}
    reply = send_steps(client, at(told, "share"), sent, until="until")
    page = text(client.get(reply.url))
    assert "Question 4 of 4" in page
    reply = send_steps(client, at(told, "share"), {**sent, "ground": "consent"}, until="decision")
    assert "step=decision" in reply.url
    page = text(client.get(reply.url))
    assert "Question 4 of 6" in page
    assert "Who made this decision?" in page


def test_sharing_counts_its_questions_from_the_first_and_asks_who_decided_as_consent_does(told, client):
    assert "Question 1 of 6" in text(client.get(at(told, "share") + "?for=other"))
    sent = {"body": "harbour", "kinds": ["identity"], "because": "Yes."}
    for ground in ("consent", "refused"):
        reply = send_steps(client, at(told, "share"), {**sent, "ground": ground})
        assert "step=decision" in reply.url
        assert "Choose who made this decision" in text(client.get(reply.url))
    assert not Consent.objects.exists()
    send_steps(client, at(told, "share"), {**sent, "ground": "consent", "capacity": "own"})
    assert Consent.objects.get().capacity == "own"


def test_sharing_names_at_least_one_kind(told, client):
    sent = {"body": "harbour", "kinds": [], "ground": "life", "because": "Threats."}
    page = text(send_steps(client, at(told, "share"), sent, follow=True))
    assert "Choose what they can see" in page
    assert "What can they see?" in page


def test_a_hand_over_is_asked_for_question_by_question(cast, told, client):
    address = at(told, "hand_over")
    sent = {"to": f"user:{cast.colleague.pk}", "note": "She trusts only women", "stays_on": "yes"}
    reply = send_steps(client, address, sent, until="check")
    page = text(client.get(reply.url))
    for shown in ("Cole Bartram", "She trusts only women", "Will you stay on as stand-in?", "outstanding"):
        assert shown in page, shown
    assert not HandOver.objects.exists()
    answers = read_check(client, reply.url)
    first, again = (client.post(reply.url, answers) for _ in range(2))
    assert first.url == again.url
    assert HandOver.objects.get().stays_on
