"""The questions about places, units, agreements and what stands around them: nothing here is about a person."""

from typing import Any

from django import forms

from handrail.directory.housing import kinds
from handrail.directory.states import STATES
from handrail.people.cases.forms import VersionedForm, radio_field
from handrail.people.housing.forms.stays import Choices, choice_field, number_field
from handrail.platform.reference.confidence import CONFIDENCE
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.pounds_field import PoundsField

PHASES = (
    ("before", "Before the NRM"),
    ("during", "In the NRM"),
    ("after", "After the NRM"),
    ("outside", "Outside the NRM"),
)


def text_field(label: str, longest: int, *, required: bool = False, help_text: str = "") -> forms.CharField:
    """One line about a place."""
    return forms.CharField(label=label, max_length=longest, required=required, help_text=help_text)


class PlaceForm(VersionedForm):
    """What a place is, for whom, and where, roughly."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    name = text_field(
        "What it is called", 80, required=True, help_text="A name that does not say where it is."
    )
    kind = choice_field("What it is", [(kind.code, kind.name) for kind in kinds.PLACE_KINDS])
    area = choice_field("Area", [])
    zone = choice_field("Rough part of the area (optional)", [], required=False, none="Not known")
    state = radio_field("How it stands", STATES, missing="Choose how it stands")
    waits_for = text_field("If it does not exist yet, what does it wait for? (optional)", 200)
    phases = forms.MultipleChoiceField(
        label="When people can stay there",
        choices=PHASES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose when people can stay there"},
    )
    mix = radio_field("Who lives there?", kinds.MIXES)
    dependants = radio_field("Are children taken?", kinds.YES_NO)
    pets = radio_field("Are pets taken?", kinds.YES_NO)
    public_funds = radio_field("Recourse to public funds", kinds.PUBLIC_FUNDS)
    use = radio_field("Who may use it?", kinds.USES)
    on_site = text_field(
        "Who is there, and until when? (optional)", 80, help_text="Such as: worker on site to 11pm"
    )
    phone = text_field("Number of the team that lets it (optional)", 32)
    night = PoundsField(
        label="What a night costs (optional)",
        required=False,
        most=kinds.MAX_PENCE,
        help_text="Leave it empty where it is free.",
    )
    address = forms.CharField(
        label="Address (optional)",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text="Sealed. Shown to nobody but those who hold a bed there for somebody.",
    )

    def __init__(self, *args: Any, areas: Choices, zones: Choices, kept: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose"), *areas]  # type: ignore[attr-defined]
        self.fields["zone"].choices = [("", "Not known"), *zones]  # type: ignore[attr-defined]
        if kept:
            self.fields["address"].label = "New address (optional)"
            self.fields["address"].help_text = "One is kept, sealed. Leave this empty to keep it."


class UnitForm(forms.Form):
    """One unit of a place."""

    name = text_field("What it is called", 40, required=True, help_text="Such as Flat 2")
    beds = number_field("How many bed spaces?", least=1, most=kinds.MAX_BEDS)
    whole = radio_field(
        "Who shares it?",
        [("yes", "Let to one household at a time"), ("no", "Each bed by itself: strangers share it")],
        missing="Choose who shares it",
    )
    has = forms.MultipleChoiceField(
        label="What it has", choices=kinds.ACCESS, widget=forms.CheckboxSelectMultiple, required=False
    )
    lacks = forms.MultipleChoiceField(
        label="What it does not have",
        choices=kinds.ACCESS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="What is ticked in neither list reads “ask”.",
    )
    note = text_field("What else should a worker know? (optional)", 120, help_text="Such as: cot in the flat")
    open_from = DatePartsField(label="From which night can it be had?", about="the first night")


class UnitWithdrawForm(forms.Form):
    """From which night a unit is not to be had."""

    from_night = DatePartsField(
        label="From which night is it not to be had?",
        about="the night",
        help_text="Whoever has it is told on their page. Nobody is put out.",
    )
    why = text_field("Why? (optional)", 120)


class PlaceFlagForm(forms.Form):
    """Why nobody should stay there."""

    words = forms.CharField(
        label="Why should nobody stay there?",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sealed, and read by your own leads alone. Others see the flag and the day.",
    )


class ZoneForm(forms.Form):
    """A rough part of an area."""

    area = choice_field("Area", [])
    name = text_field(
        "What that part is called", 60, required=True, help_text="A town and what lies around it."
    )
    east = number_field("Its middle, kilometres east", least=0, most=700)
    north = number_field(
        "And kilometres north",
        least=0,
        most=700,
        help_text="Whole kilometres on the national grid: rough on purpose.",
    )

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose"), *areas]  # type: ignore[attr-defined]


class DutyNumberForm(forms.Form):
    """A number to ring."""

    area = choice_field("Area", [])
    what = radio_field("Whose number is it?", kinds.DUTY_NUMBER_KINDS, missing="Choose whose number it is")
    name = text_field("What they call themselves", 120, required=True)
    phone = text_field("Number", 32, required=True)

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose"), *areas]  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    """What was agreed about rooms."""

    name = text_field("What the agreement is called", 120, required=True)
    provider = choice_field("Whose rooms?", [])
    users = forms.MultipleChoiceField(
        label="Who may use them?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who may use them"},
    )
    terms = forms.CharField(
        label="On what terms? (optional)",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    first_night = DatePartsField(label="From which night?", about="the first night")
    last_night = DatePartsField(
        label="Which night is the last? (optional)", about="the last night", required=False
    )
    most_nights = number_field(
        "At most how many nights for one person? (optional)", least=1, most=366, required=False
    )
    answers = choice_field("Who answers for housing the person?", [])
    payer = choice_field("Who pays for the bed?", [])
    pays_from = text_field("From what? (optional)", 120, help_text="Such as: the emergency fund")
    subsistence_payer = choice_field(
        "Who pays for food and other needs? (optional)", [], required=False, none="Not agreed"
    )
    when_refused = text_field("Whom to ring when they say no (optional)", 120)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("provider", "answers", "payer"):
            self.fields[name].choices = [("", "Choose"), *bodies]  # type: ignore[attr-defined]
        self.fields["subsistence_payer"].choices = [("", "Not agreed"), *bodies]  # type: ignore[attr-defined]
        self.fields["users"].choices = bodies  # type: ignore[attr-defined]


class PaperConfirmationForm(forms.Form):
    """Who of the provider agreed, by role, and when."""

    role = text_field(
        "Who confirmed it?",
        120,
        required=True,
        help_text="Their role, and not their name. Such as: the manager on duty.",
    )
    on = DatePartsField(label="On which day?", about="the day on which they confirmed it")


class AgreementEndForm(forms.Form):
    """When an agreement ends."""

    last_night = DatePartsField(label="Which night is its last?", about="the last night")


class AgreementRateForm(forms.Form):
    """What is paid for whom, from when, and how sure that is."""

    whom = radio_field("For whom?", kinds.RATE_RECIPIENTS, missing="Choose for whom")
    pence = PoundsField(label="How much?", most=kinds.MAX_PENCE, missing="Enter how much")
    per = radio_field("For how long?", kinds.RATE_PERIODS, missing="Choose a day or a week")
    since = DatePartsField(label="From which day?", about="the first day")
    source = text_field("Where does the figure come from?", 200, required=True)
    confidence = radio_field("How sure is it?", CONFIDENCE, missing="Choose how sure it is")


class ReviewActionForm(forms.Form):
    """What will be done about a gap."""

    words = text_field("What will be done?", 200, required=True, help_text="Nothing about a person.")
    who = text_field("By whom?", 120, required=True)
    by_day = DatePartsField(label="By when?", about="the day")


class ReviewActionOutcomeForm(forms.Form):
    """What came of an action."""

    outcome = text_field("What came of it?", 200, required=True)
