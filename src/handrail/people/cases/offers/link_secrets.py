"""Secrets of referral links: made here and shown once. Kept are keyed hashes of tokens, and slow hashes of codes."""

import secrets

from django.contrib.auth.hashers import check_password, make_password

from handrail.platform.vault.blind_index import compute_blind_index

CODE_DIGITS = 8


def make_link_token() -> str:
    """256 random bits, as text for an address."""
    return secrets.token_urlsafe(32)


def make_referral_link_code() -> str:
    """Eight random digits, which can be said by telephone."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def hash_link_or_visit_token(token: str) -> str:
    """The keyed hash of a link's token, or of the token of a visit: 64 hexadecimal digits."""
    return compute_blind_index("referral link token", token).hex()


def hash_link_code(link_id: object, code: str) -> str:
    """A slow hash with a salt of its own: eight digits would be guessed from a quick one."""
    return make_password(_join_link_id_and_code(link_id, code))


def is_typed_code_right_for_link(link_id: object, typed: str, kept: str) -> bool:
    """Whether it is the code of this link; spaces and other signs between the digits do not count.

    Args:
        link_id: the number of the link.
        typed: what somebody entered.
        kept: what `hash_link_code` made.
    """
    return check_password(_join_link_id_and_code(link_id, typed), kept)


def _join_link_id_and_code(link_id: object, typed: str) -> str:
    digits = "".join(sign for sign in typed if sign.isdecimal() and sign.isascii())
    return f"{link_id} {digits}"


def format_link_code(code: str) -> str:
    """The code in two groups, as it is said."""
    half = CODE_DIGITS // 2
    return f"{code[:half]} {code[half:]}"
