"""The audit key in use, and those before it: each mac begins with the mark of the key that made it.

A key that ended stands in the key store, wrapped by the one in use, together with the last link that it may have
signed. Such a key verifies what is old and makes nothing good that is new.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from handrail.platform.vault.product_keys import store_wrapped_product_key, unwrap_product_keys

SHORTEST = 32
MARK_LENGTH = 4
AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class AuditKey:
    """One audit key. `last_link` is None while it may sign; afterwards the last link that it may stand behind.

    `is_next` says that it is to follow the key under which it is kept.
    """

    mark: bytes
    key: bytes
    last_link: int | None = None
    is_next: bool = False

    def may_sign_link_at(self, sequence: int) -> bool:
        """Whether it may have signed what stands at this place of the chain."""
        return self.last_link is None or sequence <= self.last_link


_ended: dict[bytes, AuditKey] = {}
"""Keys that ended, as far as they were asked for: an ended key does not change."""


def get_audit_key() -> AuditKey:
    """The one in use. Raises ImproperlyConfigured where it is short."""
    return derive_audit_key_from_secret(str(settings.AUDIT_KEY), "HANDRAIL_AUDIT_KEY")


@lru_cache(maxsize=8)
def derive_audit_key_from_secret(text: str, variable: str) -> AuditKey:
    """A key as it stands in the environment.

    Args:
        text: the secret.
        variable: its name there, for the message.

    Raises:
        ImproperlyConfigured: it is too short.
    """
    if len(text) < SHORTEST:
        raise ImproperlyConfigured(
            f"The audit key must have at least {SHORTEST} characters, made by a machine and not by a person. "
            f"Set {variable}."
        )
    key = text.encode()
    return AuditKey(hashlib.sha256(b"handrail audit key" + key).digest()[:MARK_LENGTH], key)


def find_audit_key(mac: bytes | memoryview) -> AuditKey | None:
    """The key that a mac says made it: the one in use, one that ended, or one that is coming. None for any other."""
    mark, present = bytes(mac[:MARK_LENGTH]), get_audit_key()
    if mark == present.mark:
        return present
    if len(mark) < MARK_LENGTH:
        return None
    if mark not in _ended:
        found = next((key for key in list_other_audit_keys() if key.mark == mark), None)
        if found is None or found.last_link is None:
            return found  # a change is going on: asked again each time
        _ended[mark] = found
    return _ended[mark]


def list_other_audit_keys() -> list[AuditKey]:
    """Those that the key store keeps under the key in use, the newest first."""
    kept = unwrap_product_keys(AUDIT, get_wrapping_key_under_audit_key(get_audit_key())).values()
    return [_decode_audit_key(content) for content in kept]


def store_audit_key(kept: AuditKey, version: int, under: AuditKey) -> None:
    """Put a key into the key store, wrapped by another.

    Args:
        kept: what is kept, with the last link that it signed, if it ended.
        version: its number among them.
        under: the key that wraps it.
    """
    content = json.dumps([kept.mark.hex(), kept.key.decode(), kept.last_link, kept.is_next]).encode()
    store_wrapped_product_key(AUDIT, version, content, get_wrapping_key_under_audit_key(under))


def get_wrapping_key_under_audit_key(audit_key: AuditKey) -> bytes:
    """What wraps other audit keys under this one."""
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=b"handrail audit 1", info=b"earlier audit keys")
    return hkdf.derive(audit_key.key)


def clear_audit_key_cache() -> None:
    """They are asked for again."""
    _ended.clear()


def _decode_audit_key(content: bytes) -> AuditKey:
    mark, key, last_link, is_next = json.loads(content)
    return AuditKey(bytes.fromhex(mark), key.encode(), last_link, is_next)
