"""Codes of authenticator apps (RFC 6238), by HMAC with SHA-256.

SHA-1, which some apps can do alone, is taken only where settings name it (`TOTP_ALGORITHMS`): OWASP ASVS 5.0 lists it
as legacy. allauth keeps the secret and knows SHA-1 alone, so the code is worked out here.
"""

import base64
import hmac
import struct
import time

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache

SHA256, SHA1 = "sha256", "sha1"


def compute_one_time_code(secret: str, at: float | None = None, algorithm: str = SHA256) -> str:
    """What an app shows.

    Args:
        secret: as the app got it, in base 32.
        at: the moment, in seconds since 1970; None for now.
        algorithm: "sha256" or "sha1".

    Returns:
        The digits.
    """
    period = int((time.time() if at is None else at) // app_settings.TOTP_PERIOD)
    return _compute_code_of_period(secret, period, algorithm)


def get_hash_algorithm_of_new_authenticator_apps() -> str:
    """By which an app that is set up now makes its codes."""
    return str(settings.TOTP_ALGORITHMS[0])


def is_code_valid_for_secret(secret: str, typed: str) -> bool:
    """Whether an app with this secret shows it now, or did within the tolerance of settings."""
    digits = "".join(typed.split())
    now, tolerance = int(time.time() // app_settings.TOTP_PERIOD), app_settings.TOTP_TOLERANCE
    right = False
    for algorithm in settings.TOTP_ALGORITHMS:
        for period in range(now - tolerance, now + tolerance + 1):
            made = _compute_code_of_period(secret, period, algorithm)
            right |= hmac.compare_digest(made.encode(), digits.encode())
    return right


def accept_one_time_code_once(app: Authenticator, typed: str) -> bool:
    """Whether the code is right and was not used before. It opens once, whichever process is asked."""
    if not is_code_valid_for_secret(get_adapter().decrypt(app.data["secret"]), typed):
        return False
    lasts = app_settings.TOTP_PERIOD * (1 + 2 * app_settings.TOTP_TOLERANCE)
    return cache.add(f"used-code/{app.user_id}/{''.join(typed.split())}", "y", timeout=lasts)


def _compute_code_of_period(secret: str, period: int, algorithm: str) -> str:
    """RFC 4226, 5.3, with the hash that RFC 6238, 1.2 lets one choose."""
    key = base64.b32decode(secret.encode("ascii"), casefold=True)
    digest = hmac.digest(key, struct.pack(">Q", period), algorithm)
    offset = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    digits = app_settings.TOTP_DIGITS
    return f"{(number & 0x7FFFFFFF) % 10**digits:0{digits}}"
