"""How a migration creates the tables of an app: all of its models become known to Django's migrations at once.

For each new model Django makes anew whatever is related to it, which is nearly every model, hundreds of times over:
three quarters of what a fresh pair of databases costs. Nothing points to a model that is new, so itself is enough;
every statement that makes the tables is the same, but for the order of a table's last columns.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """Several `CreateModel` that follow each other, as one operation."""

    def __init__(self, operations: Sequence[CreateModel]) -> None:
        self.operations = list(operations)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models, and render them alone where the others were rendered before."""
        rendered = vars(state).pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)
        if rendered is not None:
            rendered.render_multiple([state.models[app_label, each.name_lower] for each in self.operations])
            vars(state)["apps"] = rendered

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the tables in their order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What is shown while it is migrated."""
        return f"Create tables of {', '.join(each.name for each in self.operations)}"


class CompleteTable(Operation):
    """What a table that was just created still lacks, since two tables point at each other: one operation of Django's.

    What points at the model keeps its older rendering: no statement reads more of that than its table and key.
    """

    def __init__(self, operation: AddField | AddIndex | AddConstraint) -> None:
        self.operation = operation

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the model, and render it alone where it was rendered before."""
        rendered = vars(state).pop("apps", None)
        self.operation.state_forwards(app_label, state)
        if rendered is not None:
            rendered.render_multiple([state.models[app_label, self.operation.model_name_lower]])
            vars(state)["apps"] = rendered

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The operation's own statements."""
        self.operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """The operation's own statements."""
        self.operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """What is shown while it is migrated."""
        return self.operation.describe()


def create_tables_at_once(operations: Iterable[Operation]) -> list[Operation]:
    """The operations of a first migration: models that follow each other are created as one, and then completed.

    Args:
        operations: as `makemigrations` writes them.
    """
    found = list[Operation]()
    for is_creation, some in groupby(operations, lambda each: isinstance(each, CreateModel)):
        if is_creation:
            found.append(CreateTables([each for each in some if isinstance(each, CreateModel)]))
        else:
            found += [
                CompleteTable(each) if isinstance(each, (AddField, AddIndex, AddConstraint)) else each
                for each in some
            ]
    return found
