"""When a session was opened, last used and last confirmed, and the limits that follow from that.

The limits are settings; their defaults are ours. OWASP ASVS 5.0, chapter 7 (7.1.1, 7.3.1, 7.3.2, 7.5.3) asks for an
idle end, an absolute end and a new confirmation before sensitive acts, with periods that whoever runs it chooses.
"""

import time
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

OPENED, USED = "opened_at", "used_at"
AUTHENTICATION_RECORDS = "account_authentication_methods"  # allauth's, in the session


class SessionEndReason(StrEnum):
    """Why a session has ended by itself."""

    IDLE = "idle"
    TOO_OLD = "too_old"


def start_session_times(session: SessionBase) -> None:
    """At each sign-in."""
    session[OPENED] = session[USED] = time.time()


def find_session_end_reason(session: SessionBase) -> SessionEndReason | None:
    """Why the session has ended, or None while it lasts. One that does not say when it was opened has ended."""
    now = time.time()
    if now - session.get(OPENED, 0) >= settings.SESSION_COOKIE_AGE:
        return SessionEndReason.TOO_OLD
    if now - session.get(USED, 0) >= settings.SESSION_IDLE_SECONDS:
        return SessionEndReason.IDLE
    return None


def get_idle_and_absolute_seconds_left(session: SessionBase) -> tuple[int, int]:
    """How long the session lasts from now on.

    Returns:
        Seconds until the idle end, and until the absolute end; never below 0.
    """
    now = time.time()
    idle = session.get(USED, 0) + settings.SESSION_IDLE_SECONDS - now
    oldest = session.get(OPENED, 0) + settings.SESSION_COOKIE_AGE - now
    return max(0, int(idle)), max(0, int(oldest))


def find_missing_recent_authentication(request: HttpRequest, *, has_second_factor: bool) -> str:
    """What whoever is signed in has not given within the last minutes: `password`, `mfa`, or "" for nothing.

    Signing in takes both, and so does a passkey, which knows its user.

    Args:
        request: the request.
        has_second_factor: whether the account has one that can be asked for.

    Returns:
        The next to ask for.
    """
    since = time.time() - settings.ASK_AGAIN_SECONDS
    if request.session.get(OPENED, 0) > since:
        return ""
    records: list[dict[str, Any]] = request.session.get(AUTHENTICATION_RECORDS, [])
    again = [record for record in records if record.get("reauthenticated") and record["at"] > since]
    given = {record["method"] for record in again}
    if any(record.get("type") == "webauthn" for record in again):
        return ""
    if "password" not in given:
        return "password"
    return "mfa" if has_second_factor and "mfa" not in given else ""


def was_user_recently_reauthenticated(request: HttpRequest) -> bool:
    """Whether whoever is signed in gave a password, code or passkey within the last minutes."""
    records: list[dict[str, Any]] = request.session.get(AUTHENTICATION_RECORDS, [])
    again = [record["at"] for record in records if record.get("reauthenticated")]
    last = max([request.session.get(OPENED, 0), *again])
    return bool(time.time() - last < settings.ASK_AGAIN_SECONDS)
