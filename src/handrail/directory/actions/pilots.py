"""Measuring a pilot: an outcome, its numbers before and after, and an extension that cites them."""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from handrail.directory.actions.service_status import add_status_record, lock_own_service
from handrail.directory.models import Pilot, PilotExtension, PilotMeasure, PilotResult, Service
from handrail.directory.queries.pilots import MeasureRow, list_measure_rows
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg

NOTHING_TO_CITE = (
    "Cite at least one outcome that has numbers before and after: they say what the pilot changed."
)


@transaction.atomic
def add_pilot_measure(measure: PilotMeasure, *, service_id: int, by: Actor) -> PilotMeasure:
    """Add an outcome that the pilot of a service is judged by.

    Args:
        measure: not saved yet.
        service_id: a pilot of the actor's body.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is no pilot, or another body's.
        ValidationError: by field.
    """
    measure.pilot = _get_or_create_pilot(lock_own_service(service_id, by))
    measure.full_clean()
    measure.save()
    record(who=by.who, verb="added a pilot's measure", about=None, why=measure.outcome)
    return measure


@transaction.atomic
def record_pilot_result(result: PilotResult, *, service_id: int, by: Actor) -> PilotResult:
    """Record how many of how many had the outcome in a period. An earlier number of that moment stays readable.

    Args:
        result: not saved yet, of a measure of the service's pilot.
        service_id: a pilot of the actor's body.
        by: who acts.

    Raises:
        ActionNotPossibleError: the measure is another pilot's, or the service another body's.
        ValidationError: by field.
    """
    pilot = _get_or_create_pilot(lock_own_service(service_id, by))
    if result.measure.pilot_id != pilot.pk:
        raise ActionNotPossibleError("That outcome is not one of this pilot’s.")
    result.recorded_at, result.recorded_by_name = timezone.now(), by.user_name
    result.full_clean()
    result.save()
    record(who=by.who, verb="recorded a pilot's result", about=None, why=result.measure.outcome)
    return result


@transaction.atomic
def extend_service_trial(
    *, by: Actor, service_id: int, until: datetime.date, because: str, cites: Collection[int]
) -> PilotExtension:
    """Extend a pilot, citing what changed from before to after.

    Args:
        by: who acts.
        service_id: a service that the actor's body provides or keeps.
        until: its new last day.
        because: what its results say for it.
        cites: numbers of measures of this pilot that have numbers before and after.

    Raises:
        ActionNotPossibleError: it is no pilot, the day is not later, there is no reason, or nothing is cited.
    """
    row = lock_own_service(service_id, by)
    pilot = _get_or_create_pilot(row)
    if row.pilot_until is None or until <= row.pilot_until:
        raise ActionNotPossibleError(
            msg("It runs until {until} already. Choose a later day.", until=format_day(row.pilot_until))
        )
    if not because.strip():
        raise ActionNotPossibleError("Say what its results are: somebody will ask.")
    cited = _get_cited_measures_or_raise(pilot, cites)
    row.pilot_until = until
    row.save_by(by)
    extension = PilotExtension(
        pilot=pilot, until=until, because=because.strip(), given_at=timezone.now(), given_by_id=by.user_id
    )
    extension.save()
    extension.cites.set([result for line in cited for result in (line.before, line.after) if result])
    add_status_record(
        row,
        timezone.localdate(),
        by.user_name,
        note=f"Trial extended to {until:%-d %B %Y}: {because.strip()}",
    )
    named = join_texts((line.outcome for line in cited), "; ")
    record(who=by.who, verb="extended a trial", about=None, why=f"{row.name}: {until:%-d %B %Y}. {named}")
    return extension


def _get_or_create_pilot(service: Service) -> Pilot:
    """The record of a service's pilot: made with the first thing that is said of it, under the service's lock."""
    if service.pilot_until is None:
        raise ActionNotPossibleError("It is not a trial. Give its last day first.")
    pilot, _ = Pilot.objects.get_or_create(
        service=service, defaults={"body_id": service.provider_id, "name": service.name}
    )
    return pilot


def _get_cited_measures_or_raise(pilot: Pilot, measure_ids: Collection[int]) -> list[MeasureRow]:
    rows = [line for line in list_measure_rows(pilot) if line.measure_id in measure_ids]
    if not rows or len(rows) != len(set(measure_ids)) or not all(line.has_both for line in rows):
        raise ActionNotPossibleError(NOTHING_TO_CITE)
    return rows
