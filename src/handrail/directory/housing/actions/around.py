"""What stands around places: rough parts of an area, and numbers to ring."""

import datetime
import re

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.directory.housing.kinds import NUMBER_WORDS
from handrail.directory.housing.models import DutyNumber, Zone
from handrail.kernel.refusals import NotNow
from handrail.reference.models import Area

PHONE = re.compile(r"[\d +()]{3,32}")


@transaction.atomic
def add_zone(*, area: str, name: str, east: int, north: int, by: Actor) -> int:
    """A rough part of an area, by its middle in whole kilometres of the national grid. Returns its id."""
    require(by, Permission.EDIT_PLACES)
    if not Area.objects.filter(code=area).exists():
        raise NotNow("Choose an area from the list.")
    if not name.strip():
        raise NotNow("Enter what that part is called.")
    if not (0 <= east <= 700 and 0 <= north <= 700):
        raise NotNow("Enter whole kilometres on the national grid, from 0 to 700.")
    if Zone.objects.filter(area=area, name=name.strip()).exists():
        raise NotNow("That part of the area is there already.")
    row = Zone.objects.create(area_id=area, name=name.strip(), east=east, north=north)
    record(who=by.who, verb="added a part of an area", about=None, why=row.name)
    return row.pk


@transaction.atomic
def keep_number(
    *, area: str, what: str, name: str, phone: str, by: Actor, checked_on: datetime.date | None = None
) -> None:
    """The number to ring in an area, checked today. It takes the place of the one that the body kept."""
    require(by, Permission.EDIT_PLACES)
    if not Area.objects.filter(code=area).exists():
        raise NotNow("Choose an area from the list.")
    if what not in NUMBER_WORDS or not name.strip():
        raise NotNow("Say whose number it is.")
    if not PHONE.fullmatch(phone.strip()):
        raise NotNow("Enter a phone number, such as 01632 960102.")
    on = checked_on or timezone.localdate()
    if on > timezone.localdate():
        raise NotNow("That day has not come yet.")
    DutyNumber.objects.update_or_create(
        keeper_id=by.body_id,
        area_id=area,
        what=what,
        defaults={"name": name.strip(), "phone": phone.strip(), "checked_on": on},
    )
    record(who=by.who, verb="kept a number to ring", about=None, why=NUMBER_WORDS[what])
