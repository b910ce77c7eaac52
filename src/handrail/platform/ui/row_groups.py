"""Small arrangements of rows that a template cannot make for itself."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any


def group_consecutive(rows: Iterable[Any], attribute: str) -> list[tuple[str, list[Any]]]:
    """Neighbours with the same value of the attribute, in order: a road may come back to a phase it left."""
    return [
        (value, list(group))
        for value, group in groupby(
            rows, key=lambda row: _convert_group_value_to_text(_get_row_attribute(row, attribute))
        )
    ]


def _get_row_attribute(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


def _convert_group_value_to_text(value: Any) -> str:
    return str(getattr(value, "value", value))
