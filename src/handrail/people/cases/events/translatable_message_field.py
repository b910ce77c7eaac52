"""A column for a sentence that the rules made: it comes back as the phrase it was, to be said in the reader's language.

Kept as `platform/kernel/message_codec.py` writes it. Nothing that a person types goes here.
"""

from typing import Any

from django.db import models

from handrail.platform.kernel.message_codec import decode_message, encode_message
from handrail.platform.kernel.messages import Phrase


class TranslatableMessageField(models.TextField):  # type: ignore[type-arg]  # takes none when it runs
    """Text of the product, never somebody's own."""

    def deconstruct(self) -> Any:
        """To the database it is a text like any other."""
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:
        """What the column holds."""
        return encode_message(value) if isinstance(value, Phrase) else super().get_prep_value(value)

    def from_db_value(self, value: Any, *args: Any) -> Any:
        """The text, a phrase again if it was one."""
        return decode_message(value)
