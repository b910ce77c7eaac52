"""Secrets that somebody thought of, or one in two places, do not pass `check --deploy`."""

import secrets

import pytest
from django.core.management import CommandError, call_command

from handrail.platform.access.secret_checks import (
    check_secrets_of_settings,
    check_virus_scanner_is_configured,
    describe_secret_weakness,
)


@pytest.mark.parametrize(
    ("secret", "weakness"),
    [
        ("short", "fewer than 32"),
        ("a" * 48, "again and again"),
        ("Tr0ub4dor" * 6, "again and again"),
        ("our very own secret of the north east team", "by a person"),
        ("django-insecure-kJh8sd7f6g5h4j3k2l1qwertzuiop", "by a person"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "too few different"),
        ("Xq7pLm2Rv9-password-Zt4Kc8Wn1Hj6Bd3", "common password"),
    ],
)
def test_a_weak_secret_is_named(secret, weakness):
    assert weakness in describe_secret_weakness(secret)


@pytest.mark.parametrize("make", [secrets.token_urlsafe, secrets.token_hex])
def test_what_a_machine_made_passes(make):
    assert [describe_secret_weakness(make(48)) for _ in range(200)] == [""] * 200


@pytest.fixture
def sound(settings):
    settings.SECRET_KEY, settings.VAULT_MASTER_KEY, settings.AUDIT_KEY = (
        secrets.token_urlsafe(48) for _ in range(3)
    )
    return settings


def test_a_deployment_without_a_scanner_does_not_pass(settings):
    settings.SCANNER = ""
    assert [error.id for error in check_virus_scanner_is_configured()] == ["handrail.E003"]
    settings.SCANNER = "clamdscan --no-summary -"
    assert check_virus_scanner_is_configured() == []


def test_three_sound_secrets_pass(sound):
    assert check_secrets_of_settings() == []


@pytest.mark.parametrize("other", ["SECRET_KEY", "VAULT_MASTER_KEY"])
def test_one_secret_in_two_places_is_named_and_never_shown(sound, other):
    setattr(sound, other, f"{sound.AUDIT_KEY}x")
    (error,) = check_secrets_of_settings()
    assert "HANDRAIL_AUDIT_KEY" in error.msg
    assert sound.AUDIT_KEY not in f"{error.msg}{error.hint}"


def test_check_deploy_fails(sound):
    sound.AUDIT_KEY = "a" * 48
    with pytest.raises(CommandError, match="HANDRAIL_AUDIT_KEY"):
        call_command("check", deploy=True, fail_level="ERROR", tags=["security"])


def test_a_database_password_is_no_key(sound, monkeypatch):
    monkeypatch.setitem(sound.DATABASES["default"], "PASSWORD", sound.VAULT_MASTER_KEY)
    (error,) = check_secrets_of_settings()
    assert error.id == "handrail.E002"
