"""What people do to the directory."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import transaction

from handrail.audit.actions import record
from handrail.audit.who import Who
from handrail.directory.models import Service
from handrail.directory.states import PHASES


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
    if set(phases) - set(PHASES):
        raise ValueError(f"Use phases from {', '.join(PHASES)}, not {', '.join(phases)}")
    if not everywhere and not areas:
        raise ValueError("Name the areas that it reaches, or say everywhere")
    service = Service.objects.create(
        provider_id=provider_id, name=name, kind=kind, state=state, everywhere=everywhere, **reach, **details
    )
    service.areas.set(areas)
    service.languages.set(languages)
    record(who=by.who, verb="added a service", about=None, why=name)
    return service.pk
