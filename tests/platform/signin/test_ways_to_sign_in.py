"""What somebody signs in with is changed by nobody but them, and ends what was open before. Passwords as typed."""

import gzip
import html
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from handrail.platform.access.models import User
from handrail.platform.access.one_time_codes import compute_one_time_code
from handrail.platform.audit.models import Record
from handrail.platform.outbox.models import Message
from handrail.platform.signin.actions.recovery_codes import replace_recovery_codes
from handrail.platform.signin.passkeys import list_passkey_algorithms
from handrail.platform.signin.password_words import KNOWN_WORDS
from support.cast import sign_in
from support.repository import ROOT

pytestmark = pytest.mark.django_db
PASSWORD, HOUR = "seven-quiet-herons-walk", 3600
OF_OWN_SIGN_IN = (
    "mfa_activate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_add_webauthn",
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def owner(cast, settings):
    """The worker, with a password, and an app whose code lasts for the whole test."""
    settings.MFA_TOTP_PERIOD, settings.MFA_TOTP_TOLERANCE = HOUR, 1
    cast.worker.set_password(PASSWORD)
    cast.worker.save()
    return cast.worker


@pytest.fixture
def secret(owner):
    made = generate_totp_secret()
    TOTP.activate(owner, made)
    return made


def code_of(secret):
    return compute_one_time_code(secret)


def enter(user, code):
    """A browser that gave the password, then the code."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code})
    return client


def is_in(client):
    return client.get(reverse("my_day")).status_code == 200


def test_a_recovery_code_opens_once_as_a_second_step_alone_and_the_trail_says_so(owner, secret):
    _, codes = replace_recovery_codes(user_id=owner.pk)
    assert is_in(enter(owner, codes[0]))
    assert not is_in(enter(owner, codes[0]))
    assert is_in(enter(owner, codes[1]))
    alone = Client()
    alone.post(reverse("mfa_authenticate"), {"code": codes[2]})
    assert not is_in(alone)
    assert codes[1] not in str(list(Authenticator.objects.values_list("data")))
    why = Record.objects.filter(verb="signed in").values_list("why", flat=True)
    assert list(why) == ["password, recovery_codes"] * 2


def test_ways_to_sign_in_are_changed_only_after_both_password_and_second_step(owner, secret, settings):
    replace_recovery_codes(user_id=owner.pk)
    client = sign_in(Client(), owner)
    settings.ASK_AGAIN_SECONDS = 600
    session = client.session
    session["opened_at"] = time.time() - 660
    session.save()

    def asked():
        answers = [client.get(reverse(name)) for name in OF_OWN_SIGN_IN]
        return {answer.url.partition("?next=")[0] for answer in answers if answer.status_code == 302}

    assert asked() == {reverse("account_reauthenticate")}
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert asked() == {reverse("mfa_reauthenticate")}
    client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)})
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_signing_in_and_confirming_give_the_session_another_key(owner, secret):
    client = Client()
    client.get(reverse("account_login"))
    keys = [client.session.session_key]
    client.post(reverse("account_login"), {"login": owner.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    keys.append(client.session.session_key)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3
    assert is_in(client)
    stale = Client()
    stale.cookies["sessionid"] = keys[1]
    assert not is_in(stale)
    assert "This device" in client.get(reverse("own_sessions")).content.decode()


def test_a_changed_second_step_ends_every_other_session_and_is_told(
    owner, secret, django_capture_on_commit_callbacks
):
    here, elsewhere = enter(owner, code_of(secret)), sign_in(Client(), owner)
    with django_capture_on_commit_callbacks(execute=True):
        here.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        assert here.post(reverse("mfa_generate_recovery_codes")).url == reverse("mfa_view_recovery_codes")
    assert is_in(here)
    assert not is_in(elsewhere)
    assert Message.objects.get(to=owner).kind == "sign_in_changed"


def test_an_account_is_signed_in_so_often_and_the_one_used_longest_ago_ends(cast, settings):
    settings.SESSIONS_AT_MOST = 2
    clients = [sign_in(Client(), cast.worker) for _ in range(3)]
    assert [is_in(client) for client in clients] == [False, True, True]


def test_signing_out_clears_what_the_browser_keeps(cast):
    client = sign_in(Client(), cast.worker)
    assert "Clear-Site-Data" not in client.get(reverse("my_day")).headers
    assert client.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    "password", ["  Nine Slow Otters  swim ", "ŵyth-Dyfrgi-araf-éÈ-🦦🦦", "x7 " * 42 + "y8"]
)
def test_a_password_is_taken_as_it_was_typed_and_however_long(owner, password):
    client = sign_in(Client(), owner)
    client.post(reverse("change_password"), {"current_password": PASSWORD, "new_password": password})
    kept = User.objects.get(pk=owner.pk)
    assert kept.check_password(password)
    for other in (password.strip(), password.lower(), password[:64], password[:72]):
        assert other == password or not kept.check_password(other)
    entered = Client()
    entered.post(reverse("account_login"), {"login": owner.email, "password": password})
    assert entered.get(reverse("my_day")).url != reverse("account_login")


def test_boxes_for_passwords_let_helpers_in(owner):
    pages = [Client().get(reverse("account_login")), sign_in(Client(), owner).get(reverse("change_password"))]
    text = " ".join(page.content.decode() for page in pages)
    assert text.count('autocomplete="current-password"') == 2
    assert 'autocomplete="new-password"' in text
    assert "paste" not in " ".join(path.read_text() for path in (ROOT / "assets" / "scripts").rglob("*.js"))


def refusals(password, user=None):
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return {one.code for one in refused.error_list}
    return set()


def test_breached_passwords_are_refused_and_there_are_more_than_three_thousand_that_would_fit(settings):
    path = next(
        o["OPTIONS"]["password_list_path"] for o in settings.AUTH_PASSWORD_VALIDATORS if "Common" in o["NAME"]
    )
    with gzip.open(path, "rt") as listed:
        words = [line.strip() for line in listed]
    assert len([word for word in words if len(word) >= 12]) == len(words) > 40_000
    for word in ("1qaz2wsx3edc", "Qwertyqwerty ", "leavemealone"):
        assert "password_too_common" in refusals(word), word
    assert refusals("nine-slow-otters-swim") == set()


@pytest.mark.parametrize(
    "password",
    ["Handrail-2026!!", "modern slavery 1", "Victim.Navigator7", "Welcome2Police!", "lantern-support-1"],
)
def test_words_of_this_work_alone_are_no_password(cast, password):
    assert "password_known_words" in refusals(password, cast.worker)


def test_words_of_this_work_among_others_are_and_the_list_is_the_documents(cast):
    assert refusals("police-otters-swimming-slowly", cast.worker) == set()
    assert refusals("4821-7730-9924-11", cast.worker) == set()
    told = (ROOT / "docs" / "security" / "signing-in.md").read_text()
    assert [word for word in KNOWN_WORDS if word not in told] == []


def test_passkeys_sign_by_elliptic_curves_unless_settings_let_rsa_in(settings, owner):
    client = sign_in(Client(), owner)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = html.unescape(client.get(reverse("mfa_add_webauthn")).content.decode())
    asked = {int(number) for number in re.findall(r'"alg": ?(-?\d+)', page)}
    assert -7 in asked
    assert asked <= {-7, -8, -35}
    assert -7 in list_passkey_algorithms()
    settings.PASSKEYS_BY_RSA = True
    assert -257 in list_passkey_algorithms()
