"""Model fields that say all that a form needs: texts with a length that binds the row too, and days with their limits.

A migration sees Django's own field: moving this module costs none.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from handrail.platform.access.today import today
from handrail.platform.kernel.dates import add_years, format_day
from handrail.platform.kernel.messages import capitalise_first, msg

LONGEST_TEXT = 10_000
UNSEEN = {"choices", "verbose_name", "help_text", "error_messages"}
"""What a migration does not hold: a label is changed without one."""
Day = datetime.date | Callable[[], datetime.date]


def _strip_text_of_field(value: Any) -> Any:
    return value.replace("\x00", "").strip() if isinstance(value, str) else value


class ShortTextField(models.CharField):  # type: ignore[type-arg]
    """One line, without blank edges."""

    def to_python(self, value: Any) -> Any:
        return _strip_text_of_field(super().to_python(value))

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        return _deconstruct_as_django_field(self, "CharField", super().deconstruct())


class LongTextField(models.TextField):  # type: ignore[type-arg]
    """Several lines, without blank edges. The length binds the row, not the form alone. A form draws so many `rows`."""

    def __init__(self, *args: Any, max_length: int = LONGEST_TEXT, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"max_length": max_length})
        self.rows = rows
        self.validators.append(MaxLengthValidator(max_length))

    def to_python(self, value: Any) -> Any:
        return _strip_text_of_field(super().to_python(value))

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        return _deconstruct_as_django_field(self, "TextField", super().deconstruct())


class DayField(models.DateField):  # type: ignore[type-arg]
    """A day.

    Args:
        about: what its messages begin with ("the day of the board"); without it "the" and the label.
        not_after, not_before: a day, or a function that gives one: `today`.
        within_years: how far ahead it may be at most, so that a slip of the year is noticed.
    """

    def __init__(
        self,
        *args: Any,
        about: str = "",
        not_after: Day | None = None,
        not_before: Day | None = None,
        within_years: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.about = about or f"the {str(self.verbose_name)[:1].lower()}{str(self.verbose_name)[1:]}"
        self.not_after, self.not_before, self.within_years = not_after, not_before, within_years

    def validate(self, value: Any, model_instance: Any) -> None:
        """Within its limits. Raises ValidationError with what to mend."""
        super().validate(value, model_instance)
        if value is not None:
            self._check_limits(value)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        return _deconstruct_as_django_field(self, "DateField", super().deconstruct())

    def _check_limits(self, value: datetime.date) -> None:
        latest, earliest, what = (
            _resolve_day_limit(self.not_after),
            _resolve_day_limit(self.not_before),
            capitalise_first(self.about),
        )
        if latest and value > latest:
            limit = (
                "today or in the past"
                if latest == today()
                else msg("{latest} or before", latest=format_day(latest))
            )
            raise ValidationError(
                msg("{subject} must be {limit}", subject=what, limit=limit), code="too_late"
            )
        if self.within_years and (
            value > add_years(today(), self.within_years) or (earliest and value < earliest)
        ):
            years = self.within_years
            raise ValidationError(
                msg("{what} must be within {years} years", what=what, years=years), code="too_far"
            )
        if earliest and value < earliest:
            raise ValidationError(
                msg("{subject} must be {earliest} or after", subject=what, earliest=format_day(earliest)),
                code="too_early",
            )


def _resolve_day_limit(limit: Day | None) -> datetime.date | None:
    return limit() if callable(limit) else limit


def _deconstruct_as_django_field(
    field: Any, name: str, found: tuple[str, str, Sequence[Any], dict[str, Any]]
) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
    """The field as migrations write it: what only pages and checks need is left out."""
    kwargs = {key: value for key, value in found[3].items() if key not in UNSEEN}
    if name == "TextField":
        kwargs.pop("max_length", None)
    return found[0], f"django.db.models.{name}", found[2], kwargs
