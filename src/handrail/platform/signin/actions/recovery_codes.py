"""Making recovery codes, and using one."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import transaction

from handrail.platform.access.models import User
from handrail.platform.signin.recovery_codes import (
    HASHES,
    MAC,
    compute_recovery_mac,
    find_index_of_unused_recovery_code,
    make_recovery_codes,
)

KIND = Authenticator.Type.RECOVERY_CODES


def replace_recovery_codes(*, user_id: int) -> tuple[Authenticator, list[str]]:
    """Make new codes; those before end. The caller tells the trail and the owner.

    Returns:
        The row, and the codes, which nobody can read again.
    """
    codes = make_recovery_codes()
    hashes = [make_password(code) for code in codes]
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user_id)  # two at once: the second replaces the first
        Authenticator.objects.filter(user_id=user_id, type=KIND).delete()
        row = Authenticator.objects.create(user_id=user_id, type=KIND, data={})
        _store_code_hashes(row, hashes)
    return row, codes


@transaction.atomic
def use_recovery_code(*, row_id: int, typed: str) -> bool:
    """Whether the code is right; it is used up then."""
    row = Authenticator.objects.select_for_update().filter(pk=row_id).first()
    place = find_index_of_unused_recovery_code(row, typed) if row else None
    if row is None or place is None:
        return False
    _store_code_hashes(row, [kept if number != place else "" for number, kept in enumerate(row.data[HASHES])])
    return True


def _store_code_hashes(row: Authenticator, hashes: list[str]) -> None:
    row.data = {HASHES: hashes, MAC: compute_recovery_mac(row.pk, row.user_id, hashes).hex()}
    row.save(update_fields=["data"])
