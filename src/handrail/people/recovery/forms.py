"""The questions about what a person wants, what holds them back, and what they said of us."""

from typing import Any
from uuid import UUID

from django import forms

from handrail.people.records.text_choices import OfferAnswer
from handrail.people.recovery.hesitation_reasons_and_change_causes import CHANGE_NAMES, REASON_NAMES
from handrail.people.recovery.models import (
    CaseFeedback,
    GoalVersion,
    Hesitation,
    HesitationChange,
    LocalProvider,
    OutcomeReview,
)
from handrail.people.recovery.models.feedback import ANSWER_DAY_MISSING
from handrail.people.recovery.queries.charities import select_charities_serving_case_area
from handrail.people.recovery.text_choices import LONGEST_LINE, CaseFeedbackAnswerMethod
from handrail.platform.access.body_and_colleague_choices import select_colleagues_who_may_view_cases
from handrail.platform.ui.person_form_fields import past_day_field, radio_field, text_field, textarea_field
from handrail.platform.ui.record_form import RecordForm

type RecoveryFieldChoices = list[tuple[str, str]]


def build_multiple_choice_field(
    label: str, choices: Any, *, missing: str = "", help_text: str = "", required: bool = True
) -> forms.MultipleChoiceField:
    """One or more of a list.

    Args:
        label: the question.
        choices: pairs of code and words.
        missing: what is said where nothing was ticked.
        help_text: the hint.
        required: whether something must be ticked.
    """
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
        required=required,
        error_messages={"required": missing, "invalid_choice": "Choose from the list"},
    )


def _build_text_area_widget(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"autocomplete": "off", "rows": rows})


def _build_text_line_widget() -> forms.TextInput:
    """The browser is asked not to keep what is written about a person."""
    return forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})


class GoalForm(RecordForm):
    """A goal as the person says it now."""

    field_order = ("words", "first", "steps", "helpers", "needs", "on", "state", "state_on", "state_words")
    needs = build_multiple_choice_field("Which needs is it for? (optional)", [], required=False)

    class Meta:
        model = GoalVersion
        fields = ["words", "first", "steps", "helpers", "on", "state", "state_on", "state_words"]
        widgets = {
            "words": _build_text_area_widget(3),
            "first": _build_text_line_widget(),
            "steps": _build_text_area_widget(),
            "helpers": _build_text_line_widget(),
            "state_words": _build_text_area_widget(2),
        }

    def __init__(self, *args: Any, needs: RecoveryFieldChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = needs  # type: ignore[attr-defined]
        self.fields["state_on"].label = "Date reached or set aside (optional)"
        if not needs:
            del self.fields["needs"]

    def get_need_ids(self) -> list[UUID]:
        """The needs that were ticked."""
        return [UUID(text) for text in self.cleaned_data.get("needs") or []]


class OutcomeReviewForm(RecordForm):
    """How they see one outcome today."""

    field_order = ("silent", "words", "placed", "asker", "on")
    silent = radio_field(
        "Do they want to say something?",
        [("no", "Yes"), ("yes", "They do not want to say")],
        missing="Choose whether they want to say something",
        help_text="No answer is also recorded. Do not read anything into it.",
    )

    class Meta:
        model, fields = OutcomeReview, ["words", "placed", "asker", "on"]
        widgets = {"words": _build_text_area_widget()}

    def __init__(self, *args: Any, has_scale: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "What do they say?"
        if not has_scale:
            del self.fields["placed"]

    def clean_silent(self) -> str:
        """As it was sent; the record keeps whether they are silent."""
        self.instance.silent = self.cleaned_data["silent"] == "yes"
        return str(self.cleaned_data["silent"])


class HesitationForm(RecordForm):
    """What they hold back from, and why."""

    field_order = ("about", "words", "reasons", "on")
    reasons = build_multiple_choice_field(
        "Which reasons apply?",
        REASON_NAMES.items(),
        missing="Choose at least one reason",
        help_text="Only these are counted.",
    )

    class Meta:
        model, fields = Hesitation, ["about", "words", "on"]
        widgets = {"words": _build_text_area_widget()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "Why?"


class HesitationChangeForm(RecordForm):
    """What changed their mind."""

    field_order = ("turned", "words", "causes", "on")
    causes = build_multiple_choice_field(
        "Which of these changed it?",
        CHANGE_NAMES.items(),
        missing="Choose at least one",
        help_text="Only these are counted.",
    )

    class Meta:
        model, fields = HesitationChange, ["turned", "words", "on"]
        widgets = {"words": _build_text_area_widget()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = "What changed, in their own words?"


class TakeBackHesitationForm(forms.Form):
    """A record of why somebody holds back, or of what changed, that is a mistake."""

    because = textarea_field("Why was it a mistake?", required=True, rows=2, longest=LONGEST_LINE)


class AddLocalProviderToSupportPlanForm(RecordForm):
    """Who supports them locally."""

    choice_keys = {"body": "code"}

    class Meta:
        model, fields = LocalProvider, ["body", "since", "contact"]
        widgets = {"contact": _build_text_line_widget()}

    def get_choices(self) -> dict[str, Any]:
        """Charities of the directory that reach the area of the case."""
        return {"body": select_charities_serving_case_area(self.instance.case)}


class EndLocalProviderSupportForm(forms.Form):
    """It ended."""

    until = past_day_field("Last day", "the last day")
    because = textarea_field("Why did it end? (optional)", rows=2)


class OfferServiceFromSupportPlanForm(forms.Form):
    """One kind of the plan, offered in one go."""

    service = radio_field("Which service?", [], missing="Choose a service")
    words = text_field(
        "What do they say they need? (optional)",
        help_text="In their words. If empty, it is added to the need already on the plan.",
    )
    on = past_day_field("When was it offered?", "the day it was offered")
    answer = radio_field(
        "Their answer",
        [
            (OfferAnswer.NONE_YET.value, OfferAnswer.NONE_YET.label),
            (OfferAnswer.ACCEPTED.value, "Yes, on the spot"),
            (OfferAnswer.DECLINED.value, "No"),
        ],
        missing="Choose what they said",
    )
    reason = text_field("Why, in their own words? (optional)")

    def __init__(self, *args: Any, services: RecoveryFieldChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]


class FeedbackForm(RecordForm):
    """What they said of us."""

    class Meta:
        model, fields = CaseFeedback, ["kind", "words", "on", "about", "wish", "answer_by"]
        widgets = {"words": _build_text_area_widget(5), "about": forms.Select}

    def __init__(self, *args: Any, owner_id: int, **kwargs: Any) -> None:
        self.colleagues = select_colleagues_who_may_view_cases(owner_id)
        super().__init__(*args, **kwargs)
        people = [(str(user.pk), user.name_and_role) for user in self.colleagues]
        self.fields["about"].choices = [("", "No, or not said"), *people]  # type: ignore[attr-defined]
        self.fields["answer_by"].label = "When will they get an answer?"

    def get_choices(self) -> dict[str, Any]:
        """The people of the organisation that holds the case."""
        return {"about": self.colleagues}

    def clean(self) -> dict[str, Any]:
        """An answer that is wanted has a day."""
        answers = super().clean() or self.cleaned_data
        wanted = answers.get("wish") not in (None, CaseFeedbackAnswerMethod.NONE.value)
        if wanted and not answers.get("answer_by") and "answer_by" not in self.errors:
            self.add_error("answer_by", ANSWER_DAY_MISSING)
        return answers


class CaseFeedbackAnswerForm(forms.Form):
    """What we answered."""

    words = textarea_field("What did we answer?", required=True, rows=5)
    on = past_day_field("When?", "the day of the answer")


SHOW: RecoveryFieldChoices = [
    ("goals", "What they want, in their own words"),
    ("plan", "The plan: what was offered, and what they said"),
    ("consents", "What they said yes and no to"),
    ("next", "What comes next"),
]
REVEAL: RecoveryFieldChoices = [
    ("name", "What to call them"),
    ("services", "Names of services, organisations and charities"),
    ("worker", "Who to ask, with the number"),
    ("meetings", "When we meet or speak next"),
    ("justice", "The police, a court, the NRM, legal advice, drugs and alcohol, feeling safe"),
    ("words", "Their words about needs, offers and consents"),
]
REVEAL_HINTS = {
    "name": "Anyone who finds the page will know whose it is.",
    "services": "A name can show where someone is. Where they sleep is never named.",
    "worker": "The point of contact’s first name and work phone.",
    "meetings": "The day and the time, never the place.",
    "words": "Read these first: they may name a place or a person.",
}


class ChooseContentsOfPageForVictimForm(forms.Form):
    """What the person’s own page shows. Nothing that tells who or where is ticked."""

    show = build_multiple_choice_field(
        "What should the page show?", SHOW, missing="Choose at least one part of the page"
    )
    reveal = build_multiple_choice_field(
        "Is it safe to show any of this?",
        REVEAL,
        required=False,
        help_text="Only what you tick is shown. Ask them who could find the page.",
    )
    size = radio_field(
        "How large?", [("usual", "Usual"), ("large", "Large print")], missing="Choose how large"
    )
