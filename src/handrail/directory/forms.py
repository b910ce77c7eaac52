"""The forms of a service: its description, state, free places and trial."""

from typing import Any

from django import forms

from handrail.directory import terms
from handrail.directory.kinds import KINDS
from handrail.directory.queries import ServiceContactDetail, ServiceRow
from handrail.directory.service_input import ServiceInput
from handrail.directory.states import STATES
from handrail.platform.kernel import money
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.reference.choices import get_area_choices, get_language_choices
from handrail.platform.ui.date_fields import DatePartsField

PHASES = (
    ("before", "Before the NRM"),
    ("during", "In the NRM"),
    ("after", "After the NRM"),
    ("outside", "Outside the NRM"),
)
SHORT_INPUT = {"class": "govuk-input--width-4", "inputmode": "numeric"}


def _text_field(label: str, longest: int, hint: str = "", **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, help_text=hint, required=False, **more)


def _long_text_field(label: str, longest: int, hint: str = "", rows: int = 2) -> forms.CharField:
    return _text_field(label, longest, hint, widget=forms.Textarea(attrs={"rows": rows}))


def _rule_field(label: str, choices: tuple[tuple[str, str], ...], hint: str = "") -> forms.ChoiceField:
    """A closed list; left alone, it says its first entry."""
    return forms.ChoiceField(label=label, choices=choices, required=False, help_text=hint)


def _number_field(label: str, most: int, least: int = 0) -> forms.IntegerField:
    wrong = {
        "invalid": msg("Enter a whole number: {label}", label=lower_text(label)),
        "min_value": "The number cannot be less than %(limit_value)s",
        "max_value": "The number cannot be more than %(limit_value)s",
    }
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=False,
        error_messages=wrong,
        widget=forms.TextInput(attrs=SHORT_INPUT),
    )


class DetailsForm(forms.Form):
    """The description of a service, without its state."""

    name = forms.CharField(
        label="What it is called", max_length=120, error_messages={"required": "Enter what it is called"}
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=[("", "Choose"), *((kind.code, kind.name) for kind in KINDS)],
        error_messages={"required": "Choose what it is"},
    )
    description = _long_text_field("What it does (optional)", 1000)
    phases = forms.MultipleChoiceField(
        label="When it can be offered",
        choices=PHASES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose when it can be offered"},
    )
    nrm_point = _rule_field("Where in the NRM", terms.NRM_POINTS)
    ages = _rule_field("Ages", terms.AGES)
    min_age = _number_field("Youngest age (optional)", terms.MAX_AGE)
    max_age = _number_field("Oldest age (optional)", terms.MAX_AGE)
    genders = _rule_field("Women or men", terms.GENDERS)
    dependants = _rule_field("Children with them", terms.DEPENDANTS)
    public_funds = _rule_field("Public funds", terms.FUNDS)
    status_rule = _rule_field("Status", terms.STATUSES, "Only where the law or the funder makes it count.")
    rule_note = _text_field("Anything else that decides (optional)", 300)
    areas = forms.MultipleChoiceField(
        label="Areas that it reaches", required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label="Languages that its people speak", required=False, widget=forms.CheckboxSelectMultiple
    )
    interpreters = _rule_field("Interpreters", terms.INTERPRETERS)
    capacity_rule = _rule_field("How many places", terms.CAPACITY)
    capacity = _number_field("Number of places (optional)", 100_000)
    hours = _text_field("Hours (optional)", 120, "For example: weekdays 9am to 5pm.")
    cost = _rule_field("What it costs", terms.COSTS)
    price = _text_field(
        "Price in pounds (optional)", 20, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )
    cost_note = _text_field("More on the cost (optional)", 200)
    pro_bono = forms.BooleanField(label="Given free by professionals (pro bono)", required=False)
    pilot_until = DatePartsField(
        label="Last day of a trial (optional)", about="Last day of the trial", required=False
    )
    how_to_refer = _long_text_field(
        "How to refer (optional)",
        500,
        "No name or number of a single worker, and no address of a safe place.",
    )
    contact_phone = _text_field("The organisation’s phone (optional)", 32)
    contact_email = forms.EmailField(label="The organisation’s email (optional)", required=False)
    website = forms.URLField(label="Web page (optional)", required=False, assume_scheme="https")
    address = _text_field("Street address (optional)", 120, "Never of a place where people sleep or hide.")
    town = _text_field("Town (optional)", 60)
    postcode = _text_field(
        "Postcode (optional)", 8, widget=forms.TextInput(attrs={"class": "govuk-input--width-5"})
    )
    contact_name = _text_field(
        "One person to ask for (optional)",
        120,
        "Kept apart: seen by workers who are signed in, never published.",
    )
    contact_own_phone = _text_field("Their own phone (optional)", 32)
    contact_own_email = forms.EmailField(label="Their own email (optional)", required=False)
    safe_house = forms.BooleanField(label="A safe house: its place is never shown", required=False)
    public = forms.BooleanField(label="May be published for everybody", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = get_area_choices()  # type: ignore[attr-defined]
        self.fields["languages"].choices = get_language_choices()  # type: ignore[attr-defined]

    def clean_price(self) -> int | None:
        """Pounds as people write them, as pence."""
        if not self.cleaned_data["price"]:
            return None
        try:
            return money.parse_pounds(self.cleaned_data["price"], most=terms.MAX_PENCE)
        except money.InvalidAmountError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong

    def clean_postcode(self) -> str:
        """As the Post Office writes it: capitals, one space before the last three."""
        bare = "".join(self.cleaned_data["postcode"].upper().split())
        return f"{bare[:-3]} {bare[-3:]}" if len(bare) > 3 else bare

    def details(self) -> ServiceInput:
        """What was said, as the action takes it. What was left alone is not known."""
        said = dict(self.cleaned_data)
        for name in ("ages", "genders", "dependants", "public_funds", "status_rule"):
            said[name] = said[name] or "unknown"
        for name in ("interpreters", "capacity_rule", "cost"):
            said[name] = said[name] or "unknown"
        said["nrm_point"] = said["nrm_point"] or "any"
        said["cost_pence"] = said.pop("price")
        said["everywhere"] = not said["areas"]
        kept: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in said.items()
            if name in ServiceInput.__slots__
        }
        return ServiceInput(**kept)


class ServiceForm(DetailsForm):
    """A service that is not in the directory yet, with its state."""

    state = forms.ChoiceField(
        label="How it stands",
        choices=STATES,
        widget=forms.RadioSelect,
        help_text="A service can be described before it exists. Only an open one can be offered.",
        error_messages={"required": "Choose how it stands"},
    )
    waits_for = _text_field("What it waits for (optional)", 200, "For example: money for a second worker.")


class ServiceEditForm(DetailsForm):
    """A service that is in the directory, with the version that the page shows."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ServiceStateForm(forms.Form):
    """The state of a service, and since when."""

    state = forms.ChoiceField(
        label="How it stands",
        choices=STATES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it stands"},
    )
    since = DatePartsField(label="Since (today, if left empty)", about="The day", required=False)
    waits_for = _text_field("What it waits for (optional)", 200, "While it is planned, funded or paused.")
    expected_on = DatePartsField(
        label="When it is expected to open (optional)", about="The day", required=False
    )


class FreePlacesForm(forms.Form):
    """How many places are free today."""

    free = forms.IntegerField(
        label="How many places are free today?",
        min_value=0,
        widget=forms.TextInput(attrs=SHORT_INPUT),
        help_text="0 means that it is full.",
        error_messages={
            "required": "Enter how many places are free; 0 means full",
            "invalid": "Enter a whole number, like 3",
            "min_value": "The number cannot be less than nothing",
        },
    )


class TrialExtensionForm(forms.Form):
    """How much longer a trial runs, and what its results say for it."""

    until = DatePartsField(label="Its new last day", about="The last day")
    because = forms.CharField(
        label="What do the results say for it?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what its results are"},
    )


def get_initial(line: ServiceRow, contact: ServiceContactDetail | None) -> dict[str, Any]:
    """What the form begins with for a service that exists."""
    start: dict[str, Any] = {
        name: getattr(line, name) for name in DetailsForm.base_fields if hasattr(line, name)
    }
    start |= {
        "areas": list(line.area_codes),
        "languages": list(line.language_tags),
        "phases": list(line.phases),
        "price": money.format_for_input(line.cost_pence),
        "seen": line.version,
    }
    if contact:
        start |= {
            "contact_name": contact.name,
            "contact_own_phone": contact.phone,
            "contact_own_email": contact.email,
        }
    return start
