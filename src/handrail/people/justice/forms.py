"""The forms of this room: labels, hints and messages come from the models."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from handrail.pathway.event_vocabulary import get_event_name
from handrail.people.justice.models import (
    AgreedContact,
    CompulsionRecord,
    ContractAnswer,
    ExplainedMiss,
    JusticeContact,
    PoliceOutcome,
    RightsLevelDecision,
    SignOffDecision,
    TriageDecision,
)
from handrail.people.justice.rules.contact_plan import get_contact_settings
from handrail.people.justice.rules.suspects import SUSPECT_EVENTS, SuspectState
from handrail.people.justice.text_choices import JusticeTopic, RecipientToldOfCompulsion, TriageFact
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import lower_first, msg
from handrail.platform.reference.choices import list_language_choices
from handrail.platform.ui.person_form_fields import past_day_field, radio_field
from handrail.platform.ui.record_form import EMPTY_CHOICE, RecordForm

FURTHER: Final = "further"
"""The choice of a suspect who has no number yet."""


def _make_contact_language_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False)


class _JusticeRecordForm(RecordForm):
    """Begins with today; shows the languages by tag, and boxes that browsers do not keep."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "on" in self.fields and not self.initial.get("on"):
            self.initial["on"] = today()
        if "language" in self.fields:
            self.fields["language"].choices = [("", EMPTY_CHOICE), *list_language_choices()]  # type: ignore[attr-defined]
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs |= {"autocomplete": "off", "rows": 3}


class ContractAnswerForm(_JusticeRecordForm):
    """One entitlement answered."""

    language = _make_contact_language_field("In which language was it said? (optional)")

    class Meta:
        model = ContractAnswer
        fields = ["answer", "on", "evidence", "because"]
        widgets = {"answer": forms.RadioSelect}


class RequestSignOffForm(forms.Form):
    """Nothing is entered: whoever asks has seen the list."""


class SignOffDecisionForm(RecordForm):
    """Signed, or refused with what has to be done first and which questions are asked again."""

    ask_again = forms.MultipleChoiceField(
        label="Which questions are to be answered again? (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The officer cannot ask you for a signature again before something has changed.",
    )
    field_order = ["outcome", "words", "ask_again"]

    class Meta:
        model = SignOffDecision
        fields = ["outcome", "words"]
        widgets = {"outcome": forms.RadioSelect}

    def __init__(self, *args: Any, questions: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ask_again"].choices = list(questions)  # type: ignore[attr-defined]


class RightsLevelForm(RecordForm):
    """Whether Enhanced Rights apply."""

    enhanced = forms.TypedChoiceField(
        label="Do Enhanced Rights apply?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether Enhanced Rights apply"},
    )
    field_order = ["enhanced"]

    class Meta:
        model = RightsLevelDecision
        fields = ["ground", "because"]


class AgreedContactArrangementsForm(_JusticeRecordForm):
    """How the person wants to hear about the case."""

    class Meta:
        model = AgreedContact
        fields = ["on", "every_days", "channel", "safe_times", "stand_in"]
        widgets = {
            "safe_times": forms.TextInput(attrs={"autocomplete": "off"}),
            "stand_in": forms.TextInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("every_days"):
            self.initial["every_days"] = get_contact_settings()["interval"].days


class JusticeContactForm(_JusticeRecordForm):
    """A contact about the case, or an attempt."""

    reached = forms.TypedChoiceField(
        label="Did you reach them?",
        choices=[("yes", "Yes"), ("no", "No, it was an attempt")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you reached them"},
    )
    topics = forms.MultipleChoiceField(
        label="What were they told?",
        choices=JusticeTopic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = _make_contact_language_field("Interpreter’s language (optional)")
    field_order = ["reached", "on", "channel", "language", "topics"]

    class Meta:
        model = JusticeContact
        fields = ["on", "channel", "asked", "wish", "understood", "useful"]


class MissedContactReasonForm(_JusticeRecordForm):
    """Why a contact that was due was not made."""

    class Meta:
        model = ExplainedMiss
        fields = ["reason", "words"]
        widgets = {"reason": forms.RadioSelect}


class CompulsionRecordForm(RecordForm):
    """Section 45: answers alone, no box for words."""

    told = forms.MultipleChoiceField(
        label="Who was told?",
        choices=RecipientToldOfCompulsion.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only where they agree.",
    )
    field_order = ["answer", "raised_by", "raised_on", "consent", "told"]

    class Meta:
        model = CompulsionRecord
        fields = ["answer", "raised_by", "raised_on", "consent", "lawyer", "nrm_offered"]
        widgets = {"answer": forms.RadioSelect}


class SuspectStepForm(forms.Form):
    """What happened to one suspect."""

    number = radio_field("Which suspect?", (), help_text="By number. Do not name anyone here.")
    event = radio_field("What happened?", [(code, get_event_name(code)) for code in SUSPECT_EVENTS])
    on = past_day_field("On which day?", "the day")

    def __init__(self, *args: Any, suspects: Sequence[SuspectState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [
            (
                str(one.number),
                msg(
                    "Suspect {number}: {event}",
                    number=one.number,
                    event=lower_first(get_event_name(one.event)),
                ),
            )
            for one in suspects
        ]
        choices = [*known, (FURTHER, "A further suspect" if known else "The first suspect")]
        self.fields["number"].choices = choices  # type: ignore[attr-defined]
        if not known:
            self.initial["number"] = FURTHER
        self.initial.setdefault("on", today())


class PoliceOutcomeForm(_JusticeRecordForm):
    """How the police finalised one crime."""

    crime = radio_field("Which crime?", (), help_text="By number. Enter no crime reference and no name here.")
    field_order: Sequence[str] = ["crime", "group", "on", "offered"]

    class Meta:
        model = PoliceOutcome
        fields = ["group", "on", "offered"]
        widgets = {"group": forms.RadioSelect, "offered": forms.Textarea}

    def __init__(self, *args: Any, outcomes: Sequence[PoliceOutcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [
            (
                str(one.number),
                msg("Crime {number}: {outcome}", number=one.number, outcome=one.get_group_display()),
            )
            for one in outcomes
        ]
        choices = [*known, (FURTHER, "A further crime" if known else "The first crime")]
        self.fields["crime"].choices = choices  # type: ignore[attr-defined]
        if not known:
            self.initial["crime"] = FURTHER


class TriageDecisionForm(_JusticeRecordForm):
    """How a matter is investigated."""

    facts = forms.MultipleChoiceField(
        label="Which facts were weighed?",
        choices=TriageFact.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one fact that was weighed"},
    )
    field_order: Sequence[str] = ["on", "route", "facts", "words", "outcome", "reason"]

    class Meta:
        model = TriageDecision
        fields = ["on", "route", "words", "outcome", "reason"]
