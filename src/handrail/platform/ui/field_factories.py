"""The fields that pages of oversight and recommendations share, each with messages that say what to mend."""

from typing import Any

from django import forms

from handrail.platform.kernel.messages import msg
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.formatting import get_today, lower_first

MAX_TEXT_LENGTH = 10_000


def text_line_field(label: str, longest: int, ask: str = "", hint: str = "", **more: Any) -> forms.CharField:
    """One line of text; needed where `ask` says what to enter."""
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
    """Several lines of text."""
    return text_line_field(label, longest, ask, hint, widget=forms.Textarea(attrs={"rows": rows}))


def choice_field(
    label: str, choices: Any, ask: str, hint: str = "", *, radios: bool = True
) -> forms.ChoiceField:
    """One choice from a list."""
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
    """A day in three boxes."""
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

    why = text_area_field("Why", "Say why")
