"""Beside places: rough parts of an area, and numbers to ring."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing.models import DutyNumber, Zone
from handrail.directory.housing.place_kinds import DUTY_NUMBER_NAMES
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def add_zone(zone: Zone, *, by: Actor) -> Zone:
    """Add a rough part of an area. Raises ActionNotPossibleError where it is there, ValidationError by field."""
    require_permission(by, Permission.EDIT_PLACES)
    if Zone.objects.filter(area=zone.area_id, name=zone.name.strip()).exists():
        raise ActionNotPossibleError("That location is already there.")
    zone.full_clean()
    zone.save(force_insert=True)
    write_audit_record(who=by.who, verb="added a part of an area", about=None, why=zone.name)
    return zone


@transaction.atomic
def save_duty_phone_number(number: DutyNumber, *, by: Actor, checked_on: datetime.date | None = None) -> None:
    """Keep the number to ring in an area in place of the one that the body kept.

    Args:
        number: its area, what it is for, its name and phone.
        checked_on: when somebody made sure of it; today without.

    Raises:
        ActionNotPossibleError: the day has not come.
        ValidationError: by field.
    """
    require_permission(by, Permission.EDIT_PLACES)
    number.keeper_id, number.checked_on = by.body_id, checked_on or timezone.localdate()
    if number.checked_on > timezone.localdate():
        raise ActionNotPossibleError("That date is in the future.")
    number.full_clean(exclude={"keeper"}, validate_unique=False, validate_constraints=False)
    DutyNumber.objects.update_or_create(
        keeper_id=number.keeper_id,
        area_id=number.area_id,
        what=number.what,
        defaults={"name": number.name, "phone": number.phone, "checked_on": number.checked_on},
    )
    write_audit_record(
        who=by.who, verb="recorded a phone number", about=None, why=DUTY_NUMBER_NAMES[number.what]
    )
