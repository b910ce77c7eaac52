"""The forms of the editor's desk, and of a body that is asked about a quote."""

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.areas.reports.actions.entries import MAX_WORDING_LENGTH

RESERVED_SLUGS = ("begin", "quotes")  # addresses that are pages of their own


class BeginReportForm(forms.Form):
    """A new report."""

    call = forms.ChoiceField(
        label="Call", error_messages={"required": "Choose the call that the report is of"}
    )
    title = forms.CharField(label="Title", max_length=200, error_messages={"required": "Enter a title"})
    above = forms.CharField(
        label="What kind of report it is (optional)",
        max_length=200,
        required=False,
        help_text="Stands over the title, for example “Report on the call of 2026”.",
    )
    slug = forms.SlugField(
        label="Address",
        max_length=80,
        help_text="Small letters, figures and hyphens. It stays for ever.",
        error_messages={"required": "Enter an address", "invalid": "Use letters, figures and hyphens"},
    )
    fill = forms.BooleanField(
        label="Put everything that was sorted in its section", required=False, initial=True
    )

    def __init__(self, *args: Any, calls: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["call"].choices = [("", "Choose"), *calls]  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        """Not the address of another page."""
        slug: str = self.cleaned_data["slug"].lower()
        if slug in RESERVED_SLUGS:
            raise forms.ValidationError("Choose another address: this one is a page already.")
        return slug


class ReportTitleForm(forms.Form):
    """Title, and what stands over it."""

    title = forms.CharField(label="Title", max_length=200, error_messages={"required": "Enter a title"})
    above = forms.CharField(label="What kind of report it is (optional)", max_length=200, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AddReportSectionForm(forms.Form):
    """A new section for practices."""

    heading = forms.CharField(label="Heading", max_length=150, error_messages={"required": "Enter a heading"})
    level = forms.TypedChoiceField(
        label="Where it stands",
        choices=[(2, "As a section of its own"), (3, "Within the section above it")],
        coerce=int,
        initial=2,
        widget=forms.RadioSelect,
    )


class ReportSectionForm(forms.Form):
    """What stands in a section."""

    heading = forms.CharField(label="Heading", max_length=150, error_messages={"required": "Enter a heading"})
    words = forms.CharField(
        label="Words",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Leave an empty line between paragraphs.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AddEntriesForm(forms.Form):
    """Practices and texts for a section."""

    practices = forms.MultipleChoiceField(
        label="Practices", required=False, widget=forms.CheckboxSelectMultiple
    )
    texts = forms.MultipleChoiceField(
        label="What no single body told", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        practices: Sequence[tuple[str, str]],
        texts: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("practices", practices), ("texts", texts)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
            if not choices:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Something has to be chosen."""
        found = super().clean() or {}
        if not any(found.get(name) for name in ("practices", "texts")):
            raise forms.ValidationError("Choose at least one.")
        return found


class ReportEntryForm(forms.Form):
    """The wording of one entry."""

    wording = forms.CharField(
        label="Wording in the report",
        max_length=MAX_WORDING_LENGTH,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": "Write the wording, or take the entry out"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class PublishEditionForm(forms.Form):
    """What changed since the edition before."""

    note = forms.CharField(
        label="What changed since the edition before",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It stands at the top of the new edition.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["note"]


class QuoteAnswerForm(forms.Form):
    """A body's answer."""

    answer = forms.ChoiceField(
        label="May the report say this?",
        choices=[
            ("approved", "Yes, these words"),
            ("suggested", "Yes, in other words"),
            ("refused", "No, do not quote us"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your answer"},
    )
    words = forms.CharField(
        label="Other words, or why not",
        max_length=MAX_WORDING_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
