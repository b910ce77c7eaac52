"""A list of short texts, typed one on each line and stored as JSON."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from handrail.platform.access.model_fields import UNSEEN
from handrail.platform.kernel.messages import join_texts, msg


def clean_lines(value: Any) -> Any:
    """The lines without blank ones and with single spaces; what is no list or text stays as it is."""
    if isinstance(value, str):
        value = value.splitlines()
    if isinstance(value, list | tuple):
        return [join_texts(str(line).split(), " ") for line in value if str(line).strip()]
    return value


class LinesField(models.JSONField):
    """A list of lines. The limits bind the row, not the form alone.

    Args:
        most: how many lines at most.
        longest: how many characters each may have.
        rows: the height of the text area.
    """

    def __init__(self, *args: Any, most: int = 40, longest: int = 80, rows: int = 8, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most, self.longest, self.rows = most, longest, rows

    def to_python(self, value: Any) -> Any:
        return clean_lines(value)

    def validate(self, value: Any, model_instance: Any) -> None:
        """Raises ValidationError where there are too many lines, or one is too long."""
        super().validate(value, model_instance)
        if len(value) > self.most or any(len(line) > self.longest for line in value):
            raise ValidationError(
                msg(
                    "Enter up to {most_things} items, each in {longest_thing} characters or fewer.",
                    most_things=self.most,
                    longest_thing=self.longest,
                ),
                code="too_long",
            )

    def formfield(self, **kwargs: Any) -> Any:
        return LinesFormField(
            required=not self.blank,
            error_messages={"required": self.error_messages["blank"]},
            label=kwargs.get("label"),
            help_text=kwargs.get("help_text", self.help_text),
            widget=forms.Textarea(attrs={"rows": self.rows}),
        )

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """As Django's own field: labels and limits need no migration."""
        name, _, args, kwargs = super().deconstruct()
        kept = {key: value for key, value in kwargs.items() if key not in UNSEEN}
        return name, "django.db.models.JSONField", args, kept


class LinesFormField(forms.CharField):
    """A text area whose lines are a list."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        return clean_lines(super().to_python(value))
