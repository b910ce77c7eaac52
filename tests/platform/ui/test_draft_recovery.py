"""What was typed when the session had ended comes back after signing in: to the same person, in the same browser."""

import html

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.records.models import Need
from handrail.platform.access.authentication import SECOND_FACTOR
from handrail.platform.access.sessions import hash_session_key
from support.cast import sign_in

WORDS = "A warm coat, and somebody to go with her on Monday"


@pytest.fixture
def address(told):
    return reverse("add_need", args=[told.reference])


@pytest.fixture
def browser(cast, address):
    """The worker's browser: she was signed in and opened the form; then her session ended."""
    client = sign_in(Client(), cast.worker)
    assert client.get(address).status_code == 200
    del client.cookies["sessionid"]
    return client


def typed():
    return {"kind": "essentials", "words": WORDS, "csrfmiddlewaretoken": "x"}


def back_as(client, user):
    """Sign in through the session that holds what was kept, as signing in does."""
    client.force_login(user, backend="handrail.platform.access.authentication.IntactAccountBackend")
    session = client.session
    session[SECOND_FACTOR] = True
    session.save()
    return html.unescape(client.get(reverse("kept")).content.decode())


def test_it_is_shown_to_whoever_typed_it_and_saved_when_they_send_it_again(browser, cast, told, address):
    response = browser.post(address, typed())
    assert response.url == "/account/sign-in/?next=/kept/"
    assert not Need.objects.exists()
    page = back_as(browser, cast.worker)
    assert WORDS in page
    assert f'action="{address}"' in page
    assert browser.post(address, typed()).status_code == 302
    assert Need.objects.get().case_id == told.case_id
    assert WORDS not in html.unescape(browser.get(reverse("kept")).content.decode())


def test_somebody_else_who_signs_in_there_is_shown_nothing_of_it(browser, cast, address):
    browser.post(address, typed())
    page = back_as(browser, cast.colleague)
    assert WORDS not in page
    assert "No saved text" in page


def test_without_the_browser_s_key_nobody_can_read_it(browser, cast, address):
    browser.post(address, typed())
    key = hash_session_key(browser.cookies["sessionid"].value)
    kept = Session.objects.get(session_key=key).get_decoded()
    assert WORDS not in str(kept)
    del browser.cookies["kept_key"]
    assert WORDS not in back_as(browser, cast.worker)


def test_it_is_kept_for_half_an_hour(browser, cast, address, monkeypatch):
    browser.post(address, typed())
    later = timezone.now().timestamp() + 31 * 60
    monkeypatch.setattr("handrail.platform.ui.draft_recovery.time.time", lambda: later)
    assert WORDS not in back_as(browser, cast.worker)


def test_a_browser_that_nobody_was_signed_in_with_keeps_nothing(db, address):
    client = Client()
    response = client.post(address, typed())
    assert response.url == f"/account/sign-in/?next={address}"
    assert not Session.objects.exists()


def test_more_than_a_form_can_hold_is_not_kept(browser, address):
    response = browser.post(address, typed() | {"words": "a" * 70_000})
    assert response.url == f"/account/sign-in/?next={address}"


@pytest.mark.parametrize("letter", ["ሚ", "é"])
def test_letters_count_alike_in_every_script(browser, address, letter):
    response = browser.post(address, typed() | {"words": letter * 50_000})
    assert response.url == "/account/sign-in/?next=/kept/"


@pytest.mark.parametrize("name", ["account_login", "account_reauthenticate", "mfa_authenticate"])
def test_a_page_to_sign_in_that_was_open_too_long_shows_no_password(cast, name):
    client = sign_in(Client(enforce_csrf_checks=True), cast.worker)
    secret = {"password": "correct horse battery staple", "code": "123456", "csrfmiddlewaretoken": "x"}
    answer = client.post(reverse(name), secret, headers={"origin": "http://testserver"})
    page = answer.content.decode()
    assert (answer.status_code, "This page was open too long" in page) == (403, True)
    assert "horse" not in page
    assert "123456" not in page
    assert answer["Cache-Control"] == "no-store"


def test_a_page_that_was_open_too_long_gives_the_words_back(cast, told, address):
    client = sign_in(Client(enforce_csrf_checks=True), cast.worker)
    client.get(address)
    own = {"headers": {"origin": "http://testserver"}}
    answer = client.post(address, typed(), **own)
    assert answer.status_code == 403
    page = html.unescape(answer.content.decode())
    assert "This page was open too long" in page
    assert WORDS in page
    assert answer["Cache-Control"] == "no-store"
    assert not Need.objects.exists()


def test_what_another_site_sends_is_not_shown(cast, told, address):
    client = sign_in(Client(enforce_csrf_checks=True), cast.worker)
    client.get(address)
    for headers in ({"origin": "https://elsewhere.example.org"}, {}):
        answer = client.post(address, typed(), headers=headers)
        assert answer.status_code == 403
        assert WORDS not in answer.content.decode()
