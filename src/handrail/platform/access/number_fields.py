"""Model fields for numbers: the limits bind the row, and the form says them in one sentence."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from handrail.platform.access.model_fields import UNSEEN
from handrail.platform.kernel.messages import msg

NARROW = {"class": "govuk-input--width-3", "inputmode": "numeric"}


class WholeNumberField(models.PositiveSmallIntegerField):  # type: ignore[type-arg]
    """A whole number from `least` to `most`, both included. A migration sees Django's own field."""

    def __init__(self, *args: Any, least: int = 0, most: int = 32_767, **kwargs: Any) -> None:
        said = msg("Enter a whole number from {least} to {most}", least=least, most=most)
        limits = [MinValueValidator(least, said), MaxValueValidator(most, said)]
        super().__init__(*args, **kwargs | {"validators": limits})
        self.least, self.most = least, most
        self.error_messages["invalid"] = said

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        kwargs = {key: value for key, value in kwargs.items() if key not in {*UNSEEN, "validators"}}
        return name, "django.db.models.PositiveSmallIntegerField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """One narrow line, with one message for whatever is wrong."""
        said = self.error_messages["invalid"]
        errors = dict.fromkeys(("invalid", "min_value", "max_value"), said)
        own: dict[str, Any] = {
            "min_value": self.least,
            "max_value": self.most,
            "widget": forms.TextInput(attrs=NARROW),
            "error_messages": errors,
        }
        return super().formfield(**own | kwargs)
