"""Adding a service to the directory, and changing its description."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

from django.db import models, transaction
from django.utils import timezone

from handrail.directory.actions.status import add_status_record, lock_own_service
from handrail.directory.models import Service, ServiceContact
from handrail.directory.service_input import ServiceInput, get_column_values, validate_details
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.kernel.errors import ActionNotAllowed, ConcurrentEditError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.models import Area, Language

DUPLICATE_NAME_MESSAGE = (
    "Your organisation has a service of that name already. Change its state, or choose another name."
)


class AuditedActor(Protocol):
    """Whoever acts: the audit trail must be able to name them."""

    @property
    def who(self) -> ActorSnapshot: ...


@transaction.atomic
def add_service(
    *,
    by: AuditedActor,
    provider_id: int,
    name: str,
    kind: str,
    phases: Sequence[str],
    state: str = "planned",
    everywhere: bool = False,
    areas: Sequence[str] = (),
    languages: Sequence[str] = (),
    waits_for: str = "",
    source: str = "",
    source_id: str = "",
    **details: Any,
) -> int:
    """Add a service of any body; the caller has authorised it.

    Args:
        areas: codes of the areas that it reaches, unless it reaches everywhere.
        languages: tags.
        details: other fields of `ServiceInput`.

    Returns:
        Its id.

    Raises:
        ActionNotAllowed: the details contradict each other.
    """
    said = ServiceInput(
        name=name,
        kind=kind,
        phases=tuple(phases),
        everywhere=everywhere,
        areas=tuple(areas),
        languages=tuple(languages),
        **details,
    )
    row = Service(provider_id=provider_id, source=source, source_id=source_id)
    return create_service(row, said, state, waits_for, by)


@transaction.atomic
def describe_service(*, by: Actor, details: ServiceInput, state: str, waits_for: str = "") -> int:
    """Add a service of the actor's own organisation, planned ones too.

    Returns:
        Its id.

    Raises:
        Denied: by role.
        ActionNotAllowed: the organisation has one of that name, or the details contradict each other.
    """
    require_permission(by, Permission.EDIT_SERVICES)
    if Service.objects.filter(provider=by.body_id, name=details.name.strip()).exists():
        raise ActionNotAllowed(DUPLICATE_NAME_MESSAGE)
    return create_service(Service(provider_id=by.body_id), details, state, waits_for, by)


@transaction.atomic
def edit_service(*, by: Actor, service_id: int, details: ServiceInput, seen_version: int) -> None:
    """Change the description of a service.

    Args:
        by: who acts.
        service_id: a service that the actor's body provides or keeps.
        details: the whole description as it is to be.
        seen_version: the version that the page showed.

    Raises:
        ConcurrentEditError: somebody changed it meanwhile.
        ActionNotAllowed: it is another body's, its name is taken, or the details contradict each other.
    """
    row = lock_own_service(service_id, by)
    if row.version != seen_version:
        raise ConcurrentEditError
    validate_details(details)
    twins = Service.objects.filter(provider=row.provider_id, name=details.name.strip()).exclude(pk=row.pk)
    if twins.exists():
        raise ActionNotAllowed(DUPLICATE_NAME_MESSAGE)
    if details.capacity_rule != "number" or (row.free_now or 0) > (details.capacity or 0):
        row.free_now = row.free_on = None
    row.version += 1
    _write_details(row, details, by)
    record(who=by.who, verb="changed a service", about=None, why=row.name)


def create_service(row: Service, details: ServiceInput, state: str, waits_for: str, by: AuditedActor) -> int:
    """Add one service as it is described, in the caller's transaction."""
    validate_details(details, state)
    row.state, row.waits_for = state, _clean_waits_for(state, waits_for)
    _write_details(row, details, by)
    add_status_record(row, timezone.localdate(), by.who.user_name)
    record(who=by.who, verb="added a service", about=None, why=row.name)
    return row.pk


def _clean_waits_for(state: str, waits_for: str) -> str:
    return waits_for.strip() if state in ("planned", "funded", "paused") else ""


def _write_details(row: Service, details: ServiceInput, by: AuditedActor) -> None:
    details = replace(details, name=details.name.strip())
    for name, value in get_column_values(details).items():
        setattr(row, name, value)
    row.changed_at, row.changed_by = timezone.now(), by.who.user_name
    areas, languages = _get_known_rows(Area, details.areas), _get_known_rows(Language, details.languages)
    row.save()
    row.areas.set([] if details.everywhere else areas)
    row.languages.set(languages)
    _save_contact(row, details)


def _save_contact(row: Service, details: ServiceInput) -> None:
    """The contact person is a row of its own, so that no list and no feed reads it."""
    if not details.contact_name.strip():
        ServiceContact.objects.filter(pk=row.pk).delete()
        return
    said = {
        "name": details.contact_name.strip(),
        "phone": details.contact_own_phone.strip(),
        "email": details.contact_own_email.strip(),
    }
    ServiceContact.objects.update_or_create(pk=row.pk, defaults=said)


def _get_known_rows[M: models.Model](model: type[M], keys: Sequence[str]) -> list[M]:
    """The rows with these keys. Raises ActionNotAllowed where one is not known, rather than leave it out."""
    found = model._default_manager.in_bulk(keys)
    if unknown := sorted(set(keys) - set(found)):
        raise ActionNotAllowed(
            msg("Not known: {unknown}. Choose from the list.", unknown=join_texts(unknown))
        )
    return list(found.values())
