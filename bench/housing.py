"""Finding a place over 20,000 units in one area: how fast, and how often the database is asked."""

import datetime
import random
from uuid import UUID

from django.db import connection
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.directory.housing.models import Place, Unit
from handrail.directory.housing.nights import get_tonight
from handrail.directory.housing.place_kinds import PLACE_KINDS
from handrail.people.housing.models import Stay, StayNight, UnitBooking
from handrail.people.records.models import Case
from handrail.platform.access.models import User
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.models import Area

UNITS = 20_000
A_PLACE = 10
TAKEN = 6_000
BATCH = 2_000


def make_units(lead: User, wanted: int = UNITS) -> None:
    """Once: later runs find them. All in the lead's own area, a third of them taken tonight by one invented stay."""
    if Unit.objects.count() >= wanted:
        return
    chance, area = random.Random(7), Area.objects.get(pk=lead.body.area_id)
    service = add_service(
        by=lead.actor,
        provider_id=lead.body_id,
        name="Bench rooms",
        kind="flat",
        phases=["before"],
        state="open",
        areas=[area.pk],
    )
    places = Place.objects.bulk_create(
        (_place(number, chance, lead, area, service) for number in range(wanted // A_PLACE)), batch_size=BATCH
    )
    since = timezone.localdate() - datetime.timedelta(days=9)
    units = Unit.objects.bulk_create(
        (
            Unit(
                place=places[n // A_PLACE],
                name=f"Room {n % A_PLACE}",
                beds=chance.choice((1, 1, 2)),
                open_from=since,
            )
            for n in range(wanted)
        ),
        batch_size=BATCH,
    )
    _take(lead, units[:TAKEN])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages(reference: str) -> dict[str, str]:
    """The page for one case."""
    return {f"find a place, {UNITS:,} units": f"/cases/{reference}/place/"}


def _place(number: int, chance: random.Random, lead: User, area: Area, service: int) -> Place:
    kind = chance.choice([kind for kind in PLACE_KINDS if kind.code != "safe_house"])
    return Place(
        provider_id=lead.body_id,
        service_id=service,
        name=f"Place {number:05}",
        kind=kind.code,
        area=area,
        state=chance.choices(("open", "planned"), (95, 5))[0],
        mix=chance.choice(("unknown", "women", "men", "any")),
        dependants=chance.choice(("unknown", "yes", "no")),
        pets=chance.choice(("yes", "no")),
        public_funds=chance.choice(("unknown", "not_needed", "needed")),
        night_pence=chance.choice((None, 38_00)),
        changed_at=timezone.now(),
    )


def _take(lead: User, units: list[Unit]) -> None:
    """Tonight's nights of the first units, as one invented hold: only how many there are is measured."""
    now, night = timezone.now(), get_tonight(timezone.localtime())
    case: UUID = Case.objects.filter(owner=lead.body).order_by("opened_at").values_list("pk", flat=True)[0]
    booking = UnitBooking(
        stay_id=new_id(),
        held_by_name=lead.name,
        held_for_id=lead.body_id,
        unit=units[0],
        first_night=night,
        last_night=night,
        held_until=now + datetime.timedelta(days=900),
    )
    booking.save()
    Stay.objects.create(
        id=booking.stay_id,
        case_id=case,
        booking_id=booking.pk,
        needs_check=False,
        held_at=now,
        held_by=lead,
        held_for_id=lead.body_id,
    )
    StayNight.objects.bulk_create(
        (StayNight(booking=booking, unit=unit, space=1, night=night) for unit in units), batch_size=BATCH
    )
