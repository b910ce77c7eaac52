"""The state of a service, since when, and how many places are free in it."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.directory.case_figures import get_case_figure_functions
from handrail.directory.models import Service, ServiceStatus
from handrail.directory.service_states_and_phases import STATE_CODES
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

WAITING_STATES = ("planned", "funded", "paused")


@transaction.atomic
def change_service_state(
    *,
    by: Actor,
    service_id: int,
    state: str,
    since: datetime.date | None = None,
    waits_for: str = "",
    expected_on: datetime.date | None = None,
) -> None:
    """Record that a service is planned, funded, open, paused or closed.

    Args:
        by: who acts.
        service_id: a service that the actor's body provides or keeps.
        state: a code of `STATES`.
        since: the day from which it holds; today where it is not given.
        waits_for: what a service that is not open yet waits for.
        expected_on: when it is expected to open.

    Raises:
        ActionNotPossibleError: the day is in the future or before the last change, or the service is another body's.
    """
    row = lock_own_service(service_id, by)
    since = since or timezone.localdate()
    if state not in STATE_CODES:
        raise ActionNotPossibleError("Choose a state from the list.")
    if since > timezone.localdate():
        raise ActionNotPossibleError("That date is in the future. Enter when it is expected instead.")
    newest = ServiceStatus.objects.filter(service=row).first()
    if newest and since < newest.since:
        raise ActionNotPossibleError(
            msg(
                "Its status since {since} is already recorded. Choose a later date.",
                since=format_day(newest.since),
            )
        )
    row.state = state
    row.waits_for = waits_for.strip() if state in WAITING_STATES else ""
    row.expected_on = expected_on if state in WAITING_STATES else None
    row.save_by(by)
    add_status_record(row, since, by.user_name)
    write_audit_record(who=by.who, verb="changed a service's state", about=None, why=f"{row.name}: {state}")


@transaction.atomic
def set_free_places(*, by: Actor, service_id: int, free: int) -> None:
    """Record how many places are free today.

    Args:
        by: who acts.
        service_id: a service that the actor's body provides or keeps.
        free: from 0, which means full, to the number of places in all.

    Raises:
        ActionNotPossibleError: there are not so many places, or the service is another body's.
    """
    row = lock_own_service(service_id, by)
    if get_case_figure_functions().count_places_by_service([service_id]):
        raise ActionNotPossibleError(
            "Free places are counted from its units and stays. Change a stay or a unit instead."
        )
    if row.capacity is None:
        raise ActionNotPossibleError("Enter how many places there are in total first.")
    if not 0 <= free <= row.capacity:
        raise ActionNotPossibleError(
            msg(
                "Enter a number from 0 to {capacity}, the number of places.",
                capacity=row.capacity,
            )
        )
    row.free_now, row.free_on = free, timezone.localdate()
    row.save_by(by)
    write_audit_record(who=by.who, verb="updated free places", about=None, why=f"{row.name}: {free}")


@transaction.atomic
def mark_service_checked(*, by: Actor, service_id: int) -> None:
    """Record that the description of a service was checked with its provider today."""
    row = lock_own_service(service_id, by)
    row.assured_on = timezone.localdate()
    row.save_by(by)
    write_audit_record(who=by.who, verb="checked a service", about=None, why=row.name)


def add_status_record(row: Service, since: datetime.date, said_by: str, note: str = "") -> None:
    """Add a row to the history of its states; earlier rows are never changed.

    Args:
        row: the service, saved with its state.
        since: the day from which the state holds.
        said_by: the name of whoever says so; it outlives the account.
        note: why, cut to 300 characters.
    """
    ServiceStatus.objects.create(
        service=row,
        state=row.state,
        since=since,
        waits_for=row.waits_for,
        note=note[:300],
        said_at=timezone.now(),
        said_by=said_by,
    )


def lock_own_service(service_id: int, by: Actor) -> Service:
    """A service that the actor's organisation provides, or keeps in the directory; locked.

    Raises:
        Denied: by role.
        ActionNotPossibleError: it is another body's.
    """
    require_permission(by, Permission.EDIT_SERVICES)
    row = Service.objects.select_for_update().filter(pk=service_id).first()
    if row is None or by.body_id not in (row.provider_id, row.keeper_id):
        raise ActionNotPossibleError("That service is not one of your organisation's.")
    return row
