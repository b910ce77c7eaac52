"""An organisation's own places and units, and what a form offers to choose from."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.directory.housing.kinds import PLACE_KINDS_BY_CODE
from handrail.directory.housing.models import DutyNumber, Place, Unit, Zone
from handrail.directory.states import PHASES, STATES
from handrail.platform.access.key_access import KeyAccess

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PlaceUnitRow:
    """One unit of a place."""

    unit_id: UUID
    name: str
    beds: int
    whole: bool
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    note: str
    open_from: datetime.date
    withdrawn_from: datetime.date | None
    withdrawn_why: str


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    """One place. Whether an address is kept is said; the address never."""

    place_id: UUID
    name: str
    kind: str
    kind_name: str
    after_check: bool
    provider_id: int
    provider: str
    area: str
    area_code: str
    zone: str
    zone_id: int | None
    state: str
    state_words: str
    waits_for: str
    phases: tuple[str, ...]
    mix: str
    dependants: str
    pets: str
    public_funds: str
    use: str
    on_site: str
    phone: str
    night_pence: int | None
    has_address: bool
    flagged_on: datetime.date | None
    version: int
    changed_at: datetime.datetime
    units: tuple[PlaceUnitRow, ...]


@dataclass(frozen=True, slots=True)
class DutyNumberRow:
    """A number to ring, and when somebody last made sure of it."""

    what: str
    name: str
    phone: str
    area: str
    checked_on: datetime.date


def list_places(body_id: int) -> tuple[PlaceDetail, ...]:
    """The body's places with their units, by name: two statements, however many there are."""
    rows = Place.objects.filter(provider=body_id).select_related("provider", "area", "zone")
    return tuple(make_place_detail(row) for row in rows.prefetch_related("units"))


def get_place(place_id: UUID, body_id: int | None = None) -> PlaceDetail | None:
    """One place, of that body where one is named."""
    rows = (
        Place.objects.filter(pk=place_id).select_related("provider", "area", "zone").prefetch_related("units")
    )
    row = rows.filter(provider=body_id).first() if body_id is not None else rows.first()
    return make_place_detail(row) if row else None


def get_unit_owner(unit_id: UUID) -> tuple[UUID, int] | None:
    """The unit's place and the body whose it is."""
    return Unit.objects.filter(pk=unit_id).values_list("place_id", "place__provider_id").first()


def make_place_detail(row: Place) -> PlaceDetail:
    """A row as a line."""
    kind = PLACE_KINDS_BY_CODE[row.kind]
    return PlaceDetail(
        place_id=row.pk,
        kind_name=kind.name,
        after_check=kind.after_check,
        provider=row.provider.name,
        area=row.area.name,
        area_code=row.area_id,
        zone=row.zone.name if row.zone else "",
        state_words=dict(STATES)[row.state],
        phases=tuple(phase for phase in PHASES if getattr(row, phase)),
        has_address=bool(row.address),
        units=tuple(make_unit_row(unit) for unit in row.units.all()),
        **{name: getattr(row, name) for name in _PLAIN},
    )


def make_unit_row(row: Unit) -> PlaceUnitRow:
    """A row as a line."""
    return PlaceUnitRow(
        unit_id=row.pk,
        has=tuple(row.has),
        lacks=tuple(row.lacks),
        **{
            name: getattr(row, name)
            for name in PlaceUnitRow.__slots__
            if name not in ("unit_id", "has", "lacks")
        },
    )


def read_place_address(place_id: UUID) -> str:
    """Where it is. For provision alone, which asks who holds a bed there."""
    row = Place.objects.filter(pk=place_id).opened_for(KeyAccess(place_id)).first()
    return row.address.open() if row else ""


def read_flag_reason(place_id: UUID) -> str:
    """Why nobody should use the place. For the provider's own leads."""
    row = Place.objects.filter(pk=place_id).opened_for(KeyAccess(place_id)).first()
    return row.flag_words.open() if row else ""


def get_zone_choices(area: str = "") -> Choices:
    """Rough parts, of one area or of all."""
    rows = Zone.objects.select_related("area")
    rows = rows.filter(area=area) if area else rows.order_by("area__name", "name")
    return [(str(row.pk), row.name if area else f"{row.name} ({row.area.name})") for row in rows]


def get_place_choices(provider_code: str) -> Choices:
    """A provider's places, by name."""
    rows = Place.objects.filter(provider__code=provider_code).order_by("name")
    return [(str(key), name) for key, name in rows.values_list("pk", "name")]


def get_duty_numbers(area: str, keepers: tuple[int, ...]) -> dict[str, DutyNumberRow]:
    """The newest number of each kind in an area, of those that these bodies keep."""
    rows = (
        DutyNumber.objects.filter(area=area, keeper__in=keepers).select_related("area").order_by("checked_on")
    )
    return {
        row.what: DutyNumberRow(row.what, row.name, row.phone, row.area.name, row.checked_on) for row in rows
    }


def list_duty_numbers(body_id: int) -> tuple[DutyNumberRow, ...]:
    """All that a body keeps."""
    rows = DutyNumber.objects.filter(keeper=body_id).select_related("area").order_by("area__name", "what")
    return tuple(DutyNumberRow(row.what, row.name, row.phone, row.area.name, row.checked_on) for row in rows)


_DERIVED = (
    "place_id",
    "kind_name",
    "after_check",
    "provider",
    "area",
    "area_code",
    "zone",
    "state_words",
    "phases",
    "has_address",
    "units",
)
_PLAIN = tuple(name for name in PlaceDetail.__slots__ if name not in _DERIVED)
