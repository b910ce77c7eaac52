"""Services that came of commissioning intentions. Rooms above add theirs (settings.INTENTION_SERVICE_PROVIDERS)."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from functools import cache
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from handrail.platform.access.actor import Actor


class ServiceFromIntention(NamedTuple):
    """One service that names an intention, where it is on its line, and its page."""

    intention_id: UUID
    title: str
    stage: str
    href: str


type Provider = Callable[[Actor, Collection[UUID]], Iterable[ServiceFromIntention]]


def list_services_by_intention_id(
    actor: Actor, intention_ids: Collection[UUID]
) -> dict[UUID, list[ServiceFromIntention]]:
    """The services that the reader may open and that name one of some intentions. One statement a provider.

    Args:
        actor: who reads.
        intention_ids: of intentions that the reader may see.

    Returns:
        By the id of the intention.
    """
    found = defaultdict[UUID, list[ServiceFromIntention]](list)
    for provider in _list_service_provider_functions() if intention_ids else ():
        for row in provider(actor, intention_ids):
            found[row.intention_id].append(row)
    return dict(found)


@cache
def _list_service_provider_functions() -> tuple[Provider, ...]:
    return tuple(import_string(name) for name in settings.INTENTION_SERVICE_PROVIDERS)
