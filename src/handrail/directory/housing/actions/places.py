"""Describing a place, before it exists and after; its address; the flag that says do not use."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.directory.actions.status import add_status_record
from handrail.directory.housing.kinds import PLACE_KINDS_BY_CODE
from handrail.directory.housing.models import Place, Zone
from handrail.directory.housing.place_input import COLUMNS, PlaceInput, validate_place_details
from handrail.directory.models import Service
from handrail.directory.states import PHASES
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import KeyAccess
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed, ConcurrentEditError
from handrail.platform.reference.models import Area, Body
from handrail.platform.vault import keys

DUPLICATE_NAME_MESSAGE = (
    "Your organisation has a place of that name already. Change it, or choose another name."
)


class StalePlaceError(ConcurrentEditError):
    """Somebody else changed this place after you opened the page. Both versions are shown; choose, and save again."""


@transaction.atomic
def add_place(*, details: PlaceInput, by: Actor) -> UUID:
    """Describe a place of the actor's own organisation, planned ones too. Returns its id."""
    require_permission(by, Permission.EDIT_PLACES)
    return create_place(details, by.body_id, by)


def create_place(details: PlaceInput, provider_id: int, by: Actor) -> UUID:
    """The row, the service that it is offered as, and its address under a key of its own."""
    validate_place_details(details)
    if Place.objects.filter(provider=provider_id, name=details.name.strip()).exists():
        raise ActionNotAllowed(DUPLICATE_NAME_MESSAGE)
    row = Place(provider_id=provider_id, area=_get_area(details.area))
    row.kind, row.service_id = details.kind, _get_or_create_service_id(details, provider_id, by)
    _apply_details(row, details)
    row.save(force_insert=True)
    record(who=by.who, verb="added a place", about=None, why=row.name)
    return row.pk


@transaction.atomic
def edit_place(*, place_id: UUID, details: PlaceInput, seen_version: int, by: Actor) -> None:
    """Change what is said of a place. Its kind stays. Raises StalePlace where somebody changed it meanwhile."""
    row = lock_own_place(place_id, by)
    if row.version != seen_version:
        raise StalePlaceError
    validate_place_details(details)
    if details.kind != row.kind:
        raise ActionNotAllowed("What a place is does not change. Close this one, and add the other.")
    twins = Place.objects.filter(provider=row.provider_id, name=details.name.strip()).exclude(pk=row.pk)
    if twins.exists():
        raise ActionNotAllowed(DUPLICATE_NAME_MESSAGE)
    row.area, row.version = _get_area(details.area), row.version + 1
    before = row.state
    _apply_details(row, details)
    row.save()
    if row.state != before:
        _update_service_state(row, by)
    record(who=by.who, verb="changed a place", about=None, why=row.name)


@transaction.atomic
def flag_place(*, place_id: UUID, words: str, by: Actor) -> None:
    """Say “do not use”, and why. Nobody is offered it until the flag is lifted."""
    row = lock_own_place(place_id, by)
    if not words.strip():
        raise ActionNotAllowed("Say why nobody should stay there: a lead will be asked.")
    row.flagged_on, _with_key(row).flag_words = timezone.localdate(), words
    _save_change(row)
    record(who=by.who, verb="flagged a place: do not use", about=None, why=row.name)


@transaction.atomic
def lift_flag(*, place_id: UUID, by: Actor) -> None:
    """The place can be used again."""
    row = lock_own_place(place_id, by)
    row.flagged_on, row.flag_words = None, None
    _save_change(row)
    record(who=by.who, verb="lifted a place’s flag", about=None, why=row.name)


def lock_own_place(place_id: UUID, by: Actor) -> Place:
    """A place of the actor's organisation, locked. Raises Denied, and NotNow alike for another's and for none."""
    require_permission(by, Permission.EDIT_PLACES)
    rows = Place.objects.select_for_update(of=("self",)).select_related("provider")
    row = rows.filter(pk=place_id, provider=by.body_id).first()
    if row is None:
        raise ActionNotAllowed("That place is not one of your organisation’s.")
    return row


def _apply_details(row: Place, details: PlaceInput) -> None:
    for name in COLUMNS:
        value = getattr(details, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    for phase in PHASES:
        setattr(row, phase, phase in details.phases)
    row.zone, row.changed_at = _get_zone(details), timezone.now()
    if details.address.strip():
        _with_key(row).address = details.address


def _with_key(row: Place) -> Place:
    """Bound to the place's own key, made when there is first something to seal."""
    access = KeyAccess(row.pk)
    if access.cipher is None:
        keys.create_file_key(row.pk, Body.objects.values_list("code", flat=True).get(pk=row.provider_id))
        access = KeyAccess(row.pk)
    return row.bind(access)


def _save_change(row: Place) -> None:
    row.version, row.changed_at = row.version + 1, timezone.now()
    row.save()


def _get_or_create_service_id(details: PlaceInput, provider_id: int, by: Actor) -> int:
    """What a stay is offered as: the provider's service of that name and kind, or one made now."""
    kind = PLACE_KINDS_BY_CODE[details.kind].service
    there = Service.objects.filter(provider=provider_id, name=details.name.strip()).first()
    if there is not None and there.kind != kind:
        raise ActionNotAllowed(
            "A service of that name is in the directory as something else. Choose another name."
        )
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


def _update_service_state(row: Place, by: Actor) -> None:
    """The service stands as the place does."""
    service = Service.objects.select_for_update().get(pk=row.service_id)
    service.state, service.waits_for = row.state, row.waits_for
    service.save(update_fields=["state", "waits_for"])
    add_status_record(service, timezone.localdate(), by.user_name)


def _get_area(code: str) -> Area:
    found = Area.objects.filter(code=code).first()
    if found is None:
        raise ActionNotAllowed("Choose an area from the list.")
    return found


def _get_zone(details: PlaceInput) -> Zone | None:
    if details.zone_id is None:
        return None
    found = Zone.objects.filter(pk=details.zone_id, area=details.area).first()
    if found is None:
        raise ActionNotAllowed("Choose a part of that area, or leave it empty.")
    return found
