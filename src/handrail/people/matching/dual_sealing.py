"""Words about two people, locked with both keys: whichever key is destroyed, they cannot be read any more."""

import base64

from handrail.platform.vault.cipher import Cipher


def seal_for_both(one: Cipher, two: Cipher, words: str, place: bytes) -> bytes:
    """The words, sealed with the second key over the first."""
    inner = base64.b64encode(one.seal(words.strip(), place)).decode()
    return two.seal(inner, place)


def read_for_both(one: Cipher | None, two: Cipher | None, sealed: bytes | None, place: bytes) -> str:
    """The words; empty where there are none, or where either key is gone."""
    if one is None or two is None or sealed is None:
        return ""
    return one.open(base64.b64decode(two.open(bytes(sealed), place)), place)
