"""An improvement plan: made by the local policing body, alone or with its force; worked on by both."""

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.areas.oversight.levels_and_states import OBJECTIVE_STATUSES, get_choice_codes
from handrail.areas.oversight.models import (
    BoardReport,
    ImprovementPlan,
    Objective,
    PlanClosingOrReopeningNote,
    PlanGap,
    ReportedObjectiveStatus,
)
from handrail.areas.oversight.permissions import (
    get_force_of_same_area,
    get_local_policing_body_that_may_oversee,
    lock_and_authorise_improvement_plan,
)
from handrail.areas.oversight.queries.plan import get_plan_actions_and_review_gaps
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

MOST_OBJECTIVES = 60
GAP_IS_TAKEN = "That gap is already in a plan, or is no longer open."


@transaction.atomic
def create_improvement_plan(plan: ImprovementPlan, *, by: Actor) -> ImprovementPlan:
    """Make a plan. With a force it is a joint one, and both write in it."""
    plan.body = get_local_policing_body_that_may_oversee(by)
    if plan.force_id:
        plan.force = get_force_of_same_area(plan.body, plan.force_id)
    _validate_next_board_day(plan.next_board_on)
    plan.save_by(by)
    write_audit_record(who=by.who, verb="added an improvement plan", about=plan.pk)
    return plan


@transaction.atomic
def change_improvement_plan(plan: ImprovementPlan, *, seen: int, by: Actor) -> None:
    """Change what is said of a plan.

    Args:
        plan: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the plan is closed, or an objective would be due after its end.
    """
    saved = lock_open_improvement_plan(plan.pk, by)
    saved.raise_if_seen_version_stale(seen)
    if plan.next_board_on != saved.next_board_on:
        _validate_next_board_day(plan.next_board_on)
    latest = saved.objectives.order_by("-due_on").values_list("due_on", flat=True).first()
    if latest and latest > plan.ends_on:
        raise ActionNotPossibleError(
            msg(
                "An objective is due on {latest}. Move it first, or end the plan later.",
                latest=format_day(latest),
            )
        )
    plan.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed an improvement plan", about=plan.pk)


@transaction.atomic
def add_objective(objective: Objective, *, by: Actor) -> Objective:
    """Add an objective to its plan, under the next number."""
    plan = lock_open_improvement_plan(objective.plan_id, by)
    objective.plan, objective.number = plan, plan.objectives.count() + 1
    if objective.number > MOST_OBJECTIVES:
        raise ActionNotPossibleError(
            msg("A plan can have up to {most_objectives} objectives.", most_objectives=MOST_OBJECTIVES)
        )
    objective.save_by(by)
    write_audit_record(who=by.who, verb="added an objective", about=plan.pk, why=str(objective.number))
    return objective


@transaction.atomic
def change_objective(objective: Objective, *, seen: int, by: Actor) -> None:
    """Change an objective. What earlier boards were told stays.

    Args:
        objective: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the plan is closed.
    """
    objective.plan = lock_open_improvement_plan(objective.plan_id, by)
    objective.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="changed an objective", about=objective.plan_id, why=str(objective.number)
    )


@transaction.atomic
def record_objective_statuses_for_board(
    report: BoardReport,
    *,
    statuses: Mapping[int, ReportedObjectiveStatus],
    next_board_on: datetime.date | None = None,
    seen: int,
    by: Actor,
) -> None:
    """Report how every objective stands, for one board. Kept as it was said.

    Args:
        statuses: by the number of the objective, each with its status and words.
        seen: the version of the plan that the page showed.

    Raises:
        ConcurrentEditError: the plan was changed or reported since.
    """
    plan = lock_open_improvement_plan(report.plan_id, by)
    plan.raise_if_seen_version_stale(seen)
    report.plan, report.body_id, report.by_id, report.at = plan, by.body_id, by.user_id, timezone.now()
    report.full_clean(exclude={"body", "by"}, validate_constraints=False)
    _validate_board_report(report)
    objectives = list(plan.objectives.all())
    if not objectives:
        raise ActionNotPossibleError("The plan has no objectives yet. Add one first.")
    report.save()
    for objective in objectives:
        _save_objective_status(report, objective, statuses.get(objective.number))
    plan.next_board_on = _validate_next_board_day(next_board_on)
    plan.save_by(by)
    write_audit_record(
        who=by.who, verb="reported a plan to a board", about=plan.pk, why=report.held_on.isoformat()
    )


@transaction.atomic
def close_improvement_plan(plan_id: UUID, *, why: str, by: Actor) -> None:
    """Close a plan, with the reason. Only the local policing body closes.

    Args:
        plan_id: of an open plan.
        why: the reason.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the plan is closed already, or the actor's body is the force.
    """
    plan = lock_open_improvement_plan(plan_id, by)
    _raise_unless_may_close_plan(plan, by)
    _add_plan_closing_or_reopening_note(plan, why, by)
    plan.state, plan.next_board_on = "closed", None
    plan.save_by(by)
    write_audit_record(who=by.who, verb="closed an improvement plan", about=plan.pk)


@transaction.atomic
def reopen_improvement_plan(plan_id: UUID, *, why: str, by: Actor) -> None:
    """Open a closed plan again, with the reason.

    Args:
        plan_id: of a closed plan.
        why: the reason.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the plan is open already, or the actor's body is the force.
    """
    plan = lock_and_authorise_improvement_plan(plan_id, by)
    if plan.state != "closed":
        raise ActionNotPossibleError("This plan is already open.")
    _raise_unless_may_close_plan(plan, by)
    _add_plan_closing_or_reopening_note(plan, why, by)
    plan.state = "open"
    plan.save_by(by)
    write_audit_record(who=by.who, verb="reopened an improvement plan", about=plan.pk)


@transaction.atomic
def add_action_promised_in_plan(plan_id: UUID, follow_up: FollowUp, *, by: Actor) -> None:
    """Keep an action that the plan needs. Both bodies of a joint plan see it.

    Args:
        plan_id: a plan of one of the actor's own bodies.
        follow_up: what, who and by when.
        by: who keeps it.

    Raises:
        Denied, RecordNotVisibleError: the plan is not the actor's to work on.
        ValidationError: by field.
        ActionNotPossibleError: the plan is closed, or the owner is neither of its bodies.
    """
    plan = lock_open_improvement_plan(plan_id, by)
    if follow_up.owner_id not in (plan.body_id, plan.force_id):
        raise ActionNotPossibleError("Choose who will do it.")
    follow_up.kept_by_id, follow_up.shared_with_id = plan.body_id, plan.force_id
    create_follow_up(follow_up, origin=FollowUpOrigin("plan", str(plan.pk), plan.title), by=by)


@transaction.atomic
def add_place_review_action_to_improvement_plan(plan_id: UUID, follow_up_id: UUID, *, by: Actor) -> None:
    """Make an action of a review of places part of a plan. It stays with whoever is to do it.

    Args:
        plan_id: an open plan of one of the actor's own bodies.
        follow_up_id: an open action of a review that was shared with the plan's body.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: the plan is not the actor's to work on.
        ActionNotPossibleError: the plan is closed; the action is in a plan already, or was not shared with it.
    """
    plan = lock_open_improvement_plan(plan_id, by)
    found = next(
        (
            gap
            for gap in get_plan_actions_and_review_gaps(by, plan).open_gaps
            if gap.action.record.pk == follow_up_id
        ),
        None,
    )
    if found is None:
        raise ActionNotPossibleError(GAP_IS_TAKEN)
    taken = found.action.record
    try:
        with transaction.atomic():
            PlanGap.objects.create(plan=plan, follow_up=taken, at=timezone.now(), by_id=by.user_id)
    except IntegrityError as taken_at_this_moment:
        raise ActionNotPossibleError(GAP_IS_TAKEN) from taken_at_this_moment
    write_audit_record(
        who=by.who, verb="added a gap from a review to a plan", about=plan.pk, why=taken.origin_title
    )


def lock_open_improvement_plan(plan_id: UUID, by: Actor) -> ImprovementPlan:
    """The row that is saved, locked."""
    saved = lock_and_authorise_improvement_plan(plan_id, by)
    if saved.state == "closed":
        raise ActionNotPossibleError("This plan is closed. Reopen it first, with a reason.")
    return saved


def _raise_unless_may_close_plan(plan: ImprovementPlan, by: Actor) -> None:
    body = get_local_policing_body_that_may_oversee(by)
    if body.pk != plan.body_id and by.body_id == plan.force_id:
        raise ActionNotPossibleError("Only the local policing body can close or reopen the plan.")


def _validate_next_board_day(day: datetime.date | None) -> datetime.date | None:
    if day and day < today():
        said = msg("{what} must be today or in the future", what="The next board")
        raise ValidationError({"next_board_on": said})
    return day


def _validate_board_report(report: BoardReport) -> None:
    plan = report.plan
    if report.held_on < plan.starts_on:
        starts_on = format_day(plan.starts_on)
        said = msg("The plan starts on {starts_on}. Choose a board after that date.", starts_on=starts_on)
        raise ActionNotPossibleError(said)
    if plan.reports.filter(held_on__gte=report.held_on).exists():
        raise ActionNotPossibleError(
            "That board, or a later one, already has a report. Reports cannot be changed."
        )


def _save_objective_status(
    report: BoardReport, objective: Objective, status: ReportedObjectiveStatus | None
) -> None:
    if status is None or status.status not in get_choice_codes(OBJECTIVE_STATUSES):
        raise ActionNotPossibleError(msg("Choose the status of objective {number}.", number=objective.number))
    if status.status == "done" and not objective.evidence:
        raise ActionNotPossibleError(
            msg(
                "Objective {number} has no evidence yet. Enter what shows it is done.",
                number=objective.number,
            )
        )
    status.report, status.objective = report, objective
    status.what, status.due_on, status.evidence = objective.what, objective.due_on, objective.evidence
    status.clean_fields(exclude={"report", "objective"})
    status.save()
    objective.status = status.status
    objective.save(update_fields=["status"])


def _add_plan_closing_or_reopening_note(plan: ImprovementPlan, why: str, by: Actor) -> None:
    note = PlanClosingOrReopeningNote(
        of=plan, words=why, body_id=by.body_id, by_id=by.user_id, at=timezone.now()
    )
    note.full_clean(exclude={"of", "body", "by"})
    note.save()
