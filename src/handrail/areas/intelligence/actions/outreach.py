"""Going out and coming back: sessions, their due time, the safe return and its counts."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.areas.intelligence.code_lists import COUNTS
from handrail.areas.intelligence.models import OutreachCount, OutreachSession
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import ROLES, Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.dates import add_hours
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.actions.messages import queue_messages

MOST_COUNTED = 9_999
TOLD_IS_PLANNER = "Choose a colleague, or confirm below that you are staying behind"
SECOND_ALARM_AFTER = datetime.timedelta(minutes=30)
"""Ours: half an hour after the first alarm all who record outreach in the organisation are told."""


@transaction.atomic
def plan_outreach_session(
    session: OutreachSession, *, starts_at: datetime.datetime, stays_behind: bool = False, by: Actor
) -> OutreachSession:
    """Write down who goes out where, from when, and when they are due back.

    Args:
        session: district, workers, length and who is told.
        starts_at: the moment; the due time is so many real minutes later.
        stays_behind: whether the planner, where they are told themselves, said that they do not go out.
        by: who writes it down.

    Raises:
        Denied: by role.
        ValidationError: by field.
    """
    require_permission(by, Permission.RECORD_OUTREACH)
    session.body_id = by.body_id
    if session.alarm_to_id and not _is_colleague_of_actor(session.alarm_to_id, by):
        raise ValidationError({"alarm_to": "Choose who is told"})
    if session.alarm_to_id == by.user_id and not stays_behind:
        raise ValidationError({"alarm_to": TOLD_IS_PLANNER})
    session.starts_at = starts_at
    session.due_back_at = add_hours(starts_at, (session.minutes_out or 0) / 60)
    session.save_by(by)
    write_audit_record(who=by.who, verb="planned an outreach session", about=session.pk)
    return session


@transaction.atomic
def extend_outreach_session(session_id: UUID, *, minutes: int, seen: int, by: Actor) -> None:
    """Move the due time on from now: they are safe, and stay out longer.

    Args:
        session_id: of a session that is out.
        minutes: from now.
        seen: the version that the page showed.
        by: who says so.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: they are back, or it was cancelled.
    """
    session = _lock_outreach_session(session_id, by)
    if session.returned_at:
        raise ActionNotPossibleError("A safe return is confirmed already.")
    _raise_if_cancelled(session)
    now = timezone.now()
    session.due_back_at = max(now, session.starts_at) + datetime.timedelta(minutes=minutes)
    session.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="extended an outreach session", about=session.pk, why=str(minutes))


@transaction.atomic
def cancel_outreach_session(session_id: UUID, *, seen: int, by: Actor) -> None:
    """Say that nobody goes out: there is no alarm, and nothing is counted.

    Args:
        session_id: of a session that has not started.
        seen: the version that the page showed.
        by: who says so.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it has started.
    """
    session = _lock_outreach_session(session_id, by)
    now = timezone.now()
    if session.starts_at <= now:
        raise ActionNotPossibleError("This session has started. Confirm the safe return instead.")
    session.cancelled_at = session.cancelled_at or now
    session.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="cancelled an outreach session", about=session.pk)


@transaction.atomic
def confirm_outreach_safe_return(
    session_id: UUID, *, counts: Mapping[str, int], seen: int, by: Actor
) -> None:
    """Say that all are back safely, and count what happened. The alarm ends.

    Args:
        session_id: of a session that has started.
        counts: numbers by code of the list; what is not named is nought.
        seen: the version that the page showed.
        by: who says so.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's.
        ConcurrentEditError: somebody saved it since.
        ActionNotPossibleError: it has not started, or was cancelled.
        ValidationError: a number is too high.
    """
    session = _lock_outreach_session(session_id, by)
    now = timezone.now()
    if session.starts_at > now:
        raise ActionNotPossibleError("This session has not started yet.")
    _raise_if_cancelled(session)
    if not session.returned_at:
        session.returned_at, session.returned_by_id = now, by.user_id
    session.save_by(by, seen=seen)
    known = {code for code, _ in COUNTS}
    numbers = {code: number for code, number in counts.items() if code in known and number}
    if any(not 0 <= number <= MOST_COUNTED for number in numbers.values()):
        raise ValidationError("Enter whole numbers from 0 to 9,999")
    session.counts.all().delete()
    OutreachCount.objects.bulk_create(
        OutreachCount(session=session, kind=code, number=number) for code, number in numbers.items()
    )
    write_audit_record(who=by.who, verb="confirmed a safe return", about=session.pk)


@acting_as_system(SystemActor.OUTREACH)
@transaction.atomic
def queue_overdue_outreach_alarms(*, now: datetime.datetime | None = None) -> int:
    """Mail whoever is to be told that a session is overdue; later all who record outreach there. How many are new."""
    moment = now or timezone.now()
    sent = 0
    for row in OutreachSession.objects.overdue(moment):
        occasion = f"outreach/{row.pk}/{row.due_back_at.isoformat()}"
        told = [row.alarm_to_id]
        sent += _queue_overdue_outreach_alarm(row, f"{occasion}/1", told, moment)
        if moment >= row.due_back_at + SECOND_ALARM_AFTER:
            sent += _queue_overdue_outreach_alarm(
                row, f"{occasion}/2", _list_outreach_colleague_ids(row.body_id), moment
            )
    return sent


def _queue_overdue_outreach_alarm(
    row: OutreachSession, occasion: str, to: list[int], now: datetime.datetime
) -> int:
    return queue_messages(
        kind="outreach_overdue",
        occasion=occasion,
        about=f"outreach/{row.pk}",
        path=f"/outreach/{row.pk}/",
        to=to,
        now=now,
    )


def _list_outreach_colleague_ids(body_id: int) -> list[int]:
    roles = [role.value for role, card in ROLES.items() if Permission.RECORD_OUTREACH in card.permissions]
    found = User.objects.filter(users_working_for_q([body_id], roles), is_active=True)
    return list(found.distinct().values_list("pk", flat=True))


def _is_colleague_of_actor(user_id: int, by: Actor) -> bool:
    return user_id in _list_outreach_colleague_ids(by.body_id)


def _raise_if_cancelled(session: OutreachSession) -> None:
    if session.cancelled_at:
        raise ActionNotPossibleError("This session was cancelled. Plan another one.")


def _lock_outreach_session(session_id: UUID, by: Actor) -> OutreachSession:
    require_permission(by, Permission.RECORD_OUTREACH)
    rows = OutreachSession.objects.visible_to(by).select_for_update(of=("self",))
    found: OutreachSession | None = rows.filter(pk=session_id).first()
    if found is None:
        raise RecordNotVisibleError("outreach session")
    return found
