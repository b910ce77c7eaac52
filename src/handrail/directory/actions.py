"""What people do to the directory."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.db import models, transaction

from handrail.audit.actions import record
from handrail.audit.who import Who
from handrail.directory.models import Service
from handrail.directory.states import PHASES
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
