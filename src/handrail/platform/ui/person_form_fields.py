"""Fields that forms about people share. Nothing is preselected, and the browser is asked not to keep what is typed."""

import datetime
from typing import Any

from django import forms

from handrail.platform.ui import formatting
from handrail.platform.ui.date_fields import DatePartsField

LONGEST_TEXT = 4_000


LONGEST_LINE = 200


def text_field(
    label: str, *, help_text: str = "", required: bool = False, longest: int = LONGEST_LINE, **attrs: Any
) -> forms.CharField:
    """One line of text about the person; the browser is asked not to keep it.

    Args:
        label: above it.
        help_text: below the label.
        required: whether it must be given.
        longest: the most characters.
        attrs: of the HTML element.

    Returns:
        The form field.
    """
    widget = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", **attrs})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest, widget=widget
    )


def textarea_field(
    label: str, *, help_text: str = "", required: bool = False, rows: int = 4, longest: int = LONGEST_TEXT
) -> forms.CharField:
    """Several lines of text about the person; the browser is asked not to keep them.

    Args:
        label: above it.
        help_text: below the label.
        required: whether it must be given.
        rows: how high the box is.
        longest: the most characters.

    Returns:
        The form field.
    """
    widget = forms.Textarea(attrs={"autocomplete": "off", "rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=longest, widget=widget
    )


def radio_field(
    label: str, choices: Any, *, help_text: str = "", required: bool = True, missing: str = ""
) -> forms.ChoiceField:
    """One of a few; none is preselected.

    Args:
        label: above them.
        choices: pairs of code and words.
        help_text: below the label.
        required: whether one must be chosen.
        missing: the message where none is.

    Returns:
        The form field.
    """
    errors = {"required": missing or "Choose one", "invalid_choice": "Choose one from the list"}
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.RadioSelect,
        help_text=help_text,
        required=required,
        error_messages=errors,
    )


def past_day_field(label: str, about: str, *, help_text: str = "", required: bool = True) -> DatePartsField:
    """A day that has come.

    Args:
        label: above it.
        about: what the day is called in messages.
        help_text: below the label.
        required: whether it must be given.

    Returns:
        The form field.
    """
    return DatePartsField(
        label=label, about=about, not_after=formatting.get_today, help_text=help_text, required=required
    )


class VersionedForm(forms.Form):
    """A form that remembers which version its page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


def get_date_in_days(days: int) -> datetime.date:
    """A day some days from now, to start a form with."""
    return formatting.get_today() + datetime.timedelta(days=days)
