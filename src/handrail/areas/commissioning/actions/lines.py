"""A line begins, is described, planned, linked to the directory; its provider may end."""

import datetime
from uuid import UUID

from django.db import transaction

from handrail.areas.commissioning.intention_sources import list_intention_choices
from handrail.areas.commissioning.models import CommissionedService, PlannedStop, StageMove
from handrail.areas.commissioning.permissions import (
    get_local_policing_body_that_may_commission,
    lock_and_authorise_service,
    require_service_not_ended,
)
from handrail.areas.commissioning.stages import list_stages_of_service_kind
from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.followups.actions import create_follow_up
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.origins import FollowUpOrigin
from handrail.platform.kernel.errors import ActionNotPossibleError

WEEKS_TO_REPLACE = 4
"""Own target: by then it is said who provides the service after a provider has ended."""


def build_follow_up_origin_of_service(line: CommissionedService) -> FollowUpOrigin:
    """The line as the origin of an action."""
    return FollowUpOrigin("service_line", str(line.pk), line.title)


@transaction.atomic
def add_commissioned_service(
    line: CommissionedService, *, first: StageMove, by: Actor
) -> CommissionedService:
    """Begin a line at its need.

    Args:
        line: as it is to be saved.
        first: the day of the need, and its document.
        by: who acts.

    Raises:
        Denied: by role.
        ValidationError: by field.
        ActionNotPossibleError: the actor's body does not commission.
    """
    line.body = get_local_policing_body_that_may_commission(by)
    line.stage = "need"
    require_intention_of_own_body(line, None, by)
    line.save_by(by)
    first.line, first.number, first.stage, first.reason = line, 1, "need", line.need
    first.body_id, first.by_id, first.at = by.body_id, by.user_id, line.changed_at
    first.full_clean(exclude={"line", "body", "by"})
    first.save()
    write_audit_record(who=by.who, verb="began the line of a service", about=line.pk)
    return line


@transaction.atomic
def change_commissioned_service(line: CommissionedService, *, seen: int, by: Actor) -> None:
    """Change what is said of a line: its name, its terms, or its entry in the directory.

    Args:
        line: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the line has ended.
    """
    saved = lock_and_authorise_service(line.pk, by)
    require_service_not_ended(saved)
    require_intention_of_own_body(line, saved.intention_id, by)
    line.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed the line of a service", about=line.pk)


def require_intention_of_own_body(line: CommissionedService, kept: UUID | None, by: Actor) -> None:
    """An intention that a service newly names is one of the body's own that was decided to go on.

    Args:
        line: as it is to be saved.
        kept: the intention that it named so far, which may stay whatever was decided since.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is none of them.
    """
    if line.intention_id is None or line.intention_id == kept:
        return
    if line.intention_id not in {each.id for each in list_intention_choices(by)}:
        raise ActionNotPossibleError("Choose an intention that your organisation decided to go ahead with.")


@transaction.atomic
def save_planned_day_and_lead_of_stage(stop: PlannedStop, *, seen: int, by: Actor) -> None:
    """Say when a stop is planned, and who leads it.

    Args:
        stop: with its line and stage.
        seen: the version that the page showed; 0 for a stop that had no day.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the line has ended, or has no such stop.
    """
    line = lock_and_authorise_service(stop.line_id, by)
    require_service_not_ended(line)
    if stop.stage not in {stage.code for stage in list_stages_of_service_kind(line.kind)}:
        raise ActionNotPossibleError("This service has no such stage.")
    stop.line = line
    if stop._state.adding:
        stop.save_by(by)
    else:
        stop.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="planned a stop of a service", about=line.pk, why=stop.stage)


@transaction.atomic
def record_provider_ended(line: CommissionedService, *, seen: int, by: Actor) -> UUID:
    """A provider has ended. The service stays where it is until it is replaced, and somebody is reminded to do so.

    Args:
        line: with the day and what happened.
        seen: the version that the page showed.
        by: who acts.

    Returns:
        The number of the action that says to replace it.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: the line has ended, or that is recorded already.
    """
    saved = lock_and_authorise_service(line.pk, by)
    require_service_not_ended(saved)
    if saved.provider_ended_on:
        raise ActionNotPossibleError("This provider is already recorded as stopped.")
    line.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="recorded that a provider has stopped", about=line.pk)
    ask = FollowUp(
        what=f"Say who provides “{line.title}” now that {line.provider_name} has ended"[:500],
        owner_id=line.body_id,
        due_on=today() + datetime.timedelta(weeks=WEEKS_TO_REPLACE),
    )
    return create_follow_up(ask, origin=build_follow_up_origin_of_service(line), by=by)


@transaction.atomic
def record_new_provider_of_service(line: CommissionedService, *, seen: int, by: Actor) -> None:
    """Another provider takes a service over. That the earlier one ended stays in the trail and its action.

    Args:
        line: with the new provider's name.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        Denied, RecordNotVisibleError: it is not the actor's to work on.
        ConcurrentEditError: somebody saved it since.
        ValidationError: by field.
        ActionNotPossibleError: no provider has ended, or it is the same one.
    """
    saved = lock_and_authorise_service(line.pk, by)
    if not saved.provider_ended_on:
        raise ActionNotPossibleError("No provider of this service has stopped.")
    if line.provider_name.casefold() == saved.provider_name.casefold():
        raise ActionNotPossibleError("Enter the new provider.")
    line.provider_ended_on, line.provider_ended_why = None, ""
    line.save_by(by, seen=seen)
    why = f"{saved.provider_name}: {saved.provider_ended_on}"
    write_audit_record(who=by.who, verb="replaced a provider", about=line.pk, why=why)
