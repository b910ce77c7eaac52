"""The backend that Django opens.

Django's ordinary cursors put parameters into the text of a statement and send it in PostgreSQL's simple protocol, which
takes several statements at once and holds them in one transaction. Who acts is therefore said in front of the first
statement of each transaction, without a round trip of its own; outside a transaction, in front of each statement.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Self

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import register_tzloader
from psycopg.pq import TransactionStatus

from handrail.platform.access.row_security.current_row_actor import NOBODY_SQL, current_row_actor

if TYPE_CHECKING:
    from psycopg import ClientCursor, ServerCursor

    class DjangoCursor(ClientCursor[Any]): ...

    class DjangoServerCursor(ServerCursor[Any]): ...
else:
    DjangoCursor, DjangoServerCursor = base.Cursor, base.ServerSideCursor


class ActorCursor(DjangoCursor):
    """Says who acts before the first statement of a transaction, and when somebody else acts within it."""

    wrapper: "ActorDatabaseWrapper | None" = None

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        said = self.wrapper.pop_settings_sql() if self.wrapper else ""
        if not said:
            return super().execute(query, params, **options)
        super().execute(f"{said}; {query}", params, **options)
        self.nextset()
        return self

    def executemany(self, query: Any, params_seq: Iterable[Any], **options: Any) -> None:
        said = self.wrapper.pop_settings_sql() if self.wrapper else ""
        with ExitStack() as whole:
            if said and self.connection.autocommit:
                whole.enter_context(self.connection.transaction())
            if said:
                super().execute(said)
            super().executemany(query, params_seq, **options)


class ActorServerCursor(DjangoServerCursor):
    """Rows in portions. Outside a transaction PostgreSQL keeps them once the cursor's own small one has ended."""

    wrapper: "ActorDatabaseWrapper | None" = None

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        said = self.wrapper.pop_settings_sql() if self.wrapper else ""
        with ExitStack() as whole:
            if said and self.connection.autocommit:
                whole.enter_context(self.connection.transaction())
            if said:
                self.connection.execute(said)
            super().execute(query, params, **options)
        return self


class ActorDatabaseWrapper(base.DatabaseWrapper):
    """Remembers what was said in the transaction that is open."""

    _said = NOBODY_SQL

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | {"cursor_factory": ActorCursor}

    def create_cursor(self, name: str | None = None) -> Any:
        if name:
            cursor: Any = ActorServerCursor(
                self.connection, name=name, scrollable=False, withhold=self.connection.autocommit
            )
            register_tzloader(self.timezone, cursor)
        else:
            cursor = super().create_cursor()
        cursor.wrapper = self
        return cursor

    def pop_settings_sql(self) -> str:
        """What the next statement must be preceded by; "" where the transaction knows already who acts."""
        status = self.connection.pgconn.transaction_status
        if status == TransactionStatus.INERROR:
            return ""
        if status == TransactionStatus.IDLE:
            self._said = NOBODY_SQL  # settings of a transaction end with it
        actor = current_row_actor.get()
        wanted = actor.get_settings_sql(self) if actor else NOBODY_SQL
        if wanted is self._said:
            return ""
        self._said = wanted
        return wanted

    @contextmanager
    def _nodb_cursor(self) -> Iterator[Any]:
        """Beside the databases nobody acts: they are made and dropped outside transactions."""
        token = current_row_actor.set(None)
        try:
            with super()._nodb_cursor() as cursor:
                yield cursor
        finally:
            current_row_actor.reset(token)

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # Django's, which the stubs leave out
        self._said = ""  # settings go back with the savepoint: say it again


DatabaseWrapper = ActorDatabaseWrapper  # the name that Django looks for
