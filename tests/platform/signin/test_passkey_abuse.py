"""Answers to passkey challenges that no honest browser sends: none signs anybody in, and none is a failure of ours."""

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.urls import reverse

from browser.signing_in import PASSWORD
from support.cast import sign_in
from support.soft_authenticator import (
    PRESENT,
    SoftPasskey,
    ask_to_sign_in,
    browser,
    find_challenge,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def passkey(cast):
    """The worker's, added by herself."""
    return own(cast.worker)


def own(user):
    user.set_password(PASSWORD)
    user.save()
    client, made = sign_in(browser(), user), SoftPasskey(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    made.register(client)
    assert Authenticator.objects.filter(user=user, type="webauthn").count() == 1
    return made


def who(client):
    return client.session.get("_auth_user_id")


def test_an_honest_answer_signs_in_once_and_its_replay_nobody(passkey):
    client = browser()
    answer = passkey.answer(ask_to_sign_in(client))
    send(client, answer)
    assert who(client) == str(passkey.user.pk)
    client.post(reverse("account_logout"))
    send(client, answer)
    assert who(client) is None
    another = browser()
    ask_to_sign_in(another)
    send(another, answer)
    assert who(another) is None


@pytest.mark.parametrize(
    "told",
    [
        {"origin": "http://evil.example"},
        {"origin": "https://localhost.evil.example"},
        {"origin": "http://elsewhere.localhost"},
        {"origin": "http://localhost:9999"},
        {"origin": "https://localhost"},
        {"host": "evil.example"},
        {"kind": "webauthn.create"},
        {"flags": PRESENT},
        {"flags": 0},
        {"handle": b""},
        {"handle": b"\xff\xfe"},
        {"handle": b"zzzzzzzzzzzzzzzzzzzzzzzzz"},
    ],
    ids=str,
)
def test_an_answer_of_another_page_or_without_its_user_signs_nobody_in(passkey, told):
    client = browser()
    assert send(client, passkey.answer(ask_to_sign_in(client), **told)).status_code == 302
    assert who(client) is None


def test_a_passkey_opens_its_own_account_alone(passkey, cast):
    other, client = own(cast.colleague), browser()
    for answer in (
        lambda asked: passkey.answer(asked, signed_by=ec.generate_private_key(ec.SECP256R1())),
        lambda asked: SoftPasskey(cast.colleague, passkey.key, passkey.number).answer(asked),
        lambda asked: SoftPasskey(passkey.user, other.key, passkey.number).answer(asked),
        lambda asked: SoftPasskey(passkey.user).answer(asked),
    ):
        send(client, answer(ask_to_sign_in(client)))
        assert who(client) is None


def test_as_a_second_step_and_as_a_confirmation_only_ones_own_counts(passkey, cast):
    other, client = own(cast.colleague), browser()
    client.post(reverse("account_login"), {"login": passkey.user.email, "password": PASSWORD})
    client.get(reverse("mfa_authenticate"))
    send(client, other.answer(find_challenge(client)), "mfa_authenticate")
    assert who(client) is None
    client.get(reverse("mfa_authenticate"))
    send(client, passkey.answer(find_challenge(client)), "mfa_authenticate")
    assert who(client) == str(passkey.user.pk)
    client.get(reverse("mfa_reauthenticate_webauthn"))
    before = client.session["account_authentication_methods"]
    send(client, other.answer(find_challenge(client)), "mfa_reauthenticate_webauthn")
    assert client.session["account_authentication_methods"] == before


def test_a_challenge_of_one_browser_is_none_of_another(passkey):
    asked, client = ask_to_sign_in(browser()), browser()
    send(client, passkey.answer(asked))
    assert who(client) is None
    ask_to_sign_in(client)
    send(client, passkey.answer(asked))
    assert who(client) is None


def test_a_passkey_is_not_added_from_another_page(passkey, cast):
    client = sign_in(browser(), cast.worker)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_add_webauthn"))
    made = SoftPasskey(cast.worker).introduce(find_challenge(client), origin="http://elsewhere.localhost")
    assert send(client, made, "mfa_add_webauthn").status_code == 200
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def spoil(good):
    """Everything that is wrong in one place."""
    yield from (None, 1, "x", [], {}, [good], {"response": None}, {"response": "x"}, {**good, "response": {}})
    for value in (5, [], {}, "é", "A" * 70_000):
        yield from ({**good, "rawId": value}, {**good, "response": value})
    yield {key: value for key, value in good.items() if key != "response"}
    for name in good["response"]:
        for value in (None, 5, [], {}, "", "é", "AA", "e30", "W10", "o2NmbXQ", "_" * 90):
            yield {**good, "response": {**good["response"], name: value}}


@pytest.mark.one_engine
def test_what_is_no_credential_is_refused_and_no_failure(passkey, cast):
    client, inside = browser(), sign_in(browser(), cast.worker)
    for credential in spoil(passkey.answer(ask_to_sign_in(client))):
        cache.clear()
        assert send(client, credential).status_code == 302, credential
        assert who(client) is None, credential
    inside.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    inside.get(reverse("mfa_add_webauthn"))
    for credential in spoil(SoftPasskey(cast.worker).introduce(find_challenge(inside))):
        cache.clear()
        assert send(inside, credential, "mfa_add_webauthn").status_code == 200, credential
    assert Authenticator.objects.filter(user=cast.worker, type="webauthn").count() == 1
    deep = {"credential": "[" * 100_000}
    assert client.post(reverse("mfa_login_webauthn"), deep).status_code == 302
    assert inside.post(reverse("mfa_add_webauthn"), deep).status_code == 200
