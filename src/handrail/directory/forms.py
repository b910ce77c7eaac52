"""The forms of a service: its description, state, free places and trial."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from handrail.directory.models import Pilot, PilotMeasure, PilotResult, Service, ServiceContact
from handrail.directory.need_and_service_kinds import KINDS
from handrail.directory.queries.pilots import PilotMeasureRow
from handrail.directory.unsaved_services import (
    CONTACT_FIELDS,
    ServiceAreasLanguagesAndContact,
    make_service_contact,
)
from handrail.platform.reference.choices import list_area_choices, list_language_choices
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.record_form import Choices, RecordForm, make_form_field

PHASES = (
    ("before", "Before the NRM"),
    ("during", "In the NRM"),
    ("after", "After the NRM"),
    ("outside", "Outside the NRM"),
)
SHORT_INPUT = {"class": "govuk-input--width-4", "inputmode": "numeric"}
POSTCODE_INPUT = {"class": "govuk-input--width-5"}
RULES = (
    *("nrm_point", "ages", "genders", "dependants", "public_funds", "status_rule"),
    *("interpreters", "capacity_rule", "cost"),
)
DESCRIPTION = [
    *("name", "kind", "description", *RULES, "min_age", "max_age", "rule_note", "capacity", "hours"),
    *("cost_note", "pro_bono", "pilot_until", "how_to_refer", "contact_phone", "contact_email", "website"),
    *("address", "town", "postcode", "safe_house", "public"),
]
WIDGETS: dict[str, Any] = dict.fromkeys(("kind", *RULES), forms.Select) | {
    "capacity": forms.TextInput(attrs=SHORT_INPUT),
    "postcode": forms.TextInput(attrs=POSTCODE_INPUT),
}


def _make_form_field_of_model_field(model: type[Service | ServiceContact], name: str, **own: Any) -> Any:
    """The form field of one model field, for a form that gives it another name or is no record's."""
    return make_form_field(model._meta.get_field(name), **own)


class ServiceEditForm(RecordForm):
    """The description of a service, without its state."""

    phases = forms.MultipleChoiceField(
        label="When it can be offered",
        choices=PHASES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose when it can be offered"},
    )
    areas = forms.MultipleChoiceField(
        label="Areas covered", required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label="Languages staff speak", required=False, widget=forms.CheckboxSelectMultiple
    )
    price = _make_form_field_of_model_field(Service, "cost_pence")
    contact_name = _make_form_field_of_model_field(ServiceContact, "name")
    contact_own_phone = _make_form_field_of_model_field(ServiceContact, "phone")
    contact_own_email = _make_form_field_of_model_field(ServiceContact, "email")

    class Meta:
        model, fields, widgets = Service, DESCRIPTION, WIDGETS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in RULES:  # left alone, a rule says the first entry of its list
            self.fields[name].required = False

    def get_choices(self) -> Mapping[str, Choices]:
        """Every kind, area and language."""
        kinds = [("", "Choose"), *((kind.code, kind.name) for kind in KINDS)]
        return {"kind": kinds, "areas": list_area_choices(), "languages": list_language_choices()}

    def clean(self) -> dict[str, Any]:
        """Put what has another name on the form into the record."""
        answers = super().clean() or self.cleaned_data
        self.instance.phases = answers.get("phases", ())
        self.instance.cost_pence = answers.get("price")
        self.instance.everywhere = not answers.get("areas")
        return answers

    def get_links(self) -> ServiceAreasLanguagesAndContact:
        """What a valid form says that is kept in other tables."""
        answers = self.cleaned_data
        return ServiceAreasLanguagesAndContact(
            tuple(answers["areas"]), tuple(answers["languages"]), make_service_contact(answers)
        )


class NewServiceForm(ServiceEditForm):
    """A service that is not in the directory yet, with its state."""

    class Meta:
        model, widgets = Service, WIDGETS
        fields = [*DESCRIPTION, "state", "waits_for"]


class ServiceStateForm(forms.Form):
    """The state of a service, and since when."""

    state = _make_form_field_of_model_field(Service, "state", help_text="")
    since = DatePartsField(label="Since (today, if left empty)", about="Date", required=False)
    waits_for = _make_form_field_of_model_field(
        Service, "waits_for", help_text="While it is planned, funded or paused."
    )
    expected_on = _make_form_field_of_model_field(Service, "expected_on")


class FreePlacesForm(forms.Form):
    """How many places are free today."""

    free = forms.IntegerField(
        label="How many places are free today?",
        min_value=0,
        widget=forms.TextInput(attrs=SHORT_INPUT),
        help_text="Enter 0 if it is full.",
        error_messages={
            "required": "Enter how many places are free; 0 means full",
            "invalid": "Enter a whole number, like 3",
            "min_value": "The number cannot be less than 0",
        },
    )


class PilotExtensionForm(forms.Form):
    """How much longer a trial runs, and what its results say for it."""

    until = DatePartsField(label="Its new last day", about="The last day")
    because = forms.CharField(
        label="What do the results show?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter the results"},
    )
    cites = forms.TypedMultipleChoiceField(
        label="Which outcomes support this?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only outcomes with numbers before and after.",
        error_messages={"required": "Choose at least one outcome with numbers before and after"},
    )

    def __init__(self, *args: Any, measures: Sequence[PilotMeasureRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cites"].choices = [(line.measure_id, line.outcome) for line in measures]  # type: ignore[attr-defined]


class PilotForm(RecordForm):
    """What is said of a pilot that is no service."""

    class Meta:
        model, fields = Pilot, ["name", "aim", "posts", "starts_on"]


class NewPilotForm(PilotForm):
    """A new pilot, with its last day."""

    needed = ("ends_on",)

    class Meta(PilotForm.Meta):
        fields = [*PilotForm.Meta.fields, "ends_on"]


class PilotMeasureForm(RecordForm):
    """An outcome that a pilot is judged by."""

    class Meta:
        model, fields = PilotMeasure, ["outcome", "counted"]


class PilotResultForm(RecordForm):
    """How many of how many had an outcome in a period."""

    class Meta:
        model, fields = PilotResult, ["moment", "number", "out_of", "since", "until", "source"]
        widgets = {"moment": forms.RadioSelect}


def get_service_form_initial(service: Service) -> dict[str, Any]:
    """What the form says of a saved service under other names, or from other tables.

    Returns:
        Values by the names of the form: codes, tags, pence and the texts of the contact person.
    """
    contact = getattr(service, "person_to_ask", None)
    return {
        "phases": list(service.phases),
        "areas": [area.code for area in service.areas.all()],
        "languages": [language.tag for language in service.languages.all()],
        "price": service.cost_pence,
    } | {name: getattr(contact, column, "") for name, column in CONTACT_FIELDS.items()}
