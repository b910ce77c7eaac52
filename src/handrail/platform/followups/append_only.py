"""Rows that are only ever added: what was answered, decided or reported stays as it was said."""

from typing import Any

from django.db import models


class AppendOnlyError(Exception):
    """What was said is kept as it was said; say something newer beside it."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Refuses to change or take away rows in bulk."""

    def update(self, **kwargs: Any) -> int:
        raise AppendOnlyError

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError


class AppendOnly(models.Model):
    """A row that is only ever added."""

    objects = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; refuse to change it."""
        if not self._state.adding:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never."""
        raise AppendOnlyError
