"""The forms of this room: labels, hints and messages come from the models."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from handrail.directory.practitioners.rota_times import make_rota_moment
from handrail.people.contacts.queries.case_work import select_workers_on_case
from handrail.people.deployment.models import (
    AdviceRequest,
    BarredPractitioner,
    Deployment,
    DeploymentRequest,
    InformedChoice,
    InterpreterBooking,
    PersonLanguage,
)
from handrail.people.deployment.text_choices import CannotGoReason, DeploymentTask, InterpreterBookingState
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.models import User
from handrail.platform.kernel.dates import to_london
from handrail.platform.reference.choices import list_language_choices
from handrail.platform.reference.models import Body
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField
from handrail.platform.ui.person_form_fields import radio_field, text_field, textarea_field
from handrail.platform.ui.record_form import Choices, RecordForm

RADIO = forms.RadioSelect


def _language_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, error_messages={"required": "Choose a language"})


def _offer_languages(field: Any) -> None:
    field.choices = [("", "Choose a language"), *list_language_choices()]


class MomentMixin(forms.Form):
    """A day and a time by the clock of London, which become `starts_at` of the record."""

    instance: Any

    def set_moment(self) -> None:
        """Put the moment on the record; a time that does not exist speaks beside its field."""
        day, at = self.cleaned_data.get("day"), self.cleaned_data.get("at_time")
        if day is None or at is None:
            return
        try:
            self.instance.starts_at = make_rota_moment(day, at)
        except ValidationError as error:
            self.add_error("at_time", error)

    def set_initial_moment(self, moment: datetime.datetime | None) -> None:
        """Begin with a moment on London's clock."""
        local = to_london(moment or timezone.now() + datetime.timedelta(hours=1))
        self.initial.setdefault("day", local.date())
        self.initial.setdefault("at_time", local.time().replace(second=0, microsecond=0))


class DeploymentRequestForm(RecordForm, MomentMixin):
    """Who is needed, when, what the person wishes, who is with them until then."""

    tasks = forms.MultipleChoiceField(
        label="What is somebody needed for?",
        choices=DeploymentTask.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one task"},
    )
    day = DatePartsField(label="On which day?", about="the day")
    at_time = TimeTextField(label="At what time?", help_text="For example: 9am or 22:00.")
    field_order = ["tasks", "day", "at_time", "hours"]

    class Meta:
        model = DeploymentRequest
        fields = [
            "hours",
            "gender_wish",
            "community_wish",
            "police_wish",
            "held_by",
            "words",
            "scope",
            "basis",
        ]
        widgets = {
            "gender_wish": RADIO, "community_wish": RADIO, "police_wish": RADIO, "scope": RADIO,
            "words": forms.Textarea(attrs={"autocomplete": "off", "rows": 3}),
            "basis": forms.TextInput(attrs={"autocomplete": "off"}),
        }  # fmt: skip
        labels = {"basis": "On which basis? (if you state one)"}

    def __init__(self, *args: Any, case_access: CaseAccess, **kwargs: Any) -> None:
        self.case_access = case_access
        super().__init__(*args, **kwargs)
        self.initial.setdefault("tasks", self.instance.tasks or [])
        self.set_initial_moment(self.instance.starts_at)

    def get_choices(self) -> dict[str, Choices]:
        """Who works on the case."""
        return {"held_by": select_workers_on_case(self.case_access, also=self.instance.held_by_id)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.tasks = cleaned.get("tasks") or []
        self.set_moment()
        return cleaned


class OfferForm(forms.Form):
    """Why them, where they are not the first suggestion or a rule is gone past; whether they become the contact."""

    is_contact = forms.BooleanField(
        label="They become the person’s point of contact", required=False, initial=True
    )
    why_them = textarea_field("Why them?", rows=2, longest=500)

    def __init__(self, *args: Any, asks_why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["why_them"]
        else:
            self.fields["why_them"].required = True
            self.fields["why_them"].error_messages["required"] = "Say why them"


class OfferAnswerForm(forms.Form):
    """Whether somebody goes."""

    goes = radio_field(
        "Can you go?", [("yes", "Yes, I go"), ("no", "No, I cannot go")], missing="Choose yes or no"
    )
    cannot_go = forms.ChoiceField(
        label="If not, why? (optional)",
        choices=[("", "Not said"), *[one for one in CannotGoReason.choices if one[0] != "not_said"]],
        required=False,
        help_text="Nobody has to say more.",
    )


class OfferAnswerForOtherForm(OfferAnswerForm):
    """What a practitioner said by telephone."""

    goes = radio_field(
        "Do they go?", [("yes", "Yes, they go"), ("no", "No, they cannot go")], missing="Choose yes or no"
    )


class InterimContactForm(RecordForm):
    """Who stays with the person for now, why nobody could go, and whom the lead told."""

    needed = ("interim", "unmet_reason", "passed_up_to")

    class Meta:
        model = DeploymentRequest
        fields = ["interim", "unmet_reason", "passed_up_to"]
        labels = {"interim": "Who is the interim contact?"}
        widgets = {"unmet_reason": RADIO, "passed_up_to": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args: Any, case_access: CaseAccess, **kwargs: Any) -> None:
        self.case_access = case_access
        super().__init__(*args, **kwargs)
        self.fields["interim"].label = "Who is the interim contact?"
        self.fields["interim"].error_messages["required"] = "Choose who is the interim contact"

    def get_choices(self) -> dict[str, Choices]:
        """Who works on the case."""
        return {"interim": select_workers_on_case(self.case_access)}


class StandDownForm(RecordForm):
    """Why it ends, and who is the contact from then on."""

    needed = ("ended_because",)
    next_contact = forms.ChoiceField(
        label="Who is the person’s point of contact from now on?",
        required=False,
        help_text="Needed where it is whoever you stand down: there is no gap.",
    )

    class Meta:
        model = Deployment
        fields = ["ended_because"]
        widgets = {"ended_because": RADIO}

    def __init__(self, *args: Any, people: QuerySet[User] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people is None:
            del self.fields["next_contact"]
        else:
            choices = [("", "Choose a colleague"), *((str(one.pk), one.name_and_role) for one in people)]
            self.fields["next_contact"].choices = choices  # type: ignore[attr-defined]


class PersonToldOfContactForm(RecordForm):
    """When and how the person was told."""

    needed = ("told_on", "told_channel")

    class Meta:
        model = Deployment
        fields = ["told_on", "told_channel"]
        widgets = {"told_channel": RADIO}


class DeploymentFeedbackForm(RecordForm):
    """Both sides' word on a deployment."""

    class Meta:
        model = Deployment
        fields = ["practitioner_feedback", "practitioner_words", "person_feedback", "person_words"]
        widgets = {
            "practitioner_feedback": RADIO, "person_feedback": RADIO,
            "practitioner_words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
            "person_words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
        }  # fmt: skip


class BarPractitionerForm(RecordForm):
    """Whose choice it is that somebody is never sent."""

    class Meta:
        model = BarredPractitioner
        fields = ["why"]
        widgets = {"why": RADIO}


class PersonLanguageForm(RecordForm):
    """A language of the person."""

    language = _language_field("Language")
    field_order = ["language", "dialect", "level", "known_by", "choice"]

    class Meta:
        model = PersonLanguage
        fields = ["dialect", "level", "known_by", "choice"]
        widgets = {
            "dialect": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "known_by": RADIO, "choice": RADIO,
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_languages(self.fields["language"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.language = cleaned.get("language") or ""
        return cleaned


class InformedChoiceForm(RecordForm):
    """What was explained in which language, and what the person chose."""

    language = _language_field("In which language?")
    field_order = ["explained_on", "language", "interpreter", "police", "nrm", "services", "words"]

    class Meta:
        model = InformedChoice
        fields = ["explained_on", "interpreter", "police", "nrm", "services", "words"]
        widgets = {
            "interpreter": RADIO, "police": RADIO, "nrm": RADIO, "services": RADIO,
            "words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_languages(self.fields["language"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.language = cleaned.get("language") or ""
        return cleaned


class InterpreterBookingForm(RecordForm, MomentMixin):
    """An interpreter for one talk."""

    language = _language_field("In which language?")
    day = DatePartsField(label="On which day?", about="the day")
    at_time = TimeTextField(label="At what time?", help_text="For example: 9am or 22:00.")
    field_order = [
        "talk",
        "language",
        "day",
        "at_time",
        "mode",
        "name",
        "agency",
        "qualification",
        "exception",
    ]

    class Meta:
        model = InterpreterBooking
        fields = [
            *("talk", "mode", "name", "agency", "qualification", "exception", "relation", "served_suspect"),
            *("conflict", "conflict_words", "person_agrees"),
        ]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "agency": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
            "exception": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
            "conflict_words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
            "mode": RADIO, "conflict": RADIO,
        }  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_languages(self.fields["language"])
        self.set_initial_moment(self.instance.starts_at)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.language = cleaned.get("language") or ""
        self.set_moment()
        return cleaned


class ConflictCheckForm(RecordForm):
    """The conflict check, made again."""

    class Meta:
        model = InterpreterBooking
        fields = ["conflict", "conflict_words"]
        widgets = {
            "conflict": RADIO,
            "conflict_words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
        }


class InterpreterOutcomeForm(RecordForm):
    """Whether they came, and how it went."""

    state = radio_field(
        "Did the interpreter come?",
        [one for one in InterpreterBookingState.choices if one[0] != InterpreterBookingState.BOOKED],
        missing="Choose whether they came",
    )
    field_order = ["state", "quality", "quality_words"]

    class Meta:
        model = InterpreterBooking
        fields = ["state", "quality", "quality_words"]
        widgets = {
            "quality": RADIO,
            "quality_words": forms.Textarea(attrs={"autocomplete": "off", "rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.pop("state", None)


class AskAdviceForm(RecordForm):
    """A question to a co-ordinator, with or without a case."""

    to = forms.ChoiceField(label="Whom do you ask?", error_messages={"required": "Choose whom you ask"})
    reference = text_field(
        "Reference of a case (optional)",
        help_text="The co-ordinator sees that there is one, and opens it only if it is open to them.",
        longest=24,
    )
    field_order = ["to", "topic", "question", "reference"]

    class Meta:
        model = AdviceRequest
        fields = ["topic", "question"]

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(body.code, body.name) for body in bodies]  # type: ignore[attr-defined]


class AnswerAdviceForm(RecordForm):
    """The answer, and how long it took."""

    needed = ("answer", "minutes")

    class Meta:
        model = AdviceRequest
        fields = ["answer", "minutes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["minutes"].error_messages["required"] = "Enter how many minutes it took"


class AdviceUseForm(RecordForm):
    """Whether it was used."""

    class Meta:
        model = AdviceRequest
        fields = ["used"]
        widgets = {"used": RADIO}
