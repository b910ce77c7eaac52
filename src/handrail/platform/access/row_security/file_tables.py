"""Which tables hang on a file, and by which column: read off the models' own relations, so that a new one is found.

What cannot be read off stands here with its reason. A guard fails where neither is so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from handrail.platform.access.models import File, Grant

CHOSEN_RELATIONS: dict[str, tuple[str, ...]] = {
    "matching.IncidentMember": ("incident",),
    "matching.CasePair": ("one", "two"),
    "matching.CaseJoin": ("leading", "other"),
    "caseload_import.ImportedCase": ("case",),
    "recovery.GoalNeed": ("version",),
}
"""Of tables that lead to files in several ways: the relations that their rows hang on. Whoever may open one of the
files meets the row."""


PERSONAL_TABLES: dict[str, tuple[str, ...]] = {
    "separate_files.FileLink": ("keeper",),
    "separate_files.FileLinkHandOver": ("from_user", "to_user"),
    "separate_files.HeldBackSharing": ("keeper",),
}
"""Tables that hang on no file and are open to the users alone whom these columns name."""


@dataclass(frozen=True, slots=True)
class TableOfCaseFileRows:
    """A table whose rows belong to a file, by one of its columns.

    `column` holds the file's number; or, where `parent` is named, the key of a row of that table. `owner_column` holds
    the body where the row keeps it.
    """

    table: str
    column: str
    parent: str = ""
    parent_key: str = ""
    owner_column: str = ""


class AmbiguousCaseFileRelationError(Exception):
    """A table leads to a file, and it cannot be read off its relations on which one it hangs."""


def list_tables_of_case_file_rows() -> list[TableOfCaseFileRows]:
    """Every table that hangs on a file, besides files and grants themselves; parents before what hangs on them.

    Returns:
        One for each table and column; a table that hangs on two files is there twice.

    Raises:
        AmbiguousCaseFileRelationError: a table is not in CHOSEN_RELATIONS and should be.
    """
    waiting = [model for model in apps.get_models(include_auto_created=True) if model not in (File, Grant)]
    placed: dict[type[models.Model], list[TableOfCaseFileRows]] = {}
    while found := {
        model: tables
        for model in waiting
        if (tables := _list_case_file_columns_of_model_table(model, placed))
    }:
        placed |= found
        waiting = [model for model in waiting if model not in found]
    return [table for tables in placed.values() for table in tables]


def list_tables_of_users_own_rows() -> list[tuple[str, tuple[str, ...]]]:
    """Each table of PERSONAL_TABLES that is there, with its columns."""
    found = []
    for label, names in PERSONAL_TABLES.items():
        meta = apps.get_model(label)._meta
        found.append((meta.db_table, tuple(str(meta.get_field(name).column) for name in names)))
    return found


def _list_case_file_columns_of_model_table(
    model: type[models.Model], placed: Mapping[type[models.Model], Sequence[TableOfCaseFileRows]]
) -> list[TableOfCaseFileRows]:
    """The places of a table, as far as those that it hangs on have theirs.

    Args:
        model: the table's model.
        placed: the places so far, by model.

    Returns:
        None yet, or one for each relation that its rows hang on.
    """
    direct = [field for field in _list_relation_fields(model) if _is_keyed_by_file(field.related_model)]
    through = [field for field in _list_relation_fields(model) if field.related_model in placed]
    return [
        _build_table_of_case_file_rows(model, field)
        for field in _choose_file_relations(model, direct or through)
    ]


def _choose_file_relations(model: type[models.Model], fields: list[Any]) -> list[Any]:
    label = model._meta.label
    if label in CHOSEN_RELATIONS:
        return [field for field in fields if field.name in CHOSEN_RELATIONS[label]]
    sure = [field for field in fields if not field.null]
    if fields and len(sure) != 1:
        names = ", ".join(field.name for field in fields)
        raise AmbiguousCaseFileRelationError(
            f"{label} leads to a file by {names}: name one in CHOSEN_RELATIONS."
        )
    return sure


def _build_table_of_case_file_rows(model: type[models.Model], field: Any) -> TableOfCaseFileRows:
    if not _is_keyed_by_file(field.related_model):
        parent = field.related_model._meta
        return TableOfCaseFileRows(model._meta.db_table, field.column, parent.db_table, parent.pk.column)
    columns = {each.column for each in model._meta.concrete_fields}
    owner = "owner_id" if field.primary_key and "owner_id" in columns else ""
    return TableOfCaseFileRows(model._meta.db_table, field.column, owner_column=owner)


def _list_relation_fields(model: type[models.Model]) -> list[Any]:
    return [
        field for field in model._meta.concrete_fields if field.is_relation and field.related_model != model
    ]


def _is_keyed_by_file(model: Any) -> bool:
    """Whether the model's own key is the file's number: files, and what shares their number."""
    key = model._meta.pk
    return model is File or (key.is_relation and key.related_model is File)
