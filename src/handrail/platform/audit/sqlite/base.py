"""The backend that Django opens."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base, creation, schema

from handrail.platform.audit.sqlite.guard import make_audit_trigger_guard_authoriser


class SchemaEditor(schema.DatabaseSchemaEditor):
    """Migrations may rebuild tables and remake triggers."""

    def __enter__(self) -> "SchemaEditor":
        self._lifted: AbstractContextManager[None] = self.connection.lift_guard()  # type: ignore[attr-defined]
        self._lifted.__enter__()
        return super().__enter__()

    def __exit__(self, exc_type: Any, exc_value: Any, traceback: Any) -> None:
        try:
            super().__exit__(exc_type, exc_value, traceback)
        finally:
            self._lifted.__exit__(None, None, None)


class SqliteTestDatabaseCreation(creation.DatabaseCreation):
    """Test databases are files, and their write-ahead logs go with them."""

    def create_test_db(self, *args: Any, **options: Any) -> str:
        name = self.connection.settings_dict["TEST"]["NAME"]
        if name and not options.get("keepdb"):
            _remove_wal_files(name)
        return super().create_test_db(*args, **options)

    def destroy_test_db(self, *args: Any, **options: Any) -> None:
        name = self.connection.settings_dict["NAME"]
        super().destroy_test_db(*args, **options)
        if not options.get("keepdb"):
            _remove_wal_files(name)


def _remove_wal_files(name: str) -> None:
    for end in ("-wal", "-shm"):
        Path(f"{name}{end}").unlink(missing_ok=True)


class DatabaseWrapper(base.DatabaseWrapper):
    """Every connection is guarded from its first statement on."""

    SchemaEditorClass = SchemaEditor
    creation_class = SqliteTestDatabaseCreation
    _lifted = 0

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA recursive_triggers = ON")  # replacing by rowid asks the delete trigger
        connection.set_authorizer(make_audit_trigger_guard_authoriser(lambda: self._lifted > 0))
        return connection

    @contextmanager
    def lift_guard(self) -> Iterator[None]:
        """Let the stops be taken away: for the schema editor, and for tests that tamper."""
        self._lifted += 1
        try:
            yield
        finally:
            self._lifted -= 1
