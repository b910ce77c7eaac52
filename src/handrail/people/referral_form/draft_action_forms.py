"""The forms of single acts on a draft: sent, handed over, sent back, put aside, read over."""

from typing import Any
from uuid import UUID

from django import forms

from handrail.platform.ui import formatting
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField

Choices = list[tuple[str, str]]


class ShownDraftIdForm(forms.Form):
    """`of` is the draft that the page was opened on, so that the act is done to no other."""

    of = forms.CharField(widget=forms.HiddenInput, required=False)


class SubmissionDateForm(forms.Form):
    """On which day the form was sent on the Home Office's pages."""

    on = DatePartsField(
        label="Date it was sent", about="the date it was sent", not_after=formatting.get_today
    )
    at_time = TimeTextField(label="At what time? (if you know)", required=False)


class OwnDraftSubmissionForm(ShownDraftIdForm, SubmissionDateForm):
    """The same, of a draft of ours."""


class ReceivedDraftSubmissionForm(SubmissionDateForm):
    """The same, by the body that it was handed to."""

    words = forms.CharField(
        label="Message to the person who prepared it (optional)",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


class DraftActionReasonForm(forms.Form):
    """A reason that somebody will read."""

    because = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000)


class AbandonDraftForm(ShownDraftIdForm, DraftActionReasonForm):
    """Why a draft is put aside."""


class DraftHandoverForm(ShownDraftIdForm):
    """To whom, and what to tell them beside the form."""

    body = forms.ChoiceField(label="To which first responder organisation?")
    words = forms.CharField(
        label="What else should they know? (optional)",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "Choose"), *bodies]  # type: ignore[attr-defined]


class ReviewWordsForAnonymousReportForm(forms.Form):
    """Which words may stand in a report that names nobody: a box for each, and none is ticked for anybody.

    `seen` says of which draft and which version each was read; the words go with them, to be shown beside newer ones.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, texts: Choices, read: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, text in texts:
            self.fields[key] = forms.BooleanField(
                label="Nothing here identifies them", required=False, initial=key in read
            )
            self.fields[get_input_name_of_words_as_read(key)] = forms.CharField(
                widget=forms.HiddenInput, required=False, strip=False, initial=text
            )

    def get_read_versions(self, draft_id: UUID) -> dict[str, int]:
        """The keys that were ticked, each with the version that was read: 0 of what was never seen."""
        seen = parse_seen_answer_versions(self.cleaned_data["seen"], draft_id)
        return {key: seen.get(key, 0) for key, ticked in self.cleaned_data.items() if ticked is True}


def parse_seen_answer_versions(text: str, draft_id: UUID) -> dict[str, int]:
    """What a page says that it shows (presenters.format_seen_words), as far as it is of this draft.

    Returns:
        By key, the version of each answer that was shown.
    """
    draft, *versions = text.split() or [""]
    pairs = [each.rpartition(":") for each in versions] if draft == str(draft_id) else []
    return {key: int(number[:9]) for key, _, number in pairs if number.isascii() and number.isdecimal()}


def get_input_name_of_words_as_read(key: str) -> str:
    """The box that carries the words as they were read."""
    return f"was_{key}"
