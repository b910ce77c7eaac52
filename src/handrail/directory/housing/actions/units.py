"""Units: added, described, withdrawn from a night on, brought back."""

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing.actions.places import lock_own_place
from handrail.directory.housing.models import Unit
from handrail.directory.housing.nights import get_tonight
from handrail.directory.housing.place_kinds import ACCESS_CODES
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError

MAX_AHEAD = datetime.timedelta(days=730)  # ours: two years, so that a slip of the year is noticed


@transaction.atomic
def add_housing_unit(unit: Unit, *, by: Actor) -> Unit:
    """A flat, a room or a bed of one's own place. Raises Denied, ActionNotPossibleError, ValidationError."""
    unit.place = lock_own_place(unit.place_id, by)
    _validate_accessibility_codes(unit)
    if abs(unit.open_from - timezone.localdate()) > MAX_AHEAD:
        raise ActionNotPossibleError("Check the first night: it is years away.")
    if Unit.objects.filter(place=unit.place, name=unit.name.strip()).exists():
        raise ActionNotPossibleError("That place already has a unit with that name.")
    unit.has, unit.lacks = sorted(unit.has), sorted(unit.lacks)
    unit.full_clean(exclude={"place"}, validate_unique=False)
    unit.save(force_insert=True)
    write_audit_record(who=by.who, verb="added a unit", about=None, why=f"{unit.name}, {unit.place.name}")
    return unit


@transaction.atomic
def withdraw_unit(*, unit_id: UUID, from_night: datetime.date, why: str, by: Actor) -> None:
    """Withdraw a unit from that night on. Holders are told on their page; nobody is put out.

    Args:
        unit_id: of a unit of the actor's body.
        from_night: the first night on which it cannot be had.
        why: the reason, or empty.
        by: who acts.

    Raises:
        Denied: by role.
        ActionNotPossibleError: the night is over, before the unit opens, or more than two years away.
    """
    row = lock_own_unit(unit_id, by)
    if from_night < get_tonight(timezone.localtime()):
        raise ActionNotPossibleError("That night is over. Choose tonight or a later one.")
    if from_night < row.open_from:
        raise ActionNotPossibleError("It does not open before then.")
    if from_night - timezone.localdate() > MAX_AHEAD:
        raise ActionNotPossibleError("Check the night: it is years away.")
    row.withdrawn_from, row.withdrawn_why, row.withdrawn_at = from_night, why.strip(), timezone.now()
    row.save()
    write_audit_record(who=by.who, verb="withdrew a unit", about=None, why=f"{row.name}, {row.place.name}")


@transaction.atomic
def reinstate_withdrawn_unit(*, unit_id: UUID, by: Actor) -> None:
    """The unit is to be had again."""
    row = lock_own_unit(unit_id, by)
    row.withdrawn_from = row.withdrawn_at = None
    row.withdrawn_why = ""
    row.save()
    write_audit_record(who=by.who, verb="reopened a unit", about=None, why=f"{row.name}, {row.place.name}")


def lock_own_unit(unit_id: UUID, by: Actor) -> Unit:
    """A unit of the actor's organisation, locked. Raises Denied, ActionNotPossibleError."""
    place_id = Unit.objects.filter(pk=unit_id).values_list("place_id", flat=True).first()
    if place_id is None:
        raise ActionNotPossibleError("That place is not one of your organisation’s.")
    lock_own_place(place_id, by)
    return Unit.objects.select_for_update(of=("self",)).select_related("place").get(pk=unit_id)


def _validate_accessibility_codes(unit: Unit) -> None:
    if not set(unit.has) | set(unit.lacks) <= set(ACCESS_CODES):
        raise ActionNotPossibleError("Choose from the list.")
    if set(unit.has) & set(unit.lacks):
        raise ActionNotPossibleError("The same thing is ticked in both lists. Tick it once.")
