"""Rows that people edit: who changed each last and when, and a version, so that no save overwrites a newer one."""

from typing import Any, Protocol

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import timezone

from handrail.platform.access.combined_constraints import CombinedConstraintsModel
from handrail.platform.access.models import User
from handrail.platform.kernel.errors import ConcurrentEditError


class ChangeAuthor(Protocol):
    """Who changes a row: an actor, or an outside provider who has no account and is kept as nobody."""

    @property
    def user_id(self) -> int | None: ...


class Versioned(CombinedConstraintsModel):
    """A row that is saved by `save_by` alone, within an action that has asked who may."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        abstract = True

    def raise_if_seen_version_stale(self, seen: int) -> None:
        """Raise ConcurrentEditError where the page showed another version than this row's."""
        if self.version != seen:
            raise ConcurrentEditError(saved=self)

    def save_by(self, actor: ChangeAuthor, *, seen: int | None = None) -> None:
        """Validate everything, then save, if nobody saved since.

        Args:
            actor: who is kept as having changed it.
            seen: the version that the page showed; without it, the version of the row as it was fetched.

        Raises:
            ValidationError: by field; a broken constraint beside the field that its error code names.
            ConcurrentEditError: with both versions.
        """
        seen = self.version if seen is None else seen
        self.changed_by_id, self.changed_at = actor.user_id, timezone.now()
        self.full_clean(exclude={"changed_by"})  # whoever acts is known: no statement is spent on asking
        if self._state.adding:
            self.save(force_insert=True)
        else:
            self._update_seen(seen)

    def _update_seen(self, seen: int) -> None:
        rows = type(self)._base_manager.filter(pk=self.pk)
        values = {
            field.attname: getattr(self, field.attname)
            for field in self._meta.concrete_fields
            if not field.primary_key
        }
        if not rows.filter(version=seen).update(**values | {"version": seen + 1}):
            raise ConcurrentEditError(typed=self, saved=rows.first())
        self.version = seen + 1

    def validate_constraints(self, exclude: Any = None) -> None:
        """A broken constraint speaks beside the field that its error code names."""
        try:
            super().validate_constraints(exclude)
        except ValidationError as broken:
            raise ValidationError(_group_errors_by_field(self, broken)) from broken


def _group_errors_by_field(row: models.Model, broken: ValidationError) -> dict[str, Any]:
    names = {field.name for field in row._meta.fields}
    placed: dict[str, Any] = {}
    for place, errors in broken.error_dict.items():
        for error in errors:
            named = error.code if place == NON_FIELD_ERRORS and error.code in names else place
            placed.setdefault(str(named), []).append(error)
    return placed
