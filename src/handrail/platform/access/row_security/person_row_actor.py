"""Naming the signed-in person who acts. Does nothing on SQLite, which has no such wall."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper

from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import AccessPath
from handrail.platform.access.row_security.current_row_actor import (
    ActorSettings,
    build_actor_settings,
    current_row_actor,
)
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today


class SignedInUserRowActor:
    """A signed-in person. The list of files that grants open to them is asked once, when it is first needed."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._files: set[UUID] | None = None
        self._settings: ActorSettings = ()

    def get_settings(self, connection: BaseDatabaseWrapper) -> ActorSettings:
        """Works the list out at the first statement; afterwards it is ready."""
        if self._files is None:
            self._files = _fetch_granted_file_ids(self.actor, connection)
        if not self._settings:
            owns = AccessPath.OWNED in self.actor.role.card.ways and bool(self.actor.role.card.kinds)
            body = str(self.actor.body_id)
            self._settings = build_actor_settings(
                user=str(self.actor.user_id),
                body=body,
                owned=body if owns else "",
                files=",".join(map(str, sorted(self._files))),
            )
        return self._settings

    def add_file(self, file_id: UUID) -> None:
        """A file that was opened to them just now: the next statement says so."""
        if self._files is not None and file_id not in self._files:
            self._files.add(file_id)
            self._settings = ()


@contextmanager
def act_as_user_within_block(actor: Actor | None) -> Iterator[None]:
    """The person acts within; None is nobody. Whoever acted before acts again afterwards."""
    token = current_row_actor.set(SignedInUserRowActor(actor) if actor else None)
    try:
        yield
    finally:
        current_row_actor.reset(token)


def bind_actor_until_request_ends(actor: Actor) -> None:
    """The person acts from here to the end of the request, which RowSecurityMiddleware sees to."""
    bound = current_row_actor.get()
    if not isinstance(bound, SignedInUserRowActor) or bound.actor != actor:
        current_row_actor.set(SignedInUserRowActor(actor))


def add_new_case_file_to_row_actor_files(file_id: UUID) -> None:
    """Say that a file was opened to whoever acts: their list was made before."""
    bound = current_row_actor.get()
    if isinstance(bound, SignedInUserRowActor):
        bound.add_file(file_id)


def _fetch_granted_file_ids(actor: Actor, connection: BaseDatabaseWrapper) -> set[UUID]:
    """Past Django's count of statements: no page is charged for what says who acts."""
    queries = policy.list_granted_file_id_querysets(actor, today())
    if not queries:
        return set()
    compiled = [queryset.query.get_compiler(connection=connection).as_sql() for queryset in queries]
    asked = " UNION ".join(f"({sql})" for sql, _ in compiled)
    values = [value for _, given in compiled for value in given]
    with acting_as_system(SystemActor.POLICY), connection.create_cursor() as cursor:
        cursor.execute(asked, values)
        return {file_id for (file_id,) in cursor.fetchall()}
