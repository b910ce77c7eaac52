"""The forms of those who make a call and of those who answer it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from handrail.areas.calls.actions.calls import get_national_recommendation_if_code_given
from handrail.areas.calls.deadlines import get_deadline_day, get_deadline_moment
from handrail.areas.calls.models import Call, CallQuestion, ReturnPractice
from handrail.areas.calls.queries.calls import list_national_recommendation_choices
from handrail.areas.calls.queries.recipients import list_call_recipient_choices
from handrail.areas.calls.return_files.columns import MAX_BYTES
from handrail.areas.calls.states_and_kinds import PHASES, PRACTICE_KINDS, PRACTICE_STATES
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.models import Area
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.formatting import get_today
from handrail.platform.ui.record_form import Choices, RecordForm, SeenVersionField

MAX_TEXT_LENGTH = 4_000
MAX_ANSWER_LENGTH = 20_000
PHASE_CHOICES = (
    ("before", "Before the NRM"),
    ("during", "In the NRM"),
    ("after", "After the NRM"),
    ("outside", "Outside the NRM"),
)
BODY_KINDS = {"policing": "to_policing_bodies", "chiefs": "to_chief_constables"}
"""The kinds of bodies that a call goes to, with the fields of the call that hold them."""


class TypedLinesList(list[str]):
    """Texts of which each was typed on a line of its own."""

    def __str__(self) -> str:
        return "\n".join(self)


class ChoiceLinesField(forms.CharField):
    """Several short texts, one on each line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return TypedLinesList(
            line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()
        )

    def run_validators(self, value: Any) -> None:
        super().run_validators(str(value))


class CallForReturnsForm(RecordForm):
    """What a call asks, of which bodies, until when. Once it was sent, its bodies are not asked for."""

    field_order = ["title", "recommendation", "deadline", "whom", "named", "guidance"]
    recommendation = forms.ChoiceField(label="Recommendation (optional)", required=False)
    deadline = DatePartsField(label="Deadline", about="the deadline", help_text="Until the end of this day.")
    whom = forms.MultipleChoiceField(
        label="Recipients",
        required=False,
        choices=[("policing", "Every local policing body"), ("chiefs", "Every chief constable")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Those in office when it is sent.",
    )
    named = forms.MultipleChoiceField(
        label="Other organisations, by name (optional)", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model, fields = Call, ["title", "guidance"]

    def __init__(self, *args: Any, instance: Call | None = None, **kwargs: Any) -> None:
        self.saved_values = get_call_form_values(instance or Call())
        initial = self.saved_values | kwargs.pop("initial", {})
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        if self.instance.state != "draft":
            del self.fields["whom"], self.fields["named"]

    def get_choices(self) -> Mapping[str, Choices]:
        """Bodies of today, and recommendations that are open or asked about already."""
        kept = self.saved_values["recommendation"]
        return {
            "named": list(list_call_recipient_choices(get_today())),
            "recommendation": [("", "None"), *list_national_recommendation_choices(kept=kept)],
        }

    def clean(self) -> dict[str, Any]:
        """Put what is no plain field of the call onto it. A call goes to somebody."""
        cleaned: dict[str, Any] = super().clean() or {}
        call: Call = self.instance
        if "whom" in self.fields:
            whom = cleaned.get("whom", [])
            if not whom and not cleaned.get("named"):
                self.add_error("whom", "Choose who to send it to")
            for code, name in BODY_KINDS.items():
                setattr(call, name, code in whom)
        if cleaned.get("deadline"):
            call.deadline = get_deadline_moment(cleaned["deadline"])
        if "recommendation" in cleaned:
            call.recommendation = get_national_recommendation_if_code_given(cleaned["recommendation"])
        return cleaned

    def list_named_body_codes(self) -> list[str]:
        """The codes of the bodies that the call names."""
        return list(self.cleaned_data.get("named", self.saved_values["named"]))


def get_call_form_values(call: Call) -> dict[str, Any]:
    """What a saved or new call says, by the names of `CallForReturnsForm` whose values are not plain fields.

    Returns:
        Values by the names of the form.
    """
    return {
        "deadline": get_deadline_day(call.deadline) if call.deadline else None,
        "whom": [code for code, name in BODY_KINDS.items() if getattr(call, name)],
        "named": list(call.named.values_list("code", flat=True)) if call.pk else [],
        "recommendation": call.recommendation.code if call.recommendation else "",
    }


class CallQuestionForm(RecordForm):
    """One question."""

    options = ChoiceLinesField(
        label="Choices, or columns of a table (optional)",
        max_length=MAX_TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line.",
    )

    class Meta:
        model, fields = CallQuestion, ["words", "kind", "options", "help", "required"]


class ReturnAnswerForm(forms.Form):
    """One answer, in the shape that its question asks for."""

    seen = SeenVersionField()

    def __init__(self, *args: Any, question: CallQuestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = _make_return_answer_field(question)


def _make_return_answer_field(question: CallQuestion) -> forms.Field:
    said = {"label": question.words, "required": False, "help_text": question.help}
    match question.kind:
        case "choice":
            choices = [(option, option) for option in question.options]
            return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
        case "number":
            digits = forms.TextInput(attrs={"inputmode": "numeric"})
            return forms.CharField(max_length=20, widget=digits, **said)
        case "table":
            columns = " | ".join(question.options)
            how = msg("One row on each line, with | between the cells: {columns}", columns=columns)
            said["help_text"] = f"{question.help} {how}".strip()
    widget = forms.Textarea(attrs={"rows": 8 if question.kind == "table" else 10})
    return forms.CharField(max_length=MAX_ANSWER_LENGTH, widget=widget, **said)


class NrmPhaseCodeList(list[str]):
    """Codes of phases, in their words where two versions are compared."""

    def __str__(self) -> str:
        return join_texts(words for code, words in PHASE_CHOICES if code in self)


class NrmPhasesField(forms.MultipleChoiceField):
    """The phases in which a practice helps."""

    def to_python(self, value: Any) -> NrmPhaseCodeList:
        return NrmPhaseCodeList(super().to_python(value))


class ReturnPracticeForm(RecordForm):
    """A practice: what is done, where, in which phases, since when, and how it is known to help."""

    needed = ("area",)
    choice_keys = {"area": "code"}
    field_order = ["title", "words", "area", "kind", "phases", "state", "since"]
    phases = NrmPhasesField(label="When it helps", choices=PHASE_CHOICES, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = ReturnPractice
        fields = ["title", "words", "area", "kind", "state", "since", "evidence", "evaluated", "safe_venue"]
        widgets = {"area": forms.Select, "kind": forms.Select}
        labels = {"safe_venue": "Could identify a safe venue"}
        help_texts = {"safe_venue": "Then it is not published."}

    def __init__(self, *args: Any, instance: ReturnPractice, **kwargs: Any) -> None:
        initial = {"phases": list(instance.phases)} | kwargs.pop("initial", {})
        super().__init__(*args, instance=instance, initial=initial, **kwargs)

    def get_choices(self) -> Mapping[str, Choices]:
        """Every area; and each answer in the words of its question."""
        return {
            "area": Area.objects.all(),
            "kind": [("", "Choose"), *PRACTICE_KINDS],
            "state": list(PRACTICE_STATES),
            "evaluated": [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
        }

    def clean(self) -> dict[str, Any]:
        """The phases are four fields of the record."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.instance.phases = [phase for phase in PHASES if phase in cleaned.get("phases", ())]
        return cleaned


class ConfirmReadReturnVersionForm(forms.Form):
    """A confirmation of what was read."""

    seen = SeenVersionField()


class DeclareNothingToAddForm(ConfirmReadReturnVersionForm):
    """Nothing to add, with some words if they like."""

    words = forms.CharField(
        label="Comment (optional)",
        max_length=MAX_TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["words", "seen"]


class SignReturnForm(ConfirmReadReturnVersionForm):
    """A signature."""

    read = forms.BooleanField(label="I have read this return and sign it for my organisation")


class ReturnMessageOrReasonForm(forms.Form):
    """A message to somebody else, or a reason."""

    words = forms.CharField(max_length=MAX_TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args: Any, label: str, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = label
        self.fields["words"].required = required


class UploadReturnFileForm(ConfirmReadReturnVersionForm):
    """A return in the call's own template."""

    file = forms.FileField(
        label="The file",
        help_text="From this request’s template. Up to 2 MB.",
        error_messages={"required": "Choose the file", "empty": "The file is empty."},
    )
    practices = forms.ChoiceField(
        label="Practices in the file",
        choices=[
            ("add", "Add to the return"),
            ("replace", "Replace those in the return"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to do with the practices"},
    )

    def clean_file(self) -> Any:
        """Refused before it is read where it is far too large."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                msg(
                    "The file is {size} MB. It must be {most_bytes} MB or smaller.",
                    size=f"{file.size / 1_000_000:.1f}",
                    most_bytes=f"{MAX_BYTES / 1_000_000:.0f}",
                )
            )
        return file
