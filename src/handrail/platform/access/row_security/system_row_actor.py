"""Acting as a named system actor. Imports no model, so that a command can begin with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from handrail.platform.access.row_security.current_row_actor import (
    ActorSettings,
    build_actor_settings,
    current_row_actor,
)
from handrail.platform.access.row_security.system_actors import SystemActor

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = ["SystemActor", "acting_as_system", "bind_system_actor_in_thread"]


class SystemRowActor:
    """A system actor, as settings of the connection."""

    def __init__(self, system: SystemActor) -> None:
        self._settings = build_actor_settings(system=system.value)

    def get_settings(self, connection: "BaseDatabaseWrapper") -> ActorSettings:
        """Nothing has to be asked."""
        return self._settings


@contextmanager
def acting_as_system(system: SystemActor) -> Iterator[None]:
    """The system actor acts within; whoever acted before acts again afterwards. Usable as a decorator."""
    token = current_row_actor.set(SystemRowActor(system))
    try:
        yield
    finally:
        current_row_actor.reset(token)


def bind_system_actor_in_thread(system: SystemActor) -> None:
    """The system actor acts in this thread from here on."""
    current_row_actor.set(SystemRowActor(system))
