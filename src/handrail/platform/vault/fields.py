"""Columns that no database can read: sealed bytes, and wrapped keys."""

from typing import Any

from django.db import models

from handrail.platform.vault.aead import has_shape_of_sealed_bytes


class SealedField(models.BinaryField):  # type: ignore[type-arg]
    """Holds what `Cipher.seal` gave. Refuses text, and bytes that were not sealed, before they are saved."""

    description = "Sealed bytes"

    def get_prep_value(self, value: Any) -> bytes | None:
        """The sealed bytes, checked."""
        if value is None:
            return None
        if not isinstance(value, bytes | bytearray | memoryview):
            raise TypeError(
                f"{self._get_column_label()} holds sealed bytes, not {type(value).__name__}. Seal it first."
            )
        if not has_shape_of_sealed_bytes(data := bytes(value)):
            raise ValueError(
                f"{self._get_column_label()} holds sealed bytes only. Seal it first, or leave it null."
            )
        return data

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        """Bytes on every engine."""
        return None if value is None else bytes(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only "is there anything?" can be asked: equal texts are sealed differently each time."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def _get_column_label(self) -> str:
        return f"{self.model._meta.label}.{self.name}"


class WrappedKeyField(models.BinaryField):  # type: ignore[type-arg]
    """Holds what opens something else, wrapped. Migrations know the column alone."""

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """A column of bytes."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs
