"""The page that people answer: no cookie, no account, their language; what points at somebody is refused and kept."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.platform.kernel.dates import format_day
from handrail.platform.surveys.actions.surveys import open_survey
from handrail.platform.surveys.queries import count_survey_answers_by_question
from handrail.platform.surveys.views import public_survey
from handrail.platform.ui.request_rates import TEN_MINUTES, SlidingWindow
from support.cast import sign_in
from support.surveys import run_survey, write_in_romanian, write_survey

pytestmark = pytest.mark.one_engine
KEY = re.compile(r'name="form_key" value="([^"]+)"')


@pytest.fixture
def survey(cast):
    return run_survey(cast.commissioner.actor)


def read_key(page):
    return KEY.search(page.content.decode())[1]


def test_nobody_is_known_and_a_form_sent_twice_counts_once(survey):
    anybody, address = Client(enforce_csrf_checks=True), reverse("public_survey", args=[survey.token])
    page = anybody.get(address)
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    sent = {"form_key": read_key(page), "q1": "1", "q2": ["1", "2"], "q3": "4", "q4": "More time"}
    for _ in range(2):
        assert "Thank you" in anybody.post(address, sent, follow=True).content.decode()
    assert not anybody.cookies
    assert count_survey_answers_by_question(survey).people == 1


def test_a_form_that_we_did_not_make_is_not_taken(survey):
    address = reverse("public_survey", args=[survey.token])
    for key in ("", "forged", read_key(Client().get(address))[:-1]):
        reply = Client().post(address, {"form_key": key, "q1": "1"}, follow=True)
        assert "open for more than a day" in reply.content.decode()
    assert count_survey_answers_by_question(survey).people == 0


def test_what_points_at_somebody_is_refused_and_what_was_typed_stays(survey):
    anybody, address = Client(), reverse("public_survey", args=[survey.token])
    sent = {"form_key": read_key(anybody.get(address)), "q1": "2", "q4": "Ring me on 07700 900123"}
    page = anybody.post(address, sent, follow=True).content.decode()
    assert "looks like a telephone number" in page
    assert "Names cannot be detected with certainty" in page
    assert ">Ring me on 07700 900123</textarea>" in page
    assert re.search(r'name="q1"[^>]*value="2"[^>]*checked', page)
    empty = anybody.post(address, sent | {"q1": "", "q4": ""}, follow=True).content.decode()
    assert "Answer at least one question" in empty
    assert not anybody.cookies


def test_each_language_has_its_own_page(cast):
    by = cast.commissioner.actor
    survey = write_survey(by)
    write_in_romanian(survey, by)
    open_survey(survey.pk, seen=1, by=by)
    address = reverse("public_survey", args=[survey.token]) + "?lang=ro"
    page = Client().get(address).content.decode()
    for words in (
        'lang="ro"',
        "Ce a ajutat",
        "RO What did you need?",
        "RO Legal advice",
        "Nu scrieți nume.",
        "Trimite",
    ):
        assert words in page, words
    english = Client().get(address.replace("=ro", "=xx")).content.decode()
    assert 'lang="en"' in english
    assert ">română</a>" in english
    assert f"You can answer until {format_day(survey.closes_on)}." in english
    sent = {"form_key": KEY.search(page)[1], "q2": ["3"]}
    assert "Mulțumim." in Client().post(address, sent, follow=True).content.decode()
    assert count_survey_answers_by_question(survey).languages == {"ro": 1}


def test_a_closed_or_unknown_link_says_the_same(cast, survey):
    draft = write_survey(cast.commissioner.actor)
    pages = [Client().get(reverse("public_survey", args=[token])) for token in (draft.token, "no-such")]
    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].content == pages[1].content


def test_a_program_that_floods_the_link_is_stopped(survey, monkeypatch):
    monkeypatch.setattr(public_survey, "SENT", SlidingWindow(TEN_MINUTES))
    monkeypatch.setattr(public_survey, "ANSWERS_IN_TEN_MINUTES", 1)
    anybody, address = Client(), reverse("public_survey", args=[survey.token])
    sent = {"form_key": read_key(anybody.get(address)), "q1": "1"}
    assert anybody.post(address, sent).status_code == 302
    assert anybody.post(address, sent).status_code == 429


def test_papers_are_typed_in_one_after_the_other(cast, survey):
    office, address = sign_in(Client(), cast.commissioner), reverse("add_paper_answer", args=[survey.pk])
    for _ in range(2):
        once = re.search(r'name="once" value="([^"]+)"', office.get(address).content.decode())[1]
        page = office.post(address, {"once": once, "language": "en", "q1": "1"}, follow=True).content.decode()
        assert "Type in the next paper" in page
    assert count_survey_answers_by_question(survey).ways == {"paper": 2}
    page = office.post(address, {"language": "en", "q4": "PE21 6RJ"}, follow=True).content.decode()
    assert "looks like a postcode" in page


def test_pages_ask_the_database_as_often_for_many_questions_as_for_one(
    cast, survey, django_assert_max_num_queries
):
    office = sign_in(Client(), cast.commissioner)
    for address in (reverse("surveys"), reverse("survey", args=[survey.pk])):
        office.get(address)
        with django_assert_max_num_queries(12):
            office.get(address)
    with django_assert_max_num_queries(12):
        Client().get(reverse("public_survey", args=[survey.token]))
