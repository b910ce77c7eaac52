"""Links in mails with which somebody chooses a password: signed, for one account as it is now, and for a time.

A link is used up with it: a new password, or signing in, changes what it was signed for. None is kept anywhere: the
outbox makes it when the mail is sent (OUTBOX_LINKS in settings).
"""

import logging
from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from handrail.platform.access.models import User
from handrail.platform.outbox.models import Message

log = logging.getLogger("handrail.security")


class PasswordLinkPurpose(StrEnum):
    """What the link is for."""

    RESET = "reset"
    INVITATION = "invitation"


def make_reset_path(message: Message) -> str:
    """The address with which the account's owner chooses another password."""
    return _make_password_link_path(PasswordLinkPurpose.RESET, message.to)


def make_first_password_path(message: Message) -> str:
    """The address with which somebody invited chooses their first password."""
    return _make_password_link_path(PasswordLinkPurpose.INVITATION, message.to)


def find_account_of_link(token: str) -> User | None:
    """The account that a link is for, or None where it was used, has expired or was never made."""
    purpose = (
        PasswordLinkPurpose.INVITATION
        if token.startswith(PasswordLinkPurpose.INVITATION)
        else PasswordLinkPurpose.RESET
    )
    lasts = {
        PasswordLinkPurpose.RESET: settings.PASSWORD_RESET_TIMEOUT,
        PasswordLinkPurpose.INVITATION: settings.INVITATION_TIMEOUT,
    }[purpose]
    try:
        signed = token.removeprefix(f"{purpose}-")
        user_id, state = _get_signer(purpose).unsign_object(signed, max_age=lasts)
    except signing.SignatureExpired:
        return None
    except (signing.BadSignature, ValueError, TypeError):
        log.warning("A link to a password that was not made here was refused.")
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    fits = (
        user is not None
        and user.is_intact
        and constant_time_compare(state, _compute_account_state_digest(user))
    )
    return user if fits else None


def _make_password_link_path(purpose: PasswordLinkPurpose, user: User) -> str:
    signed = _get_signer(purpose).sign_object([user.pk, _compute_account_state_digest(user)])
    return reverse("open_password_link", args=[f"{purpose}-{signed}"])


def _get_signer(purpose: PasswordLinkPurpose) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"handrail.account-link.{purpose}")


def _compute_account_state_digest(user: User) -> str:
    said = f"{user.pk} {user.email} {user.password} {user.last_login}"
    return salted_hmac("handrail.account-link", said, algorithm="sha256").hexdigest()[:32]
