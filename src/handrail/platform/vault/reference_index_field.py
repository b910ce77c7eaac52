"""A blind index of a number that stands sealed beside it: rows are found by it, and counts tell little."""

import secrets
from typing import Any

from handrail.platform.vault.blind_index import compute_blind_index_numbers
from handrail.platform.vault.scoped_index_field import ScopedIndexField


class ReferenceIndexField(ScopedIndexField):
    """One of several keyed numbers of what a row refers to, taken at random at each save.

    Args:
        value: the name of the sealed number on the row.
        count: how many there are of each. It may grow and is never lowered, since rows hold every one.
    """

    def __init__(self, value: str = "", count: int = 16, **kwargs: Any) -> None:
        super().__init__(value=value, **kwargs)
        self.count = count

    def pre_save(self, model_instance: Any, add: bool) -> int:
        """One of its numbers, set on the row as well."""
        found = secrets.choice(self.list_numbers(getattr(model_instance, self.value)))
        setattr(model_instance, self.attname, found)
        return found

    def list_numbers(self, key: object) -> list[int]:
        """All numbers of a key, to look for its rows with `in`."""
        scope = f"{self.model._meta.label}.{self.name}"
        return sorted(compute_blind_index_numbers(scope, [f"{number} {key}" for number in range(self.count)]))
