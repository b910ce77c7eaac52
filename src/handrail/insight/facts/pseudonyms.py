"""The name of a case in the facts: keyed, so that nobody without the master key finds the case behind it."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from handrail.platform.vault import master_key

ERASED_PREFIX: Final = "erased-"
LENGTH: Final = 32


def compute_pseudonyms_by_file_id(file_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The pseudonym of each case, under a key that serves nothing else.

    Returns:
        32 hexadecimal digits by the number of the file.
    """
    key = master_key.derive_key_of_purpose_under_root_key("case facts", "pseudonym")
    return {file_id: hmac.digest(key, file_id.bytes, hashlib.sha256).hex()[:LENGTH] for file_id in file_ids}


def make_pseudonym_of_erased() -> str:
    """A random name that leads to nobody, whatever key somebody holds."""
    return ERASED_PREFIX + secrets.token_hex(LENGTH // 2)
