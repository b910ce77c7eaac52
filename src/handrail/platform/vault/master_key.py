"""Keys made from the master key and from the root key: one for each purpose, so that none can stand in for another.

The *root key* is made at random, once, and kept in the key store, wrapped by the master key. What stands in many rows
and in no other form (blind indexes, tokens of codes, pseudonyms, the list of erasures, the reasons in the trail) hangs
on it, so that another master key changes none of it. What can be sealed anew is sealed under the master key itself
(sealing_keys.py).
"""

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from handrail.platform.vault.byte_encoding import encode_length_prefixed_parts
from handrail.platform.vault.errors import DecryptionError
from handrail.platform.vault.key_generation import generate_key
from handrail.platform.vault.models import ProductKey
from handrail.platform.vault.product_keys import store_wrapped_product_key, unwrap_product_keys
from handrail.platform.vault.router import KEYS

SHORTEST = 32
SALT = b"handrail vault 1"
ROOT = "root"

known_root_keys: dict[bytes, bytes] = {}
"""The root key that this process works with, by its master key: read once."""


def derive_key_of_purpose_under_root_key(purpose: str, *more: str) -> bytes:
    """The 32-byte key of this purpose under the root key: the same whatever becomes of the master key."""
    return expand_secret_into_key_of_purpose(get_root_key(), purpose, *more)


def derive_key_of_purpose_under_master_key(purpose: str, *more: str) -> bytes:
    """The 32-byte key of this purpose under the master key itself: another one after it was changed."""
    return expand_secret_into_key_of_purpose(get_master_key(), purpose, *more)


def expand_secret_into_key_of_purpose(secret: bytes, purpose: str, *more: str) -> bytes:
    """The 32-byte key of this purpose under any secret.

    Args:
        secret: a master key or a root key.
        purpose: what the key is for.
        more: the rest of the purpose.

    Returns:
        What HKDF-SHA-256 makes of them.
    """
    return _expand_secret_with_hkdf(secret, encode_length_prefixed_parts(purpose, *more))


@lru_cache(maxsize=256)
def _expand_secret_with_hkdf(secret: bytes, info: bytes) -> bytes:
    """Once for each purpose: a page that opens a hundred cells asks a hundred times."""
    return HKDF(algorithm=SHA256(), length=32, salt=SALT, info=info).derive(secret)


def get_root_key() -> bytes:
    """The root key.

    Raises:
        DecryptionError: the key store was made under another master key.
        ImproperlyConfigured: there is no root key yet.
    """
    master = get_master_key()
    if master not in known_root_keys:
        known_root_keys[master] = _read_root_key(master)
    return known_root_keys[master]


def ensure_root_key() -> None:
    """Make the root key where the key store has none. A process that works with one already keeps that one."""
    if ProductKey._meta.db_table not in connections[KEYS].introspection.table_names():
        return  # migrated back to nothing
    if not ProductKey.objects.filter(purpose=ROOT).exists():
        master = get_master_key()
        store_wrapped_product_key(
            ROOT, 1, known_root_keys.get(master) or generate_key(), get_wrapping_key_of_product_keys(master)
        )


def get_wrapping_key_of_product_keys(master: bytes) -> bytes:
    """What wraps the product's own keys under a master key."""
    return expand_secret_into_key_of_purpose(master, "product keys")


def get_master_key() -> bytes:
    """The master key as it is in use. Raises ImproperlyConfigured where it is short."""
    return parse_master_key_text(settings.VAULT_MASTER_KEY, "HANDRAIL_VAULT_MASTER_KEY")


def parse_master_key_text(text: str, variable: str) -> bytes:
    """A master key as bytes.

    Args:
        text: as it stands in the environment.
        variable: its name there, for the message.

    Raises:
        ImproperlyConfigured: it is too short.
    """
    if len(text) < SHORTEST:
        raise ImproperlyConfigured(
            f"The vault's master key must have at least {SHORTEST} characters, made by a machine and not "
            f"by a person. Set {variable}."
        )
    return str(text).encode()


def _read_root_key(master: bytes) -> bytes:
    for root in unwrap_product_keys(ROOT, get_wrapping_key_of_product_keys(master)).values():
        return root
    if ProductKey.objects.filter(purpose=ROOT).exists():
        raise DecryptionError("The key store was made under another master key.")
    raise ImproperlyConfigured("The key store has no root key yet. Run handrail migrate.")
