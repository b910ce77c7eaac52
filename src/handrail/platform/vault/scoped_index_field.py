"""A blind index within one parent: "this form has an answer in that box already", and nothing across parents."""

from typing import TYPE_CHECKING, Any

from django.db import models

from handrail.platform.vault.blind_index import compute_blind_index_numbers

if TYPE_CHECKING:
    _BigIntegerField = models.BigIntegerField[int, int]
else:
    _BigIntegerField = models.BigIntegerField


class ScopedIndexField(_BigIntegerField):
    """Worked out before each save from the number of a parent and a value that stands sealed or blind beside it.

    A unique constraint on parent and index keeps the value once within the parent.

    Args:
        parent: the name of the parent's number on the row.
        value: the name of the value on the row.
    """

    def __init__(self, parent: str = "", value: str = "", **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "editable": False})
        self.parent, self.value = parent, value

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """A column of numbers."""
        return self.name, "django.db.models.BigIntegerField", [], {}

    def pre_save(self, model_instance: Any, add: bool) -> int:
        """The number, set on the row as well."""
        found = self.compute(getattr(model_instance, self.parent), getattr(model_instance, self.value))
        setattr(model_instance, self.attname, found)
        return found

    def compute(self, parent: object, value: object) -> int:
        """The number of a value within a parent, to look for its row."""
        scope = f"{self.model._meta.label}.{self.name}"
        (found,) = compute_blind_index_numbers(scope, [f"{parent} {value}"])
        return found
