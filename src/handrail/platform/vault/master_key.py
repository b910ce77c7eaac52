"""Keys made from the master key: one for each purpose, so that none can stand in for another."""

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from handrail.platform.vault.byte_encoding import encode_parts

SHORTEST = 32
SALT = b"handrail vault 1"


def derive_key(purpose: str, *more: str) -> bytes:
    """The 32-byte key of this purpose."""
    return _derive_key(_get_master_key(), encode_parts(purpose, *more))


@lru_cache(maxsize=256)
def _derive_key(master: bytes, info: bytes) -> bytes:
    """Once for each purpose: a page that opens a hundred cells asks a hundred times."""
    return HKDF(algorithm=SHA256(), length=32, salt=SALT, info=info).derive(master)


def _get_master_key() -> bytes:
    text = settings.VAULT_MASTER_KEY
    if len(text) < SHORTEST:
        raise ImproperlyConfigured(
            f"The vault's master key must have at least {SHORTEST} characters, made by a machine and not "
            "by a person. Set HANDRAIL_VAULT_MASTER_KEY."
        )
    return str(text).encode()
