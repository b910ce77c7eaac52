"""Rules of the room that need no database."""

import datetime

from django.core.exceptions import ValidationError

from handrail.platform.kernel.messages import msg

OLDEST_AGE = 120


def get_birth_year_from_age_or_year(years: int | None, today: datetime.date) -> int | None:
    """The year of birth behind what was typed.

    Args:
        years: an age in years, a year of birth, or None where neither is known.
        today: the day on which the age was given.

    Returns:
        The year in which somebody of that age would reach it; None where nothing was given.

    Raises:
        ValidationError: neither an age nor a year in which somebody alive, or expected, was born.
    """
    if years is None:
        return None
    if 0 <= years <= OLDEST_AGE:
        return today.year - years
    if today.year - OLDEST_AGE <= years <= today.year + 1:
        return years
    raise ValidationError(msg("Enter an age, like 6, or a year of birth, like {year}.", year=today.year - 6))
