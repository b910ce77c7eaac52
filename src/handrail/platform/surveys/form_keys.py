"""The key of a form that nobody signed in to: it proves that we made the form, and makes it count once.

Pages for people without an account send no referrer and keep no cookie, which the usual token is checked by.
"""

import secrets
from typing import Final

from django.core.signing import BadSignature, TimestampSigner

FORM_KEY: Final = "form_key"
LASTS: Final = 60 * 60 * 24
_SIGNER: Final = TimestampSigner(salt="handrail.platform.surveys.form")


def make_form_key_of_survey(token: str) -> str:
    """A new key for one form of the survey with this token."""
    return _SIGNER.sign(f"{token}.{secrets.token_urlsafe(16)}")


def is_valid_form_key_of_survey(key: str, token: str) -> bool:
    """Whether we made the key for a form of this survey, within a day."""
    try:
        made_for, _, _ = _SIGNER.unsign(key, max_age=LASTS).rpartition(".")
    except BadSignature:
        return False
    return made_for == token
