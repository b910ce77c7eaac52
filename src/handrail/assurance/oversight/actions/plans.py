"""An improvement plan: made by the local policing body, alone or with its force; worked on by both."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.assurance.oversight.actions.days import ahead, past, span, within
from handrail.assurance.oversight.models import BoardReport, Objective, Plan, PlanNote, Status
from handrail.assurance.oversight.permissions import enter_plan, force_of, fresh, overseer
from handrail.assurance.oversight.states import STATUSES, codes
from handrail.audit.actions import record
from handrail.followups.actions import raise_action
from handrail.followups.origins import Origin
from handrail.followups.texts import needed, optional
from handrail.kernel.dates import plain
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say

MOST_OBJECTIVES = 60


@dataclass(frozen=True, slots=True)
class PlanTold:
    """A plan as it is entered."""

    title: str
    starts_on: datetime.date
    ends_on: datetime.date
    aim: str = ""
    next_board_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveTold:
    """An objective as it is entered."""

    what: str
    owner_id: int
    due_on: datetime.date
    person: str = ""
    measure: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Stands:
    """How an objective stands at a board."""

    status: str
    words: str = ""


@transaction.atomic
def make_plan(*, told: PlanTold, force_id: int | None = None, by: Actor) -> UUID:
    """Make a plan. With a force it is a joint one, and both write in it."""
    body = overseer(by)
    row = Plan(body=body, force=force_of(body, force_id) if force_id else None)
    _fill(row, told, by)
    ahead(told.next_board_on, "The next board")
    row.save()
    record(who=by.who, verb="made an improvement plan", about=row.pk)
    return row.pk


@transaction.atomic
def change_plan(*, plan: UUID, told: PlanTold, seen_version: int, by: Actor) -> None:
    """Change what is said of a plan. Raises StaleRecord."""
    row = _writable(plan, by)
    fresh(row.version, seen_version)
    if told.next_board_on != row.next_board_on:
        ahead(told.next_board_on, "The next board")
    _fill(row, told, by)
    latest = row.objectives.order_by("-due_on").values_list("due_on", flat=True).first()
    if latest and latest > row.ends_on:
        raise NotNow(
            say(
                "An objective is due on {latest}. Move it first, or end the plan later.", latest=plain(latest)
            )
        )
    _save(row)
    record(who=by.who, verb="changed an improvement plan", about=row.pk)


@transaction.atomic
def add_objective(*, plan: UUID, told: ObjectiveTold, by: Actor) -> int:
    """Add an objective, and give back its number."""
    row = _writable(plan, by)
    number = row.objectives.count() + 1
    if number > MOST_OBJECTIVES:
        raise NotNow(
            say("A plan holds at most {most_objectives} objectives.", most_objectives=MOST_OBJECTIVES)
        )
    objective = Objective(plan=row, number=number)
    _put(row, objective, told, by)
    objective.save()
    record(who=by.who, verb="added an objective", about=row.pk, why=str(number))
    return number


@transaction.atomic
def change_objective(*, plan: UUID, number: int, told: ObjectiveTold, seen_version: int, by: Actor) -> None:
    """Change an objective. What earlier boards were told stays. Raises StaleRecord."""
    row = _writable(plan, by)
    objective = row.objectives.filter(number=number).first()
    if objective is None:
        raise NotNow("That objective is not in this plan.")
    fresh(objective.version, seen_version)
    _put(row, objective, told, by)
    if objective.status == "done" and not objective.evidence:
        raise NotNow("This objective was reported as done. Say what shows it.")
    objective.version += 1
    objective.save()
    record(who=by.who, verb="changed an objective", about=row.pk, why=str(number))


@transaction.atomic
def report_to_board(
    *,
    plan: UUID,
    held_on: datetime.date,
    stands: Mapping[int, Stands],
    words: str = "",
    next_board_on: datetime.date | None = None,
    seen_version: int,
    by: Actor,
) -> None:
    """Report how every objective stands, for one board. Kept as it was said. Raises StaleRecord."""
    row = _writable(plan, by)
    fresh(row.version, seen_version)
    past(held_on, "The day of the board")
    if held_on < row.starts_on:
        raise NotNow(
            say(
                "The plan begins on {starts_on}; no board was told of it before.",
                starts_on=plain(row.starts_on),
            )
        )
    if row.reports.filter(held_on__gte=held_on).exists():
        raise NotNow("That board, or a later one, was told already. What was reported stays as it was said.")
    objectives = list(row.objectives.all())
    if not objectives:
        raise NotNow("The plan has no objectives yet. Add one first.")
    report = BoardReport(
        plan=row,
        held_on=held_on,
        words=optional(words),
        body_id=by.body_id,
        at=timezone.now(),
        by_id=by.user_id,
    )
    report.save()
    for objective in objectives:
        _report(report, objective, stands.get(objective.number))
    row.next_board_on = ahead(next_board_on, "The next board")
    _save(row)
    record(who=by.who, verb="reported a plan to a board", about=row.pk, why=held_on.isoformat())


@transaction.atomic
def close_plan(*, plan: UUID, why: str, by: Actor) -> None:
    """Close a plan, with the reason. Only the local policing body closes."""
    row = _writable(plan, by)
    _decides(row, by)
    _note(row, needed(why, "Say why the plan is closed."), by)
    row.state, row.next_board_on = "closed", None
    _save(row)
    record(who=by.who, verb="closed an improvement plan", about=row.pk)


@transaction.atomic
def open_plan_again(*, plan: UUID, why: str, by: Actor) -> None:
    """Open a closed plan again, with the reason."""
    row = enter_plan(plan, by)
    if row.state != "closed":
        raise NotNow("This plan is open already.")
    _decides(row, by)
    _note(row, needed(why, "Say why it is opened again."), by)
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
    return raise_action(
        origin=Origin("plan", str(row.pk), row.title),
        what=what,
        owner_id=owner_id,
        person=person,
        due_on=due_on,
        kept_by_id=row.body_id,
        shared_with_id=row.force_id,
        by=by,
    )


def _writable(plan: UUID, by: Actor) -> Plan:
    row = enter_plan(plan, by)
    if row.state == "closed":
        raise NotNow("This plan is closed. Open it again first, and say why.")
    return row


def _decides(row: Plan, by: Actor) -> None:
    body = overseer(by)
    if body.pk != row.body_id and by.body_id == row.force_id:
        raise NotNow("Only the local policing body closes the plan or opens it again.")


def _is_ours(row: Plan, owner_id: int) -> None:
    if owner_id not in (row.body_id, row.force_id):
        raise NotNow("Choose who is to do it.")


def _fill(row: Plan, told: PlanTold, by: Actor) -> None:
    span(told.starts_on, told.ends_on)
    row.title = needed(told.title, "Enter what the plan is called.", 200)
    row.aim = optional(told.aim)
    row.starts_on, row.ends_on, row.next_board_on = told.starts_on, told.ends_on, told.next_board_on
    row.changed_by_id, row.changed_at = by.user_id, timezone.now()


def _put(row: Plan, objective: Objective, told: ObjectiveTold, by: Actor) -> None:
    within(told.due_on, "The day it is due")
    if not row.starts_on <= told.due_on <= row.ends_on:
        raise NotNow(
            say(
                "The day it is due must lie within the plan: {starts_on} to {ends_on}.",
                starts_on=plain(row.starts_on),
                ends_on=plain(row.ends_on),
            )
        )
    _is_ours(row, told.owner_id)
    objective.what = needed(told.what, "Enter the objective.", 500)
    objective.owner_id, objective.person = told.owner_id, optional(told.person, 120)
    objective.due_on = told.due_on
    objective.measure, objective.evidence = optional(told.measure), optional(told.evidence)
    objective.changed_by_id, objective.changed_at = by.user_id, timezone.now()


def _report(report: BoardReport, objective: Objective, stands: Stands | None) -> None:
    if stands is None or stands.status not in codes(STATUSES):
        raise NotNow(say("Say how objective {number} stands.", number=objective.number))
    if stands.status == "done" and not objective.evidence:
        raise NotNow(
            say(
                "Objective {number} has no evidence yet. Say what shows that it is done.",
                number=objective.number,
            )
        )
    status = Status(
        report=report,
        objective=objective,
        what=objective.what,
        status=stands.status,
        words=optional(stands.words, 2000),
        due_on=objective.due_on,
        evidence=objective.evidence,
    )
    status.save()
    objective.status = stands.status
    objective.save(update_fields=["status"])


def _note(row: Plan, words: str, by: Actor) -> None:
    note = PlanNote(of=row, words=words, body_id=by.body_id, at=timezone.now(), by_id=by.user_id)
    note.save()


def _save(row: Plan) -> None:
    row.version += 1
    row.save()
