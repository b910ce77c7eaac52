"""Notices that a move asks for: each is due, reminded of as an action, then published elsewhere or not needed."""

import datetime

from django.db import transaction

from handrail.areas.commissioning.actions.lines import get_line_origin
from handrail.areas.commissioning.models import CommissionedService, LineNotice, StageMove
from handrail.areas.commissioning.notice_clocks import get_notice_due_day, list_rules_at_stop
from handrail.areas.commissioning.permissions import lock_and_authorise_line
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.followups.actions import create_follow_up, record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.kernel.errors import ActionNotPossibleError

WITHOUT_TENDER = "UK12"
"""Due only after a tender notice: a line that is dropped before has none to take back."""


def add_notices_of_stop(
    line: CommissionedService, stage: str, on: datetime.date, *, move: StageMove | None, by: Actor
) -> list[LineNotice]:
    """Add the notices that a stop asks for, each with its reminder. Within the transaction of the act.

    Args:
        line: locked.
        stage: the stop, or `changed` where the contract is changed.
        on: the day on which it was reached.
        move: that reached it, where there is one.
        by: who acts.
    """
    made = []
    number = line.notices.count()
    for rule in list_rules_at_stop(line.regime, stage, line.procurement_began_on):
        if (
            rule.code == WITHOUT_TENDER
            and not line.notices.filter(code="UK4").exclude(state="not_needed").exists()
        ):
            continue
        number += 1
        notice = LineNotice(
            line=line,
            move=move,
            number=number,
            code=rule.code,
            name=rule.name,
            source=rule.source,
            confidence=rule.confidence,
            note=rule.note,
            due_on=get_notice_due_day(rule, on),
        )
        if notice.due_on:
            notice.follow_up_id = create_follow_up(
                FollowUp(
                    what=f"Publish {rule.code}, {rule.name}: {line.title}"[:500],
                    owner_id=line.body_id,
                    kept_by_id=line.body_id,
                    promised_on=min(on, notice.due_on),
                    due_on=notice.due_on,
                ),
                origin=get_line_origin(line),
                by=by,
            )
        notice.save_by(by)
        made.append(notice)
    return made


@transaction.atomic
def record_notice_published(notice: LineNotice, *, seen: int, by: Actor) -> None:
    """Record that a notice was published, and where.

    Args:
        notice: with its day and number.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: it is not due any more.
    """
    _lock_due_notice(notice, by)
    notice.state = "published"
    notice.save_by(by, seen=seen)
    _close_reminder(notice, "done", "Published", by, evidence=notice.reference)
    record(who=by.who, verb="recorded a notice as published", about=notice.line_id, why=notice.code)


@transaction.atomic
def record_notice_not_needed(notice: LineNotice, *, seen: int, by: Actor) -> None:
    """Record that a notice is not needed, and why.

    Args:
        notice: with the reason.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: it is not due any more.
    """
    _lock_due_notice(notice, by)
    notice.state = "not_needed"
    notice.save_by(by, seen=seen)
    _close_reminder(notice, "dropped", notice.why_not, by)
    record(who=by.who, verb="recorded a notice as not needed", about=notice.line_id, why=notice.code)


def _lock_due_notice(notice: LineNotice, by: Actor) -> None:
    lock_and_authorise_line(notice.line_id, by)
    if LineNotice.objects.get(pk=notice.pk).state != "due":
        raise ActionNotPossibleError("The outcome of this notice is recorded already.")


def _close_reminder(notice: LineNotice, state: str, words: str, by: Actor, evidence: str = "") -> None:
    if notice.follow_up_id is None:
        return
    ask = FollowUp.objects.filter(pk=notice.follow_up_id, state="open").first()
    if ask is None:
        return
    said = FollowUpUpdate(about=ask, state=state, words=words, evidence=evidence)
    record_follow_up_progress(said, seen=ask.version, by=by)
