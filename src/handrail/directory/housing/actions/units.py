"""Units: added, described, withdrawn from a night on, brought back."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing.actions.places import lock_own_place
from handrail.directory.housing.kinds import ACCESS_CODES, MAX_BEDS
from handrail.directory.housing.models import Unit
from handrail.directory.housing.nights import get_tonight
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg

MAX_AHEAD = datetime.timedelta(days=730)


@transaction.atomic
def add_unit(
    *,
    place_id: UUID,
    name: str,
    beds: int,
    whole: bool,
    has: Sequence[str],
    lacks: Sequence[str],
    note: str,
    open_from: datetime.date,
    by: Actor,
) -> UUID:
    """A flat, a room or a bed of one's own place. Returns its id."""
    place = lock_own_place(place_id, by)
    _validate_unit(name, beds, has, lacks)
    if abs(open_from - timezone.localdate()) > MAX_AHEAD:
        raise ActionNotAllowed("Check the first night: it is years away.")
    if Unit.objects.filter(place=place, name=name.strip()).exists():
        raise ActionNotAllowed("That place has a unit of that name already.")
    row = Unit.objects.create(
        place=place,
        name=name.strip(),
        beds=beds,
        whole=whole,
        has=sorted(has),
        lacks=sorted(lacks),
        note=note.strip(),
        open_from=open_from,
    )
    record(who=by.who, verb="added a unit", about=None, why=f"{row.name}, {place.name}")
    return row.pk


@transaction.atomic
def withdraw_unit(*, unit_id: UUID, from_night: datetime.date, why: str, by: Actor) -> None:
    """From that night on the unit is not to be had. Holders are told on their page; nobody is put out."""
    row = lock_own_unit(unit_id, by)
    if from_night < get_tonight(timezone.localtime()):
        raise ActionNotAllowed("That night is over. Choose tonight or a later one.")
    if from_night < row.open_from:
        raise ActionNotAllowed("It is not open before then.")
    if from_night - timezone.localdate() > MAX_AHEAD:
        raise ActionNotAllowed("Check the night: it is years away.")
    row.withdrawn_from, row.withdrawn_why, row.withdrawn_at = from_night, why.strip(), timezone.now()
    row.save()
    record(who=by.who, verb="withdrew a unit", about=None, why=f"{row.name}, {row.place.name}")


@transaction.atomic
def bring_back(*, unit_id: UUID, by: Actor) -> None:
    """The unit is to be had again."""
    row = lock_own_unit(unit_id, by)
    row.withdrawn_from = row.withdrawn_at = None
    row.withdrawn_why = ""
    row.save()
    record(who=by.who, verb="brought a unit back", about=None, why=f"{row.name}, {row.place.name}")


def lock_own_unit(unit_id: UUID, by: Actor) -> Unit:
    """A unit of the actor's organisation, locked. Raises Denied, NotNow."""
    place_id = Unit.objects.filter(pk=unit_id).values_list("place_id", flat=True).first()
    if place_id is None:
        raise ActionNotAllowed("That place is not one of your organisation’s.")
    lock_own_place(place_id, by)
    return Unit.objects.select_for_update(of=("self",)).select_related("place").get(pk=unit_id)


def _validate_unit(name: str, beds: int, has: Sequence[str], lacks: Sequence[str]) -> None:
    if not name.strip():
        raise ActionNotAllowed("Enter what it is called, such as Flat 2.")
    if not 1 <= beds <= MAX_BEDS:
        raise ActionNotAllowed(msg("Enter a number of bed spaces from 1 to {most_beds}.", most_beds=MAX_BEDS))
    if not set(has) | set(lacks) <= set(ACCESS_CODES):
        raise ActionNotAllowed("Choose from the list.")
    if set(has) & set(lacks):
        raise ActionNotAllowed("Something cannot be there and not there. Tick it once.")
