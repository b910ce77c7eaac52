"""Sealing the secrets of authenticator apps anew, after the master key was changed."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from handrail.platform.vault import app_secret_sealing

PURPOSE = "authenticator"


def reseal_authenticator_secrets() -> int:
    """Those that an earlier master key sealed. Returns how many."""
    kept = Authenticator.objects.filter(type=Authenticator.Type.TOTP).order_by("pk")
    return sum(_reseal_authenticator_secret(pk) for pk in kept.values_list("pk", flat=True))


@transaction.atomic
def _reseal_authenticator_secret(pk: int) -> bool:
    row = Authenticator.objects.select_for_update().filter(pk=pk).first()
    if row is None or app_secret_sealing.is_sealed_by_present_key(row.data["secret"], PURPOSE):
        return False
    row.data["secret"] = app_secret_sealing.seal(
        app_secret_sealing.unseal(row.data["secret"], PURPOSE), PURPOSE
    )
    row.save(update_fields=["data"])
    return True
