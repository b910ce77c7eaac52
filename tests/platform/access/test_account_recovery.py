"""A lost phone, or somebody who left: every session ends at once, and nobody else's does."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from handrail.platform.access import lost_device_and_leaver_actions
from handrail.platform.access.idempotency import make_idempotency_key_for_form, run_once_for_idempotency_key
from handrail.platform.audit.models import Record
from handrail.site import sign_out
from support.cast import sign_in

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture
def everywhere(cast):
    """The worker on two devices, and a colleague."""
    return [sign_in(Client(), user) for user in (cast.worker, cast.worker, cast.colleague)]


def let_in(clients):
    return [client.get("/my-day/").status_code == 200 for client in clients]


def test_whoever_lost_a_phone_is_signed_out_on_every_device_and_nobody_else_is(cast, everywhere):
    run_once_for_idempotency_key(
        given=make_idempotency_key_for_form(), do=lambda: "/cases/"
    )  # stands beside the sessions, and is none
    assert let_in(everywhere) == [True, True, True]
    assert lost_device_and_leaver_actions.sign_out_everywhere(cast.worker) == 2
    assert let_in(everywhere) == [False, False, True]
    assert let_in([sign_in(Client(), cast.worker)]) == [True]
    told = Record.objects.latest("id")
    assert (told.verb, told.why) == ("signed someone out everywhere", cast.worker.email)


def test_the_app_on_a_lost_phone_opens_nothing(cast):
    TOTP.activate(cast.worker, generate_totp_secret())
    TOTP.activate(cast.colleague, generate_totp_secret())
    lost_device_and_leaver_actions.remove_second_factor(cast.worker, because="seen with her card")
    assert list(Authenticator.objects.values_list("user", flat=True)) == [cast.colleague.pk]
    told = Record.objects.latest("id")
    assert (told.verb, told.why) == ("removed a second factor", f"{cast.worker.email}: seen with her card")


def test_a_second_factor_is_taken_away_only_with_how_its_owner_was_known(cast, capsys):
    TOTP.activate(cast.worker, generate_totp_secret())
    with pytest.raises(SystemExit):
        sign_out.main([cast.worker.email, "--new-factor"])
    assert "how you made sure" in capsys.readouterr().err
    assert Authenticator.objects.filter(user=cast.worker).exists()
    assert sign_out.main([cast.worker.email, "--new-factor", "--because", "seen with her card"]) == 0
    assert not Authenticator.objects.filter(user=cast.worker).exists()


def test_nobody_signs_in_with_a_closed_account(cast, everywhere):
    lost_device_and_leaver_actions.close_account(cast.worker)
    assert let_in(everywhere) == [False, False, True]
    cast.worker.refresh_from_db()
    assert not cast.worker.is_active
