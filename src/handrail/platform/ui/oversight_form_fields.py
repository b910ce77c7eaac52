"""The fields that pages of oversight and recommendations share, each with messages that say what to mend."""

from typing import Any

from django import forms

from handrail.platform.kernel.messages import msg
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.formatting import get_today, lower_first

MAX_TEXT_LENGTH = 10_000


def text_line_field(label: str, longest: int, ask: str = "", hint: str = "", **more: Any) -> forms.CharField:
    """One line of text; needed where `ask` says what to enter.

    Args:
        label: above it; “(optional)” is added where it is not needed.
        longest: the most characters.
        ask: the message where it is empty; "" lets it be.
        hint: below the label.
        more: for Django's field.

    Returns:
        The form field.
    """
    return forms.CharField(
        label=label if ask else msg("{label} (optional)", label=label),
        help_text=hint,
        required=bool(ask),
        max_length=longest,
        error_messages={
            "required": ask,
            "max_length": msg(
                "{label} must be {longest} characters or less", label=label, longest=f"{longest:,}"
            ),
        },
        **more,
    )


def text_area_field(
    label: str, ask: str = "", hint: str = "", *, longest: int = MAX_TEXT_LENGTH, rows: int = 4
) -> forms.CharField:
    """Several lines of text; needed where `ask` says what to enter.

    Args:
        label: above it.
        ask: the message where it is empty; "" lets it be.
        hint: below the label.
        longest: the most characters.
        rows: how high the box is.

    Returns:
        The form field.
    """
    return text_line_field(label, longest, ask, hint, widget=forms.Textarea(attrs={"rows": rows}))


def choice_field(
    label: str, choices: Any, ask: str, hint: str = "", *, radios: bool = True
) -> forms.ChoiceField:
    """One choice from a list, always needed.

    Args:
        label: above it.
        choices: pairs of code and words.
        ask: the message where nothing, or nothing of the list, is chosen.
        hint: below the label.
        radios: whether all are seen at once; else a list to open.

    Returns:
        The form field.
    """
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=forms.RadioSelect if radios else forms.Select,
        error_messages={"required": ask, "invalid_choice": ask},
    )


def date_field(
    label: str, about: str, *, needed: bool = True, hint: str = "", **limits: Any
) -> DatePartsField:
    """A day in three boxes.

    Args:
        label: above them.
        about: what the day is called in messages.
        needed: whether it must be given.
        hint: below the label.
        limits: `not_before`, `not_after` and the like of the field.

    Returns:
        The form field.
    """
    return DatePartsField(
        label=label if needed else msg("{label} (optional)", label=label),
        about=lower_first(about),
        required=needed,
        help_text=hint,
        **limits,
    )


def past_date_field(label: str, about: str) -> DatePartsField:
    """A day on which something happened."""
    return date_field(label, about, not_after=get_today)


def version_field() -> forms.IntegerField:
    """The version that the page shows, so that an older page cannot overwrite a newer save."""
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class ConfirmForm(forms.Form):
    """A page with a button alone."""


class ReasonForm(forms.Form):
    """A reason, and nothing else."""

    why = text_area_field("Why", "Enter why")
