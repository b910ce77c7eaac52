"""Keys of the product itself, each wrapped by a secret of the environment and bound to its purpose and version.

While a secret is being changed, both the old and the new one have their own wrapping of each key.
"""

from handrail.platform.vault import aead
from handrail.platform.vault.byte_encoding import encode_length_prefixed_parts
from handrail.platform.vault.models import ProductKey


def store_wrapped_product_key(purpose: str, version: int, content: bytes, wrapping_key: bytes) -> None:
    """Keep it under this wrapping key too; one that is there stays as it is.

    Args:
        purpose: what the key is for.
        version: of this purpose, from 1.
        content: what is wrapped.
        wrapping_key: 32 bytes that come from a secret of the environment.
    """
    row = ProductKey(purpose=purpose, version=version, wrapped_by=get_wrapper_id(wrapping_key))
    row.wrapped = aead.seal(wrapping_key, content, _make_associated_data_of_product_key(row))
    ProductKey.objects.bulk_create([row], ignore_conflicts=True)


def unwrap_product_keys(purpose: str, wrapping_key: bytes) -> dict[int, bytes]:
    """What is kept for this purpose under this wrapping key.

    Args:
        purpose: what the keys are for.
        wrapping_key: 32 bytes that come from a secret of the environment.

    Returns:
        The content by version, the newest first.

    Raises:
        DecryptionError: a row was changed, or moved to another purpose or version.
    """
    rows = ProductKey.objects.filter(purpose=purpose, wrapped_by=get_wrapper_id(wrapping_key))
    return {
        row.version: aead.unseal(wrapping_key, row.wrapped, _make_associated_data_of_product_key(row))
        for row in rows.order_by("-version")
    }


def get_wrapper_id(wrapping_key: bytes) -> str:
    """A one-way print of a wrapping key, by which its rows are found."""
    return aead.compute_key_id(wrapping_key).hex()


def _make_associated_data_of_product_key(row: ProductKey) -> bytes:
    return encode_length_prefixed_parts("product key", row.purpose, str(row.version))
