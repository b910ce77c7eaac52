"""The fields that pages of oversight and recommendations share, each with messages that say what to mend."""

from typing import Any

from django import forms

from handrail.kernel.saying import say
from handrail.web.design.dates import DateParts
from handrail.web.design.words import small, today

LONG = 10_000


def line(label: str, longest: int, ask: str = "", hint: str = "", **more: Any) -> forms.CharField:
    """One line of text; needed where `ask` says what to enter."""
    return forms.CharField(
        label=label if ask else say("{label} (optional)", label=label),
        help_text=hint,
        required=bool(ask),
        max_length=longest,
        error_messages={
            "required": ask,
            "max_length": say(
                "{label} must be {longest} characters or less", label=label, longest=f"{longest:,}"
            ),
        },
        **more,
    )


def text(label: str, ask: str = "", hint: str = "", *, longest: int = LONG, rows: int = 4) -> forms.CharField:
    """Several lines of text."""
    return line(label, longest, ask, hint, widget=forms.Textarea(attrs={"rows": rows}))


def one_of(label: str, choices: Any, ask: str, hint: str = "", *, radios: bool = True) -> forms.ChoiceField:
    """One choice from a list."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        widget=forms.RadioSelect if radios else forms.Select,
        error_messages={"required": ask, "invalid_choice": ask},
    )


def day(label: str, about: str, *, needed: bool = True, hint: str = "", **limits: Any) -> DateParts:
    """A day in three boxes."""
    return DateParts(
        label=label if needed else say("{label} (optional)", label=label),
        about=small(about),
        required=needed,
        help_text=hint,
        **limits,
    )


def past_day(label: str, about: str) -> DateParts:
    """A day on which something happened."""
    return day(label, about, not_after=today)


def seen() -> forms.IntegerField:
    """The version that the page shows, so that an older page cannot overwrite a newer save."""
    return forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)


class WhyForm(forms.Form):
    """A reason, and nothing else."""

    why = text("Why", "Say why")


class PromiseForm(forms.Form):
    """An action: what, who, by when."""

    what = line("What is to be done", 500, "Enter what is to be done")
    owner = one_of("Who is to do it", (), "Choose who is to do it")
    person = line("Who there", 120, hint="A name or a post, for example: force lead for modern slavery.")
    due_on = day("When it is due", "The day it is due")

    def __init__(self, *args: Any, owners: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(str(owner.id), owner.name) for owner in owners]  # type: ignore[attr-defined]
