"""Keys are fetched in as few statements as there are rings; a second factor is known by how a session was opened."""

from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.messages import get_messages
from django.test import RequestFactory

from handrail.platform.access import authentication
from handrail.platform.access.authentication import (
    InvitationOnlyAccountAdapter,
    SealedMFAAdapter,
    is_signed_in_with_second_factor,
    list_second_factor_kinds,
)
from handrail.platform.access.case_access import CaseAccess, prefetch_file_ciphers
from handrail.platform.access.errors import Denied
from handrail.platform.access.key_access import KeyDestroyedError, UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import AccessPath, Permission
from handrail.platform.vault import keys
from handrail.platform.vault.key_ring import CachedFileCiphers

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def file_with_key():
    number = uuid4()
    keys.create_file_key(number, "bdt")
    return number


def access(actor, ring, ways=(AccessPath.NAMED,)):
    return CaseAccess(actor, file_with_key(), 1, frozenset({Kind.NOTES}), ways, ring=ring)


def test_keys_of_two_rings_are_fetched_once_each_and_nothing_is_asked_afterwards(
    cast, django_assert_num_queries
):
    rings = CachedFileCiphers(), CachedFileCiphers()
    found = [access(cast.worker.actor, ring) for ring in rings for _ in range(3)]
    with django_assert_num_queries(2, using="keys"):
        prefetch_file_ciphers(found)
    with django_assert_num_queries(0, using="keys"):
        assert all(one.ring.cipher(one.file_id) for one in found)


def test_keys_for_nobody_in_particular_are_fetched_in_one_statement(django_assert_num_queries):
    numbers = [file_with_key() for _ in range(3)]
    found = UnrecordedKeyAccess.get_by_key_id(numbers)
    with django_assert_num_queries(1, using="keys"):
        assert all(found[number].cipher for number in numbers)


def test_an_erased_case_says_so():
    assert str(KeyDestroyedError()) == "This case was erased. Nothing more can be added."


def test_reading_alone_allows_no_act_and_keeps_what_is_open(cast):
    found = access(cast.worker.actor, CachedFileCiphers())
    assert found.may(Permission.RECORD)
    reading = found.to_read()
    assert (reading.may(Permission.RECORD), reading.may(Permission.VIEW_CASE)) == (False, True)
    assert (reading.file_id, reading.kinds) == (found.file_id, found.kinds)


def test_a_refusal_names_the_role_or_the_sharing(cast):
    with pytest.raises(Denied) as of_role:
        access(cast.commissioner.actor, CachedFileCiphers()).require(Permission.RECORD)
    role = cast.commissioner.role_definition.name.lower()
    assert str(of_role.value) == f"Your role, {role}, does not allow you to {Permission.RECORD.value}."
    with pytest.raises(Denied) as of_sharing:
        access(cast.partner.actor, CachedFileCiphers(), (AccessPath.SHARED,)).require(Permission.RECORD)
    said = f"This case was shared with your organisation to see, not to {Permission.RECORD.value}."
    assert str(of_sharing.value) == said


def test_recovery_codes_are_no_kind_of_second_factor(cast):
    Authenticator.objects.filter(user=cast.worker).delete()
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=cast.worker, type=kind, data={})
    Authenticator.objects.create(user=cast.lead, type=Authenticator.Type.WEBAUTHN, data={})
    assert list_second_factor_kinds(cast.worker.pk) == ["totp"]


@pytest.mark.parametrize(
    ("session", "answer"),
    [
        ({}, False),
        ({"account_authentication_methods": []}, False),
        ({"account_authentication_methods": [{"method": "password"}]}, False),
        ({"account_authentication_methods": [{"method": "password"}, {"method": "mfa"}]}, True),
        ({"account_authentication_methods": [{"at": 1}]}, False),
        ({authentication.SECOND_FACTOR: True}, True),
    ],
)
def test_a_second_factor_is_known_by_how_the_session_was_opened(session, answer):
    request = RequestFactory().get("/")
    request.session = session
    assert is_signed_in_with_second_factor(request) is answer


def test_nobody_is_greeted_and_other_messages_of_signing_in_are_shown(signed_in, cast):
    request = signed_in(cast.worker).get("/account/", follow=True).wsgi_request
    adapter = InvitationOnlyAccountAdapter(request)
    adapter.add_message(request, 25, "account/messages/logged_in.txt", {"user": cast.worker})
    assert list(get_messages(request)) == []
    adapter.add_message(request, 25, None, {}, "", message="Your password was changed.")
    assert [str(one) for one in get_messages(request)] == ["Your password was changed."]


def test_an_authenticator_app_is_told_whose_account_it_is_and_by_which_hash(cast, settings):
    url = SealedMFAAdapter().build_totp_url(cast.worker, "SECRET")
    assert url.startswith("otpauth://totp/")
    assert cast.worker.email.replace("@", "%40") in url
    assert url.endswith("&algorithm=SHA256")
