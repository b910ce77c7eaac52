"""What is done when a device is lost, or somebody leaves: every session of an account ends, on every device."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from handrail.platform.access.models import User
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.kernel.messages import msg

OPERATOR = ActorSnapshot("", "The service administrator", "", "this installation", "")


@transaction.atomic
def sign_out_everywhere(user: User, *, by: ActorSnapshot = OPERATOR) -> int:
    """End every session of the account; returns how many there were."""
    ended, _ = Session.objects.filter(pk__in=list(_iterate_session_keys_of_user(user))).delete()
    write_audit_record(who=by, verb="signed someone out everywhere", about=None, why=user.email)
    return ended


@transaction.atomic
def remove_second_factor(user: User, *, because: str, by: ActorSnapshot = OPERATOR) -> None:
    """The app was on the lost device: nothing it shows opens anything, and the next sign-in sets up another.

    Args:
        user: whose.
        because: how it was made sure that it is they who ask (docs/security/signing-in.md).
        by: who acts.
    """
    Authenticator.objects.filter(user=user).delete()
    why = msg("{email}: {because}", email=user.email, because=because)
    write_audit_record(who=by, verb="removed a second factor", about=None, why=why)


@transaction.atomic
def close_account(user: User, *, by: ActorSnapshot = OPERATOR) -> None:
    """Nobody signs in with it from now on. What its owner did stays theirs."""
    user.revise(is_active=False)
    write_audit_record(who=by, verb="closed an account", about=None, why=user.email, revised=[user])


def _iterate_session_keys_of_user(user: User) -> Iterator[str]:
    """A session tells whose it is only when it is read."""
    reader = SessionStore()
    for row in Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key__contains="-"):
        if reader.decode(row.session_data).get(SESSION_KEY) == str(user.pk):
            yield row.session_key
