"""The product's own secrets (such as authenticator secrets), sealed as text that fits any column."""

import base64
import binascii

from handrail.platform.vault import aead, master_key, sealing_keys
from handrail.platform.vault.byte_encoding import encode_length_prefixed_parts
from handrail.platform.vault.errors import DecryptionError


def seal(text: str, purpose: str) -> str:
    """The text, sealed for this purpose under the master key: it is sealed anew when that is changed."""
    return seal_bytes(text.encode(), purpose)


def seal_bytes(data: bytes, purpose: str) -> str:
    """The bytes, sealed for this purpose, as text."""
    return _encode_sealed_as_text(
        sealing_keys.seal(("own", purpose), data, _make_associated_data_of_purpose(purpose))
    )


def unseal(sealed: str, purpose: str) -> str:
    """The text, or DecryptionError."""
    return unseal_bytes(sealed, purpose).decode()


def unseal_bytes(sealed: str, purpose: str) -> bytes:
    """The bytes, or DecryptionError."""
    return sealing_keys.unseal(
        ("own", purpose), _decode_sealed_text(sealed), _make_associated_data_of_purpose(purpose)
    )


def is_sealed_by_present_key(sealed: str, purpose: str) -> bool:
    """Whether it need not be sealed anew. Raises DecryptionError for what was never sealed."""
    return sealing_keys.is_sealed_by_present_key(("own", purpose), _decode_sealed_text(sealed))


def seal_under_root_key(text: str, purpose: str) -> str:
    """The text, sealed under the root key: for rows that nothing may write anew."""
    return _encode_sealed_as_text(
        aead.seal(
            master_key.derive_key_of_purpose_under_root_key("own", purpose),
            text.encode(),
            _make_associated_data_of_purpose(purpose),
        )
    )


def unseal_under_root_key(sealed: str, purpose: str) -> str:
    """The text of what `seal_under_root_key` gave, or DecryptionError."""
    key = master_key.derive_key_of_purpose_under_root_key("own", purpose)
    return aead.unseal(key, _decode_sealed_text(sealed), _make_associated_data_of_purpose(purpose)).decode()


def _make_associated_data_of_purpose(purpose: str) -> bytes:
    return encode_length_prefixed_parts("own", purpose)


def _encode_sealed_as_text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


def _decode_sealed_text(sealed: str) -> bytes:
    try:
        return base64.b64decode(sealed.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise DecryptionError("This text was not sealed by the vault.") from None
