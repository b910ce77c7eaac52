"""Signing in and out in the trail, and a mail to the owner when wrong passwords have locked their account."""

from typing import Any

from allauth.account.signals import user_logged_in, user_logged_out
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from handrail.platform.access.models import User
from handrail.platform.audit.actions import record_read
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.outbox.actions import queue_messages
from handrail.platform.signin.device_cookie import get_attempted_email

UNKNOWN = ActorSnapshot("", "Not signed in", "", "", "")


@receiver(user_logged_in)
def record_sign_in(request: HttpRequest, user: User, **said: Any) -> None:
    """After the second factor. The device is marked with the answer (device_cookie.py)."""
    request.signed_in_user = user  # type: ignore[attr-defined]
    record_read(who=user.actor.who, verb="signed in", about=None, outcome="done")


@receiver(user_logged_out)
def record_sign_out(request: HttpRequest, user: User | None, **said: Any) -> None:
    """Where somebody was signed in."""
    if user is not None:
        record_read(who=user.actor.who, verb="signed out", about=None, outcome="done")


@receiver(user_login_failed)
def record_failure(credentials: dict[str, Any], request: HttpRequest | None = None, **said: Any) -> None:
    """For an account that there is. What else was typed may be a password in the wrong box, and is not kept.

    Args:
        credentials: what was typed, without the password.
        request: where it was typed.
        said: what else Django says.
    """
    email = get_attempted_email(request, credentials)
    user = User.objects.filter(email__iexact=email).first() if email else None
    why = user.email if user else ""
    record_read(who=UNKNOWN, verb="failed to sign in", about=None, outcome="refused", why=why)


@receiver(user_locked_out)
def tell_owner_of_locked_account(request: HttpRequest, username: str | None, **said: Any) -> None:
    """One mail a day: somebody may be guessing, or the owner has forgotten the password."""
    email = get_attempted_email(request)
    for user in User.objects.filter(email__iexact=email, is_active=True) if email else ():
        record_read(who=UNKNOWN, verb="locked an account", about=None, outcome="refused", why=user.email)
        queue_messages(
            kind="account_locked",
            occasion=f"account-locked/{timezone.localdate():%Y-%m-%d}",
            about="",
            path="/",
            to=[user.pk],
        )
