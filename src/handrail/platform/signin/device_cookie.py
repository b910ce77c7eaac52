"""Which devices somebody has signed in on before: wrong passwords from elsewhere do not lock them out there.

Wrong tries are counted for each account over all unknown devices together, and for each known device on its own.
No count is kept by network address: a whole police force may share one. (OWASP calls these device cookies.)
"""

import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from handrail.platform.access.models import User
from handrail.platform.ui.cookies import get_cookie_name

KEPT_FOR = 180 * 24 * 60 * 60  # seconds
PREFIX = "handrail_device_"


def get_email_of_attempted_sign_in(
    request: HttpRequest | None, credentials: dict[str, Any] | None = None
) -> str | None:
    """The account that a sign-in was for, as typed."""
    given = (credentials or {}).get("email") or (credentials or {}).get("username")
    posted = request.POST.get("login") if request is not None else None
    return str(given or posted or "").strip().lower() or None


def get_key_to_count_failed_sign_ins(
    request: HttpRequest | None, credentials: dict[str, Any] | None = None
) -> str | None:
    """What wrong tries are counted by: the account, and the device where its owner signed in on it before."""
    email = get_email_of_attempted_sign_in(request, credentials)
    device = _get_known_device_id(request, email) if request is not None and email else ""
    return f"{email} on {device}" if device else email


class DeviceCookieMiddleware:
    """Marks the device once somebody has signed in on it with their second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "signed_in_user", None)
        if isinstance(user, User) and not _is_device_known(request, user):
            device = secrets.token_urlsafe(16)
            response.set_cookie(
                get_cookie_name(f"{PREFIX}{user.pk}"),
                f"{device}.{_sign_device_id(user, device)}",
                max_age=KEPT_FOR,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def get_known_device_id_of_user(request: HttpRequest, user: User) -> str:
    """The device's own number, where the user has signed in on it before; else an empty text."""
    return _read_verified_device_id(request, user)


def _get_known_device_id(request: HttpRequest, email: str) -> str:
    if not any(name.startswith(get_cookie_name(PREFIX)) for name in request.COOKIES):
        return ""
    user = User.objects.filter(email__iexact=email).first()
    return _read_verified_device_id(request, user) if user else ""


def _is_device_known(request: HttpRequest, user: User) -> bool:
    return bool(_read_verified_device_id(request, user))


def _read_verified_device_id(request: HttpRequest, user: User) -> str:
    device, _, signature = request.COOKIES.get(get_cookie_name(f"{PREFIX}{user.pk}"), "").partition(".")
    return device if device and constant_time_compare(signature, _sign_device_id(user, device)) else ""


def _sign_device_id(user: User, device: str) -> str:
    """A new password ends what earlier devices were known by."""
    said = f"{user.pk} {device} {user.get_session_auth_hash()}"
    return salted_hmac("handrail.device", said, algorithm="sha256").hexdigest()
