"""The forms of the editor's desk, and of a body that is asked about a quote."""

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.areas.reports.kinds_and_states import MAX_WORDING_LENGTH
from handrail.areas.reports.models import Report, ReportEntry, ReportSection
from handrail.areas.reports.queries.working_report import ReportEntryRow
from handrail.platform.ui.record_form import RecordForm, SeenVersionField

RESERVED_SLUGS = ("begin", "quotes")  # addresses that are pages of their own


class BeginReportForm(RecordForm):
    """A new report."""

    call = forms.ChoiceField(
        label="Information request", error_messages={"required": "Choose the request this report is about"}
    )
    fill = forms.BooleanField(
        label="Add all sorted practices to their sections", required=False, initial=True
    )
    field_order = ["call", "title", "above", "slug", "fill"]

    class Meta:
        model, fields = Report, ["title", "above", "slug"]
        help_texts = {"slug": "Small letters, numbers and hyphens. Cannot be changed later."}
        error_messages = {"slug": {"invalid": "Use letters, figures and hyphens"}}

    def __init__(self, *args: Any, calls: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["call"].choices = [("", "Choose"), *calls]  # type: ignore[attr-defined]

    def clean_slug(self) -> str:
        """Not the address of another page."""
        slug: str = self.cleaned_data["slug"].lower()
        if slug in RESERVED_SLUGS:
            raise forms.ValidationError("Choose another address: this one is already used by a page.")
        return slug

    def validate_unique(self) -> None:
        """The action says that an address is taken."""


class ReportTitleForm(RecordForm):
    """Title, and the line over it."""

    class Meta:
        model, fields = Report, ["title", "above"]


class AddReportSectionForm(RecordForm):
    """A new section for practices."""

    class Meta:
        model, fields = ReportSection, ["heading", "level"]


class ReportSectionForm(RecordForm):
    """What a section says."""

    class Meta:
        model, fields = ReportSection, ["heading", "words"]


class ReportEntryForm(RecordForm):
    """The wording of one entry."""

    class Meta:
        model, fields = ReportEntry, ["wording"]


class AddReportEntriesForm(forms.Form):
    """Practices and texts for a section."""

    practices = forms.MultipleChoiceField(
        label="Practices", required=False, widget=forms.CheckboxSelectMultiple
    )
    texts = forms.MultipleChoiceField(
        label="Editor’s text", required=False, widget=forms.CheckboxSelectMultiple
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


SECTION, ENTRY = "section-", "entry-"


class ReportOrderForm(forms.Form):
    """A number for each section, and for each entry within its section."""

    def __init__(
        self, *args: Any, sections: Sequence[tuple[str, Sequence[ReportEntryRow]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for place, (code, entries) in enumerate(sections, 1):
            self.fields[SECTION + code] = _make_order_number_field(place)
            for number, entry in enumerate(entries, 1):
                self.fields[ENTRY + entry.anchor] = _make_order_number_field(number)

    def get_numbers(self, kind: str) -> dict[str, int]:
        """What was typed, by code of the section or anchor of the entry."""
        rows = self.cleaned_data.items()
        return {name.removeprefix(kind): number for name, number in rows if name.startswith(kind)}


def _make_order_number_field(initial: int) -> forms.IntegerField:
    said = {"required": "Enter a number", "invalid": "Enter a whole number"}
    return forms.IntegerField(
        label="Place",
        initial=initial,
        min_value=1,
        max_value=999,
        error_messages=said | dict.fromkeys(("min_value", "max_value"), "Enter a number from 1 to 999"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input govuk-input--width-3"}),
    )


class PublishReportEditionForm(forms.Form):
    """What changed since the edition before; the first edition needs no note."""

    note = forms.CharField(
        label="What changed since the last edition",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Shown at the top of the new edition.",
    )
    seen = SeenVersionField()

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_first:
            del self.fields["note"]


class QuoteApprovalAnswerForm(forms.Form):
    """A body's answer."""

    answer = forms.ChoiceField(
        label="Can the report say this?",
        choices=[
            ("approved", "Yes, this wording"),
            ("suggested", "Yes, with other wording"),
            ("refused", "No, do not quote us"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose your answer"},
    )
    words = forms.CharField(
        label="Suggested wording, or why not",
        max_length=MAX_WORDING_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    seen = SeenVersionField()
