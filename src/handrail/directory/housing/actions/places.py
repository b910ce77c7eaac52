"""Describing a place, before it exists and after; its address; the flag that says do not use."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.directory.actions.service_status import add_status_record
from handrail.directory.housing.models import Place
from handrail.directory.housing.place_kinds import PLACE_KINDS_BY_CODE, SAFE_HOUSE
from handrail.directory.models import Service
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body
from handrail.platform.vault import keys

DUPLICATE_NAME_MESSAGE = (
    "Your organisation already has a place with that name. Change it, or choose another name."
)


@transaction.atomic
def add_housing_place(place: Place, *, address: str = "", by: Actor) -> Place:
    """Describe a place of the actor's own organisation, planned ones too.

    Args:
        place: as it is to be saved, without a provider.
        address: sealed; empty where it is not known.
        by: who acts.

    Returns:
        The place as it was saved.

    Raises:
        Denied: by role.
        ValidationError: by field.
        ActionNotPossibleError: the name is taken, or the zone is of another area.
    """
    require_permission(by, Permission.EDIT_PLACES)
    place.provider_id = by.body_id
    return save_new_place_with_service(place, address=address, by=by)


def save_new_place_with_service(place: Place, *, address: str = "", by: Actor) -> Place:
    """Save a new place with the service that it is offered as; nobody is asked whether the actor may.

    Args:
        place: with its provider set.
        address: sealed under a key of the place's own; empty where it is not known.

    Raises:
        ActionNotPossibleError: the provider has a place, or another kind of service, of that name.
        ValidationError: by field.
    """
    _validate_housing_place(place)
    place.full_clean(exclude={"service", "changed_at"}, validate_unique=False)
    place.service_id = _get_or_create_service_id_of_place(place, by)
    _set_address_if_given(place, address)
    place.save_by(by)
    write_audit_record(who=by.who, verb="added a place", about=None, why=place.name)
    return place


@transaction.atomic
def edit_housing_place(place: Place, *, address: str = "", seen: int, by: Actor) -> None:
    """Change what is said of a place. Its kind stays.

    Args:
        place: as it is to be saved.
        address: a new one; empty leaves the one that is kept.
        seen: the version that the page showed.

    Raises:
        ConcurrentEditError: somebody changed it meanwhile.
        ActionNotPossibleError: it is another body's, of another kind, or of a name that is taken.
    """
    saved = lock_own_place(place.pk, by)
    saved.raise_if_seen_version_stale(seen)
    if place.kind != saved.kind:
        raise ActionNotPossibleError("You cannot change the type of place. Close this one and add the other.")
    _validate_housing_place(place)
    _set_address_if_given(place, address)
    place.save_by(by, seen=seen)
    if place.state != saved.state:
        _copy_place_state_to_its_service(place, by)
    write_audit_record(who=by.who, verb="changed a place", about=None, why=place.name)


@transaction.atomic
def flag_place_as_do_not_use(*, place_id: UUID, words: str, by: Actor) -> None:
    """Say “do not use”, and why. Nobody is offered it until the flag is lifted.

    Args:
        place_id: of a place of the actor's body.
        words: why, sealed.
        by: who acts.

    Raises:
        Denied: by role.
        ActionNotPossibleError: the place is another body's, or the reason is missing.
    """
    row = lock_own_place(place_id, by)
    if not words.strip():
        raise ActionNotPossibleError("Enter why no one should stay there.")
    row.flagged_on, _bind_place_to_own_encryption_key(row).flag_words = timezone.localdate(), words
    row.save_by(by)
    write_audit_record(who=by.who, verb="flagged a place: do not use", about=None, why=row.name)


@transaction.atomic
def lift_place_flag(*, place_id: UUID, by: Actor) -> None:
    """The place can be used again."""
    row = lock_own_place(place_id, by)
    row.flagged_on, row.flag_words = None, None
    row.save_by(by)
    write_audit_record(who=by.who, verb="removed a place’s flag", about=None, why=row.name)


def lock_own_place(place_id: UUID, by: Actor) -> Place:
    """A place of the actor's organisation, locked. Raises Denied, ActionNotPossibleError for another's as for none."""
    require_permission(by, Permission.EDIT_PLACES)
    rows = Place.objects.visible_to(by).select_for_update(of=("self",)).select_related("provider")
    row = rows.filter(pk=place_id).first()
    if row is None:
        raise ActionNotPossibleError("That place is not one of your organisation’s.")
    return row


def _validate_housing_place(place: Place) -> None:
    """What must hold of a place beside its own fields: its name is free, and the zone lies in its area."""
    twins = Place.objects.filter(provider=place.provider_id, name=place.name.strip()).exclude(pk=place.pk)
    if twins.exists():
        raise ActionNotPossibleError(DUPLICATE_NAME_MESSAGE)
    if place.zone and place.zone.area_id != place.area_id:
        raise ActionNotPossibleError("Choose a part of that area, or leave it empty.")


def _set_address_if_given(place: Place, address: str) -> None:
    if address.strip():
        _bind_place_to_own_encryption_key(place).address = address


def _bind_place_to_own_encryption_key(row: Place) -> Place:
    """Bound to the place's own key, made when there is first something to seal."""
    access = UnrecordedKeyAccess(row.pk)
    if access.cipher is None:
        keys.create_file_key(row.pk, Body.objects.values_list("code", flat=True).get(pk=row.provider_id))
        access = UnrecordedKeyAccess(row.pk)
    return row.bind(access)


def _get_or_create_service_id_of_place(place: Place, by: Actor) -> int:
    """What a stay is offered as: the provider's service of that name and kind, or one made now."""
    kind = PLACE_KINDS_BY_CODE[place.kind].service
    there = Service.objects.filter(provider=place.provider_id, name=place.name).first()
    if there is not None and there.kind != kind:
        raise ActionNotPossibleError(
            "The directory already has something else with that name. Choose another name."
        )
    if there is not None:
        return there.pk
    return add_service(
        by=by,
        provider_id=place.provider_id,
        name=place.name,
        kind=kind,
        phases=place.phases,
        state=place.state,
        waits_for=place.waits_for,
        areas=[place.area_id],
        safe_house=place.kind == SAFE_HOUSE,
    )


def _copy_place_state_to_its_service(row: Place, by: Actor) -> None:
    """The service has the state of its place."""
    service = Service.objects.select_for_update().get(pk=row.service_id)
    service.state, service.waits_for = row.state, row.waits_for
    service.save_by(by)
    add_status_record(service, timezone.localdate(), by.user_name)
