"""Every view carries its access rule: a permission, or why it needs none."""

from handrail.platform.access.roles import Permission
from support.addresses import addresses

# Views of the sign-in package, which come before any permission.
BEFORE_SIGNING_IN = {
    "account_login": "signing in",
    "account_logout": "signing out",
    "account_reauthenticate": "a signed-in person gives their password again",
    "account_inactive": "tells somebody that their account is closed",
    "mfa_authenticate": "the second step of signing in",
    "mfa_reauthenticate": "a signed-in person gives a code again",
    "mfa_index": "leads a signed-in person to their account",
    "mfa_list_webauthn": "a signed-in person's own passkeys",
    "mfa_add_webauthn": "a signed-in person's own passkeys",
    "mfa_edit_webauthn": "a signed-in person's own passkeys",
    "mfa_remove_webauthn": "a signed-in person's own passkeys",
    "mfa_login_webauthn": "signing in with a passkey",
    "mfa_reauthenticate_webauthn": "a signed-in person uses a passkey again",
    "mfa_deactivate_totp": "a signed-in person is told that their second factor stays",
    "mfa_activate_totp": "a signed-in person sets up their second factor",
    "mfa_view_recovery_codes": "a signed-in person's own recovery codes",
    "mfa_generate_recovery_codes": "a signed-in person's own recovery codes",
}
KNOWN = {permission.value for permission in Permission}


def test_every_view_carries_its_access_rule():
    open_ones = [
        address.route
        for address in addresses()
        if not address.access_rule and address.name not in BEFORE_SIGNING_IN
    ]
    assert open_ones == []


def test_no_exception_is_stale():
    assert {address.name for address in addresses() if not address.access_rule} == set(BEFORE_SIGNING_IN)


def test_an_access_rule_is_a_permission_or_says_why_there_is_none():
    for address in addresses():
        rule = address.access_rule
        reason = rule.removeprefix("public: ") if rule.startswith("public: ") else ""
        assert rule in KNOWN or reason or address.name in BEFORE_SIGNING_IN, address.route


def test_every_page_about_a_case_asks_for_more_than_signing_in():
    about_a_case = [address for address in addresses() if "<str:reference>" in address.route]
    assert len(about_a_case) > 10
    assert [address.route for address in about_a_case if address.access_rule not in KNOWN] == []


def test_every_address_has_a_name_of_its_own():
    names = [address.name for address in addresses()]
    assert all(names)
    assert sorted(names) == sorted(set(names))
