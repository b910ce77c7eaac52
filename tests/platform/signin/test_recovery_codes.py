"""Recovery codes are shown once and kept as slow hashes; codes of apps are made by SHA-256."""

import base64
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from handrail.platform.access.authentication import SealedMFAAdapter
from handrail.platform.access.one_time_codes import compute_one_time_code, is_code_valid_for_secret
from handrail.platform.signin.actions.recovery_codes import replace_recovery_codes, use_recovery_code
from handrail.platform.signin.recovery_codes import count_recovery_codes_left
from support.cast import sign_in

pytestmark = pytest.mark.django_db
CODE = re.compile(r"<li>(\d{3} \d{3} \d{3})</li>")


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def owner(cast):
    TOTP.activate(cast.worker, generate_totp_secret())
    return cast.worker


def test_codes_are_kept_as_argon2_hashes_each_with_a_salt_of_its_own(owner):
    row, codes = replace_recovery_codes(user_id=owner.pk)
    kept = Authenticator.objects.get(pk=row.pk).data["hashes"]
    assert len(codes) == len(set(codes)) == len(kept) == 10
    assert all(one.startswith("argon2$argon2id$") for one in kept)
    assert len({one.split("$")[5] for one in kept}) == 10
    assert not [code for code in codes if code in str(Authenticator.objects.values_list("data"))]


def test_a_code_opens_once_however_it_is_spaced_and_the_others_stay(owner):
    row, codes = replace_recovery_codes(user_id=owner.pk)
    spaced = f" {codes[3][:3]} {codes[3][3:6]}-{codes[3][6:]}"
    assert use_recovery_code(row_id=row.pk, typed=spaced)
    assert not use_recovery_code(row_id=row.pk, typed=codes[3])
    assert not use_recovery_code(row_id=row.pk, typed=f"4{codes[3][1:]}")
    assert not use_recovery_code(row_id=row.pk, typed="")
    assert count_recovery_codes_left(Authenticator.objects.get(pk=row.pk)) == 9
    assert use_recovery_code(row_id=row.pk, typed=codes[9])


def test_codes_that_something_else_put_there_open_nothing(owner, cast):
    row, _ = replace_recovery_codes(user_id=owner.pk)
    planted = {**row.data, "hashes": [make_password("012345678"), *row.data["hashes"][1:]]}
    Authenticator.objects.filter(pk=row.pk).update(data=planted)
    assert not use_recovery_code(row_id=row.pk, typed="012345678")
    own, codes = replace_recovery_codes(user_id=cast.colleague.pk)
    Authenticator.objects.filter(pk=row.pk).delete()
    Authenticator.objects.filter(pk=own.pk).update(user=owner)
    assert not use_recovery_code(row_id=own.pk, typed=codes[0])


def test_the_page_shows_codes_once_and_afterwards_how_many_are_left(owner):
    client = sign_in(Client(), owner)
    made = client.post(reverse("mfa_generate_recovery_codes"))
    assert made.url == reverse("mfa_view_recovery_codes")
    session = str(dict(client.session.items()))
    page = client.get(made.url).content.decode()
    shown = [code.replace(" ", "") for code in CODE.findall(page)]
    assert len(shown) == 10
    assert not [code for code in shown if code in session]
    again = client.get(made.url).content.decode()
    assert CODE.findall(again) == []
    assert "You have 10 of 10 codes left" in again
    assert use_recovery_code(row_id=Authenticator.objects.get(type="recovery_codes").pk, typed=shown[0])


def test_whoever_sets_up_a_first_app_gets_codes_with_it(cast):
    client = sign_in(Client(), cast.worker)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="app-secret">([A-Z2-7]+)<', page)[1]
    assert "algorithm=SHA256" in SealedMFAAdapter().build_totp_url(cast.worker, secret)
    wrong = client.post(
        reverse("mfa_activate_totp"), {"code": compute_one_time_code(secret, algorithm="sha1")}
    )
    assert wrong.status_code == 200
    done = client.post(reverse("mfa_activate_totp"), {"code": compute_one_time_code(secret)})
    assert done.url == reverse("mfa_view_recovery_codes")
    assert len(CODE.findall(client.get(done.url).content.decode())) == 10


def test_codes_of_apps_are_those_of_rfc_6238_by_sha_256(settings):
    """Appendix B of the RFC, whose eight digits end with our six."""
    secret = base64.b32encode(b"12345678901234567890123456789012").decode()
    told = {59: "119246", 1111111109: "084774", 1234567890: "819424", 20000000000: "737706"}
    assert {at: compute_one_time_code(secret, at) for at in told} == told


def test_a_code_by_sha_1_is_none_unless_settings_take_it(settings, time_machine):
    time_machine.move_to(59, tick=False)
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert compute_one_time_code(secret, 59, "sha1") == "287082"  # RFC 6238, appendix B
    assert not is_code_valid_for_secret(secret, "287082")
    settings.TOTP_ALGORITHMS = ["sha1", "sha256"]
    assert is_code_valid_for_secret(secret, "287 082")


def test_a_person_who_never_made_codes_is_told_so(owner):
    page = sign_in(Client(), owner).get(reverse("mfa_view_recovery_codes")).content.decode()
    assert "You have not made any yet." in page
    assert "We showed your codes" not in page
    assert "codes left" not in page
