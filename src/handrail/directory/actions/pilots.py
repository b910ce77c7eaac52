"""A pilot of a service or of anything else: its outcomes, numbers before and after, an extension that cites them."""

import datetime
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.directory.actions.service_status import add_status_record, lock_own_service
from handrail.directory.models import Pilot, PilotExtension, PilotMeasure, PilotResult, Service
from handrail.directory.queries.pilots import PilotMeasureRow, list_pilot_measure_rows
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg

BASELINE_IS_FIXED = "The baseline of this pilot is fixed. Record numbers of the time during the pilot."
NOTHING_TO_CITE = "Choose at least one outcome with numbers before and after."


@transaction.atomic
def add_pilot(pilot: Pilot, *, by: Actor) -> Pilot:
    """Record a pilot that is no service of the directory, such as a team. Raises ValidationError by field."""
    require_permission(by, Permission.EDIT_SERVICES)
    pilot.body_id, pilot.service = by.body_id, None
    _raise_unless_pilot_has_last_day(pilot)
    pilot.save_by(by)
    write_audit_record(who=by.who, verb="recorded a pilot", about=None, why=pilot.name)
    return pilot


@transaction.atomic
def change_non_service_pilot(pilot: Pilot, *, seen: int, by: Actor) -> None:
    """Change what is said of a pilot that is no service. Its last day changes by an extension alone.

    Args:
        pilot: as it is to be saved.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is another body's, or a service's.
        ConcurrentEditError: with both versions.
        ValidationError: by field.
    """
    pilot.ends_on = _lock_own_pilot(pilot.pk, by).ends_on
    pilot.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a pilot", about=None, why=pilot.name)


@transaction.atomic
def add_pilot_measure(
    measure: PilotMeasure, *, service_id: int = 0, pilot_id: int = 0, by: Actor
) -> PilotMeasure:
    """Add an outcome that a pilot is judged by.

    Args:
        measure: not saved yet.
        service_id: a service on trial of the actor's body; or
        pilot_id: a pilot of it that is no service.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is no pilot, or another body's.
        ValidationError: by field.
    """
    measure.pilot, _ = _lock_pilot(service_id, pilot_id, by)
    if measure.pilot.baseline_fixed_on:
        raise ActionNotPossibleError(BASELINE_IS_FIXED)
    measure.full_clean()
    measure.save()
    write_audit_record(who=by.who, verb="added a pilot’s measure", about=None, why=measure.outcome)
    return measure


@transaction.atomic
def record_pilot_result(
    result: PilotResult, *, service_id: int = 0, pilot_id: int = 0, by: Actor
) -> PilotResult:
    """Record how many of how many had the outcome in a period. An earlier number of that moment stays readable.

    Args:
        result: not saved yet, of a measure of the pilot.
        service_id: a service on trial of the actor's body; or
        pilot_id: a pilot of it that is no service.
        by: who acts.

    Raises:
        ActionNotPossibleError: the measure is another pilot's, or the pilot another body's.
        ValidationError: by field.
    """
    pilot, _ = _lock_pilot(service_id, pilot_id, by)
    if result.measure.pilot_id != pilot.pk:
        raise ActionNotPossibleError("That outcome is not one of this pilot’s.")
    if result.moment == "before" and pilot.baseline_fixed_on:
        raise ActionNotPossibleError(BASELINE_IS_FIXED)
    result.recorded_at, result.recorded_by_name = timezone.now(), by.user_name
    result.full_clean()
    result.save()
    write_audit_record(who=by.who, verb="recorded a pilot's result", about=None, why=result.measure.outcome)
    return result


@transaction.atomic
def extend_pilot(
    *,
    by: Actor,
    until: datetime.date,
    because: str,
    cites: Collection[int],
    service_id: int = 0,
    pilot_id: int = 0,
) -> PilotExtension:
    """Extend a pilot, citing what changed from before to after.

    Args:
        by: who acts.
        until: its new last day.
        because: what its results say for it.
        cites: numbers of measures of this pilot that have numbers before and after.
        service_id: a service on trial that the actor's body provides or keeps; or
        pilot_id: a pilot of it that is no service.

    Raises:
        ActionNotPossibleError: it is no pilot, the day is not later, there is no reason, or nothing is cited.
    """
    pilot, service = _lock_pilot(service_id, pilot_id, by)
    return _add_pilot_extension(pilot, service, until=until, because=because, cites=cites, by=by)


def _add_pilot_extension(
    pilot: Pilot,
    service: Service | None,
    *,
    until: datetime.date,
    because: str,
    cites: Collection[int],
    by: Actor,
) -> PilotExtension:
    runs_until = service.pilot_until if service else pilot.ends_on
    if runs_until is None or until <= runs_until:
        raise ActionNotPossibleError(
            msg("It already runs until {until}. Choose a later date.", until=format_day(runs_until))
        )
    if not because.strip():
        raise ActionNotPossibleError("Enter the results.")
    cited = _get_cited_measures_or_raise(pilot, cites)
    extension = PilotExtension(
        pilot=pilot, until=until, because=because.strip(), given_at=timezone.now(), given_by_id=by.user_id
    )
    extension.save()
    extension.cites.set([result for line in cited for result in (line.before, line.after) if result])
    _set_pilot_last_day_from_extension(pilot, service, extension, by)
    named = join_texts((line.outcome for line in cited), "; ")
    write_audit_record(
        who=by.who, verb="extended a trial", about=None, why=f"{pilot.name}: {until:%-d %B %Y}. {named}"
    )
    return extension


@transaction.atomic
def freeze_pilot_baseline(pilot_id: int, *, fixed_on: datetime.date, by: Actor) -> Pilot:
    """Fix what a pilot is compared with, before its first day: the database refuses any other order.

    Args:
        pilot_id: of the actor's body, no service.
        fixed_on: the day on which the numbers were agreed.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is fixed already, or an outcome has no numbers of a time before the first day.
        ValidationError: by field.
    """
    pilot = _lock_own_pilot(pilot_id, by)
    if pilot.baseline_fixed_on:
        raise ActionNotPossibleError(
            msg("The baseline was fixed on {day}.", day=format_day(pilot.baseline_fixed_on))
        )
    _raise_unless_baseline_is_complete(pilot)
    pilot.baseline_fixed_on = fixed_on
    pilot.save_by(by)
    write_audit_record(who=by.who, verb="fixed a pilot's baseline", about=None, why=pilot.name)
    return pilot


@transaction.atomic
def extend_non_service_pilot_as_decided(
    pilot_id: int, *, until: datetime.date, because: str, by: Actor
) -> PilotExtension:
    """Extend a pilot that is no service because whoever may decide on pilots decided so; cites all its outcomes.

    Args:
        pilot_id: of the actor's body.
        until: its new last day.
        because: the reason of the decision.
        by: who decides.

    Raises:
        Denied; ActionNotPossibleError: the day is not later, or no outcome has numbers before and after.
    """
    pilot = _lock_own_pilot(pilot_id, by, Permission.DECIDE_BIDS)
    cited = [line.measure_id for line in list_pilot_measure_rows(pilot) if line.has_before_and_after_results]
    return _add_pilot_extension(pilot, None, until=until, because=because, cites=cited, by=by)


def _raise_unless_baseline_is_complete(pilot: Pilot) -> None:
    if pilot.starts_on is None:
        raise ActionNotPossibleError("Enter the first day of the pilot first.")
    rows = list_pilot_measure_rows(pilot)
    if not rows:
        raise ActionNotPossibleError("Add the outcomes that the pilot is judged by first.")
    for row in rows:
        if row.before is None or row.before.until >= pilot.starts_on:
            raise ActionNotPossibleError(
                msg("Record numbers of a time before the first day: {outcome}.", outcome=row.outcome)
            )


def _set_pilot_last_day_from_extension(
    pilot: Pilot, service: Service | None, extension: PilotExtension, by: Actor
) -> None:
    until = extension.until
    if service is None:
        pilot.ends_on = until
        pilot.save_by(by)
        return
    service.pilot_until = until
    service.save_by(by)
    note = f"Trial extended to {until:%-d %B %Y}: {extension.because}"
    add_status_record(service, timezone.localdate(), by.user_name, note=note)


def _lock_pilot(service_id: int, pilot_id: int, by: Actor) -> tuple[Pilot, Service | None]:
    """The pilot with its service, or with None where it is no service; locked."""
    if pilot_id:
        return _lock_own_pilot(pilot_id, by), None
    service = lock_own_service(service_id, by)
    return _get_or_create_pilot(service, by), service


def _lock_own_pilot(pilot_id: int, by: Actor, permission: Permission = Permission.EDIT_SERVICES) -> Pilot:
    require_permission(by, permission)
    row = Pilot.objects.select_for_update().filter(pk=pilot_id, service=None, body=by.body_id).first()
    if row is None:
        raise ActionNotPossibleError("That pilot is not one of your organisation’s.")
    return row


def _raise_unless_pilot_has_last_day(pilot: Pilot) -> None:
    if pilot.ends_on is None:
        raise ValidationError(
            {"ends_on": "Enter the last day. You can extend a pilot later with its results"}
        )


def _get_or_create_pilot(service: Service, by: Actor) -> Pilot:
    """The record of a service's pilot: made with the first thing that is said of it, under the service's lock."""
    if service.pilot_until is None:
        raise ActionNotPossibleError("It is not a trial. Enter its last day first.")
    pilot = Pilot.objects.filter(service=service).first()
    if pilot is None:
        pilot = Pilot(service=service, body_id=service.provider_id, name=service.name)
        pilot.save_by(by)
    return pilot


def _get_cited_measures_or_raise(pilot: Pilot, measure_ids: Collection[int]) -> list[PilotMeasureRow]:
    rows = [line for line in list_pilot_measure_rows(pilot) if line.measure_id in measure_ids]
    if (
        not rows
        or len(rows) != len(set(measure_ids))
        or not all(line.has_before_and_after_results for line in rows)
    ):
        raise ActionNotPossibleError(NOTHING_TO_CITE)
    return rows
