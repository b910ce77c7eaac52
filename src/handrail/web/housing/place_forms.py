"""The questions about places, units, agreements and what stands around them: nothing here is about a person."""

from typing import Any

from django import forms

from handrail.directory.housing import kinds
from handrail.directory.states import STATES
from handrail.kernel import money
from handrail.reference.marks import CONFIDENCE
from handrail.web.cases.forms import WithSeen, radios
from handrail.web.design.dates import DateParts
from handrail.web.housing.forms import Choices, choice, number

PHASES = (
    ("before", "Before the NRM"),
    ("during", "In the NRM"),
    ("after", "After the NRM"),
    ("outside", "Outside the NRM"),
)


class Pounds(forms.CharField):
    """A sum as people write it, kept in pence."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"class": "govuk-input--width-5", "inputmode": "decimal"})
        )
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> int | None:
        """Pence, or nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return money.read(text, most=kinds.MOST_PENCE)
        except money.NotMoney as wrong:
            raise forms.ValidationError(str(wrong)) from None


def text(label: str, longest: int, *, required: bool = False, help_text: str = "") -> forms.CharField:
    """One line about a place."""
    return forms.CharField(label=label, max_length=longest, required=required, help_text=help_text)


class PlaceForm(WithSeen):
    """What a place is, for whom, and where, roughly."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    name = text("What it is called", 80, required=True, help_text="A name that does not say where it is.")
    kind = choice("What it is", [(kind.code, kind.name) for kind in kinds.PLACE_KINDS])
    area = choice("Area", [])
    zone = choice("Rough part of the area (optional)", [], required=False, none="Not known")
    state = radios("How it stands", STATES, missing="Choose how it stands")
    waits_for = text("If it does not exist yet, what does it wait for? (optional)", 200)
    phases = forms.MultipleChoiceField(
        label="When people can stay there",
        choices=PHASES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose when people can stay there"},
    )
    mix = radios("Who lives there?", kinds.MIXES)
    dependants = radios("Are children taken?", kinds.YES_NO)
    pets = radios("Are pets taken?", kinds.YES_NO)
    public_funds = radios("Recourse to public funds", kinds.FUNDS)
    use = radios("Who may use it?", kinds.USES)
    on_site = text(
        "Who is there, and until when? (optional)", 80, help_text="Such as: worker on site to 11pm"
    )
    phone = text("Number of the team that lets it (optional)", 32)
    night = Pounds(
        label="What a night costs (optional)", required=False, help_text="Leave it empty where it is free."
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

    name = text("What it is called", 40, required=True, help_text="Such as Flat 2")
    beds = number("How many bed spaces?", least=1, most=kinds.MOST_BEDS)
    whole = radios(
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
    note = text("What else should a worker know? (optional)", 120, help_text="Such as: cot in the flat")
    open_from = DateParts(label="From which night can it be had?", about="the first night")


class WithdrawForm(forms.Form):
    """From which night a unit is not to be had."""

    from_night = DateParts(
        label="From which night is it not to be had?",
        about="the night",
        help_text="Whoever has it is told on their page. Nobody is put out.",
    )
    why = text("Why? (optional)", 120)


class FlagForm(forms.Form):
    """Why nobody should stay there."""

    words = forms.CharField(
        label="Why should nobody stay there?",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Sealed, and read by your own leads alone. Others see the flag and the day.",
    )


class ZoneForm(forms.Form):
    """A rough part of an area."""

    area = choice("Area", [])
    name = text("What that part is called", 60, required=True, help_text="A town and what lies around it.")
    east = number("Its middle, kilometres east", least=0, most=700)
    north = number(
        "And kilometres north",
        least=0,
        most=700,
        help_text="Whole kilometres on the national grid: rough on purpose.",
    )

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose"), *areas]  # type: ignore[attr-defined]


class NumberForm(forms.Form):
    """A number to ring."""

    area = choice("Area", [])
    what = radios("Whose number is it?", kinds.NUMBERS, missing="Choose whose number it is")
    name = text("What they call themselves", 120, required=True)
    phone = text("Number", 32, required=True)

    def __init__(self, *args: Any, areas: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "Choose"), *areas]  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    """What was agreed about rooms."""

    name = text("What the agreement is called", 120, required=True)
    provider = choice("Whose rooms?", [])
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
    first_night = DateParts(label="From which night?", about="the first night")
    last_night = DateParts(
        label="Which night is the last? (optional)", about="the last night", required=False
    )
    most_nights = number(
        "At most how many nights for one person? (optional)", least=1, most=366, required=False
    )
    answers = choice("Who answers for housing the person?", [])
    payer = choice("Who pays for the bed?", [])
    pays_from = text("From what? (optional)", 120, help_text="Such as: the emergency fund")
    subsistence_payer = choice(
        "Who pays for food and other needs? (optional)", [], required=False, none="Not agreed"
    )
    when_refused = text("Whom to ring when they say no (optional)", 120)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("provider", "answers", "payer"):
            self.fields[name].choices = [("", "Choose"), *bodies]  # type: ignore[attr-defined]
        self.fields["subsistence_payer"].choices = [("", "Not agreed"), *bodies]  # type: ignore[attr-defined]
        self.fields["users"].choices = bodies  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """Who of the provider agreed, by role, and when."""

    role = text(
        "Who confirmed it?",
        120,
        required=True,
        help_text="Their role, and not their name. Such as: the manager on duty.",
    )
    on = DateParts(label="On which day?", about="the day on which they confirmed it")


class LastNightForm(forms.Form):
    """When an agreement ends."""

    last_night = DateParts(label="Which night is its last?", about="the last night")


class RateForm(forms.Form):
    """What is paid for whom, from when, and how sure that is."""

    whom = radios("For whom?", kinds.WHOM, missing="Choose for whom")
    pence = Pounds(label="How much?", error_messages={"required": "Enter how much"})
    per = radios("For how long?", kinds.PER, missing="Choose a day or a week")
    since = DateParts(label="From which day?", about="the first day")
    source = text("Where does the figure come from?", 200, required=True)
    confidence = radios("How sure is it?", CONFIDENCE, missing="Choose how sure it is")


class ActionForm(forms.Form):
    """What will be done about a gap."""

    words = text("What will be done?", 200, required=True, help_text="Nothing about a person.")
    who = text("By whom?", 120, required=True)
    by_day = DateParts(label="By when?", about="the day")


class DoneForm(forms.Form):
    """What came of an action."""

    outcome = text("What came of it?", 200, required=True)
