"""Passwords asked for anew and chosen. The second factor stays as it is, whatever becomes of the password."""

from axes.utils import reset as reset_wrong_tries
from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.signin.actions.own_sessions import end_other_sessions
from handrail.platform.signin.password_links import find_account_of_link

NOT_SIGNED_IN = ActorSnapshot("", "Not signed in", "", "", "")
ONE_MAIL_IN = 15  # minutes


@transaction.atomic
def request_password_reset(*, email: str) -> None:
    """Mail a link to the owner of the account, if there is one that signs in with a password.

    Whether there is one shows neither in the answer nor in what is done: both write one record of the trail.
    """
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    takes_it = user is not None and user.has_usable_password() and user.is_intact
    write_audit_record(
        who=NOT_SIGNED_IN,
        verb="asked for a new password",
        about=None,
        outcome="done" if takes_it else "refused",
        why=user.email if user else "",
    )
    if user is None or not takes_it:
        return
    now = timezone.localtime()
    quarter = now.minute // ONE_MAIL_IN
    occasion = f"password-reset/{now:%Y-%m-%dT%H}/{quarter}"
    queue_messages(kind="password_reset", occasion=occasion, about="", path="/account/", to=[user.pk])


@transaction.atomic
def choose_password_by_link(*, token: str, user_id: int, password: str) -> bool:
    """Set the password of whoever followed a link. Every session of the account ends, and its owner is told.

    Args:
        token: the link's; looked at again under a lock, so that of two who use it at once one does.
        user_id: the account that it was for when the form was checked.
        password: the new one, already held to the rules.

    Returns:
        False where the link has been used, or has ended.
    """
    User.objects.select_for_update(of=("self",)).filter(pk=user_id).first()
    user = find_account_of_link(token)
    if user is None or user.pk != user_id:
        return False
    was_invited = not user.has_usable_password()
    user.set_password(password)
    user.save()
    reset_wrong_tries(username=user.email)
    end_other_sessions(user_id=user.pk, besides="", by=user.actor)
    if not was_invited:
        _mail_owner_of_changed_password(user.pk)
    return True


@transaction.atomic
def change_own_password(*, password: str, session_hash: str, by: Actor) -> User:
    """Set another password. Every other session of the account ends, and its owner is told.

    Args:
        password: the new one, already held to the rules.
        session_hash: the session that stays.
        by: whose it is.

    Returns:
        The user, with the new password.
    """
    user = User.objects.select_for_update(of=("self",)).get(pk=by.user_id)
    user.set_password(password)
    user.save()
    end_other_sessions(user_id=user.pk, besides=session_hash, by=by)
    _mail_owner_of_changed_password(user.pk)
    return user


@transaction.atomic
def mail_owner_of_changed_sign_in_methods(*, user_id: int) -> None:
    """A passkey, an app, codes or another way of signing in was added or taken away."""
    _queue_mail_about_own_account("sign_in_changed", user_id)


@transaction.atomic
def mail_first_password_link(*, user: User) -> None:
    """Send somebody the link with which they choose their first password. Sent again, the earlier one works too."""
    _queue_mail_about_own_account("invitation", user.pk)


def _mail_owner_of_changed_password(user_id: int) -> None:
    _queue_mail_about_own_account("password_changed", user_id)


def _queue_mail_about_own_account(kind: str, user_id: int) -> None:
    occasion = f"{kind}/{timezone.now():%Y-%m-%dT%H:%M:%S.%f}"
    queue_messages(kind=kind, occasion=occasion, about="", path="/account/", to=[user_id])
