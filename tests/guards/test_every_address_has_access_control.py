"""Nobody forgets the check: every view carries its door, and what needs none says why."""

import pytest

from handrail.platform.access.roles import Permission
from support.addresses import addresses

# Views of the sign-in package, which are the way to the door.
BEFORE_THE_DOOR = {
    "account_login": "signing in",
    "account_logout": "signing out",
    "account_reauthenticate": "a signed-in person gives their password again",
    "account_inactive": "tells somebody that their account is closed",
    "mfa_authenticate": "the second step of signing in",
    "mfa_reauthenticate": "a signed-in person gives a code again",
    "mfa_index": "a signed-in person's own second factors",
    "mfa_deactivate_totp": "a signed-in person is told that their second factor stays",
    "mfa_activate_totp": "a signed-in person sets up their second factor",
    "mfa_view_recovery_codes": "a signed-in person's own recovery codes",
    "mfa_generate_recovery_codes": "a signed-in person's own recovery codes",
    "mfa_download_recovery_codes": "a signed-in person's own recovery codes",
}
KNOWN = {permission.value for permission in Permission}


def test_every_view_carries_its_door():
    open_ones = [
        address.route for address in addresses() if not address.door and address.name not in BEFORE_THE_DOOR
    ]
    assert open_ones == []


def test_no_exception_is_stale():
    assert {address.name for address in addresses() if not address.door} == set(BEFORE_THE_DOOR)


@pytest.mark.parametrize("address", addresses(), ids=lambda address: address.route or "/")
def test_a_door_is_a_permission_or_says_why_it_is_open(address):
    reason = address.door.removeprefix("public: ") if address.door.startswith("public: ") else ""
    assert address.door in KNOWN or reason or address.name in BEFORE_THE_DOOR


def test_every_page_about_a_case_asks_for_more_than_signing_in():
    about_a_case = [address for address in addresses() if "<str:reference>" in address.route]
    assert len(about_a_case) > 10
    assert [address.route for address in about_a_case if address.door not in KNOWN] == []


def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in addresses()]
    assert all(names)
    assert sorted(names) == sorted(set(names))
