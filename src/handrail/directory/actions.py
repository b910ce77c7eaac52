"""What people do to the directory."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import models, transaction

from handrail.access.actor import Actor
from handrail.access.policy import require
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.audit.who import Who
from handrail.directory.models import Service
from handrail.directory.states import PHASES, STATE_CODES
from handrail.kernel.refusals import NotNow
from handrail.reference.models import Area, Language


class By(Protocol):
    """Whoever acts: all that is asked is that the trail can name them."""

    @property
    def who(self) -> Who: ...


@transaction.atomic
def add_service(
    *,
    by: By,
    provider_id: int,
    name: str,
    kind: str,
    phases: Sequence[str],
    state: str = "planned",
    everywhere: bool = False,
    areas: Sequence[str] = (),
    languages: Sequence[str] = (),
    **details: Any,
) -> int:
    """Add a service and return its id. `areas` are codes, `languages` tags; details are the model's own."""
    reach = {phase: phase in phases for phase in PHASES}
    if not phases or set(phases) - set(PHASES):
        raise NotNow(f"Say in which phases it can be offered: {', '.join(PHASES)}.")
    if not everywhere and not areas:
        raise NotNow("Name the areas that it reaches, or say that it reaches everywhere.")
    service = Service.objects.create(
        provider_id=provider_id, name=name, kind=kind, state=state, everywhere=everywhere, **reach, **details
    )
    service.areas.set(_known(Area, areas))
    service.languages.set(_known(Language, languages))
    record(who=by.who, verb="added a service", about=None, why=name)
    return service.pk


def _known[M: models.Model](model: type[M], keys: Sequence[str]) -> list[M]:
    """The rows with these keys. Raises NotNow where one is not known, rather than leave it out."""
    found = model._default_manager.in_bulk(keys)
    if unknown := sorted(set(keys) - set(found)):
        raise NotNow(f"Not known: {', '.join(unknown)}. Choose from the list.")
    return list(found.values())


@transaction.atomic
def describe_service(
    *,
    by: Actor,
    name: str,
    kind: str,
    phases: Sequence[str],
    state: str,
    area: str,
    hours: str = "",
    how_to_refer: str = "",
) -> int:
    """Describe a service of the actor's own organisation, planned ones too. Returns its id.

    Raises Denied where the role may not, NotNow where the organisation has one of that name.
    """
    require(by, Permission.EDIT_SERVICES)
    if Service.objects.filter(provider=by.body_id, name=name).exists():
        raise NotNow(
            "Your organisation has a service of that name already. Change its state, or choose another name."
        )
    return add_service(
        by=by,
        provider_id=by.body_id,
        name=name,
        kind=kind,
        phases=phases,
        state=state,
        everywhere=not area,
        areas=[area] if area else [],
        hours=hours,
        how_to_refer=how_to_refer,
    )


@transaction.atomic
def change_state(*, by: Actor, service_id: int, state: str) -> None:
    """Say that a service of the actor's organisation is planned, funded, open, paused or closed."""
    require(by, Permission.EDIT_SERVICES)
    service = Service.objects.select_for_update().filter(pk=service_id, provider=by.body_id).first()
    if service is None:
        raise NotNow("That service is not one of your organisation's.")
    if state not in STATE_CODES:
        raise NotNow("Choose a state from the list.")
    service.state = state
    service.save(update_fields=["state"])
    record(who=by.who, verb="changed a service's state", about=None, why=f"{service.name}: {state}")
