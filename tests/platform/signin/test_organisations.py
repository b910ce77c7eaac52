"""Signing in by an organisation, against a real OpenID Connect provider that runs on this machine."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from browser.signing_in import PASSWORD
from handrail.platform.access.lost_device_and_leaver_actions import close_account
from handrail.platform.access.models import User
from handrail.platform.audit.models import Record
from handrail.platform.outbox.models import Message
from handrail.platform.signin.organisation_links import MAC, compute_link_mac
from handrail.platform.signin.provider import claims_second_factor
from handrail.site.environment import get_openid_providers
from support.cast import sign_in

pytestmark = pytest.mark.django_db
MODULES = Path(__file__).parents[3] / "assets" / "node_modules"
PROGRAM = Path(__file__).parents[2] / "support" / "openid_provider.mjs"
SUBJECTS = {
    "plain": {},
    "strong": {"amr": ["pwd", "mfa"]},
    "by-class": {"acr": "https://refeds.org/profile/mfa"},
    "by-another-class": {"acr": "https://refeds.org/profile/sfa"},
    "same-address": {"email": "worker@example.org", "email_verified": True, "amr": ["mfa"]},
}


@pytest.fixture(scope="session")
def issuer():
    """npm's oidc-provider, as a process of its own."""
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node is None or not (MODULES / "oidc-provider").exists():
        pytest.skip("npm's oidc-provider is not installed: make setup installs it beside the page assets")
    codes = [reverse("openid_callback", args=[code]) for code in ("force", "other")]
    told = [json.dumps(SUBJECTS), json.dumps([f"http://testserver{path}" for path in codes])]
    command = [node, str(PROGRAM), str(MODULES), *told]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield f"http://localhost:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def organisation(issuer, settings, monkeypatch):
    """The provider as an operator would name it."""
    told = {
        "code": "force",
        "name": "Fen Police",
        "issuer": issuer,
        "client_id": "handrail",
        "secret": "for-tests-alone",
        "second_factor_acr": ["https://refeds.org/profile/mfa"],
        "smallest_rsa_key": 2048,
    }
    monkeypatch.setenv("HANDRAIL_OPENID_PROVIDERS", json.dumps([told]))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid": {"APPS": get_openid_providers("HANDRAIL_OPENID_PROVIDERS")}}
    return "force"


@pytest.fixture
def owner(cast):
    cast.worker.set_password(PASSWORD)
    cast.worker.save()
    Authenticator.objects.create(user=cast.worker, type="totp", data={"secret": "sealed"})
    return cast.worker


def go(client, subject, process="login"):
    """There, signed in as the subject, and back; what the page that we come back to answers."""
    there = client.post(reverse("openid_login", args=["force"]), {"process": process})
    return client.get(come_back(there.url, subject))


def come_back(there, subject="strong"):
    """Through the provider in a browser of its own, signed in there as the subject; where it sends us back to."""
    with httpx.Client(headers={"x-subject": subject}) as browser:
        while not there.startswith("http://testserver"):
            answer = browser.get(there)
            assert answer.is_redirect, answer.text
            there = str(answer.next_request.url)
    return there.removeprefix("http://testserver")


def link(user, subject):
    go(sign_in(Client(), user), subject, "connect")


def is_in(client):
    return "_auth_user_id" in client.session


def test_an_account_is_linked_by_its_owner_and_then_opens(owner, organisation):
    link(owner, "plain")
    row = SocialAccount.objects.get()
    assert (row.user_id, row.provider) == (owner.pk, "force")
    assert "plain" not in row.uid
    assert set(row.extra_data) == {"mac"}
    client = Client()
    answer = go(client, "plain")
    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(client)


@pytest.mark.parametrize(
    ("subject", "asked"),
    [("plain", True), ("strong", False), ("by-class", False), ("by-another-class", True)],
)
def test_our_second_factor_is_waived_only_where_the_provider_says_that_it_asked_for_one(
    owner, organisation, subject, asked
):
    link(owner, subject)
    client = Client()
    go(client, subject)
    assert is_in(client) is not asked
    if not asked:
        assert client.get(reverse("my_day")).status_code == 200


def test_a_waived_factor_is_waived_in_that_session_alone(owner, organisation):
    link(owner, "strong")
    go(Client(), "strong")
    answer = Client().post(reverse("account_login"), {"login": owner.email, "password": PASSWORD})
    assert answer.url == reverse("mfa_authenticate")


def test_nobody_is_found_by_their_email_address_and_nobody_gets_an_account(owner, organisation):
    before, client = User.objects.count(), Client()
    answer = go(client, "same-address")
    assert answer.status_code == 403
    assert "No account is linked to that sign-in" in answer.content.decode()
    assert not is_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)
    assert Record.objects.get(verb="failed to sign in").why == "no account is linked, force"


def test_a_planted_link_opens_nothing(cast, owner, organisation):
    link(cast.colleague, "strong")
    SocialAccount.objects.update(user=owner)
    client = Client()
    assert go(client, "strong").status_code == 403
    assert not is_in(client)


def test_a_planted_provider_is_none(owner, organisation):
    SocialApp.objects.create(
        provider="openid",
        provider_id="evil",
        name="Evil",
        client_id="x",
        settings={"server_url": "http://evil"},
    )
    assert Client().post(reverse("openid_login", args=["evil"])).status_code == 404


def test_a_closed_account_is_not_opened(owner, organisation):
    link(owner, "strong")
    close_account(User.objects.get(pk=owner.pk))
    client = Client()
    go(client, "strong")
    assert not is_in(client)


def test_the_same_subject_of_another_issuer_is_somebody_else(owner, organisation, settings):
    link(owner, "strong")
    app = settings.SOCIALACCOUNT_PROVIDERS["openid"]["APPS"][0]
    app["settings"]["server_url"] = app["settings"]["server_url"].replace("localhost", "127.0.0.1")
    client = Client()
    assert "No account is linked" in go(client, "strong").content.decode()
    assert not is_in(client)


def test_a_provider_that_names_another_issuer_is_refused(owner, organisation, settings):
    link(owner, "strong")
    app = settings.SOCIALACCOUNT_PROVIDERS["openid"]["APPS"][0]
    app["settings"]["server_url"] += "/"
    client = Client()
    assert client.post(reverse("openid_login", args=["force"]), {"process": "login"}).status_code == 503
    assert not is_in(client)


def test_linking_asks_again_and_tells_the_owner(owner, organisation, settings):
    settings.ASK_AGAIN_SECONDS = 0
    client = sign_in(Client(), owner)
    answer = client.post(reverse("openid_login", args=["force"]), {"process": "connect"})
    assert answer.url.startswith(reverse("account_reauthenticate"))
    settings.ASK_AGAIN_SECONDS = 600
    go(client, "plain", "connect")
    assert Message.objects.get(to=owner).kind == "sign_in_changed"


def test_a_link_of_somebody_else_is_not_taken_over(cast, owner, organisation):
    link(owner, "strong")
    link(cast.colleague, "strong")
    assert SocialAccount.objects.get().user_id == owner.pk


def test_unlinking_ends_it(owner, organisation):
    link(owner, "strong")
    sign_in(Client(), owner).post(reverse("unlink_organisation", args=["force"]))
    client = Client()
    assert go(client, "strong").status_code == 403
    assert not is_in(client)


def test_an_answer_that_nobody_asked_for_is_refused(owner, organisation):
    link(owner, "strong")
    there = Client().post(reverse("openid_login", args=["force"]), {"process": "login"}).url
    back = come_back(there)
    another = Client()
    assert another.get(back).status_code == 401
    assert not is_in(another)


def question(client):
    """What we ask the provider, and what the session keeps of it until the answer comes."""
    there = client.post(reverse("openid_login", args=["force"]), {"process": "login"}).url
    session = client.session
    ((_, (kept, *_)),) = session["socialaccount_states"].items()
    return there, session, kept


def answer(client, there):
    back = come_back(there)
    return client.get(back)


def test_the_question_carries_a_nonce_a_proof_of_the_browser_and_how_old_a_sign_in_may_be(
    organisation, settings
):
    settings.SESSION_COOKIE_AGE = 36_000
    asked = parse_qs(urlsplit(question(Client())[0]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    assert len(asked["nonce"][0]) == 43
    assert asked["max_age"] == ["36000"]
    assert asked["acr_values"] == ["https://refeds.org/profile/mfa"]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"nonce": "of another question"}, "the answer was for another request"),
        ({"asked_at": 4_000_000_000, "oldest": 0}, "they signed in there too long ago"),
    ],
)
def test_an_answer_to_another_question_or_of_an_old_sign_in_opens_nothing(owner, organisation, changed, why):
    link(owner, "strong")
    client = Client()
    there, session, kept = question(client)
    kept |= changed
    session.save()
    assert answer(client, there).status_code == 403
    assert not is_in(client)
    assert Record.objects.get(verb="failed to sign in").why == f"{why}, force"


def test_it_is_off_until_it_is_set(cast):
    assert "Sign in with" not in Client().get(reverse("account_login")).content.decode().replace(
        "Sign in with a passkey", ""
    )
    assert Client().post(reverse("openid_login", args=["force"])).status_code == 404


def test_a_provider_that_does_not_answer_is_said_in_plain_words(organisation, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid"]["APPS"][0]
    app["settings"]["server_url"] = "http://localhost:9"
    answer = Client().post(reverse("openid_login", args=["force"]), {"process": "login"})
    assert "Your organisation’s sign-in did not work." in answer.content.decode()


@pytest.mark.parametrize(
    "told",
    [
        "no list",
        '[{"code": "x"}]',
        '[{"code":"x","name":"X","issuer":"http://x.org","client_id":"a","secret":"b"}]',
    ],
)
def test_settings_that_cannot_be_say_so(monkeypatch, told):
    monkeypatch.setenv("HANDRAIL_OPENID_PROVIDERS", told)
    with pytest.raises(ImproperlyConfigured):
        get_openid_providers("HANDRAIL_OPENID_PROVIDERS")


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ({"amr": ["mfa"]}, True),
        ({"amr": ["pwd", "otp"]}, False),
        ({"amr": "mfa"}, False),
        ({"acr": "strong"}, True),
        ({"acr": ["strong"]}, False),
        ({"acr": ""}, False),
        ({}, False),
    ],
)
def test_what_counts_as_a_second_factor_of_the_provider(claims, expected):
    assert claims_second_factor(claims, ["strong"]) is expected


@pytest.fixture
def two_organisations(organisation, settings):
    """The same provider under two codes, as two forces of one group would have it."""
    (app,) = settings.SOCIALACCOUNT_PROVIDERS["openid"]["APPS"]
    other = {**app, "provider_id": "other", "name": "Wold Police"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid": {"APPS": [app, other]}}


@pytest.mark.parametrize("lets_itself_be_sent_there", [False, True])
def test_an_answer_to_a_question_of_another_provider_opens_nothing(
    owner, two_organisations, lets_itself_be_sent_there
):
    link(owner, "strong")
    SocialAccount.objects.update(provider="other")
    relink(SocialAccount.objects.get())
    control, client = Client(), Client()
    there = control.post(reverse("openid_login", args=["other"]), {"process": "login"}).url
    answer(control, there)
    assert is_in(control)
    there = client.post(reverse("openid_login", args=["force"]), {"process": "login"}).url
    if lets_itself_be_sent_there:
        there = there.replace("%2Fforce%2F", "%2Fother%2F")
    back = come_back(there)
    client.get(back.replace("/force/", "/other/"))
    assert not is_in(client)


def relink(row):
    row.extra_data = {MAC: compute_link_mac(row).hex()}
    row.save()


def test_whoever_signs_in_in_the_same_browser_meanwhile_is_linked_to_nothing(cast, owner, organisation):
    client = sign_in(Client(), owner)
    there = client.post(reverse("openid_login", args=["force"]), {"process": "connect"}).url
    client.post(reverse("account_logout"))
    sign_in(client, cast.colleague)
    answer(client, there)
    assert not SocialAccount.objects.exists()


def test_an_answer_is_taken_once(owner, organisation):
    link(owner, "strong")
    client = Client()
    there = question(client)[0]
    back = come_back(there)
    client.get(back)
    assert is_in(client)
    client.post(reverse("account_logout"))
    client.get(back)
    assert not is_in(client)
