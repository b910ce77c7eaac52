"""The questions about what a person wants, what holds them back, and what they said of us."""

from typing import Any

from django import forms

from handrail.casework.case.states import OfferAnswer
from handrail.recovery.core_outcomes import SCALE
from handrail.recovery.reasons import CHANGES, REASONS
from handrail.recovery.states import About, Asker, FeedbackKind, GoalState, Turned, Wish
from handrail.web.cases.forms import WithSeen, day, line, lines, radios
from handrail.web.design.dates import DateParts

type Choices = list[tuple[str, str]]
OWN_WORDS = "As they say it. In their language or in yours."


def several(
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


class GoalForm(WithSeen):
    """A goal as the person says it now."""

    words = lines("What do they want?", help_text=OWN_WORDS, required=True, rows=3)
    first = line("What would they like first? (optional)")
    steps = lines("Steps towards it (optional)", help_text="One step a line.", rows=4)
    helpers = line("Who helps? (optional)", help_text="A friend, a worker, an organisation.")
    needs = several("Which needs does it meet? (optional)", [], required=False)
    on = day("When did they say it?", "the day on which they said it")
    state = radios("How does it stand?", GoalState.choices, missing="Choose how it stands")
    state_on = day(
        "If it was reached or set aside: on which day? (optional)",
        "the day on which it was reached or set aside",
        required=False,
    )
    state_words = lines("What do they say of that? (optional)", rows=2)

    def __init__(self, *args: Any, needs: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["needs"].choices = needs  # type: ignore[attr-defined]
        if not needs:
            del self.fields["needs"]


class LookBackForm(forms.Form):
    """How they see one outcome today."""

    silent = radios(
        "Do they want to say something?",
        [("no", "Yes"), ("yes", "They do not want to say")],
        missing="Choose whether they want to say something",
        help_text="No answer is an answer. It is kept, and nothing is read into it.",
    )
    words = lines("What do they say?", help_text=OWN_WORDS, rows=4)
    placed = radios(
        "Where would they put it themselves? (optional)",
        [(str(number), words) for number, words in SCALE],
        required=False,
        help_text="Theirs to choose, or to leave. It is never added to anything.",
    )
    asker = radios("Who asked?", Asker.choices, missing="Choose who asked")
    on = day("When?", "the day on which they said it")

    def __init__(self, *args: Any, scale: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not scale:
            del self.fields["placed"]


class HesitationForm(forms.Form):
    """What they hold back from, and why."""

    about = radios("What do they hold back from?", About.choices, missing="Choose what they hold back from")
    words = lines("Why, in their own words?", help_text=OWN_WORDS, rows=4)
    reasons = several(
        "Which of these is it?",
        [(reason.code, reason.name) for reason in REASONS],
        missing="Choose at least one reason",
        help_text="For counting. Their words above stay with them.",
    )
    on = day("When did they say it?", "the day on which they said it")


class ChangedForm(forms.Form):
    """What changed their mind."""

    turned = radios("How far did it change?", Turned.choices, missing="Choose how far it changed")
    words = lines("What changed, in their own words?", help_text=OWN_WORDS, rows=4)
    causes = several(
        "Which of these was it?",
        [(change.code, change.name) for change in CHANGES],
        missing="Choose at least one",
        help_text="For counting. Their words above stay with them.",
    )
    on = day("When?", "the day on which it changed")


class ProviderForm(forms.Form):
    """Who supports them locally."""

    body = radios("Which charity?", [], missing="Choose a charity")
    since = day("Since when?", "the day on which it began")
    contact = line(
        "Who stays in touch there? (optional)", help_text="Name and number of the worker. It is locked."
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]


class EndProviderForm(forms.Form):
    """It ended."""

    until = day("What was the last day?", "the last day")
    because = lines("Why did it end? (optional)", rows=2)


class OfferKindForm(forms.Form):
    """One kind of the plan, offered in one go."""

    service = radios("Which service?", [], missing="Choose a service")
    words = line(
        "What do they say they need? (optional)",
        help_text="In their words. Left empty, it goes to the need that is on the plan already.",
    )
    on = day("When was it offered?", "the day it was offered")
    answer = radios(
        "What did they say?",
        [
            (OfferAnswer.NONE_YET.value, OfferAnswer.NONE_YET.label),
            (OfferAnswer.ACCEPTED.value, "Yes, on the spot"),
            (OfferAnswer.DECLINED.value, "No"),
        ],
        missing="Choose what they said",
    )
    reason = line("Why, in their own words? (optional)")

    def __init__(self, *args: Any, services: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = services  # type: ignore[attr-defined]


class FeedbackForm(forms.Form):
    """What they said of us."""

    kind = radios("What is it?", FeedbackKind.choices, missing="Choose what it is")
    words = lines("What did they say?", help_text=OWN_WORDS, required=True, rows=5)
    on = day("When did they say it?", "the day on which they said it")
    about = forms.ChoiceField(
        label="Is it about one of us? (optional)",
        required=False,
        help_text="Then it is shown to those who answer and to you, and never to the one it is about.",
    )
    wish = radios(
        "How do they wish to be answered?", Wish.choices, missing="Choose how they wish to be answered"
    )
    answer_by = DateParts(
        label="By which day do they hear from us?",
        about="the day of the answer",
        required=False,
        help_text="Ten working days unless your organisation has a rule of its own. Leave it for no answer.",
    )

    def __init__(self, *args: Any, colleagues: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", "No, or they do not say"), *colleagues]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """An answer that is wanted has a day."""
        answers = super().clean() or self.cleaned_data
        wanted = answers.get("wish") not in (None, Wish.NONE.value)
        if wanted and not answers.get("answer_by") and "answer_by" not in self.errors:
            self.add_error("answer_by", "Enter the day by which they hear from us")
        return answers


class AnswerForm(forms.Form):
    """What we answered."""

    words = lines(
        "What did we answer?", required=True, rows=5, help_text="And what we will do because of it."
    )
    on = day("When?", "the day of the answer")


SHOW: Choices = [
    ("goals", "What they want, in their own words"),
    ("plan", "The plan: what was offered, and what they said"),
    ("consents", "What they agreed to"),
    ("next", "What comes next"),
]
REVEAL: Choices = [
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


class TheirPageForm(forms.Form):
    """What the person’s own page shows. Nothing that tells who or where is ticked."""

    show = several("What should the page show?", SHOW, missing="Choose at least one part of the page")
    reveal = several(
        "Is it safe to show any of this?",
        REVEAL,
        required=False,
        help_text="Nothing here is shown unless you tick it. Ask them who could find the page.",
    )
    size = radios("How large?", [("usual", "Usual"), ("large", "Large print")], missing="Choose how large")
