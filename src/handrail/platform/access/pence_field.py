"""A model field for a sum of money in whole pence, with the largest sum that a form and the row take."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from handrail.platform.access.model_fields import UNSEEN
from handrail.platform.kernel.messages import msg
from handrail.platform.kernel.money import MAX_PENCE, format_pence


class PenceField(models.PositiveIntegerField):  # type: ignore[type-arg]
    """A sum in pence, never negative. Forms take it in pounds. A migration sees Django's own field.

    Args:
        most: the largest sum, in pence.
        least: the smallest: 1 where a sum of nothing means nothing.
    """

    def __init__(self, *args: Any, most: int = MAX_PENCE, least: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most, self.least = most, least

    def validate(self, value: Any, model_instance: Any) -> None:
        """Check the limits. Raises ValidationError with what to mend."""
        super().validate(value, model_instance)
        if value is not None and value < 0:
            raise ValidationError("The amount cannot be less than £0", code="too_low")
        if value is not None and value < self.least:
            raise ValidationError("Enter an amount more than £0", code="too_low")
        if value is not None and value > self.most:
            raise ValidationError(
                msg("The amount must be {most} or less", most=format_pence(self.most)), code="too_high"
            )

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _, args, kwargs = super().deconstruct()
        kwargs = {key: value for key, value in kwargs.items() if key not in UNSEEN}
        return name, f"django.db.models.{models.PositiveIntegerField.__name__}", args, kwargs
