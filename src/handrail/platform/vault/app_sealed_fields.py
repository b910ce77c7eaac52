"""Columns that are sealed under the product's own key: a copy of the main database without it says nothing.

For what is read in bulk, by rules and figures, where opening each person's own key would cost too much; and for what
must be openable after that key is gone. No database compares such values: what is looked for has a blind index beside
it (blind_code.py, blind_index.py).
"""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

from handrail.platform.vault import sealing_keys
from handrail.platform.vault.byte_encoding import encode_length_prefixed_parts

BLOCK = 32
"""Values are filled up to a multiple of so many bytes, so that their length tells little."""

if TYPE_CHECKING:
    _BinaryField = models.Field[Any, Any]
else:
    _BinaryField = models.BinaryField


class AppSealedField(_BinaryField):
    """A text that is sealed for its column."""

    is_sealed_anew = True
    """Whether another master key means another seal."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"editable": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, dict[str, Any]]:
        """A column of bytes: neither a default nor what it holds."""
        kept = {"null": True} if self.null else {}
        return self.name, "django.db.models.BinaryField", [], kept

    def get_prep_value(self, value: Any) -> bytes | None:
        """The sealed bytes."""
        if value is None:
            return None
        data = self.to_text(value).encode()
        return self.seal_bytes(data.ljust(-(-len(data) // BLOCK) * BLOCK or BLOCK, b"\0"))

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        """The value. Raises DecryptionError for bytes of another key or column, or that were changed."""
        return self.open(value)

    def open(self, sealed: Any) -> Any:
        """The value of sealed bytes that were read by hand-written SQL; None for none."""
        if sealed is None:
            return None
        return self.from_text(self.unseal_bytes(bytes(sealed)).rstrip(b"\0").decode())

    def to_python(self, value: Any) -> Any:
        """As it is: forms and checks of a row meet the value itself."""
        return value

    def to_text(self, value: Any) -> str:
        """What is sealed of a value."""
        return str(value)

    def from_text(self, text: str) -> Any:
        """The value of what was sealed."""
        return text

    def get_lookup(self, lookup_name: str) -> Any:
        """Only "is there anything?" can be asked: equal values are sealed differently each time."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def seal_bytes(self, data: bytes) -> bytes:
        """Sealed for the column, under the master key: sealed anew when that is changed."""
        return sealing_keys.seal(self.get_purpose(), data, self.get_place())

    def unseal_bytes(self, sealed: bytes) -> bytes:
        """What `seal_bytes` sealed, or DecryptionError."""
        return sealing_keys.unseal(self.get_purpose(), sealed, self.get_place())

    def is_sealed_by_present_key(self, sealed: bytes) -> bool:
        """Whether it need not be sealed anew after the master key was changed."""
        return sealing_keys.is_sealed_by_present_key(self.get_purpose(), sealed)

    def get_purpose(self) -> tuple[str, ...]:
        """Of the key of the column."""
        return ("own", "column", self._get_scope())

    def get_place(self) -> bytes:
        """What is bound in: it opens in no other column."""
        return encode_length_prefixed_parts("column", self._get_scope())

    def _get_scope(self) -> str:
        return f"{self.model._meta.label}.{self.name}"


class AppSealedJSONField(AppSealedField):
    """A list of codes or another plain value that is sealed for its column."""

    def to_text(self, value: Any) -> str:
        """Its JSON."""
        return json.dumps(value)

    def from_text(self, text: str) -> Any:
        """The value."""
        return json.loads(text)


class AppSealedReference(AppSealedField):
    """The number of a row of another table, sealed: `row.service` and `row.service_id` as of a foreign key.

    The database follows no such reference: rows are fetched on their own (`attach_referenced_rows`), and nothing but
    the code keeps what is referred to from being deleted.

    Args:
        to: the model, or its label.
    """

    def __init__(self, to: str | type[models.Model] = "", *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._to = to

    def get_attname(self) -> str:
        """The number's own name on a row."""
        return f"{self.name}_id"

    def get_attname_column(self) -> tuple[str, str]:
        """The number's name on a row, and the column."""
        return self.get_attname(), self.name

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Gives rows the attribute that holds the other row."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, LazilyFetchedSealedReferenceRow(self))

    def get_target(self) -> Any:
        """The model that is referred to."""
        return apps.get_model(self._to) if isinstance(self._to, str) else self._to

    def from_text(self, text: str) -> Any:
        """The number, as that table's key is."""
        return self.get_target()._meta.pk.to_python(text)


class LazilyFetchedSealedReferenceRow:
    """The row whose number a row holds sealed: fetched when it is first asked for, unless it was attached."""

    def __init__(self, field: AppSealedReference) -> None:
        self.field = field

    def __get__(self, row: Any, owner: object = None) -> Any:
        if row is None:
            return self
        key = getattr(row, self.field.attname)
        if key is None:
            return None
        held = row._state.fields_cache.get(self.field.name)
        if held is None or held.pk != key:
            held = self.field.get_target()._base_manager.get(pk=key)
            row._state.fields_cache[self.field.name] = held
        return held

    def __set__(self, row: Any, value: Any) -> None:
        setattr(row, self.field.attname, None if value is None else value.pk)
        row._state.fields_cache[self.field.name] = value


def attach_referenced_rows[Row: models.Model](
    rows: Iterable[Row], name: str, targets: "models.QuerySet[Any]"
) -> list[Row]:
    """Fetch what rows refer to by a sealed number: one statement, none where they refer to nothing.

    Args:
        rows: rows of one model.
        name: the name of its AppSealedReference.
        targets: of the other table, with what else is to be fetched with it.

    Returns:
        The rows, in their order.
    """
    told = list(rows)
    keys = {getattr(row, f"{name}_id") for row in told} - {None}
    attach_given_rows(told, name, targets.in_bulk(keys) if keys else {})
    return told


def attach_given_rows(rows: Iterable[models.Model], name: str, found: Mapping[Any, models.Model]) -> None:
    """Let rows hold what they refer to by a sealed number, where that was fetched already.

    Args:
        rows: rows of one model.
        name: the name of its AppSealedReference.
        found: of the other table, by primary key.
    """
    for row in rows:
        held = found.get(getattr(row, f"{name}_id"))
        if held is not None:
            row._state.fields_cache[name] = held
