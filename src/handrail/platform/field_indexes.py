"""How a migration drops the indexes that Django made of its own accord for foreign keys.

`AlterField` would do so too; but on SQLite it copies the table for each field, with the loss of its triggers, and after
each it makes anew whatever is related to the model, which is nearly every model.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SQLITE: Final = """SELECT i.name FROM pragma_index_list(%s) AS i WHERE NOT i."unique" AND NOT i.partial
    AND (SELECT group_concat(c.name) FROM pragma_index_info(i.name) AS c) = %s
"""
POSTGRES: Final = """SELECT x.relname FROM pg_index AS i JOIN pg_class AS x ON x.oid = i.indexrelid
    JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = %s::regclass AND a.attname = %s
    AND i.indnatts = 1 AND NOT i.indisunique AND i.indpred IS NULL
"""


class DropFieldIndexes(Operation):
    """From here on fields of an app have no index of their own; their models say so by `db_index=False`."""

    reversible = False

    def __init__(self, fields: Mapping[str, Sequence[str]]) -> None:
        """`fields` are the names of fields, by the name of their model."""
        self.fields = fields

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Say so of the fields; also of those that are rendered, which need nothing else anew."""
        rendered = vars(state).get("apps")
        for model, names in self.fields.items():
            fields = state.models[app_label, model.lower()].fields
            for name in names:
                fields[name] = fields[name].clone()
                fields[name].db_index = False
                if rendered is not None:
                    rendered.get_model(app_label, model)._meta.get_field(name).db_index = False

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop them; an index of the same column that the model itself names stays."""
        connection: Any = schema_editor.connection
        for model_name, fields in self.fields.items():
            model = from_state.apps.get_model(app_label, model_name)
            if not self.allow_migrate_model(connection.alias, model):
                continue
            named = {index.name for index in model._meta.indexes}
            for field in fields:
                column = model._meta.get_field(field).column
                for name in _list_indexes_of_column(connection, model._meta.db_table, column):
                    if name not in named:
                        schema_editor.remove_index(model, models.Index(fields=[field], name=name))

    def describe(self) -> str:
        """What is shown while it is migrated."""
        return f"Drop indexes of foreign keys of {', '.join(self.fields)}"


def _list_indexes_of_column(connection: BaseDatabaseWrapper, table: str, column: str) -> list[str]:
    """Of this column alone and of all rows; of a text PostgreSQL has two."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(SQLITE, [table, column])
        else:
            cursor.execute(POSTGRES, [table, column])
        return [name for (name,) in cursor.fetchall()]
