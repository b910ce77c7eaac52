"""The product's own secrets (such as authenticator secrets), sealed as text that fits any column."""

import base64
import binascii

from handrail.platform.vault import aead, master_key
from handrail.platform.vault.byte_encoding import encode_parts
from handrail.platform.vault.errors import DecryptionError


def seal(text: str, purpose: str) -> str:
    """The text, sealed for this purpose."""
    return seal_bytes(text.encode(), purpose)


def seal_bytes(data: bytes, purpose: str) -> str:
    """The bytes, sealed for this purpose, as text."""
    return base64.urlsafe_b64encode(
        aead.seal(_derive_key(purpose), data, encode_parts("own", purpose))
    ).decode()


def unseal(sealed: str, purpose: str) -> str:
    """The text, or DecryptionError."""
    return unseal_bytes(sealed, purpose).decode()


def unseal_bytes(sealed: str, purpose: str) -> bytes:
    """The bytes, or DecryptionError."""
    try:
        data = base64.b64decode(sealed.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise DecryptionError("This text was not sealed by the vault.") from None
    return aead.unseal(_derive_key(purpose), data, encode_parts("own", purpose))


def _derive_key(purpose: str) -> bytes:
    return master_key.derive_key("own", purpose)
