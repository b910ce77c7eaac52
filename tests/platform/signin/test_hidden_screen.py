"""Behind a hidden screen the session opens nothing until whoever is signed in says that it is they."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from handrail.people.records.models import Need
from handrail.platform.access.one_time_codes import compute_one_time_code
from handrail.platform.audit.models import Record
from handrail.platform.signin.hidden_screen import MAX_TRIES, WRONG
from support.cast import sign_in

PASSWORD = "seven-quiet-herons-walk"
WORDS = "A warm coat, and somebody to go with her on Monday"
CLOCK, BACK = "/hidden/", "/hidden/back/"


@pytest.fixture
def desk(cast, told):
    """The worker's browser on the page where a need is written down, with no try counted yet."""
    cache.clear()
    cast.worker.set_password(PASSWORD)
    cast.worker.save()
    client = sign_in(Client(), cast.worker)
    client.get(here(told))
    return client


def here(told):
    return reverse("add_need", args=[told.reference])


def hide(client, told, **typed):
    return client.post(CLOCK, typed, HTTP_REFERER=f"http://testserver{here(told)}")


def test_a_hidden_screen_is_a_clock_and_every_page_leads_to_it(desk, told):
    assert hide(desk, told)["Location"] == CLOCK
    for page in (
        "/",
        "/my-day/",
        "/cases/",
        "/kept/",
        f"/cases/{told.reference}/",
        here(told),
        "/account/second-factor/",
    ):
        assert desk.get(page)["Location"] == CLOCK, page
    shown = desk.get(CLOCK)
    text = shown.content.decode()
    assert "Password, or code from your app" in text
    assert [word for word in (told.reference, "Wren", "Lantern", "Handrail") if word in text] == []
    assert shown.headers["Cache-Control"] == "no-store"


def test_the_password_brings_the_page_back(desk, told):
    hide(desk, told)
    assert WRONG in desk.post(BACK, {"said": "seven loud herons"}).content.decode()
    assert desk.get("/my-day/")["Location"] == CLOCK
    assert desk.post(BACK, {"said": PASSWORD})["Location"] == here(told)
    assert desk.get("/my-day/").status_code == 200


def test_so_does_the_code_of_the_app_once(desk, cast, told):
    secret = generate_totp_secret()
    TOTP.activate(cast.worker, secret)
    code = compute_one_time_code(secret)
    hide(desk, told)
    assert desk.post(BACK, {"said": code})["Location"] == here(told)
    hide(desk, told)
    assert WRONG in desk.post(BACK, {"said": code}).content.decode()  # whoever read it over a shoulder


def test_too_many_wrong_answers_sign_out_and_keep_what_was_typed(desk, cast, told):
    hide(desk, told, kind="place", words=WORDS)
    for _ in range(MAX_TRIES - 1):
        desk.post(BACK, {"said": "no"})
        hide(desk, told, kind="place", words=WORDS)  # begins no new count
    assert "/account/sign-in/" in desk.post(BACK, {"said": "no"})["Location"]
    assert desk.get("/my-day/").status_code == 302
    assert Record.objects.filter(verb="show a hidden screen", outcome="refused").count() == 1
    sign_in(desk, cast.worker)
    assert WORDS in desk.get("/kept/").content.decode()


def test_what_was_typed_is_put_back_on_the_page_and_nothing_is_saved(desk, told):
    hide(desk, told, kind="place", words=WORDS, once="")
    desk.post(BACK, {"said": PASSWORD})
    kept = desk.get("/kept/").content.decode()
    assert "You were typing when you hid the screen or were signed out." in kept
    assert 'name="typed_again"' in kept
    again = desk.post(here(told), {"kind": "place", "words": WORDS, "typed_again": "yes"}, follow=True)
    text = again.content.decode()
    assert (again.status_code, WORDS in text, "There is a problem" in text) == (200, True, False)
    assert 'value="place" checked' in text
    assert not Need.objects.exists()


def test_what_another_window_sends_meanwhile_is_kept_and_not_saved(desk, told):
    hide(desk, told)
    sent = {"kind": "place", "words": WORDS, "once": "", "on-day": "1", "on-month": "6", "on-year": "2026"}
    assert desk.post(here(told), sent)["Location"] == CLOCK
    assert not Need.objects.exists()
    assert desk.post(BACK, {"said": PASSWORD})["Location"] == "/kept/"
    text = desk.get("/kept/").content.decode()
    assert WORDS in text
    assert "Send again" in text


def test_whoever_has_no_session_gets_a_clock_that_asks_nothing(client, db):
    assert client.post(CLOCK).status_code == 200
    assert "Password" not in client.get(CLOCK).content.decode()
    assert client.post(BACK, {"said": "x"})["Location"] == "/"


@pytest.mark.parametrize(
    "came",
    [
        "https://elsewhere.example/cases/",
        "",
        "http://testserver/hidden/",
        "http://testserver//elsewhere.example/",
    ],
)
def test_coming_back_leads_nowhere_but_to_our_own_pages(desk, came):
    desk.post(CLOCK, HTTP_REFERER=came)
    assert desk.post(BACK, {"said": PASSWORD})["Location"] == "/"
