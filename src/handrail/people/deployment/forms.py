"""The forms of requests and deployments: labels, hints and messages come from the models."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from handrail.people.contacts.queries.case_work import select_workers_on_case
from handrail.people.deployment.models import (
    BarredPractitioner,
    Deployment,
    DeploymentRequest,
)
from handrail.people.deployment.moment_form import MomentMixin
from handrail.people.deployment.pair_texts import parse_request_practitioner_pairs
from handrail.people.deployment.text_choices import DeploymentDeclineReason, DeploymentTask
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.models import User
from handrail.platform.ui.date_fields import DatePartsField, TimeTextField
from handrail.platform.ui.person_form_fields import radio_field, textarea_field
from handrail.platform.ui.record_form import Choices, RecordForm

RADIO = forms.RadioSelect


class DeploymentRequestForm(RecordForm, MomentMixin):
    """Who is needed, when, what the person wishes, who is with them until then."""

    tasks = forms.MultipleChoiceField(
        label="What is the practitioner needed for?",
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
        labels = {"basis": "Lawful basis, if any"}

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


class AskPractitionerForm(forms.Form):
    """Why them, where they are not the first suggestion or a rule is gone past; whether they become the contact."""

    is_contact = forms.BooleanField(
        label="They become the person’s point of contact", required=False, initial=True
    )
    why_them = textarea_field("Why this practitioner?", rows=2, longest=500)

    def __init__(self, *args: Any, asks_why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["why_them"]
        else:
            self.fields["why_them"].required = True
            self.fields["why_them"].error_messages["required"] = "Enter why them"


class RequestPractitionerPairsField(forms.Field):
    """Pairs of a request and a practitioner, as the page of the plan sends them."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> tuple[tuple[UUID, UUID], ...]:
        return parse_request_practitioner_pairs(value or [])


class ShiftPlanForm(forms.Form):
    """Whom the lead ticked; whether each becomes the point of contact."""

    pair = RequestPractitionerPairsField(
        label="Suggested practitioners", error_messages={"required": "Tick at least one practitioner"}
    )
    is_contact = forms.BooleanField(
        label="Make each the person’s point of contact", required=False, initial=True
    )


class DeploymentAnswerForm(forms.Form):
    """Whether somebody goes."""

    goes = radio_field(
        "Can you go?", [("yes", "Yes, I can go"), ("no", "No, I cannot go")], missing="Choose yes or no"
    )
    cannot_go = forms.ChoiceField(
        label="If not, why? (optional)",
        choices=[("", "Not said"), *[one for one in DeploymentDeclineReason.choices if one[0] != "not_said"]],
        required=False,
        help_text="No reason needed.",
    )


class AnswerForPractitionerForm(DeploymentAnswerForm):
    """What a practitioner said by telephone."""

    goes = radio_field(
        "Are they going?",
        [("yes", "Yes, they are going"), ("no", "No, they cannot go")],
        missing="Choose yes or no",
    )


class InterimContactForm(RecordForm):
    """Who stays with the person for now, why nobody could go, and whom the lead told."""

    needed = ("interim", "unmet_reason", "passed_up_to")

    class Meta:
        model = DeploymentRequest
        fields = ["interim", "unmet_reason", "passed_up_to"]
        widgets = {"unmet_reason": RADIO, "passed_up_to": forms.TextInput(attrs={"autocomplete": "off"})}

    def __init__(self, *args: Any, case_access: CaseAccess, **kwargs: Any) -> None:
        self.case_access = case_access
        super().__init__(*args, **kwargs)
        self.fields["interim"].error_messages["required"] = "Choose who is the interim contact"

    def get_choices(self) -> dict[str, Choices]:
        """Who works on the case."""
        return {"interim": select_workers_on_case(self.case_access)}


class StandDownForm(RecordForm):
    """Why it ends, and who is the contact from then on."""

    needed = ("ended_because",)
    next_contact = forms.ChoiceField(
        label="Who is the new point of contact?",
        required=False,
        help_text="Needed if you stand them down, so that there is no gap.",
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


class PersonToldOfPointOfContactForm(RecordForm):
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
