"""Who acts in this thread, as the connection to the database has to say it.

The cursor reads it before each statement. Nobody acts until somebody is named, and then no row
of a file is there.
"""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


type ActorSettings = tuple[str, ...]
"""A value for each of SETTINGS."""


class RowActor(Protocol):
    """Whoever acts, as settings of the connection."""

    def get_settings(self, connection: "BaseDatabaseWrapper") -> ActorSettings:
        """Asked before each statement: the same object as long as nothing has changed."""
        ...


SETTINGS = ("system", "user", "body", "owned", "files")
"""`handrail.<name>`: a system actor; the user's number; the body's; the body's again for roles that see all that
their body holds; the files that are open by a grant."""

current_row_actor: ContextVar[RowActor | None] = ContextVar("current_row_actor", default=None)


def build_actor_settings(**values: str) -> ActorSettings:
    """A value for each of SETTINGS.

    Args:
        values: by the names of SETTINGS; what is left out is empty.
    """
    if unknown := values.keys() - set(SETTINGS):
        raise TypeError(f"no setting of the database says who acts by {', '.join(sorted(unknown))}")
    return tuple(values.get(name, "") for name in SETTINGS)


NOBODY = build_actor_settings()
