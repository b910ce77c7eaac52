"""What is asked of those who make a call and of those who answer it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from handrail.areas.calls.queries.calls import CallQuestionRow
from handrail.areas.calls.return_files.columns import MAX_BYTES
from handrail.areas.calls.states import PRACTICE_KINDS, PRACTICE_STATES, QUESTION_KINDS
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.date_fields import DatePartsField

MAX_TEXT_LENGTH = 4_000
MAX_ANSWER_LENGTH = 20_000
PHASE_CHOICES = (
    ("before", "Before the NRM"),
    ("during", "In the NRM"),
    ("after", "After the NRM"),
    ("outside", "Outside the NRM"),
)


def text_line_field(
    label: str, *, longest: int = 150, required: bool = True, help_text: str = ""
) -> forms.CharField:
    """One line."""
    return forms.CharField(label=label, max_length=longest, required=required, help_text=help_text)


def text_area_field(
    label: str, *, rows: int = 4, longest: int = MAX_TEXT_LENGTH, required: bool = True, help_text: str = ""
) -> forms.CharField:
    """Several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, max_length=longest, required=required, help_text=help_text, widget=widget
    )


def checkbox_field(label: str, *, required: bool = False, help_text: str = "") -> forms.BooleanField:
    """A box to tick."""
    return forms.BooleanField(label=label, required=required, help_text=help_text)


class CallForm(forms.Form):
    """What a call asks, of whom, until when."""

    title = text_line_field("What the call is about")
    recommendation = forms.ChoiceField(label="The recommendation it asks about (optional)", required=False)
    deadline = DatePartsField(
        label="Deadline", about="the deadline", help_text="Answers are in time until the end of this day."
    )
    whom = forms.MultipleChoiceField(
        label="Whom it goes to",
        required=False,
        choices=[
            ("policing", "Every local policing body"),
            ("chiefs", "Every chief constable"),
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text="Those that are in office on the day on which it is sent.",
    )
    named = forms.MultipleChoiceField(
        label="And these by name (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guidance = text_area_field(
        "Guidance for those who answer (optional)", rows=6, longest=8_000, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[tuple[str, str]],
        recommendations: Sequence[tuple[str, str]],
        sent: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].choices = list(bodies)  # type: ignore[attr-defined]
        self.fields["recommendation"].choices = [("", "None"), *recommendations]  # type: ignore[attr-defined]
        if sent:
            del self.fields["whom"], self.fields["named"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "whom" in self.fields and not cleaned.get("whom") and not cleaned.get("named"):
            self.add_error("whom", "Choose whom it goes to")
        return cleaned


class CallQuestionForm(forms.Form):
    """One question."""

    words = text_line_field("Question", longest=400)
    kind = forms.ChoiceField(label="Kind of answer", choices=QUESTION_KINDS, widget=forms.RadioSelect)
    options = text_area_field(
        "Choices, or columns of the table",
        rows=4,
        required=False,
        help_text="One on each line. Leave empty for other kinds of answer.",
    )
    help = text_area_field("Help for those who answer (optional)", rows=2, required=False)
    required = checkbox_field("It must be answered")
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)


class ReturnAnswerForm(forms.Form):
    """One answer, in the shape that its question asks for."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, question: CallQuestionRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = _make_answer_field(question)


def _make_answer_field(question: CallQuestionRow) -> forms.Field:
    label = question.words
    match question.kind:
        case "choice":
            return forms.ChoiceField(
                label=label,
                choices=[(option, option) for option in question.options],
                widget=forms.RadioSelect,
                required=False,
                help_text=question.help,
            )
        case "number":
            return forms.CharField(
                label=label,
                max_length=20,
                required=False,
                help_text=question.help,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            )
        case "table":
            columns = " | ".join(question.options)
            said = msg("One row on each line, with | between the cells: {columns}", columns=columns)
            help_text = f"{question.help} {said}".strip()
            return text_area_field(
                label, rows=8, longest=MAX_ANSWER_LENGTH, required=False, help_text=help_text
            )
        case _:
            return text_area_field(
                label, rows=10, longest=MAX_ANSWER_LENGTH, required=False, help_text=question.help
            )


class ReturnPracticeForm(forms.Form):
    """A practice: what is done, where, in which phases, since when, and how it is known to help."""

    title = text_line_field("What it is called", longest=120)
    words = text_area_field(
        "What is done", rows=6, help_text="No name of a person, and no address of a safe place."
    )
    area = forms.ChoiceField(label="Area")
    kind = forms.ChoiceField(label="What it is", choices=[("", "Choose"), *PRACTICE_KINDS])
    phases = forms.MultipleChoiceField(
        label="When it helps", choices=PHASE_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    state = forms.ChoiceField(label="How it stands", choices=PRACTICE_STATES, widget=forms.RadioSelect)
    since = text_line_field(
        "Since when (optional)", longest=80, required=False, help_text="As you would say it: March 2025."
    )
    evidence = text_area_field("How you know that it helps (optional)", rows=3, required=False)
    evaluated = forms.ChoiceField(
        label="Has it been evaluated?",
        choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
        widget=forms.RadioSelect,
    )
    safe_venue = checkbox_field(
        "It would point to a safe venue",
        help_text="Then nothing of it is published.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = list(areas)  # type: ignore[attr-defined]


class NothingToAddForm(forms.Form):
    """Nothing to add, with a word if they like."""

    words = text_area_field("Anything you want to say beside that (optional)", rows=3, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReturnMessageForm(forms.Form):
    """A word to somebody else, or a reason."""

    words = text_area_field("Words", rows=5)

    def __init__(self, *args: Any, label: str, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].required = required


class VersionForm(forms.Form):
    """An act that depends on what was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class SignReturnForm(VersionForm):
    """A signature."""

    read = checkbox_field("I have read this return and sign it for my organisation", required=True)


class ReturnFileForm(forms.Form):
    """A return in the call's own template."""

    file = forms.FileField(
        label="The file",
        help_text="Excel (.xlsx), Word (.docx) or CSV, made from the template of this call. At most 2 MB.",
        error_messages={"required": "Choose the file", "empty": "The file is empty."},
    )
    practices = forms.ChoiceField(
        label="The practices in the file",
        choices=[
            ("add", "Add them to those that are in the return"),
            ("replace", "Put them in place of those that are in the return"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens to the practices"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_file(self) -> Any:
        """Refused before it is read where it is far too large."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                msg(
                    "The file has {size} MB. The most is {most_bytes} MB.",
                    size=f"{file.size / 1_000_000:.1f}",
                    most_bytes=f"{MAX_BYTES / 1_000_000:.0f}",
                )
            )
        return file
