"""What stands around places: rough parts of an area, and numbers to ring."""

import datetime
import re

from django.db import transaction
from django.utils import timezone

from handrail.directory.housing.kinds import DUTY_NUMBER_NAMES
from handrail.directory.housing.models import DutyNumber, Zone
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.reference.models import Area

PHONE = re.compile(r"[\d +()]{3,32}")


@transaction.atomic
def add_zone(*, area: str, name: str, east: int, north: int, by: Actor) -> int:
    """A rough part of an area, by its middle in whole kilometres of the national grid. Returns its id."""
    require_permission(by, Permission.EDIT_PLACES)
    if not Area.objects.filter(code=area).exists():
        raise ActionNotAllowed("Choose an area from the list.")
    if not name.strip():
        raise ActionNotAllowed("Enter what that part is called.")
    if not (0 <= east <= 700 and 0 <= north <= 700):
        raise ActionNotAllowed("Enter whole kilometres on the national grid, from 0 to 700.")
    if Zone.objects.filter(area=area, name=name.strip()).exists():
        raise ActionNotAllowed("That part of the area is there already.")
    row = Zone.objects.create(area_id=area, name=name.strip(), east=east, north=north)
    record(who=by.who, verb="added a part of an area", about=None, why=row.name)
    return row.pk


@transaction.atomic
def save_duty_number(
    *, area: str, what: str, name: str, phone: str, by: Actor, checked_on: datetime.date | None = None
) -> None:
    """The number to ring in an area, checked today. It takes the place of the one that the body kept."""
    require_permission(by, Permission.EDIT_PLACES)
    if not Area.objects.filter(code=area).exists():
        raise ActionNotAllowed("Choose an area from the list.")
    if what not in DUTY_NUMBER_NAMES or not name.strip():
        raise ActionNotAllowed("Say whose number it is.")
    if not PHONE.fullmatch(phone.strip()):
        raise ActionNotAllowed("Enter a phone number, such as 01632 960102.")
    on = checked_on or timezone.localdate()
    if on > timezone.localdate():
        raise ActionNotAllowed("That day has not come yet.")
    DutyNumber.objects.update_or_create(
        keeper_id=by.body_id,
        area_id=area,
        what=what,
        defaults={"name": name.strip(), "phone": phone.strip(), "checked_on": on},
    )
    record(who=by.who, verb="kept a number to ring", about=None, why=DUTY_NUMBER_NAMES[what])
