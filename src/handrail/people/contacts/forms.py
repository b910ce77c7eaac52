"""The forms of tasks, contacts, handovers, closing and dependants."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from handrail.people.contacts.actions.hand_overs import HandOverRecipient
from handrail.people.contacts.actions.stand_ins import CaseTickedForStandIn
from handrail.people.contacts.birth_year import get_birth_year_from_age_or_year
from handrail.people.contacts.channel_safety import EffectiveChannelSafety, get_channel_warning
from handrail.people.contacts.models import Absence, Contact, Dependant, Task
from handrail.people.contacts.queries.absence_cover import select_users_whose_absence_may_be_recorded
from handrail.people.contacts.queries.case_work import select_workers_on_case
from handrail.people.contacts.text_choices import (
    ChannelSafetyAfterContactAnswer,
    ContactFrequency,
    ContactState,
    TaskCause,
    TaskState,
)
from handrail.people.records.case_reference_field import validate_check_letter
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.models import User
from handrail.platform.kernel.messages import UserText, join_texts, msg
from handrail.platform.reference.models import Language
from handrail.platform.ui.person_form_fields import VersionedForm, past_day_field, radio_field, textarea_field
from handrail.platform.ui.record_form import RecordForm

Choices = list[tuple[str, str]]
USED_CHANNEL_CHOICES = [
    choice
    for choice in ChannelSafetyAfterContactAnswer.choices
    if choice[0] != ChannelSafetyAfterContactAnswer.NOT_ASKED
]
AFTER_CONTACT = {
    "was_safe": "Choose whether it was safe to reach them this way",
    "use_again": "Choose whether to use it again",
}
"""What is asked once a channel was used, with the words for where nothing was chosen."""
YEARS_MESSAGE = "Enter an age, like 6, or a year, like 2020"


def _make_text_area_widget(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"autocomplete": "off", "rows": rows})


def _make_text_input_widget() -> forms.TextInput:
    """The browser is asked not to keep what is written about a person."""
    return forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})


def _set_field_choices(field: forms.Field, choices: Choices) -> None:
    field.choices = choices  # type: ignore[attr-defined]


def _set_colleague_choices(field: forms.Field, people: Iterable[User], nobody: str) -> None:
    """Offer colleagues with their role, after a first entry for nobody."""
    _set_field_choices(field, [("", nobody), *((str(user.pk), user.name_and_role) for user in people)])


class LenientMultipleChoiceField(forms.MultipleChoiceField):
    """Checkboxes of a list that may have changed since the page was opened: what is no longer there is left out."""

    def valid_value(self, value: Any) -> bool:
        """Whatever was ticked; the action compares with what is open now."""
        return len(str(value)) < 200


class TaskForm(RecordForm):
    """What is to be done, by when, by whom; of a new task that comes from no contact also whether from a review."""

    from_review = forms.BooleanField(label="This comes from a review of the safety plan", required=False)

    class Meta:
        model, fields = Task, ["what", "due_on", "for_user"]
        widgets = {"what": _make_text_area_widget(2), "for_user": forms.Select}

    def __init__(self, *args: Any, case_access: CaseAccess, **kwargs: Any) -> None:
        self.case_access = case_access
        super().__init__(*args, **kwargs)
        self.fields["for_user"].label = "Who is it for?"
        _set_colleague_choices(self.fields["for_user"], self.workers, "The team")
        if not self.instance._state.adding or self.instance.cause == TaskCause.CONTACT:
            del self.fields["from_review"]
        else:
            self.initial["from_review"] = self.instance.cause == TaskCause.REVIEW

    def get_choices(self) -> dict[str, Any]:
        """Who works on the case, and who has the task already."""
        self.workers = select_workers_on_case(self.case_access, also=self.instance.for_user_id)
        return {"for_user": self.workers}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "from_review" in self.fields:
            self.instance.cause = TaskCause.REVIEW if cleaned.get("from_review") else TaskCause.OWN
        return cleaned


class EndTaskForm(VersionedForm):
    """What became of a task."""

    state = radio_field(
        "Status",
        [choice for choice in TaskState.choices if choice[0] != TaskState.OPEN],
        missing="Choose done or not needed",
    )
    words = textarea_field(
        "Short description", rows=2, longest=1_000, help_text=("If the task is not needed, say why.")
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("state") == TaskState.NOT_NEEDED and not cleaned.get("words"):
            self.add_error("words", "Enter why it is not needed")
        return cleaned


def describe_channel_safety(says: dict[ContactChannelKind, EffectiveChannelSafety]) -> dict[str, str]:
    """What is known of each channel, to stand under its name.

    Returns:
        Words by the channel's code.
    """
    return {kind.value: safety.label for kind, safety in says.items()}


def describe_safest_contact_way(safest: str) -> str:
    """Above the channels: a way that is safe may be so only at some times, which its own word does not say."""
    return msg("Safest way and time: {safest}", safest=UserText(safest)) if safest else ""


class UnsafeChannelReasonForm(RecordForm):
    """A form with a channel to the person: one that is not known to be safe needs a reason."""

    def __init__(
        self, *args: Any, says: dict[ContactChannelKind, EffectiveChannelSafety], safest: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].help_text = describe_safest_contact_way(safest)
        self.says, self.hints = says, describe_channel_safety(says)
        self.fields["despite"].label = "Why is this way needed?"
        self.warning = "" if self.is_bound else self._get_warning(self.initial.get("channel"))

    def _get_warning(self, channel: Any) -> str:
        if channel not in ContactChannelKind.values:
            return ""
        return get_channel_warning(ContactChannelKind(channel), self.says[ContactChannelKind(channel)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.warning = self._get_warning(cleaned.get("channel"))
        if self.warning and not cleaned.get("despite"):
            self.add_error("despite", "Choose another way, or say why this one is needed")
        return cleaned


class PlanContactForm(UnsafeChannelReasonForm):
    """When, how, by whom, what about, how often again."""

    every = forms.ChoiceField(
        label="Does it repeat?",
        choices=ContactFrequency.choices,
    )

    class Meta:
        model, fields = Contact, ["on", "at_time", "channel", "despite", "with_user", "about"]
        widgets = {
            "despite": _make_text_area_widget(2),
            "with_user": forms.Select,
            "about": _make_text_input_widget(),
        }

    def __init__(self, *args: Any, case_access: CaseAccess, **kwargs: Any) -> None:
        self.workers = select_workers_on_case(case_access)
        super().__init__(*args, **kwargs)
        _set_colleague_choices(self.fields["with_user"], self.workers, "Choose a person")
        self.initial["every"] = str(self.instance.every_days or 0)

    def get_choices(self) -> dict[str, Any]:
        """Who works on the case."""
        return {"with_user": self.workers}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "every" in cleaned:
            self.instance.every_days = int(cleaned["every"]) or None
        return cleaned


class ContactOutcomeForm(RecordForm):
    """The outcome of a contact, and what was learned of its channel. One that nobody had planned cannot be called off.

    What has happened is not justified: an unsafe way is asked about for the next time.
    """

    choice_keys = {"interpreter": "tag"}
    state = radio_field(
        "What was the outcome?",
        [
            (ContactState.HELD.value, "We spoke or met"),
            (ContactState.MISSED.value, "We could not reach them"),
            (ContactState.CALLED_OFF.value, "Cancelled"),
        ],
        missing="Choose the outcome",
    )
    on = past_day_field("When?", "the day", required=False)
    was_safe = radio_field("Was it safe to reach them this way?", USED_CHANNEL_CHOICES, required=False)
    use_again = radio_field("Use this way again?", USED_CHANNEL_CHOICES, required=False)

    class Meta:
        model = Contact
        fields = ["state", "on", "at_time", "channel", "was_safe", "use_again", "interpreter", "words"]
        widgets = {
            "interpreter": forms.Select,
            "words": _make_text_area_widget(3),
        }

    def __init__(
        self, *args: Any, says: dict[ContactChannelKind, EffectiveChannelSafety], safest: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].help_text = describe_safest_contact_way(safest)
        self.hints = describe_channel_safety(says)
        for name in AFTER_CONTACT:
            self.initial.pop(name, None)
        interpreter, state = self.fields["interpreter"], self.fields["state"]
        _set_field_choices(interpreter, [("", "No interpreter"), *list(interpreter.choices)[1:]])  # type: ignore[attr-defined]
        if self.instance._state.adding:
            _set_field_choices(state, state.choices[:2])  # type: ignore[attr-defined]

    def get_choices(self) -> dict[str, Any]:
        """Every language."""
        return {"interpreter": Language.objects.all()}

    def clean_was_safe(self) -> str:
        """Not asked, where nothing was chosen."""
        return self.cleaned_data["was_safe"] or ChannelSafetyAfterContactAnswer.NOT_ASKED

    def clean_use_again(self) -> str:
        """Not asked, where nothing was chosen."""
        return self.cleaned_data["use_again"] or ChannelSafetyAfterContactAnswer.NOT_ASKED

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_called_off = cleaned.get("state") == ContactState.CALLED_OFF
        if is_called_off and not cleaned.get("words"):
            self.add_error("words", "Enter why it is cancelled")
        if not is_called_off and not cleaned.get("on") and "on" not in self.errors:
            self.add_error("on", "Enter the date")
        for name, missing in AFTER_CONTACT.items():
            if not is_called_off and cleaned.get(name) == ChannelSafetyAfterContactAnswer.NOT_ASKED:
                self.add_error(name, missing)
        return cleaned


class CloseCaseForm(forms.Form):
    """Why it is closed, which open things were seen, and whose sharing ends."""

    because = radio_field(
        "Why is the case closed?", ClosureReason.choices, missing=("Choose why the case is closed")
    )
    words = textarea_field(
        "In your own words",
        rows=3,
        help_text="Required for a mistake, no contact, or “something else”.",
    )
    seen = LenientMultipleChoiceField(
        label="Still open: tick each item you have seen",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    end = LenientMultipleChoiceField(
        label="Tick any sharing to end",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Sharing that you do not tick continues.",
    )

    def __init__(self, *args: Any, things: Choices, grants: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = dict(things)
        _set_field_choices(self.fields["seen"], things)
        _set_field_choices(self.fields["end"], grants)
        for name, there in (("seen", things), ("end", grants)):
            if not there:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        missing = [name for key, name in self.things.items() if key not in cleaned.get("seen", [])]
        if missing:
            self.add_error(
                "seen",
                msg(
                    "Tick to confirm that you have seen each item. Not ticked: {missing}",
                    missing=join_texts(missing[:5], "; "),
                ),
            )
        return cleaned

    def get_grant_ids(self) -> list[int]:
        """The grants that were ticked."""
        return [int(text) for text in self.cleaned_data.get("end", []) if text.isascii() and text.isdigit()]


class ReopenCaseForm(forms.Form):
    """Why it is opened again."""

    words = textarea_field("Why is the case reopened?", required=True, rows=3)


class HandOverForm(forms.Form):
    """Who is asked to take the case over, and with which note."""

    to = radio_field("Who should take over this case?", [], missing="Choose who to ask")
    note = textarea_field(
        "What do they need to know first?",
        required=True,
        rows=5,
    )
    stays_on = radio_field(
        "Will you stay on as stand-in?", [("yes", "Yes"), ("no", "No")], missing="Choose yes or no"
    )

    def __init__(self, *args: Any, colleagues: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(f"user:{number}", name) for number, name in colleagues]
        others = [(f"body:{code}", msg("{name} (another organisation)", name=name)) for code, name in bodies]
        _set_field_choices(self.fields["to"], [*people, *others])
        self.fields["stays_on"].required = not str(self.data.get("to", "")).startswith("body:")

    def get_recipient(self) -> HandOverRecipient:
        """Who was chosen: a colleague or another organisation."""
        kind, _, chosen = self.cleaned_data["to"].partition(":")
        return (
            HandOverRecipient(user_id=int(chosen)) if kind == "user" else HandOverRecipient(body_code=chosen)
        )


class MoveCaseToOtherSideOfOrganisationForm(forms.Form):
    """Who of the other side is the point of contact from then on."""

    to = radio_field(
        "Who will be the point of contact there?", [], missing="Choose who is the point of contact"
    )

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_field_choices(self.fields["to"], people)


class AnswerHandOverForm(forms.Form):
    """Accept a handover, or decline it and say why."""

    said = radio_field(
        "Do you accept this case?",
        [("yes", "Yes: I am now their point of contact"), ("no", "No")],
        missing="Choose yes or no",
    )
    words = textarea_field("If not, why?", rows=2, longest=1_000)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("said") == "no" and not cleaned.get("words"):
            self.add_error("words", "Enter why, so that someone else can be asked")
        return cleaned


class AbsenceForm(RecordForm):
    """Who is away, from when until when."""

    class Meta:
        model, fields = Absence, ["user", "since", "until"]
        widgets = {"user": forms.Select}

    def get_choices(self) -> dict[str, Any]:
        """The actor, and those whom they lead."""
        return {"user": select_users_whose_absence_may_be_recorded(self.actor)}


class StandInCasesField(forms.Field):
    """Cases with whoever stood in, as the page sends them: “LN-0421:12”, “LN-0421:”; several with a space between."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> list[CaseTickedForStandIn]:
        found = [text.rpartition(":") for sent in value or [] for text in sent.split()]
        return [
            CaseTickedForStandIn(reference, int(number) if number else None)
            for reference, _, number in found
            if reference and (not number or (number.isascii() and number.isdigit() and len(number) < 10))
        ]


class StandInForCasesForm(forms.Form):
    """Which cases, and who stands in."""

    case = StandInCasesField(label="Cases", error_messages={"required": "Tick at least one case"})
    stand_in = forms.ChoiceField(
        label="Who is the stand-in?", error_messages={"required": "Choose a stand-in"}
    )

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Choose a colleague"), *((str(one.pk), one.name_and_role) for one in colleagues)]
        _set_field_choices(self.fields["stand_in"], choices)


class DependantForm(RecordForm):
    """Somebody who depends on the person."""

    field_order = (
        "sort",
        "called",
        "years",
        "where",
        "where_words",
        "at_risk",
        "risk_words",
        "own_reference",
    )
    years = forms.IntegerField(
        label="Age or year of birth (optional)",
        required=False,
        min_value=0,
        max_value=2_200,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "max_value", "min_value"), YEARS_MESSAGE),
    )

    class Meta:
        model = Dependant
        fields = ["sort", "called", "where", "where_words", "at_risk", "risk_words", "own_reference"]
        widgets = {
            "called": _make_text_input_widget(),
            "where_words": _make_text_input_widget(),
            "risk_words": _make_text_area_widget(2),
            "own_reference": _make_text_input_widget(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["years"] = self.instance.born_year.open()

    def clean_own_reference(self) -> str:
        """With a check letter that fits, where one was typed."""
        typed = str(self.cleaned_data["own_reference"] or "")
        validate_check_letter(typed)
        return typed

    def clean_years(self) -> int | None:
        """What was typed, an age or a year; the record keeps the year."""
        years: int | None = self.cleaned_data["years"]
        year = get_birth_year_from_age_or_year(years, timezone.localdate())
        self.instance.born_year = str(year) if year else ""
        return years
