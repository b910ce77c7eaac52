"""Adding a service to the directory, and changing its description."""

from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from handrail.directory.actions.service_status import WAITING_STATES, add_status_record, lock_own_service
from handrail.directory.models import Service, ServiceContact
from handrail.directory.unsaved_services import (
    ServiceAreasLanguagesAndContact,
    make_unsaved_service,
    validate_service_reaches_some_area,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.models import Area, Language

DUPLICATE_NAME_MESSAGE = (
    "Your organisation already has a service with that name. Change its status, or choose another name."
)


@transaction.atomic
def add_service(*, by: Actor, provider_id: int, **fields: Any) -> int:
    """Add a service of any body; the caller has authorised it.

    Args:
        by: who acts.
        provider_id: the body that provides it.
        fields: what `make_unsaved_service` takes.

    Returns:
        Its id.

    Raises:
        ValidationError: by field.
        ActionNotPossibleError: an area or a language is not known.
    """
    draft = make_unsaved_service(**fields)
    draft.service.provider_id = provider_id
    return save_new_service_with_related_rows(draft.service, draft.links, by=by)


@transaction.atomic
def add_own_service(service: Service, links: ServiceAreasLanguagesAndContact, *, by: Actor) -> int:
    """Add a service of the actor's own organisation, planned ones too.

    Args:
        service: as it is to be saved, without a provider.
        links: what it says in other tables.
        by: who acts.

    Returns:
        Its id.

    Raises:
        Denied: by role.
        ValidationError: by field.
        ActionNotPossibleError: the organisation has one of that name.
    """
    require_permission(by, Permission.EDIT_SERVICES)
    service.provider_id = by.body_id
    _raise_if_service_name_taken(service)
    return save_new_service_with_related_rows(service, links, by=by)


@transaction.atomic
def edit_service(service: Service, links: ServiceAreasLanguagesAndContact, *, seen: int, by: Actor) -> None:
    """Change the description of a service.

    Args:
        service: as it is to be saved; the actor's body provides or keeps it.
        links: what it says in other tables, whole.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        ConcurrentEditError: somebody changed it meanwhile.
        ValidationError: by field.
        ActionNotPossibleError: it is another body's, or its name is taken.
    """
    lock_own_service(service.pk, by).raise_if_seen_version_stale(seen)
    _raise_if_service_name_taken(service)
    if service.capacity_rule != "number" or (service.free_now or 0) > (service.capacity or 0):
        service.free_now = service.free_on = None
    _save_service_with_related_rows(service, links, by, seen=seen)
    write_audit_record(who=by.who, verb="changed a service", about=None, why=service.name)


def save_new_service_with_related_rows(
    service: Service, links: ServiceAreasLanguagesAndContact, *, by: Actor
) -> int:
    """Add one service, in the caller's transaction.

    Args:
        service: with its provider set.
        links: what it says in other tables.
        by: who acts; nobody is asked whether the actor may.

    Returns:
        Its id.

    Raises:
        ValidationError: by field.
        ActionNotPossibleError: an area or a language is not known.
    """
    if service.state not in WAITING_STATES:
        service.waits_for = ""
    _save_service_with_related_rows(service, links, by)
    add_status_record(service, timezone.localdate(), by.user_name)
    write_audit_record(who=by.who, verb="added a service", about=None, why=service.name)
    return service.pk


def _raise_if_service_name_taken(service: Service) -> None:
    twins = Service.objects.filter(provider=service.provider_id, name=service.name.strip())
    if twins.exclude(pk=service.pk).exists():
        raise ActionNotPossibleError(DUPLICATE_NAME_MESSAGE)


def _save_service_with_related_rows(
    service: Service, links: ServiceAreasLanguagesAndContact, by: Actor, seen: int | None = None
) -> None:
    validate_service_reaches_some_area(service, links)
    areas, languages = (
        _get_rows_with_keys_or_raise(Area, links.areas),
        _get_rows_with_keys_or_raise(Language, links.languages),
    )
    service.save_by(by, seen=seen)
    service.areas.set([] if service.everywhere else areas)
    service.languages.set(languages)
    _save_or_delete_contact(service, links.contact)


def _save_or_delete_contact(service: Service, contact: ServiceContact | None) -> None:
    """The contact person is a row of its own, so that no list and no feed reads it."""
    if contact is None:
        ServiceContact.objects.filter(pk=service.pk).delete()
        return
    contact.service = service
    contact.full_clean(validate_unique=False)
    contact.save()


def _get_rows_with_keys_or_raise[M: models.Model](model: type[M], keys: Sequence[str]) -> list[M]:
    """The rows with these keys. Raises ActionNotPossibleError where one is not known, rather than leave it out."""
    found = model._default_manager.in_bulk(keys)
    if unknown := sorted(set(keys) - set(found)):
        raise ActionNotPossibleError(
            msg("Not known: {unknown}. Choose from the list.", unknown=join_texts(unknown))
        )
    return list(found.values())
