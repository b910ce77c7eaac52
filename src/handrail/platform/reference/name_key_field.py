"""A column that holds another one as names are matched, so that the database keeps two of one name apart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

from handrail.platform.reference.name_matching import make_match_key

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField


class NameKeyField(_CharField):
    """The `name` of its row in small letters with single spaces, written whenever the row is."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """As Django's own column: a migration writes no row."""
        name, _, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """The key of the name as it is now."""
        key = make_match_key(str(model_instance.name))  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key
