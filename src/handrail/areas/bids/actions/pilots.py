"""A pilot: its theory of change, its posts, and the decision at its end. Its outcomes are kept by the directory."""

import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from handrail.areas.bids.actions.added_rows import validate_and_add_append_only_record
from handrail.areas.bids.models import PilotDecision, PilotPlan, PilotPost
from handrail.areas.bids.permissions import get_local_policing_body_that_may_bid, lock_and_authorise_pilot
from handrail.insight.posts_and_pilots import pilots as directory
from handrail.insight.posts_and_pilots.posts import get_practitioner_post_summary
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def record_new_pilot(pilot: directory.Pilot, *, by: Actor) -> directory.Pilot:
    """Record a pilot of the actor's body. Raises ValidationError by field."""
    get_local_policing_body_that_may_bid(by)
    return directory.add_pilot(pilot, by=by)


@transaction.atomic
def save_theory_of_change_of_pilot(plan: PilotPlan, *, seen: int | None, by: Actor) -> None:
    """Write or change the theory of change of a pilot.

    Args:
        plan: as it is to be saved.
        seen: the version that the page showed; None for a new one.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, ConcurrentEditError; ValidationError by field.
        ActionNotPossibleError: somebody wrote the first one at the same moment.
    """
    pilot = lock_and_authorise_pilot(plan.pilot_id, by)
    if plan._state.adding and PilotPlan.objects.filter(pilot=pilot).exists():
        raise ActionNotPossibleError("Someone else has written the theory of change. Open the page again.")
    plan.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="wrote a pilot's theory of change", about=None, why=pilot.name)


@transaction.atomic
def freeze_baseline_of_own_pilot(pilot_id: int, *, fixed_on: datetime.date, by: Actor) -> None:
    """Fix the baseline of a pilot, before its first day.

    Args:
        pilot_id: of the actor's body.
        fixed_on: the day on which it was agreed.
        by: who acts.

    Raises:
        ValidationError: the day is not before the first day of the pilot.
        ActionNotPossibleError: it is fixed, or an outcome has no numbers before.
    """
    pilot = lock_and_authorise_pilot(pilot_id, by)
    if pilot.starts_on and fixed_on >= pilot.starts_on:
        raise ValidationError({"fixed_on": "The baseline must be fixed before the first day of the pilot"})
    directory.freeze_pilot_baseline(pilot_id, fixed_on=fixed_on, by=by)


@transaction.atomic
def record_pilot_decision(decision: PilotDecision, *, by: Actor) -> None:
    """Decide at the end of a pilot: extend, adopt, change or stop, with reasons. It ends once.

    Args:
        decision: not saved yet, of a pilot of the actor's body.
        by: who decides; writing of pilots is another role's.

    Raises:
        Denied, RecordNotVisibleError; ValidationError by field.
        ActionNotPossibleError: it has ended, or has no numbers before and after.
    """
    pilot = lock_and_authorise_pilot(decision.pilot_id, by, Permission.DECIDE_BIDS)
    if PilotDecision.objects.filter(pilot=pilot).exclude(outcome="extend").exists():
        raise ActionNotPossibleError("The end of this pilot is decided and stays as it is.")
    outcomes = directory.list_pilot_outcomes(pilot)
    if decision.outcome != "stop" and not any(row.before and row.after for row in outcomes):
        raise ActionNotPossibleError(
            "Record numbers before and after for at least one outcome first. A pilot can be stopped without."
        )
    decision.body_id = pilot.body_id
    try:
        with transaction.atomic():
            validate_and_add_append_only_record(decision, by=by)
    except IntegrityError as twice:
        raise ActionNotPossibleError("Someone else decided on this pilot at the same moment.") from twice
    if decision.outcome == "extend" and decision.until:
        directory.extend_non_service_pilot_as_decided(
            pilot.pk, until=decision.until, because=decision.reasons[:200], by=by
        )
    write_audit_record(
        who=by.who, verb="decided on a pilot", about=None, why=f"{pilot.name}: {decision.outcome}"
    )


@transaction.atomic
def record_staff_post_of_pilot(pilot_id: int, post_id: UUID, *, by: Actor) -> None:
    """Say that a post belongs to a pilot.

    Args:
        pilot_id: of the actor's body.
        post_id: of the directory.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError, NotVisible; ActionNotPossibleError where it is said already.
    """
    pilot = lock_and_authorise_pilot(pilot_id, by)
    post = get_practitioner_post_summary(by, post_id)
    if PilotPost.objects.filter(pilot=pilot, post=post_id).exists():
        raise ActionNotPossibleError(msg("“{post}” is already in this pilot.", post=post.title))
    validate_and_add_append_only_record(PilotPost(pilot=pilot, post_id=post_id), by=by)
    write_audit_record(
        who=by.who, verb="linked a post to a pilot", about=None, why=f"{pilot.name}: {post.title}"
    )
