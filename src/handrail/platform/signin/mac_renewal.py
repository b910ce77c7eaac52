"""Signing passkeys and links to organisations anew, after the audit key was changed."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from handrail.platform.audit.audit_keys import get_audit_key
from handrail.platform.signin import organisation_links, passkeys, recovery_codes


def renew_macs_of_ways_to_sign_in() -> int:
    """Those that another key signed. Returns how many; what something else wrote stays as it is."""
    kept = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).order_by("pk")
    signed = sum(_renew_passkey_mac(pk) for pk in kept.values_list("pk", flat=True))
    codes = Authenticator.objects.filter(type=Authenticator.Type.RECOVERY_CODES).order_by("pk")
    signed += sum(_renew_recovery_codes(pk) for pk in codes.values_list("pk", flat=True))
    links = SocialAccount.objects.order_by("pk").values_list("pk", flat=True)
    return signed + sum(_renew_organisation_link_mac(pk) for pk in links)


@transaction.atomic
def _renew_passkey_mac(pk: int) -> bool:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None or _is_mac_of_present_key(row.data) or not passkeys.is_passkey_intact(row):
        return False
    row.data[passkeys.MAC] = passkeys.compute_passkey_mac(row).hex()
    row.save(update_fields=["data"])
    return True


@transaction.atomic
def _renew_recovery_codes(pk: int) -> bool:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None or _is_mac_of_present_key(row.data) or not recovery_codes.is_recovery_row_intact(row):
        return False
    hashes = row.data[recovery_codes.HASHES]
    made = recovery_codes.compute_recovery_mac(row.pk, row.user_id, hashes)
    row.data[recovery_codes.MAC] = made.hex()
    row.save(update_fields=["data"])
    return True


@transaction.atomic
def _renew_organisation_link_mac(pk: int) -> bool:
    row = SocialAccount.objects.select_for_update().filter(pk=pk).first()
    if row is None or _is_mac_of_present_key(row.extra_data) or not organisation_links.is_link_intact(row):
        return False
    row.extra_data[organisation_links.MAC] = organisation_links.compute_link_mac(row).hex()
    row.save(update_fields=["extra_data"])
    return True


def _is_mac_of_present_key(kept: dict[str, Any]) -> bool:
    return str(kept.get("mac", "")).startswith(get_audit_key().mark.hex())
