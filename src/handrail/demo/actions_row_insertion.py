"""Many rows of one table as they stand, in as few statements as the engine takes: COPY, or one prepared INSERT.

The tables' own constraints are checked as ever. Numbers that the database gives are left to it; whoever needs them
writes that table with `bulk_create`.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from json import dumps
from typing import Any, Final
from uuid import UUID

from django.db import connections, models

from handrail.platform.vault.app_sealed_fields import AppSealedField
from handrail.platform.vault.blind_code import BlindCodeField
from handrail.platform.vault.fields import SealedField
from handrail.platform.vault.scoped_index_field import ScopedIndexField

type Converter = Callable[[Any], Any]
type ModelField = models.Field[Any, Any]
type Column = tuple[str, Converter | None]


class InsertOnlyTableRow:
    """A row that is written and not used again: its table, and its values by column."""

    def __init__(self, model: type[models.Model], **values: Any) -> None:
        self.__dict__.update(values)
        self.model = model


def insert_rows(
    model: type[models.Model], rows: Sequence[models.Model | InsertOnlyTableRow], using: str
) -> None:
    """Write these rows in one statement, past Django's models: a load may hold a million cases.

    Args:
        model: the table.
        rows: complete, texts sealed.
        using: the database's alias.
    """
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = ", ".join(f'"{field.column}"' for field in fields)
    table = f'"{model._meta.db_table}" ({names})'
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _insert_rows_with_copy(
                cursor,
                model._meta.db_table,
                names,
                _iterate_converted_row_values(fields, rows, _COPY_CONVERTERS),
            )
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(
                f"INSERT INTO {table} VALUES ({marks})",
                list(_iterate_converted_row_values(fields, rows, _INSERT_CONVERTERS)),
            )


def _insert_rows_with_copy(cursor: Any, table: str, names: str, rows: Iterator[list[Any]]) -> None:
    """By way of a table that lasts as long as this: PostgreSQL copies nothing straight into one behind a policy."""
    cursor.execute(f'CREATE TEMPORARY TABLE loading AS SELECT {names} FROM "{table}" WITH NO DATA')
    with cursor.cursor.copy(f"COPY loading ({names}) FROM STDIN") as copying:
        for values in rows:
            copying.write_row(values)
    cursor.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM loading')
    cursor.execute("DROP TABLE loading")


def _iterate_converted_row_values(
    fields: Sequence[ModelField],
    rows: Sequence[models.Model | InsertOnlyTableRow],
    turns: dict[type, Converter],
) -> Iterator[list[Any]]:
    """Each row's values, turned into what the engine takes."""
    columns: list[Column] = [(field.attname, _get_field_value_converter(field, turns)) for field in fields]
    indexes = [field for field in fields if isinstance(field, ScopedIndexField)]
    for row in rows:
        for field in indexes:
            field.pre_save(row, add=True)
        kept = row.__dict__
        yield [
            value if turn is None or value is None else turn(value)
            for name, turn in columns
            for value in (kept[name],)
        ]


def _get_field_value_converter(field: ModelField, turns: dict[type, Converter]) -> Converter | None:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, SealedField | AppSealedField | BlindCodeField):
        return field.get_prep_value  # refuses what was not sealed, and writes a code as its token
    return next((turn for kind, turn in turns.items() if isinstance(field, kind)), None)


def _convert_choice_to_plain_value(value: str) -> str:
    """A choice as its plain value: an engine's adapter may write its name."""
    return value if type(value) is str else str(value)


def _convert_datetime(value: datetime) -> str:
    return str(value.astimezone(UTC).replace(tzinfo=None))


def _convert_uuid(value: UUID) -> str:
    return value.hex


def _convert_date(value: date | time) -> str:
    return str(value)


_COPY_CONVERTERS: Final[dict[type, Converter]] = {
    models.CharField: _convert_choice_to_plain_value,
    models.TextField: _convert_choice_to_plain_value,
    models.JSONField: dumps,
}
_INSERT_CONVERTERS: Final[dict[type, Converter]] = {
    **_COPY_CONVERTERS,
    models.UUIDField: _convert_uuid,
    models.DateTimeField: _convert_datetime,  # before DateField, of which it is one
    models.DateField: _convert_date,
    models.TimeField: _convert_date,
}
"""By kind of column, what each engine takes."""
