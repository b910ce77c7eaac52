"""The questions about what a person wants, what holds them back, and what they said of us."""

from typing import Any

from django import forms

from handrail.people.records.states import OfferAnswer
from handrail.people.recovery.core_outcomes import SCALE
from handrail.people.recovery.reasons import CHANGE_CAUSES, REASONS
from handrail.people.recovery.states import (
    CaseFeedbackAnswerMethod,
    ChangeExtent,
    FeedbackKind,
    GoalState,
    HesitationSubject,
    OutcomeAsker,
)
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.fields import VersionedForm, past_day_field, radio_field, text_field, textarea_field

type RecoveryFieldChoices = list[tuple[str, str]]
OWN_WORDS = "As they say it. In their language or in yours."


def build_multiple_choice(
    label: str, choices: Any, *, missing: str = "", help_text: str = "", required: bool = True
) -> forms.MultipleChoiceField:
    """One or more of a list."""
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
        required=required,
        error_messages={"required": missing, "invalid_choice": "Choose from the list"},
    )


class GoalForm(VersionedForm):
    """A goal as the person says it now."""

    words = textarea_field("What do they want?", help_text=OWN_WORDS, required=True, rows=3)
    first = text_field("What would they like first? (optional)")
    steps = textarea_field("Steps towards it (optional)", help_text="One step a line.", rows=4)
    helpers = text_field("Who helps? (optional)", help_text="A friend, a worker, an organisation.")
    needs = build_multiple_choice("Which needs does it meet? (optional)", [], required=False)
    on = past_day_field("When did they say it?", "the day on which they said it")
    state = radio_field("How does it stand?", GoalState.choices, missing="Choose how it stands")
    state_on = past_day_field(
        "If it was reached or set aside: on which day? (optional)",
        "the day on which it was reached or set aside",
        required=False,
    )
    state_words = textarea_field("What do they say of that? (optional)", rows=2)

    def __init__(self, *args: Any, needs: RecoveryFieldChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = needs  # type: ignore[attr-defined]
        if not needs:
            del self.fields["needs"]


class OutcomeReviewForm(forms.Form):
    """How they see one outcome today."""

    silent = radio_field(
        "Do they want to say something?",
        [("no", "Yes"), ("yes", "They do not want to say")],
        missing="Choose whether they want to say something",
        help_text="No answer is an answer. It is kept, and nothing is read into it.",
    )
    words = textarea_field("What do they say?", help_text=OWN_WORDS, rows=4)
    placed = radio_field(
        "Where would they put it themselves? (optional)",
        [(str(number), words) for number, words in SCALE],
        required=False,
        help_text="Theirs to choose, or to leave. It is never added to anything.",
    )
    asker = radio_field("Who asked?", OutcomeAsker.choices, missing="Choose who asked")
    on = past_day_field("When?", "the day on which they said it")

    def __init__(self, *args: Any, scale: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not scale:
            del self.fields["placed"]


class HesitationForm(forms.Form):
    """What they hold back from, and why."""

    about = radio_field(
        "What do they hold back from?", HesitationSubject.choices, missing="Choose what they hold back from"
    )
    words = textarea_field("Why, in their own words?", help_text=OWN_WORDS, rows=4)
    reasons = build_multiple_choice(
        "Which of these is it?",
        [(reason.code, reason.name) for reason in REASONS],
        missing="Choose at least one reason",
        help_text="For counting. Their words above stay with them.",
    )
    on = past_day_field("When did they say it?", "the day on which they said it")


class HesitationChangeForm(forms.Form):
    """What changed their mind."""

    turned = radio_field("How far did it change?", ChangeExtent.choices, missing="Choose how far it changed")
    words = textarea_field("What changed, in their own words?", help_text=OWN_WORDS, rows=4)
    causes = build_multiple_choice(
        "Which of these was it?",
        [(change.code, change.name) for change in CHANGE_CAUSES],
        missing="Choose at least one",
        help_text="For counting. Their words above stay with them.",
    )
    on = past_day_field("When?", "the day on which it changed")


class LocalProviderForm(forms.Form):
    """Who supports them locally."""

    body = radio_field("Which charity?", [], missing="Choose a charity")
    since = past_day_field("Since when?", "the day on which it began")
    contact = text_field(
        "Who stays in touch there? (optional)", help_text="Name and number of the worker. It is locked."
    )

    def __init__(self, *args: Any, bodies: RecoveryFieldChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]


class EndLocalProviderForm(forms.Form):
    """It ended."""

    until = past_day_field("What was the last day?", "the last day")
    because = textarea_field("Why did it end? (optional)", rows=2)


class PlanOfferForm(forms.Form):
    """One kind of the plan, offered in one go."""

    service = radio_field("Which service?", [], missing="Choose a service")
    words = text_field(
        "What do they say they need? (optional)",
        help_text="In their words. Left empty, it goes to the need that is on the plan already.",
    )
    on = past_day_field("When was it offered?", "the day it was offered")
    answer = radio_field(
        "What did they say?",
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


class FeedbackForm(forms.Form):
    """What they said of us."""

    kind = radio_field("What is it?", FeedbackKind.choices, missing="Choose what it is")
    words = textarea_field("What did they say?", help_text=OWN_WORDS, required=True, rows=5)
    on = past_day_field("When did they say it?", "the day on which they said it")
    about = forms.ChoiceField(
        label="Is it about one of us? (optional)",
        required=False,
        help_text="Then it is shown to those who answer and to you, and never to the one it is about.",
    )
    wish = radio_field(
        "How do they wish to be answered?",
        CaseFeedbackAnswerMethod.choices,
        missing="Choose how they wish to be answered",
    )
    answer_by = DatePartsField(
        label="By which day do they hear from us?",
        about="the day of the answer",
        required=False,
        help_text="Ten working days unless your organisation has a rule of its own. Leave it for no answer.",
    )

    def __init__(self, *args: Any, colleagues: RecoveryFieldChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", "No, or they do not say"), *colleagues]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An answer that is wanted has a day."""
        answers = super().clean() or self.cleaned_data
        wanted = answers.get("wish") not in (None, CaseFeedbackAnswerMethod.NONE.value)
        if wanted and not answers.get("answer_by") and "answer_by" not in self.errors:
            self.add_error("answer_by", "Enter the day by which they hear from us")
        return answers


class CaseFeedbackAnswerForm(forms.Form):
    """What we answered."""

    words = textarea_field(
        "What did we answer?", required=True, rows=5, help_text="And what we will do because of it."
    )
    on = past_day_field("When?", "the day of the answer")


SHOW: RecoveryFieldChoices = [
    ("goals", "What they want, in their own words"),
    ("plan", "The plan: what was offered, and what they said"),
    ("consents", "What they agreed to"),
    ("next", "What comes next"),
]
REVEAL: RecoveryFieldChoices = [
    ("name", "What we call them"),
    ("services", "Names of services, organisations and charities"),
    ("worker", "Who to ask, with the number"),
    ("meetings", "When we meet or speak next"),
    ("justice", "The police, a court, the NRM, legal advice, drugs and alcohol, feeling safe"),
    ("words", "Words that they said of needs, offers and consents"),
]
REVEAL_HINTS = {
    "name": "Anybody who finds the page knows whose it is.",
    "services": "A name can tell where somebody is. Safe houses are never named.",
    "worker": "The first name and the work phone of the point of contact.",
    "meetings": "The day and the time, never the place.",
    "justice": "Left out, the page says nothing of any of them.",
    "words": "Read them first: they may name a place or a person.",
}


class PersonPageForm(forms.Form):
    """What the person’s own page shows. Nothing that tells who or where is ticked."""

    show = build_multiple_choice(
        "What should the page show?", SHOW, missing="Choose at least one part of the page"
    )
    reveal = build_multiple_choice(
        "Is it safe to show any of this?",
        REVEAL,
        required=False,
        help_text="Nothing here is shown unless you tick it. Ask them who could find the page.",
    )
    size = radio_field(
        "How large?", [("usual", "Usual"), ("large", "Large print")], missing="Choose how large"
    )
