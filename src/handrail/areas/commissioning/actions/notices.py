"""Notices that a move asks for: each is due, reminded of as an action, then published elsewhere or not needed."""

import datetime
from uuid import UUID

from django.db import transaction

from handrail.areas.commissioning.actions.lines import build_follow_up_origin_of_service
from handrail.areas.commissioning.dated_rows import ProcurementNoticeRule
from handrail.areas.commissioning.models import CommissionedService, LineNotice, StageMove
from handrail.areas.commissioning.notice_clocks import get_notice_due_day, list_notice_rules_for_stage
from handrail.areas.commissioning.permissions import lock_and_authorise_service
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up, record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.kernel.errors import ActionNotPossibleError

WITHOUT_TENDER, BEFORE_AWARD = "UK12", ("UK4", "UK5")
"""Due only after one of these: a line that is dropped before has none to take back."""
OPENS_TENDER = ("tender", "direct_award")
"""With these the tender or transparency notice is published."""
PERFORMANCE = "UK9"
"""Comes back every year while the contract runs, until it is not needed."""


def add_notices_for_stage(
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
    if stage in OPENS_TENDER:
        _set_due_day_of_notices_before_tender(line, on, by)
    return [
        _add_due_notice(line, rule, get_notice_due_day(rule, on), promised_on=on, move=move, by=by)
        for rule in list_notice_rules_for_stage(line.regime, stage, line.procurement_began_on)
        if _is_notice_asked_for_at_stage(line, rule, move, by)
    ]


def _set_due_day_of_notices_before_tender(line: CommissionedService, on: datetime.date, by: Actor) -> None:
    """What was to be published before the tender notice is due on its day: from the next day on it is late."""
    rules = list_notice_rules_for_stage(line.regime, "market_talk", line.procurement_began_on)
    codes = [rule.code for rule in rules if rule.clock == "before_tender"]
    for notice in line.notices.filter(code__in=codes, state="due", due_on__isnull=True):
        notice.due_on = on
        notice.follow_up_id = _create_notice_reminder(line, notice, promised_on=on, by=by)
        notice.save_by(by)


def _is_notice_asked_for_at_stage(
    line: CommissionedService, rule: ProcurementNoticeRule, move: StageMove | None, by: Actor
) -> bool:
    if rule.code == WITHOUT_TENDER:
        return line.notices.filter(code__in=BEFORE_AWARD).exclude(state="not_needed").exists()
    if rule.clock == "yearly":  # a renewal goes on with the contract, whose year is counted already
        return move is None or move.start != "review"
    if rule.code == PERFORMANCE and rule.stage == "ended":
        return _replace_due_yearly_notice_by_last_one(line, by)
    return True


def _replace_due_yearly_notice_by_last_one(line: CommissionedService, by: Actor) -> bool:
    """The last notice replaces the one that is due. None is asked for where the newest was not needed."""
    newest = line.notices.filter(code=PERFORMANCE).order_by("-number").first()
    if newest is None or newest.state == "not_needed":
        return False
    if newest.state == "due":
        newest.state, newest.why_not = "not_needed", "The contract ended: the last notice replaces it."
        newest.save_by(by)
        _close_notice_reminder(newest, "dropped", newest.why_not, by)
    return True


def _add_due_notice(
    line: CommissionedService,
    rule: ProcurementNoticeRule,
    due_on: datetime.date | None,
    *,
    promised_on: datetime.date,
    move: StageMove | None,
    by: Actor,
) -> LineNotice:
    notice = LineNotice(
        line=line,
        move=move,
        number=line.notices.count() + 1,
        code=rule.code,
        name=rule.name,
        source=rule.source,
        confidence=rule.confidence,
        note=rule.note,
        due_on=due_on,
    )
    if due_on:
        notice.follow_up_id = _create_notice_reminder(line, notice, promised_on=promised_on, by=by)
    notice.save_by(by)
    return notice


def _create_notice_reminder(
    line: CommissionedService, notice: LineNotice, *, promised_on: datetime.date, by: Actor
) -> UUID:
    """The action that reminds of a notice with a day."""
    due_on = notice.due_on or promised_on
    ask = FollowUp(
        what=f"Publish {notice.code}, {notice.name}: {line.title}"[:500],
        owner_id=line.body_id,
        kept_by_id=line.body_id,
        promised_on=min(promised_on, due_on),
        due_on=due_on,
    )
    return create_follow_up(ask, origin=build_follow_up_origin_of_service(line), by=by)


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
    line = _lock_service_of_due_notice(notice, by)
    notice.state = "published"
    notice.save_by(by, seen=seen)
    _close_notice_reminder(notice, "done", "Published", by, evidence=notice.reference)
    _add_performance_notice_of_next_year(line, notice, by)
    write_audit_record(
        who=by.who, verb="recorded a notice as published", about=notice.line_id, why=notice.code
    )


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
    _lock_service_of_due_notice(notice, by)
    notice.state = "not_needed"
    notice.save_by(by, seen=seen)
    _close_notice_reminder(notice, "dropped", notice.why_not, by)
    write_audit_record(
        who=by.who, verb="recorded a notice as not needed", about=notice.line_id, why=notice.code
    )


def _add_performance_notice_of_next_year(line: CommissionedService, notice: LineNotice, by: Actor) -> None:
    rules = list_notice_rules_for_stage(line.regime, "live", line.procurement_began_on)
    rule = next((row for row in rules if (row.code, row.clock) == (notice.code, "yearly")), None)
    if rule is None or notice.due_on is None or line.is_over:
        return
    due_on = get_notice_due_day(rule, notice.due_on)
    _add_due_notice(line, rule, due_on, promised_on=today(), move=notice.move, by=by)


def _lock_service_of_due_notice(notice: LineNotice, by: Actor) -> CommissionedService:
    line = lock_and_authorise_service(notice.line_id, by)
    if LineNotice.objects.get(pk=notice.pk).state != "due":
        raise ActionNotPossibleError("The outcome of this notice is recorded already.")
    return line


def _close_notice_reminder(notice: LineNotice, state: str, words: str, by: Actor, evidence: str = "") -> None:
    if notice.follow_up_id is None:
        return
    ask = FollowUp.objects.filter(pk=notice.follow_up_id, state="open").first()
    if ask is None:
        return
    said = FollowUpUpdate(about=ask, state=state, words=words, evidence=evidence)
    record_follow_up_progress(said, seen=ask.version, by=by)
