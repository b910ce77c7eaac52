"""A day and a time by the clock of London in a form, which become one moment."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from handrail.directory.practitioners.rota_times import make_rota_moment
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField


def make_moment_day_field(label: str, about: str, **more: Any) -> DatePartsField:
    """The day of a moment."""
    return DatePartsField(label=label, about=about, **more)


def make_moment_time_field(label: str = "At what time?", **more: Any) -> TimeTextField:
    """Its time."""
    return TimeTextField(label=label, help_text="For example: 9am or 22:00.", **more)


def clean_day_and_time_fields(form: forms.BaseForm, day: str, time: str) -> datetime.datetime | None:
    """The moment of two fields.

    Args:
        form: validated as far as its fields.
        day: name of the field of the day.
        time: name of the field of the time.

    Returns:
        None where one of them is missing or the time does not exist on that day, which is said beside it.
    """
    on, at = form.cleaned_data.get(day), form.cleaned_data.get(time)
    if on is None or at is None:
        return None
    try:
        return make_rota_moment(on, at)
    except ValidationError as error:
        form.add_error(time, error)
        return None
