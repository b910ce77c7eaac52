"""An improvement plan: made by the local policing body, alone or with its force; worked on by both."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.areas.oversight.actions.date_checks import (
    check_future_day,
    check_past_day,
    check_plausible_day,
    check_span,
)
from handrail.areas.oversight.models import BoardReport, ImprovementPlan, Objective, ObjectiveStatus, PlanNote
from handrail.areas.oversight.permissions import (
    check_version,
    get_force,
    get_overseeing_body,
    lock_and_authorise_plan,
)
from handrail.areas.oversight.states import OBJECTIVE_STATUSES, get_codes
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.followups.text_inputs import clean_optional_text, clean_required_text
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg

MOST_OBJECTIVES = 60


@dataclass(frozen=True, slots=True)
class PlanInput:
    """A plan as it is entered."""

    title: str
    starts_on: datetime.date
    ends_on: datetime.date
    aim: str = ""
    next_board_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveInput:
    """An objective as it is entered."""

    what: str
    owner_id: int
    due_on: datetime.date
    person: str = ""
    measure: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class StatusInput:
    """How an objective stands at a board."""

    status: str
    words: str = ""


@transaction.atomic
def make_plan(*, told: PlanInput, force_id: int | None = None, by: Actor) -> UUID:
    """Make a plan. With a force it is a joint one, and both write in it."""
    body = get_overseeing_body(by)
    row = ImprovementPlan(body=body, force=get_force(body, force_id) if force_id else None)
    _fill(row, told, by)
    check_future_day(told.next_board_on, "The next board")
    row.save()
    record(who=by.who, verb="made an improvement plan", about=row.pk)
    return row.pk


@transaction.atomic
def change_plan(*, plan: UUID, told: PlanInput, seen_version: int, by: Actor) -> None:
    """Change what is said of a plan. Raises StaleRecord."""
    row = _writable(plan, by)
    check_version(row.version, seen_version)
    if told.next_board_on != row.next_board_on:
        check_future_day(told.next_board_on, "The next board")
    _fill(row, told, by)
    latest = row.objectives.order_by("-due_on").values_list("due_on", flat=True).first()
    if latest and latest > row.ends_on:
        raise ActionNotAllowed(
            msg(
                "An objective is due on {latest}. Move it first, or end the plan later.",
                latest=format_day(latest),
            )
        )
    _save(row)
    record(who=by.who, verb="changed an improvement plan", about=row.pk)


@transaction.atomic
def add_objective(*, plan: UUID, told: ObjectiveInput, by: Actor) -> int:
    """Add an objective, and give back its number."""
    row = _writable(plan, by)
    number = row.objectives.count() + 1
    if number > MOST_OBJECTIVES:
        raise ActionNotAllowed(
            msg("A plan holds at most {most_objectives} objectives.", most_objectives=MOST_OBJECTIVES)
        )
    objective = Objective(plan=row, number=number)
    _put(row, objective, told, by)
    objective.save()
    record(who=by.who, verb="added an objective", about=row.pk, why=str(number))
    return number


@transaction.atomic
def change_objective(*, plan: UUID, number: int, told: ObjectiveInput, seen_version: int, by: Actor) -> None:
    """Change an objective. What earlier boards were told stays. Raises StaleRecord."""
    row = _writable(plan, by)
    objective = row.objectives.filter(number=number).first()
    if objective is None:
        raise ActionNotAllowed("That objective is not in this plan.")
    check_version(objective.version, seen_version)
    _put(row, objective, told, by)
    if objective.status == "done" and not objective.evidence:
        raise ActionNotAllowed("This objective was reported as done. Say what shows it.")
    objective.version += 1
    objective.save()
    record(who=by.who, verb="changed an objective", about=row.pk, why=str(number))


@transaction.atomic
def report_to_board(
    *,
    plan: UUID,
    held_on: datetime.date,
    stands: Mapping[int, StatusInput],
    words: str = "",
    next_board_on: datetime.date | None = None,
    seen_version: int,
    by: Actor,
) -> None:
    """Report how every objective stands, for one board. Kept as it was said. Raises StaleRecord."""
    row = _writable(plan, by)
    check_version(row.version, seen_version)
    check_past_day(held_on, "The day of the board")
    if held_on < row.starts_on:
        raise ActionNotAllowed(
            msg(
                "The plan begins on {starts_on}; no board was told of it before.",
                starts_on=format_day(row.starts_on),
            )
        )
    if row.reports.filter(held_on__gte=held_on).exists():
        raise ActionNotAllowed(
            "That board, or a later one, was told already. What was reported stays as it was said."
        )
    objectives = list(row.objectives.all())
    if not objectives:
        raise ActionNotAllowed("The plan has no objectives yet. Add one first.")
    report = BoardReport(
        plan=row,
        held_on=held_on,
        words=clean_optional_text(words),
        body_id=by.body_id,
        at=timezone.now(),
        by_id=by.user_id,
    )
    report.save()
    for objective in objectives:
        _report(report, objective, stands.get(objective.number))
    row.next_board_on = check_future_day(next_board_on, "The next board")
    _save(row)
    record(who=by.who, verb="reported a plan to a board", about=row.pk, why=held_on.isoformat())


@transaction.atomic
def close_plan(*, plan: UUID, why: str, by: Actor) -> None:
    """Close a plan, with the reason. Only the local policing body closes."""
    row = _writable(plan, by)
    _decides(row, by)
    _note(row, clean_required_text(why, "Say why the plan is closed."), by)
    row.state, row.next_board_on = "closed", None
    _save(row)
    record(who=by.who, verb="closed an improvement plan", about=row.pk)


@transaction.atomic
def open_plan_again(*, plan: UUID, why: str, by: Actor) -> None:
    """Open a closed plan again, with the reason."""
    row = lock_and_authorise_plan(plan, by)
    if row.state != "closed":
        raise ActionNotAllowed("This plan is open already.")
    _decides(row, by)
    _note(row, clean_required_text(why, "Say why it is opened again."), by)
    row.state = "open"
    _save(row)
    record(who=by.who, verb="opened an improvement plan again", about=row.pk)


@transaction.atomic
def promise_in_plan(
    *, plan: UUID, what: str, owner_id: int, person: str, due_on: datetime.date, by: Actor
) -> UUID:
    """Keep an action that the plan needs. Both bodies of a joint plan see it."""
    row = _writable(plan, by)
    _is_ours(row, owner_id)
    return create_follow_up(
        origin=FollowUpOrigin("plan", str(row.pk), row.title),
        what=what,
        owner_id=owner_id,
        person=person,
        due_on=due_on,
        kept_by_id=row.body_id,
        shared_with_id=row.force_id,
        by=by,
    )


def _writable(plan: UUID, by: Actor) -> ImprovementPlan:
    row = lock_and_authorise_plan(plan, by)
    if row.state == "closed":
        raise ActionNotAllowed("This plan is closed. Open it again first, and say why.")
    return row


def _decides(row: ImprovementPlan, by: Actor) -> None:
    body = get_overseeing_body(by)
    if body.pk != row.body_id and by.body_id == row.force_id:
        raise ActionNotAllowed("Only the local policing body closes the plan or opens it again.")


def _is_ours(row: ImprovementPlan, owner_id: int) -> None:
    if owner_id not in (row.body_id, row.force_id):
        raise ActionNotAllowed("Choose who is to do it.")


def _fill(row: ImprovementPlan, told: PlanInput, by: Actor) -> None:
    check_span(told.starts_on, told.ends_on)
    row.title = clean_required_text(told.title, "Enter what the plan is called.", 200)
    row.aim = clean_optional_text(told.aim)
    row.starts_on, row.ends_on, row.next_board_on = told.starts_on, told.ends_on, told.next_board_on
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()


def _put(row: ImprovementPlan, objective: Objective, told: ObjectiveInput, by: Actor) -> None:
    check_plausible_day(told.due_on, "The day it is due")
    if not row.starts_on <= told.due_on <= row.ends_on:
        raise ActionNotAllowed(
            msg(
                "The day it is due must lie within the plan: {starts_on} to {ends_on}.",
                starts_on=format_day(row.starts_on),
                ends_on=format_day(row.ends_on),
            )
        )
    _is_ours(row, told.owner_id)
    objective.what = clean_required_text(told.what, "Enter the objective.", 500)
    objective.owner_id, objective.person = told.owner_id, clean_optional_text(told.person, 120)
    objective.due_on = told.due_on
    objective.measure, objective.evidence = (
        clean_optional_text(told.measure),
        clean_optional_text(told.evidence),
    )
    objective.changed_by_id, objective.changed_at = by.user_id, timezone.now()


def _report(report: BoardReport, objective: Objective, stands: StatusInput | None) -> None:
    if stands is None or stands.status not in get_codes(OBJECTIVE_STATUSES):
        raise ActionNotAllowed(msg("Say how objective {number} stands.", number=objective.number))
    if stands.status == "done" and not objective.evidence:
        raise ActionNotAllowed(
            msg(
                "Objective {number} has no evidence yet. Say what shows that it is done.",
                number=objective.number,
            )
        )
    status = ObjectiveStatus(
        report=report,
        objective=objective,
        what=objective.what,
        status=stands.status,
        words=clean_optional_text(stands.words, 2000),
        due_on=objective.due_on,
        evidence=objective.evidence,
    )
    status.save()
    objective.status = stands.status
    objective.save(update_fields=["status"])


def _note(row: ImprovementPlan, words: str, by: Actor) -> None:
    note = PlanNote(of=row, words=words, body_id=by.body_id, at=timezone.now(), by_id=by.user_id)
    note.save()


def _save(row: ImprovementPlan) -> None:
    row.version += 1
    row.save()
