"""The forms of requests for information: labels, hints and messages come from the models."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings

from handrail.people.information_requests.lawful_bases import list_basis_choices
from handrail.people.information_requests.models import (
    InformationRequest,
    InformationRequestOutcome,
    NamedPersonRequest,
    PersonTold,
    PersonToldOfNamedRequest,
)
from handrail.people.records.case_reference_field import case_reference_field
from handrail.platform.access.kinds import SHAREABLE_KINDS
from handrail.platform.access.today import today
from handrail.platform.reference.choices import list_language_choices
from handrail.platform.reference.models import Body
from handrail.platform.ui.person_form_fields import textarea_field
from handrail.platform.ui.record_form import Choices, RecordForm

NO, YES = str(False), str(True)
"""As a box of two answers sends them."""
KIND_CHOICES = [(kind.value, kind.words) for kind in SHAREABLE_KINDS]


def _make_answer_language_field() -> forms.ChoiceField:
    return forms.ChoiceField(label="In which language? (optional)", required=False)


class InformationRequestForm(RecordForm):
    """What one side asks of the other."""

    field_order = ["to"]
    to = forms.ChoiceField(label="Who do you want to ask?", widget=forms.RadioSelect)

    class Meta:
        model = InformationRequest
        fields = ["basis", "what", "necessity", "answer_by", "views", "views_words"]

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        self.bodies = bodies
        super().__init__(*args, **kwargs)
        if not self.initial.get("answer_by"):
            self.initial["answer_by"] = today() + datetime.timedelta(days=settings.INFORMATION_REQUEST_DAYS)
        self.fields["to"].choices = [(body.code, body.name) for body in bodies]  # type: ignore[attr-defined]
        self.fields["to"].error_messages["required"] = "Choose who to ask"
        if len(bodies) == 1:
            self.fields["to"].initial = bodies[0].code
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs |= {"autocomplete": "off", "rows": 3}

    def get_choices(self) -> dict[str, Choices]:
        """The bases that the actor's side may name."""
        return {"basis": list_basis_choices(is_police=self.actor.is_police)}


class VictimInformationRequestForm(InformationRequestForm):
    """What the police ask about a victim: every test of the Code is a field."""

    needed = ("enquiry", "other_routes", "handling", "notice")
    wanted_kinds = forms.MultipleChoiceField(
        label="Which kinds of information?",
        choices=KIND_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only what the line of enquiry needs.",
        error_messages={"required": "Choose the kinds of information you are asking for"},
    )
    asks_counselling_notes = forms.TypedChoiceField(
        label="Do you ask for counselling notes?",
        choices=[(NO, "No"), (YES, "Yes: a senior officer has to approve it before it is sent")],
        coerce=lambda said: said == YES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you ask for counselling notes"},
    )
    language = _make_answer_language_field()

    class Meta:
        model: Any = InformationRequest
        widgets = {name: forms.TextInput(attrs={"autocomplete": "off"}) for name in ("notice_to_words",)}
        fields = [
            *("basis", "what", "wanted_kinds", "wanted_from", "wanted_until", "enquiry", "necessity"),
            *("other_routes", "asks_counselling_notes", "probative_value", "third_party"),
            *("handling", "notice", "notice_to", "notice_to_words", "notice_on", "notice_channel"),
            *("notice_why", "views", "views_words", "answer_by"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.pop("asks_counselling_notes", None)  # nothing is chosen beforehand
        self.fields["language"].choices = [("", "Not said"), *list_language_choices()]  # type: ignore[attr-defined]


class NamedPersonRequestForm(InformationRequestForm):
    """What support asks the police about a person whom it names."""

    field_order = ["to", "who_name", "who_else"]
    to = forms.ChoiceField(label="Which organisation do you ask?", widget=forms.Select)

    class Meta:
        model = NamedPersonRequest
        fields = ["who_name", "who_else", *InformationRequestForm.Meta.fields]
        widgets = {"who_name": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_organisation_choices(self)


class VictimNamedPersonRequestForm(VictimInformationRequestForm):
    """What the police ask about a victim whom they name: the same tests of the Code."""

    field_order = ["to", "who_name", "who_else"]
    to = forms.ChoiceField(label="Which organisation do you ask?", widget=forms.Select)

    class Meta(VictimInformationRequestForm.Meta):
        model = NamedPersonRequest
        fields = ["who_name", "who_else", *VictimInformationRequestForm.Meta.fields]
        widgets = {
            **VictimInformationRequestForm.Meta.widgets,
            "who_name": forms.TextInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_organisation_choices(self)


def _set_organisation_choices(form: InformationRequestForm) -> None:
    """As a list to choose from: there may be many, and none is chosen beforehand."""
    form.fields["to"].choices = [("", "Choose an organisation"), *form.fields["to"].choices]  # type: ignore[attr-defined]
    form.fields["to"].initial = ""


class DecideCounsellingNotesForm(RecordForm):
    """Whether a senior officer approves asking for counselling notes, with their rank and why."""

    needed = ("approval", "approval_rank", "approval_words")

    class Meta:
        model: Any = InformationRequest
        fields = ["approval", "approval_rank", "approval_words"]
        widgets = {"approval_rank": forms.TextInput(attrs={"autocomplete": "off"})}


class DecideNamedCounsellingNotesForm(DecideCounsellingNotesForm):
    """The same, of a request about a named person."""

    class Meta(DecideCounsellingNotesForm.Meta):
        model = NamedPersonRequest


class LinkNamedRequestForm(forms.Form):
    """Which of the organisation's own cases is this person's."""

    reference = case_reference_field(
        "Reference of their case",
        help_text="As shown at the top of the case, for example LN-0012-Z. Search for the person under Cases first.",
    )


class AnswerWithInformationForm(RecordForm):
    """What is given, of which kinds, until when."""

    field_order = ["answer", "given_kinds", "open_until"]
    needed = ("answer", "open_until")
    given_kinds = forms.MultipleChoiceField(
        label="Which kinds of information does it contain?",
        choices=KIND_CHOICES,
        widget=forms.CheckboxSelectMultiple,
        help_text="For the record. This does not open any other information of these kinds.",
        error_messages={"required": "Choose which kinds of information the answer contains"},
    )

    class Meta:
        model = InformationRequestOutcome
        fields = ["answer", "given_kinds", "open_until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = today() + datetime.timedelta(days=settings.INFORMATION_ANSWER_DAYS)
        self.initial["open_until"] = last
        self.fields["answer"].widget.attrs |= {"autocomplete": "off", "rows": 8}


class RefuseInformationForm(RecordForm):
    """Why nothing is given."""

    needed = ("refusal",)

    class Meta:
        model = InformationRequestOutcome
        fields = ["refusal", "words"]


class WithdrawInformationRequestForm(forms.Form):
    """Why it is not needed any more."""

    words = textarea_field("Reason for withdrawing (optional)", rows=3, longest=1000)


class PersonToldOfInformationRequestForm(RecordForm):
    """When, how and in which language the person was told; or why not yet."""

    field_order = ["told_on", "channel", "language", "not_told", "words"]
    language = _make_answer_language_field()

    class Meta:
        model: Any = PersonTold
        fields = ["told_on", "channel", "not_told", "words"]
        labels = {"words": "What they said, and whether they object"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", "Not said"), *list_language_choices()]  # type: ignore[attr-defined]


class PersonToldOfNamedPersonRequestForm(PersonToldOfInformationRequestForm):
    """The same, of a request about a named person."""

    class Meta(PersonToldOfInformationRequestForm.Meta):
        model = PersonToldOfNamedRequest
