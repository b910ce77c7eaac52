"""Describing a place, before it exists and after; its address; the flag that says do not use."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.directory.actions import add_service
from handrail.directory.actions.standing import keep_standing
from handrail.directory.housing.details import COLUMNS, PlaceDetails, check
from handrail.directory.housing.kinds import BY_CODE
from handrail.directory.housing.models import Place, Zone
from handrail.directory.models import Service
from handrail.directory.states import PHASES
from handrail.kernel.refusals import NotNow, StaleSave
from handrail.reference.models import Area, Body
from handrail.vault import keys, place
from handrail.vault.box import Box

SAME_NAME = "Your organisation has a place of that name already. Change it, or choose another name."


class StalePlace(StaleSave):
    """Somebody else changed this place after you opened the page. Both versions are shown; choose, and save again."""


@transaction.atomic
def add_place(*, details: PlaceDetails, by: Actor) -> UUID:
    """Describe a place of the actor's own organisation, planned ones too. Returns its id."""
    require(by, Permission.EDIT_PLACES)
    return keep_new(details, by.body_id, by)


def keep_new(details: PlaceDetails, provider_id: int, by: Actor) -> UUID:
    """The row, the service that it is offered as, and its address under a key of its own."""
    check(details)
    if Place.objects.filter(provider=provider_id, name=details.name.strip()).exists():
        raise NotNow(SAME_NAME)
    row = Place(provider_id=provider_id, area=_area(details.area))
    row.kind, row.service_id = details.kind, _service(details, provider_id, by)
    _put(row, details)
    row.save(force_insert=True)
    record(who=by.who, verb="added a place", about=None, why=row.name)
    return row.pk


@transaction.atomic
def edit_place(*, place_id: UUID, details: PlaceDetails, seen_version: int, by: Actor) -> None:
    """Change what is said of a place. Its kind stays. Raises StalePlace where somebody changed it meanwhile."""
    row = own_place(place_id, by)
    if row.version != seen_version:
        raise StalePlace
    check(details)
    if details.kind != row.kind:
        raise NotNow("What a place is does not change. Close this one, and add the other.")
    twins = Place.objects.filter(provider=row.provider_id, name=details.name.strip()).exclude(pk=row.pk)
    if twins.exists():
        raise NotNow(SAME_NAME)
    row.area, row.version = _area(details.area), row.version + 1
    before = row.state
    _put(row, details)
    row.save()
    if row.state != before:
        _follow(row, by)
    record(who=by.who, verb="changed a place", about=None, why=row.name)


@transaction.atomic
def flag_place(*, place_id: UUID, words: str, by: Actor) -> None:
    """Say “do not use”, and why. Nobody is offered it until the flag is lifted."""
    row = own_place(place_id, by)
    if not words.strip():
        raise NotNow("Say why nobody should stay there: a lead will be asked.")
    row.flagged_on, row.flag_words = timezone.localdate(), _sealed(row, "flag_words", words)
    _changed(row)
    record(who=by.who, verb="flagged a place: do not use", about=None, why=row.name)


@transaction.atomic
def lift_flag(*, place_id: UUID, by: Actor) -> None:
    """The place can be used again."""
    row = own_place(place_id, by)
    row.flagged_on = row.flag_words = None
    _changed(row)
    record(who=by.who, verb="lifted a place’s flag", about=None, why=row.name)


def own_place(place_id: UUID, by: Actor) -> Place:
    """A place of the actor's organisation, locked. Raises Denied, and NotNow alike for another's and for none."""
    require(by, Permission.EDIT_PLACES)
    rows = Place.objects.select_for_update(of=("self",)).select_related("provider")
    row = rows.filter(pk=place_id, provider=by.body_id).first()
    if row is None:
        raise NotNow("That place is not one of your organisation’s.")
    return row


def _put(row: Place, details: PlaceDetails) -> None:
    for name in COLUMNS:
        value = getattr(details, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    for phase in PHASES:
        setattr(row, phase, phase in details.phases)
    row.zone, row.changed_at = _zone(details), timezone.now()
    if details.address.strip():
        row.address = _sealed(row, "address", details.address)


def _sealed(row: Place, field: str, words: str) -> bytes:
    return _box(row).seal(words.strip(), place("directory_housing.Place", field, row.pk))


def _box(row: Place) -> Box:
    """The place's own key, made when there is first something to seal."""
    found = keys.boxes([row.pk]).get(row.pk)
    if found is None:
        keys.create(row.pk, Body.objects.values_list("code", flat=True).get(pk=row.provider_id))
        found = keys.box(row.pk)
    return found


def _changed(row: Place) -> None:
    row.version, row.changed_at = row.version + 1, timezone.now()
    row.save()


def _service(details: PlaceDetails, provider_id: int, by: Actor) -> int:
    """What a stay is offered as: the provider's service of that name and kind, or one made now."""
    kind = BY_CODE[details.kind].service
    there = Service.objects.filter(provider=provider_id, name=details.name.strip()).first()
    if there is not None and there.kind != kind:
        raise NotNow("A service of that name is in the directory as something else. Choose another name.")
    if there is not None:
        return there.pk
    return add_service(
        by=by,
        provider_id=provider_id,
        name=details.name.strip(),
        kind=kind,
        phases=details.phases,
        state=details.state,
        waits_for=details.waits_for,
        areas=[details.area],
        safe_house=details.kind == "safe_house",
    )


def _follow(row: Place, by: Actor) -> None:
    """The service stands as the place does."""
    service = Service.objects.select_for_update().get(pk=row.service_id)
    service.state, service.waits_for = row.state, row.waits_for
    service.save(update_fields=["state", "waits_for"])
    keep_standing(service, timezone.localdate(), by.user_name)


def _area(code: str) -> Area:
    found = Area.objects.filter(code=code).first()
    if found is None:
        raise NotNow("Choose an area from the list.")
    return found


def _zone(details: PlaceDetails) -> Zone | None:
    if details.zone_id is None:
        return None
    found = Zone.objects.filter(pk=details.zone_id, area=details.area).first()
    if found is None:
        raise NotNow("Choose a part of that area, or leave it empty.")
    return found
