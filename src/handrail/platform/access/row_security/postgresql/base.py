"""The backend that Django opens: statements are prepared, and a connection that says who acts.

A prepared statement goes alone, so who acts is a statement of its own before it, sent where the connection holds
somebody else. What the session holds is changed outside transactions alone, so that no rollback brings anybody back;
within a transaction another actor is said until it ends. After whatever may have undone that, it is said again.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import register_tzloader
from psycopg import Error, NotSupportedError, errors
from psycopg.pq import TransactionStatus

from handrail.platform.access.row_security.current_row_actor import (
    NOBODY,
    SETTINGS,
    ActorSettings,
    current_row_actor,
)

if TYPE_CHECKING:
    from psycopg import Connection, Cursor, ServerCursor

    class DjangoCursor(Cursor[Any]): ...

    class DjangoServerCursor(ServerCursor[Any]): ...
else:
    DjangoCursor, DjangoServerCursor = base.ServerBindingCursor, base.ServerSideCursor

PREPARED_AT_MOST = 400
"""Statements that a connection keeps prepared: those used last."""
MAY_UNDO_SETTINGS = frozenset({"ROLLBACK", "SET", "RESET", "DISCARD ALL"})
"""What the server calls statements after which it is not known who acts."""


def _build_settings_sql(*, ends_with_transaction: bool) -> str:
    told = (f"set_config('handrail.{name}', %s, {ends_with_transaction})" for name in SETTINGS)
    return f"SELECT {', '.join(told)}"


_SAY_IN_TRANSACTION = _build_settings_sql(ends_with_transaction=True)
_SAY_IN_SESSION = _build_settings_sql(ends_with_transaction=False)


class ActorCursor(DjangoCursor):
    """Sends nothing before the connection holds whoever acts."""

    wrapper: "ActorDatabaseWrapper | None" = None

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        with _as_current_actor(self.wrapper):
            try:
                super().execute(query, params, **options)
            except errors.FeatureNotSupported:  # a column was widened since the statement was prepared
                if self.connection.info.transaction_status != TransactionStatus.IDLE:
                    raise
                self.connection.execute("DEALLOCATE ALL")
                super().execute(query, params, **options)
        if self.wrapper and self.statusmessage in MAY_UNDO_SETTINGS:
            self.wrapper.forget_who_acts()
        return self

    def executemany(self, query: Any, params_seq: Iterable[Any], **options: Any) -> None:
        with _as_current_actor(self.wrapper):
            super().executemany(query, params_seq, **options)

    def stream(self, *arguments: Any, **options: Any) -> Iterator[Any]:
        with _as_current_actor(self.wrapper):
            yield from super().stream(*arguments, **options)

    @contextmanager
    def copy(self, *arguments: Any, **options: Any) -> Iterator[Any]:
        with _as_current_actor(self.wrapper), super().copy(*arguments, **options) as copying:
            yield copying


class ActorServerCursor(DjangoServerCursor):
    """Rows in portions. Outside a transaction PostgreSQL keeps them once they have been asked for."""

    wrapper: "ActorDatabaseWrapper | None" = None

    def execute(self, query: Any, params: Any = None, **options: Any) -> Self:
        with _as_current_actor(self.wrapper):
            return super().execute(query, params, **options)


class ActorDatabaseWrapper(base.DatabaseWrapper):
    """Remembers whom the connection holds; None where that is not known."""

    _in_session: ActorSettings | None = None
    _in_force: ActorSettings | None = None  # the session's, or what was said in the transaction that is open

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | {"cursor_factory": ActorCursor}

    def get_new_connection(self, conn_params: dict[str, Any]) -> "Connection[Any]":
        self.forget_who_acts()
        connection: Connection[Any] = super().get_new_connection(conn_params)
        connection.prepared_max = PREPARED_AT_MOST
        return connection

    def init_connection_state(self) -> None:
        super().init_connection_state()
        row = self.connection.execute("SELECT pg_backend_pid()").fetchone()
        if row != (self.connection.info.backend_pid,):
            self.close()
            raise ImproperlyConfigured(
                "Something like PgBouncer between Handrail and PostgreSQL shares connections out. Who acts is kept on a"
                " connection, and would go to the next. Name PostgreSQL's own address in HANDRAIL_DATABASE_URL."
            )

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

    def say_who_acts(self) -> None:
        """Tell the connection, where it holds somebody else or that is not known."""
        if self.connection.info.transaction_status == TransactionStatus.INERROR:
            return  # nothing but a rollback is answered
        if self.connection.pgconn.pipeline_status:
            raise NotSupportedError("A pipeline that fails would take back who acts.")
        actor = current_row_actor.get()
        wanted = actor.get_settings(self) if actor else NOBODY  # may ask the database, as somebody else
        status = self.connection.info.transaction_status
        if status == TransactionStatus.IDLE:
            self._in_force = self._in_session
        if wanted == self._in_force:
            return
        self._in_force = None
        if status == TransactionStatus.IDLE and self.connection.autocommit:
            self._in_session = None
            self.connection.execute(_SAY_IN_SESSION, wanted, prepare=True)
            self._in_session = wanted
        else:
            self.connection.execute(_SAY_IN_TRANSACTION, wanted, prepare=True)
        self._in_force = wanted

    def forget_who_acts(self) -> None:
        """Whatever comes next says it again."""
        self._in_session = self._in_force = None

    def close_if_unusable_or_obsolete(self) -> None:
        """Django asks as a request begins and once it has been answered: what is kept in between is nobody's."""
        super().close_if_unusable_or_obsolete()
        if self.connection is None or self.in_atomic_block or self._in_session == NOBODY:
            return
        token = current_row_actor.set(None)
        try:
            self.say_who_acts()
        except Error:
            self.forget_who_acts()
        finally:
            current_row_actor.reset(token)
        if self._in_session != NOBODY:
            self.close()


@contextmanager
def _as_current_actor(wrapper: ActorDatabaseWrapper | None) -> Iterator[None]:
    """Around a statement: without a wrapper it is a connection's own, such as what says who acts."""
    if wrapper:
        wrapper.say_who_acts()
    try:
        yield
    except BaseException:
        if wrapper:
            wrapper.forget_who_acts()
        raise


DatabaseWrapper = ActorDatabaseWrapper  # the name that Django looks for
