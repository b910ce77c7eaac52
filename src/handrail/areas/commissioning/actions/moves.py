"""A line moves from stop to stop: the table of moves says where to, this module what has to be there first."""

import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.areas.commissioning.actions.lines import (
    build_follow_up_origin_of_service,
    require_intention_of_own_body,
)
from handrail.areas.commissioning.actions.notices import add_notices_for_stage
from handrail.areas.commissioning.dated_rows import find_standstill_rule
from handrail.areas.commissioning.models import CommissionedService, RenewalReview, StageMove
from handrail.areas.commissioning.notice_clocks import get_last_day_of_standstill
from handrail.areas.commissioning.permissions import lock_and_authorise_service
from handrail.areas.commissioning.stages import OVER, SIGNED_STAGES, find_possible_stage_transition
from handrail.directory.queries.published_services import select_publishable_services
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up, record_follow_up_progress
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

DECIDE = "Decide what follows"
MOVED_MEANWHILE = "Someone has just moved this service to another stage. Check the stage."


@transaction.atomic
def move_service_to_stage(
    move: StageMove, *, seen: int, by: Actor, intention: tuple[UUID, str] | None = None
) -> StageMove:
    """Move a line on to another stop.

    Args:
        move: with its line, the stop, the day, the reason and the document.
        seen: the version of the line that the page showed.
        by: who acts: the signatory where the table says so, else the office.
        intention: id and words of the commissioning intention that the service comes from, where one was chosen.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to move.
        ConcurrentEditError: somebody changed the line since.
        ValidationError: by field.
        ActionNotPossibleError: the table has no such move, or something is missing that the stop needs.
    """
    step = find_possible_stage_transition(move.line.stage, move.line.kind, move.stage)
    needed = Permission.SIGN_COMMISSIONING if step and step.signs else Permission.EDIT_COMMISSIONING
    line = lock_and_authorise_service(move.line_id, by, needed)
    line.raise_if_seen_version_stale(seen)
    if find_possible_stage_transition(line.stage, line.kind, move.stage) is None:
        raise ActionNotPossibleError("The service cannot move there from where it is.")
    _require_conditions_of_stage(line, move.stage, move.on)
    if intention is not None:
        line.intention_id, line.intention = intention[0], line.intention or intention[1][:300]
        require_intention_of_own_body(line, None, by)
    if move.stage in SIGNED_STAGES and not move.document:
        raise ValidationError({"document": "Enter the name or number of the document that is signed"})
    add_reached_stage_with_its_notices(line, move, by)
    if move.stage == "live":
        save_renewal_decision_reminder(line, move.on, by)
    if move.stage in OVER:
        close_renewal_decision_reminders_of_service(line, "dropped", "The service has ended.", "", by=by)
    if move.stage == "review":
        asked = _select_open_reminders_of_renewal_decision(line).first()
        RenewalReview(
            line=line,
            number=line.reviews.count() + 1,
            began_on=move.on,
            decide_by=line.decide_by,
            follow_up=asked,
        ).save_by(by)
    return move


def add_reached_stage_with_its_notices(line: CommissionedService, move: StageMove, by: Actor) -> None:
    """Add a stop to a locked line, with the notices that it asks for. Of two at once, one is told.

    Args:
        line: locked.
        move: with its stop, day and reason.
        by: who acts.
    """
    latest = line.moves.order_by("-number").first()
    if latest and move.on < latest.on:
        said = msg(
            "The day must be {day} or later: the stage before was reached on that day.",
            day=format_day(latest.on),
        )
        raise ActionNotPossibleError(said)
    move.line, move.number = line, (latest.number if latest else 0) + 1
    move.start, move.body_id, move.by_id, move.at = line.stage, by.body_id, by.user_id, timezone.now()
    move.full_clean(exclude={"line", "body", "by"}, validate_constraints=False)
    try:
        with transaction.atomic():
            move.save()
    except IntegrityError:
        raise ActionNotPossibleError(MOVED_MEANWHILE) from None
    line.stage = move.stage
    line.save_by(by)
    add_notices_for_stage(line, move.stage, move.on, move=move, by=by)
    write_audit_record(who=by.who, verb=f"moved a service to: {move.stage}", about=line.pk)


def save_renewal_decision_reminder(line: CommissionedService, on: datetime.date, by: Actor) -> None:
    """One open action says by when it is decided what follows; a changed last day moves it.

    Args:
        line: locked, with its last day.
        on: the day on which the action is promised.
        by: who acts.
    """
    if line.decide_by is None:
        return
    due = max(line.decide_by, on)
    what = f"{DECIDE} “{line.title}”"
    asked = _select_open_reminders_of_renewal_decision(line).filter(what=what).first()
    if asked is None:
        ask = FollowUp(what=what, owner_id=line.body_id, kept_by_id=line.body_id, promised_on=on, due_on=due)
        create_follow_up(ask, origin=build_follow_up_origin_of_service(line), by=by)
    elif asked.due_on != due:
        said = FollowUpUpdate(
            about=asked, state="open", words="The last day of the agreement changed.", due_on=due
        )
        record_follow_up_progress(said, seen=asked.version, by=by)


def close_renewal_decision_reminders_of_service(
    line: CommissionedService, state: str, words: str, evidence: str, *, by: Actor
) -> None:
    """Close what asks for a decision about the line.

    Args:
        line: locked.
        state: done or dropped.
        words: why.
        evidence: that it is done.
        by: who acts.
    """
    for ask in _select_open_reminders_of_renewal_decision(line):
        said = FollowUpUpdate(about=ask, state=state, words=words, evidence=evidence)
        record_follow_up_progress(said, seen=ask.version, by=by)


def _select_open_reminders_of_renewal_decision(line: CommissionedService) -> "QuerySet[FollowUp]":
    rows = FollowUp.objects.filter(origin_kind="service_line", origin_id=str(line.pk), state="open")
    return rows.filter(what__startswith=DECIDE)


def get_standstill_last_day(line: CommissionedService) -> datetime.date | None:
    """The last day on which nothing may be signed; None where no standstill was begun. Two statements."""
    began = line.moves.filter(stage="standstill").order_by("-number").first()
    rule = find_standstill_rule(line.regime, line.procurement_began_on)
    if began is None or rule is None:
        return None
    notice = line.notices.filter(move__stage__in=("standstill", "decision"), published_on__isnull=False)
    published = notice.order_by("-published_on").values_list("published_on", flat=True).first()
    return get_last_day_of_standstill(rule, max(published or began.on, began.on))


def _require_conditions_of_stage(line: CommissionedService, stage: str, on: datetime.date) -> None:
    if stage == "decision":
        _require_agreement_terms(line)
    elif stage == "signed":
        _require_end_of_standstill(line, on)
    elif stage == "live":
        _require_service_and_fund_in_directory(line, on)


def _require_agreement_terms(line: CommissionedService) -> None:
    missing = [
        not line.provider_name,
        not line.purpose,
        not line.starts_on,
        not line.ends_on,
        not line.good_value,
    ]
    if any(missing) or (line.kind == "grant" and not line.conditions):
        raise ActionNotPossibleError(
            "Enter the terms first: the provider, what the money is for, both days, why it is good value, and for a "
            "grant its conditions."
        )


def _require_end_of_standstill(line: CommissionedService, on: datetime.date) -> None:
    rule = find_standstill_rule(line.regime, line.procurement_began_on)
    if line.stage == "decision" and rule is not None and not rule.voluntary:
        raise ActionNotPossibleError(
            "Under these rules a standstill comes before signing. Begin standstill first."
        )
    last = get_standstill_last_day(line)
    if line.stage == "standstill" and last is not None and on <= last:
        raise ActionNotPossibleError(
            msg(
                "Nothing may be signed before standstill is over. Its last day is {day}.",
                day=format_day(last),
            )
        )


def _require_service_and_fund_in_directory(line: CommissionedService, on: datetime.date) -> None:
    """Where people look: the published directory has the service, and the fund that comes with it."""
    if line.provider_ended_on:
        raise ActionNotPossibleError("The provider has stopped. Replace the provider first.")
    public = select_publishable_services().filter(state="open")
    if not line.directory_service_id or not public.filter(pk=line.directory_service_id).exists():
        raise ActionNotPossibleError(
            "The service can go live once it is linked to a directory entry that is open and published."
        )
    fund = line.fund
    if fund is None:
        return
    is_open = fund.opens_on <= on and (fund.closes_on is None or fund.closes_on >= on)
    if not is_open or not public.filter(pk=fund.service_id).exists():
        raise ActionNotPossibleError(
            "The service can go live once its fund is open and its directory entry is published."
        )
