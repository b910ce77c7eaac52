"""Keys made from the master key: one for each purpose, so that none can stand in for another."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from handrail.platform.vault.byte_encoding import encode_parts

SHORTEST = 32
SALT = b"handrail vault 1"


def derive_key(purpose: str, *more: str) -> bytes:
    """The 32-byte key of this purpose."""
    return HKDF(algorithm=SHA256(), length=32, salt=SALT, info=encode_parts(purpose, *more)).derive(
        _get_master_key()
    )


def _get_master_key() -> bytes:
    text = settings.VAULT_MASTER_KEY
    if len(text) < SHORTEST:
        raise ImproperlyConfigured(
            f"The vault's master key must have at least {SHORTEST} characters, made by a machine and not "
            "by a person. Set HANDRAIL_VAULT_MASTER_KEY."
        )
    return str(text).encode()
