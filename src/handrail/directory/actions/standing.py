"""How a service stands, since when, and how many places are free in it."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.directory.models import Service, Standing
from handrail.directory.states import STATE_CODES
from handrail.kernel.dates import plain
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say

WAITING = ("planned", "funded", "paused")


@transaction.atomic
def change_state(
    *,
    by: Actor,
    service_id: int,
    state: str,
    since: datetime.date | None = None,
    waits_for: str = "",
    expected_on: datetime.date | None = None,
) -> None:
    """Say that a service is planned, funded, open, paused or closed, and since when; what it waits for, until when."""
    row = own(service_id, by)
    since = since or timezone.localdate()
    if state not in STATE_CODES:
        raise NotNow("Choose a state from the list.")
    if since > timezone.localdate():
        raise NotNow("That day has not come yet. Say when it is expected instead.")
    newest = Standing.objects.filter(service=row).first()
    if newest and since < newest.since:
        raise NotNow(
            say(
                "It was said already how it stands since {since}. Choose a later day.",
                since=plain(newest.since),
            )
        )
    row.state = state
    row.waits_for = waits_for.strip() if state in WAITING else ""
    row.expected_on = expected_on if state in WAITING else None
    row.save(update_fields=["state", "waits_for", "expected_on"])
    keep_standing(row, since, by.user_name)
    record(who=by.who, verb="changed a service's state", about=None, why=f"{row.name}: {state}")


@transaction.atomic
def say_free(*, by: Actor, service_id: int, free: int) -> None:
    """Say how many places are free today; none free is full."""
    row = own(service_id, by)
    if row.capacity is None:
        raise NotNow("Say first how many places there are in all.")
    if not 0 <= free <= row.capacity:
        raise NotNow(
            say(
                "Enter a number from 0 to {capacity}: there are no more places than that.",
                capacity=row.capacity,
            )
        )
    row.free_now, row.free_on = free, timezone.localdate()
    row.save(update_fields=["free_now", "free_on"])
    record(who=by.who, verb="said how many places are free", about=None, why=f"{row.name}: {free}")


@transaction.atomic
def assure(*, by: Actor, service_id: int) -> None:
    """Say that what the directory says of a service was checked with its people today, and is true."""
    row = own(service_id, by)
    row.assured_on = timezone.localdate()
    row.save(update_fields=["assured_on"])
    record(who=by.who, verb="checked a service", about=None, why=row.name)


@transaction.atomic
def extend_trial(*, by: Actor, service_id: int, until: datetime.date, because: str) -> None:
    """Let a trial run longer, with what its results say for it; the words stay in its history."""
    row = own(service_id, by)
    if row.pilot_until is None:
        raise NotNow("It is not a trial. Give its last day first.")
    if until <= row.pilot_until:
        raise NotNow(say("It runs until {until} already. Choose a later day.", until=plain(row.pilot_until)))
    if not because.strip():
        raise NotNow("Say what its results are: somebody will ask.")
    row.pilot_until = until
    row.save(update_fields=["pilot_until"])
    keep_standing(
        row,
        timezone.localdate(),
        by.user_name,
        note=f"Trial extended to {until:%-d %B %Y}: {because.strip()}",
    )
    record(who=by.who, verb="extended a trial", about=None, why=f"{row.name}: {until:%-d %B %Y}")


def keep_standing(row: Service, since: datetime.date, said_by: str, note: str = "") -> None:
    """One more word on how it stands; earlier ones stay."""
    Standing.objects.create(
        service=row,
        state=row.state,
        since=since,
        waits_for=row.waits_for,
        note=note[:300],
        said_at=timezone.now(),
        said_by=said_by,
    )


def own(service_id: int, by: Actor) -> Service:
    """A service that the actor's organisation provides, or keeps in the directory; locked. Raises Denied, NotNow."""
    require(by, Permission.EDIT_SERVICES)
    row = Service.objects.select_for_update().filter(pk=service_id).first()
    if row is None or by.body_id not in (row.provider_id, row.keeper_id):
        raise NotNow("That service is not one of your organisation's.")
    return row
