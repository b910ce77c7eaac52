"""Rows that open something, with a mac: a change that the product did not make opens nothing and is found.

A mac alone would not find a row that was put back as it was before (a grant that was ended, a role that was taken
away). So each change raises the row's revision, and the record of the change names row and revision: see
row_verification.py.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models

from handrail.platform.audit.macs import compute_row_mac, macs_equal


class TamperedRowError(Exception):
    """A row was changed in the database by something else than Handrail. It opens nothing."""


class TamperEvident(models.Model):
    """A model whose `evident_fields` are covered by a mac. They are changed by `revise` and by nothing else."""

    evident_fields: ClassVar[tuple[str, ...]] = ()

    revision = models.PositiveIntegerField(default=1, editable=False)
    mac = models.BinaryField(default=b"", editable=False)

    class Meta:
        abstract = True

    def compute_mac(self) -> bytes:
        """The mac of the row as it is now in memory, by the audit key in use."""
        return compute_row_mac(self._encode_row(self.pk, self.revision, self._list_evident_values()))

    @classmethod
    def is_mac_of(cls, mac: bytes | memoryview, pk: object, revision: int, values: Iterable[Any]) -> bool:
        """Whether the product wrote a row of which only values were fetched.

        Args:
            mac: the one that the row has.
            pk: its number.
            revision: its revision.
            values: those of `evident_fields`, in that order.
        """
        return macs_equal(compute_row_mac(cls._encode_row(pk, revision, values), like=mac), mac)

    @property
    def is_intact(self) -> bool:
        """Whether the product wrote the row as it is."""
        return self.is_mac_of(self.mac, self.pk, self.revision, self._list_evident_values())

    def _list_evident_values(self) -> list[Any]:
        return [getattr(self, name) for name in self.evident_fields]

    @classmethod
    def _encode_row(cls, pk: object, revision: int, values: Iterable[Any]) -> str:
        said = [
            cls._meta.label,
            _format_value_for_row_mac(pk),
            revision,
            *map(_format_value_for_row_mac, values),
        ]
        return json.dumps(said, separators=(",", ":"))

    @property
    def revision_label(self) -> str:
        """Row and revision, as a record of the trail names them."""
        return f"{self._meta.label}/{self.pk}/{self.revision}"

    @classmethod
    def bulk_create(cls, rows: Iterable[Self], batch_size: int) -> None:
        """Write new rows, and their macs once the database has given their numbers."""
        made = cls._default_manager.bulk_create(rows, batch_size=batch_size)
        for row in made:
            row.mac = row.compute_mac()
        cls._default_manager.bulk_update(made, ["mac"], batch_size=batch_size)

    def revise(self, **changes: Any) -> Self:
        """Change evident fields of the saved row. The caller records it: `record(…, revised=[row])`.

        Raises:
            TamperedRowError: the row was not as the product had left it; a new mac would hide that.
        """
        if not self.is_intact:
            raise TamperedRowError(self.revision_label)
        for name, value in changes.items():
            setattr(self, name, value)
        self.revision += 1
        self.mac = self.compute_mac()
        fields = [self._meta.get_field(name).name for name in changes]
        super().save(update_fields=[*fields, "revision", "mac"])
        return self

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As Django's; a new row gets its mac, in a second statement where the database gives its number."""
        if not self._state.adding:
            return super().save(*args, **kwargs)
        if self.pk is not None:
            self.mac = self.compute_mac()
        super().save(*args, **kwargs)
        if not self.mac:
            self.mac = self.compute_mac()
            super().save(update_fields=["mac"])
        return None


def _format_value_for_row_mac(value: Any) -> Any:
    """One spelling of a value, whichever engine gave it: moments to the microsecond, in UTC."""
    if isinstance(value, datetime):
        return round(value.timestamp() * 1_000_000)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | frozenset):
        return sorted(value)
    return value if value is None or type(value) in (bool, int) else str(value)
