"""Blind index: find equal texts without reading them."""

import hashlib
import hmac
from collections.abc import Iterable

from handrail.platform.vault import master_key


def compute_blind_index(scope: str, text: str) -> bytes:
    """32 bytes that are the same for the same text in the same scope (purpose and body code)."""
    key = master_key.derive_key_of_purpose_under_root_key("blind index", scope)
    return hmac.digest(key, text.encode(), hashlib.sha256)


def compute_blind_index_numbers(scope: str, texts: Iterable[str]) -> set[int]:
    """A number of 64 bits for each text, for indexes that hold many: one key made for all of them."""
    key = master_key.derive_key_of_purpose_under_root_key("blind index", scope)
    made = (hmac.digest(key, text.encode(), hashlib.sha256) for text in texts)
    return {int.from_bytes(digest[:8], "big", signed=True) for digest in made}
