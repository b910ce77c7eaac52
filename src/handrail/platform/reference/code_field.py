"""A column that holds the code of a registry or list: a migration knows the column, and not the list."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

UNSEEN = ("choices", "verbose_name", "help_text", "error_messages")


if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField


class CodeField(_CharField):
    """A short code. Give `choices` as ever: forms and `full_clean` use them, and a new one needs no migration."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """As Django's own column, without what only forms need."""
        name, _, args, options = super().deconstruct()
        kept = {key: value for key, value in options.items() if key not in UNSEEN}
        return name, "django.db.models.CharField", args, kept
