"""Wrong passwords stop whoever guesses them, not the owner on their own device, nor the colleagues beside them."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from handrail.platform.access.one_time_codes import compute_one_time_code
from handrail.platform.audit.models import Record
from handrail.platform.outbox.models import Message

pytestmark = [pytest.mark.one_engine, pytest.mark.django_db]
PASSWORD = "seven-quiet-herons-walk"
NOON = 1_700_000_000 // 30 * 30


@pytest.fixture(autouse=True)
def nothing_counted(settings):
    settings.AXES_ENABLED = True
    cache.clear()


@pytest.fixture
def secrets_of(cast):
    """The authenticator's secret of two people of one organisation, who have passwords."""
    found = {}
    for user in (cast.worker, cast.colleague):
        user.set_password(PASSWORD)
        user.save()
        found[user.email] = generate_totp_secret()
        TOTP.activate(user, found[user.email])
    return found


def give_password(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def sign_in(client, email, secret, time_machine, at=NOON):
    """With the password and the code of that half minute; what the last page answers."""
    time_machine.move_to(at, tick=False)
    give_password(client, email, PASSWORD)
    code = compute_one_time_code(secret, at)
    return client.post(reverse("mfa_authenticate"), {"code": code})


def guess(email, times=8, client=None):
    client = client or Client()
    return [give_password(client, email, f"wrong-{number}-guess").status_code for number in range(times)]


def is_in(client):
    return "_auth_user_id" in client.session


def test_an_account_is_locked_after_eight_wrong_passwords_wherever_they_come_from(cast, secrets_of):
    for number in range(8):
        give_password(Client(REMOTE_ADDR=f"192.0.2.{number}"), cast.worker.email, "wrong-guess-again")
    assert give_password(Client(REMOTE_ADDR="192.0.2.99"), cast.worker.email, PASSWORD).status_code == 429


def test_colleagues_behind_the_same_address_still_sign_in(cast, secrets_of, time_machine):
    guess(cast.worker.email, times=12)
    client = Client()
    sign_in(client, cast.colleague.email, secrets_of[cast.colleague.email], time_machine)
    assert is_in(client)


def test_the_owner_still_signs_in_on_a_device_they_used_before(cast, secrets_of, time_machine):
    email, secret = cast.worker.email, secrets_of[cast.worker.email]
    device = Client()
    sign_in(device, email, secret, time_machine)
    device.post(reverse("account_logout"))
    assert not is_in(device)
    guess(email, times=12)
    sign_in(device, email, secret, time_machine, NOON + 60)
    assert is_in(device)


def test_a_known_device_has_a_limit_of_its_own(cast, secrets_of, time_machine):
    email, secret = cast.worker.email, secrets_of[cast.worker.email]
    device = Client()
    sign_in(device, email, secret, time_machine)
    device.post(reverse("account_logout"))
    guess(email, client=device)
    assert give_password(device, email, PASSWORD).status_code == 429
    assert give_password(Client(), email, PASSWORD).status_code == 302


@pytest.mark.parametrize("change", ["another account", "another signature", "a new password"])
def test_a_device_cookie_that_does_not_fit_counts_as_unknown(cast, secrets_of, time_machine, change):
    email, device = cast.worker.email, Client()
    sign_in(device, email, secrets_of[email], time_machine)
    device.post(reverse("account_logout"))
    name = f"handrail_device_{cast.worker.pk}"
    kept = device.cookies[name].value
    if change == "another account":
        email = cast.colleague.email
        device.cookies[f"handrail_device_{cast.colleague.pk}"] = kept
    elif change == "another signature":
        device.cookies[name] = kept[:-1] + ("0" if kept[-1] != "0" else "1")
    else:
        cast.worker.set_password("another-" + PASSWORD)
        cast.worker.save()
    guess(email)
    assert give_password(device, email, PASSWORD).status_code == 429


def test_the_owner_is_told_once_and_the_mail_names_nobody(cast, secrets_of):
    guess(cast.worker.email, times=12)
    message = Message.objects.get(kind="account_locked")
    assert (message.to_id, message.about) == (cast.worker.pk, "")
    assert cast.worker.email in Record.objects.filter(verb="locked an account").values_list("why", flat=True)


def test_signing_in_out_and_failing_are_in_the_trail(cast, secrets_of, time_machine):
    client = Client()
    give_password(client, cast.worker.email, "wrong-guess-again")
    give_password(client, "nobody@example.org", "wrong-guess-again")
    sign_in(client, cast.worker.email, secrets_of[cast.worker.email], time_machine)
    client.post(reverse("account_logout"))
    rows = Record.objects.filter(verb__in=["failed to sign in", "signed in", "signed out"])
    assert set(rows.values_list("verb", "user_id", "why", "outcome")) == {
        ("failed to sign in", "", cast.worker.email, "refused"),
        ("failed to sign in", "", "", "refused"),
        ("signed in", str(cast.worker.pk), "password, totp", "done"),
        ("signed out", str(cast.worker.pk), "", "done"),
    }
