"""Who acts in this thread, as the connection to the database has to say it.

The cursor reads it at the first statement of each transaction. Nobody acts until somebody is named, and then no row
of a file is there.
"""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


class RowActor(Protocol):
    """Whoever acts, as settings of one transaction."""

    def get_settings_sql(self, connection: "BaseDatabaseWrapper") -> str:
        """One statement that sets them; the same object as long as nothing has changed."""
        ...


SETTINGS = ("system", "user", "body", "owned", "files")
"""`handrail.<name>`: a system actor; the user's number; the body's; the body's again for roles that see all that
their body holds; the files that are open by a grant."""

current_row_actor: ContextVar[RowActor | None] = ContextVar("current_row_actor", default=None)


def build_current_actor_settings_sql(**values: str) -> str:
    """The statement that says who acts until the transaction ends.

    Args:
        values: by the names of SETTINGS; what is left out is emptied. Codes, numbers and UUIDs alone: no quotes.

    Returns:
        One SELECT.

    Raises:
        ValueError: a value holds anything else.
    """
    for value in values.values():
        if not set(value) <= _ALLOWED:
            raise ValueError("a setting of the database holds codes, numbers and UUIDs alone")
    told = ", ".join(f"set_config('handrail.{name}', '{values.get(name, '')}', true)" for name in SETTINGS)
    return f"SELECT {told}"


_ALLOWED = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-,")
NOBODY_SQL = build_current_actor_settings_sql()
