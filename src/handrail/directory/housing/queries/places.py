"""An organisation's own places and units, and what a form offers to choose from."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.directory.housing.models import DutyNumber, Place, Unit, Zone
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DutyPhoneNumberRow:
    """A number to ring, and when somebody last made sure of it."""

    what: str
    name: str
    phone: str
    area: str
    checked_on: datetime.date


def list_own_places(actor: Actor) -> list[Place]:
    """The places of the actor's body with their units, by name: two statements, however many there are."""
    return list(Place.objects.visible_to(actor).for_page())


def get_own_place(place_id: UUID, actor: Actor) -> Place:
    """One place of the actor's body. Raises NotVisible."""
    row = Place.objects.visible_to(actor).for_page().filter(pk=place_id).first()
    if row is None:
        raise NotVisible
    return row


def get_own_unit(unit_id: UUID, actor: Actor) -> Unit:
    """One unit of a place of the actor's body, with its place. Raises NotVisible."""
    row = Unit.objects.filter(pk=unit_id, place__provider=actor.body_id).select_related("place").first()
    if row is None:
        raise NotVisible
    return row


def find_place(place_id: UUID) -> Place | None:
    """One place, whoever's it is."""
    return Place.objects.filter(pk=place_id).first()


def read_place_address(place_id: UUID) -> str:
    """Where it is. Only for the stays of people, which ask who holds a bed there."""
    row = Place.objects.filter(pk=place_id).opened_for(UnrecordedKeyAccess(place_id)).first()
    return row.address.open() if row else ""


def read_place_flag_reason(place_id: UUID) -> str:
    """Why nobody should use the place. For the provider's own leads."""
    row = Place.objects.filter(pk=place_id).opened_for(UnrecordedKeyAccess(place_id)).first()
    return row.flag_words.open() if row else ""


def list_zone_choices(area: str = "") -> Choices:
    """Rough parts, of one area or of all."""
    rows = Zone.objects.select_related("area")
    rows = rows.filter(area=area) if area else rows.order_by("area__name", "name")
    return [(str(row.pk), row.name if area else f"{row.name} ({row.area.name})") for row in rows]


def get_duty_numbers_by_kind(area: str, keepers: tuple[int, ...]) -> dict[str, DutyPhoneNumberRow]:
    """The newest number of each kind in an area, of those that these bodies keep.

    Returns:
        Numbers by the code of their kind.
    """
    rows = (
        DutyNumber.objects.filter(area=area, keeper__in=keepers).select_related("area").order_by("checked_on")
    )
    return {
        row.what: DutyPhoneNumberRow(row.what, row.name, row.phone, row.area.name, row.checked_on)
        for row in rows
    }


def list_duty_phone_numbers(body_id: int) -> tuple[DutyPhoneNumberRow, ...]:
    """All that a body keeps.

    Returns:
        One for each number to ring.
    """
    rows = DutyNumber.objects.filter(keeper=body_id).select_related("area").order_by("area__name", "what")
    return tuple(
        DutyPhoneNumberRow(row.what, row.name, row.phone, row.area.name, row.checked_on) for row in rows
    )
