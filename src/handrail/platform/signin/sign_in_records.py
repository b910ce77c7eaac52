"""Signing in and out, and what one signs in with, in the trail; mails to the owner of an account.

A mail goes out when wrong passwords have locked the account, and when a way of signing in was added or taken away.
"""

from typing import Any

from allauth.account.signals import authentication_step_completed, user_logged_in, user_logged_out
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.signals import social_account_added
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from handrail.platform.access.models import User
from handrail.platform.access.session_times import AUTHENTICATION_RECORDS
from handrail.platform.access.sessions import hash_session_key
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.signin.actions.organisation_links import add_mac_to_organisation_sign_in_link
from handrail.platform.signin.actions.own_sessions import delete_session_row, end_other_sessions
from handrail.platform.signin.actions.passkeys import add_mac_to_passkey
from handrail.platform.signin.actions.passwords import mail_owner_of_changed_sign_in_methods
from handrail.platform.signin.device_cookie import get_email_of_attempted_sign_in
from handrail.platform.signin.session_limits import ROW

ADDED = {
    Authenticator.Type.TOTP: "added an authenticator app",
    Authenticator.Type.WEBAUTHN: "added a passkey",
    Authenticator.Type.RECOVERY_CODES: "created recovery codes",
}
REMOVED = {
    Authenticator.Type.TOTP: "removed an authenticator app",
    Authenticator.Type.WEBAUTHN: "removed a passkey",
    Authenticator.Type.RECOVERY_CODES: "removed recovery codes",
}
UNKNOWN = ActorSnapshot("", "Not signed in", "", "", "")


@receiver(user_logged_in)
def record_sign_in(request: HttpRequest, user: User, **said: Any) -> None:
    """After the second factor. The device is marked with the answer (device_cookie.py)."""
    request.signed_in_user = user  # type: ignore[attr-defined]
    write_audit_record_of_read(
        who=user.actor.who,
        verb="signed in",
        about=None,
        outcome="done",
        why=_list_sign_in_method_codes(request),
    )


def _list_sign_in_method_codes(request: HttpRequest) -> str:
    """By what somebody signed in, as codes: `password, totp`."""
    steps = request.session.get(AUTHENTICATION_RECORDS, [])
    return ", ".join(str(step.get("type") or step.get("provider") or step["method"]) for step in steps)


@receiver(user_logged_out)
def record_sign_out(request: HttpRequest, user: User | None, **said: Any) -> None:
    """Where somebody was signed in."""
    if user is not None:
        write_audit_record_of_read(who=user.actor.who, verb="signed out", about=None, outcome="done")
        if row_id := request.session.get(ROW):
            delete_session_row(row_id=row_id)


@receiver(authentication_step_completed)
def record_reauthentication(request: HttpRequest, user: User, method: str, **said: Any) -> None:
    """Where somebody signed in gave a password, code or passkey once more, before something sensitive."""
    if said.get("reauthenticated"):
        request.session.cycle_key()
        write_audit_record_of_read(
            who=user.actor.who, verb="confirmed that it is them", about=None, outcome="done", why=method
        )


@receiver(authenticator_added)
def record_new_authenticator(
    request: HttpRequest, user: User, authenticator: Authenticator, **said: Any
) -> None:
    """An app or passkey was set up, or codes were made for the first time."""
    if authenticator.type == Authenticator.Type.WEBAUTHN:
        add_mac_to_passkey(authenticator)
    _record_and_mail_changed_sign_in(request, user, ADDED[authenticator.type])


@receiver(authenticator_removed)
def record_removed_authenticator(
    request: HttpRequest, user: User, authenticator: Authenticator, **said: Any
) -> None:
    """A passkey was taken away."""
    _record_and_mail_changed_sign_in(request, user, REMOVED[authenticator.type])


@receiver(authenticator_reset)
def record_renewed_authenticator(
    request: HttpRequest, user: User, authenticator: Authenticator, **said: Any
) -> None:
    """Codes were made again."""
    _record_and_mail_changed_sign_in(request, user, ADDED[authenticator.type])


@receiver(social_account_added)
def record_new_organisation_link(request: HttpRequest, sociallogin: SocialLogin, **said: Any) -> None:
    """Whoever is signed in linked their sign-in at an organisation."""
    add_mac_to_organisation_sign_in_link(link=sociallogin.account, by=sociallogin.user.actor)


def _record_and_mail_changed_sign_in(request: HttpRequest, user: User, verb: str) -> None:
    """Whoever is signed in elsewhere signs in again, with what the account has now."""
    write_audit_record_of_read(who=user.actor.who, verb=verb, about=None, outcome="done", why=user.email)
    own = hash_session_key(request.session.session_key or "")
    end_other_sessions(user_id=user.pk, besides=own, by=user.actor)
    mail_owner_of_changed_sign_in_methods(user_id=user.pk)


@receiver(user_login_failed)
def record_failed_sign_in(
    credentials: dict[str, Any], request: HttpRequest | None = None, **said: Any
) -> None:
    """For an account that there is. What else was typed may be a password in the wrong box, and is not kept.

    Args:
        credentials: what was typed, without the password.
        request: where it was typed.
        said: what else Django says.
    """
    email = get_email_of_attempted_sign_in(request, credentials)
    user = User.objects.filter(email__iexact=email).first() if email else None
    why = user.email if user else ""
    write_audit_record_of_read(who=UNKNOWN, verb="failed to sign in", about=None, outcome="refused", why=why)


@receiver(user_locked_out)
def mail_owner_of_locked_account(request: HttpRequest, username: str | None, **said: Any) -> None:
    """One mail a day: somebody may be guessing, or the owner has forgotten the password."""
    email = get_email_of_attempted_sign_in(request)
    for user in User.objects.filter(email__iexact=email, is_active=True) if email else ():
        write_audit_record_of_read(
            who=UNKNOWN, verb="locked an account", about=None, outcome="refused", why=user.email
        )
        queue_messages(
            kind="account_locked",
            occasion=f"account-locked/{timezone.localdate():%Y-%m-%d}",
            about="",
            path="/",
            to=[user.pk],
        )
