"""Secrets of referral links: made here, shown once, and kept as keyed hashes alone."""

import secrets

from handrail.platform.vault.blind_index import compute_blind_index

CODE_DIGITS = 8


def make_link_token() -> str:
    """256 random bits, as text for an address."""
    return secrets.token_urlsafe(32)


def make_link_code() -> str:
    """Eight random digits, which can be said by telephone."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def hash_link_or_visit_token(token: str) -> str:
    """The keyed hash of a link's token, or of the token of a visit: 64 hexadecimal digits."""
    return compute_blind_index("referral link token", token).hex()


def hash_link_code(link_id: object, typed: str) -> str:
    """The keyed hash of a code for one link; spaces and other signs between the digits do not count."""
    digits = "".join(sign for sign in typed if sign.isdecimal() and sign.isascii())
    return compute_blind_index("referral link code", f"{link_id} {digits}").hex()


def format_link_code(code: str) -> str:
    """The code in two groups, as it is said."""
    half = CODE_DIGITS // 2
    return f"{code[:half]} {code[half:]}"
