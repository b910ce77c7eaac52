"""Sessions noted, followed, and ended by their owner."""

import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.messages import msg
from handrail.platform.signin.models import SignedInSession

KEPT_FOR = datetime.timedelta(days=2)  # longer than any session lasts


@transaction.atomic
def record_signed_in_session(*, user_id: int, session_hash: str, device: str) -> int:
    """Remember that somebody has signed in, and forget rows of sessions that are long over.

    An account that is signed in more often than settings allow is signed out where it was used longest ago.

    Args:
        user_id: who signed in.
        session_hash: the keyed hash of the session's key.
        device: browser and system.

    Returns:
        The number of the row, for the session to keep.
    """
    now = timezone.now()
    SignedInSession.objects.filter(user=user_id, opened_at__lt=now - KEPT_FOR).delete()
    row, _ = SignedInSession.objects.update_or_create(
        session_hash=session_hash,
        defaults={"user_id": user_id, "device": device, "opened_at": now, "used_at": now},
    )
    others = SignedInSession.objects.filter(user=user_id).exclude(pk=row.pk).order_by("-used_at", "-pk")
    _end_sessions_of_rows(list(others[settings.SESSIONS_AT_MOST - 1 :]))
    return row.pk


def update_session_hash_and_use(*, row_id: int, session_hash: str) -> None:
    """Say that the session is used, under the key that it has now: a new password gives it another."""
    SignedInSession.objects.filter(pk=row_id).update(session_hash=session_hash, used_at=timezone.now())


def delete_session_row(*, row_id: int) -> None:
    """It has ended."""
    SignedInSession.objects.filter(pk=row_id).delete()


@transaction.atomic
def end_own_session(*, row_id: int, by: Actor) -> bool:
    """End one session of the actor's own; False where it has ended, or is another person's."""
    row = SignedInSession.objects.select_for_update().filter(pk=row_id, user=by.user_id).first()
    if row is None:
        return False
    _end_sessions_of_rows([row])
    write_audit_record(who=by.who, verb="ended a session of their own", about=None, why=row.device)
    return True


@transaction.atomic
def end_other_sessions(*, user_id: int, besides: str, by: Actor) -> int:
    """End every session of the account but one.

    Args:
        user_id: whose.
        besides: the keyed hash of the session that stays; "" for none.
        by: who acts.

    Returns:
        How many have ended.
    """
    rows = list(
        SignedInSession.objects.select_for_update().filter(user=user_id).exclude(session_hash=besides)
    )
    ended = _end_sessions_of_rows(rows)
    if rows:
        why = msg("{count} ended", count=ended)
        write_audit_record(who=by.who, verb="ended the other sessions of their own", about=None, why=why)
    return ended


def _end_sessions_of_rows(rows: list[SignedInSession]) -> int:
    hashes = [row.session_hash for row in rows]
    ended, _ = Session.objects.filter(pk__in=hashes).delete()
    SignedInSession.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return ended
