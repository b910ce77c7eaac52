"""A document as plain values for JSON and back: how an edition's content is kept, and how the PDF is told it."""

import dataclasses
import types
import typing
from datetime import date
from enum import StrEnum
from typing import Any

from handrail.platform.documents import document_tree

TREE_CLASSES: dict[str, type] = {
    cls.__name__: cls
    for cls in vars(document_tree).values()
    if isinstance(cls, type) and dataclasses.is_dataclass(cls) and cls.__module__ == document_tree.__name__
}


def convert_document_to_plain_values(value: Any) -> Any:
    """Dictionaries, lists and texts. Every part of the tree says its kind."""
    if dataclasses.is_dataclass(value):
        fields = {
            f.name: convert_document_to_plain_values(getattr(value, f.name))
            for f in dataclasses.fields(value)
        }
        return {"kind": type(value).__name__, **fields}
    if isinstance(value, tuple | list):
        return [convert_document_to_plain_values(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def convert_plain_values_to_document(value: Any) -> Any:
    """The tree again. Raises ValueError for what is no part of one."""
    if isinstance(value, list):
        return tuple(convert_plain_values_to_document(each) for each in value)
    if not isinstance(value, dict):
        return value
    cls = TREE_CLASSES.get(value.get("kind", ""))
    if cls is None or not _has_fields_of_class(set(value) - {"kind"}, cls):
        raise ValueError(f"{value.get('kind')!r} is no part of a document.")
    hints = typing.get_type_hints(cls)
    return cls(
        **{
            name: _convert_value_to_type_hint(convert_plain_values_to_document(part), hints[name])
            for name, part in value.items()
            if name != "kind"
        }
    )


def _has_fields_of_class(names: set[str], cls: type) -> bool:
    """All that have no default, and no other: a document that was kept before a field came is read with its default."""
    fields = dataclasses.fields(cls)
    needed = {
        f.name
        for f in fields
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    }
    return needed <= names <= {f.name for f in fields}


def build_document_from_plain_values(value: Any) -> document_tree.Document:
    """A whole document from its plain values."""
    found = convert_plain_values_to_document(value)
    if not isinstance(found, document_tree.Document):
        raise ValueError("This holds no document.")
    return found


def _convert_value_to_type_hint(value: Any, hint: Any) -> Any:
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias) and issubclass(hint, StrEnum):
        return hint(value)
    return value
