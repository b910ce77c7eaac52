"""Sealing under the master key itself; what was sealed under an earlier one still opens until it is sealed anew.

An earlier master key stands in the key store, wrapped by the present one, while a change is going on
(master_key_rotation.py). It is asked for only where bytes say that another key sealed them.
"""

from functools import lru_cache

from handrail.platform.vault import aead
from handrail.platform.vault.aead import PreparedAeadKey
from handrail.platform.vault.master_key import (
    derive_key_of_purpose_under_master_key,
    expand_secret_into_key_of_purpose,
    get_master_key,
    get_wrapping_key_of_product_keys,
)
from handrail.platform.vault.product_keys import unwrap_product_keys

EARLIER_MASTER = "earlier master"

Purpose = tuple[str, ...]


def seal(purpose: Purpose, plain: bytes, place: bytes) -> bytes:
    """Seal under the present master key.

    Args:
        purpose: what the key is for, in parts.
        plain: what nobody else may read.
        place: where it is kept: it opens nowhere else.

    Returns:
        Sealed bytes.
    """
    return get_prepared_aead_key(derive_key_of_purpose_under_master_key(*purpose)).seal(plain, place)


def unseal(purpose: Purpose, data: bytes | memoryview, place: bytes) -> bytes:
    """Open what was sealed under the present master key, or under one that is being replaced.

    Args:
        purpose: as for sealing.
        data: sealed bytes.
        place: as for sealing.

    Returns:
        The plain bytes.

    Raises:
        DecryptionError: another key or place, or changed bytes.
    """
    present = get_prepared_aead_key(derive_key_of_purpose_under_master_key(*purpose))
    if aead.has_shape_of_sealed_bytes(data := bytes(data)) and not present.has_sealed(data):
        for earlier in list_earlier_master_keys():
            before = get_prepared_aead_key(expand_secret_into_key_of_purpose(earlier, *purpose))
            if before.has_sealed(data):
                return before.unseal(data, place)
    return present.unseal(data, place)


def is_sealed_by_present_key(purpose: Purpose, data: bytes | memoryview) -> bool:
    """Whether it need not be sealed anew."""
    return get_prepared_aead_key(derive_key_of_purpose_under_master_key(*purpose)).has_sealed(bytes(data))


def list_earlier_master_keys() -> list[bytes]:
    """Those that may still have sealed something, the newest first."""
    return list(
        unwrap_product_keys(EARLIER_MASTER, get_wrapping_key_of_product_keys(get_master_key())).values()
    )


@lru_cache(maxsize=64)
def get_prepared_aead_key(key: bytes) -> PreparedAeadKey:
    """The key made ready, once for each."""
    return PreparedAeadKey(key)
