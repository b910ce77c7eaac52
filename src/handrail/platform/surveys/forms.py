"""The forms of surveys: those of whoever writes one, and the one that people answer."""

from collections.abc import Mapping
from typing import Any

from django import forms

from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Language
from handrail.platform.surveys.kinds_and_states import ENGLISH, LONGEST_WORDS
from handrail.platform.surveys.models import (
    QuestionTranslation,
    Survey,
    SurveyQuestion,
    SurveyTranslation,
)
from handrail.platform.ui.oversight_form_fields import choice_field
from handrail.platform.ui.record_form import Choices, RecordForm

PREFIX = "q"
WORDS_HINT = "Do not write names, telephone numbers or addresses."


class SurveyForm(RecordForm):
    """What a survey is for, and when it runs."""

    class Meta:
        model, fields = Survey, ["kind", "title", "purpose", "opens_on", "closes_on", "asked_of"]


class SurveyQuestionForm(RecordForm):
    """One question in English."""

    class Meta:
        model, fields = SurveyQuestion, ["text", "kind", "options", "low", "high"]


class SurveyTranslationForm(RecordForm):
    """What frames the questions in one more language."""

    class Meta:
        model, fields = SurveyTranslation, ["title", "purpose", "privacy", "button", "thanks"]


class NewSurveyTranslationForm(SurveyTranslationForm):
    """A language that the survey does not have yet."""

    class Meta:
        model = SurveyTranslation
        fields = ["language", "title", "purpose", "privacy", "button", "thanks"]
        widgets = {"language": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Written languages but English and those that are there."""
        there = [row.language_id for row in self.instance.survey.translations.all()]
        return {"language": Language.objects.filter(signed=False).exclude(tag__in=[ENGLISH, *there])}


class QuestionTranslationForm(RecordForm):
    """One question in one more language."""

    class Meta:
        model, fields = QuestionTranslation, ["text", "options", "low", "high"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question = self.instance.question
        if not question.options:
            del self.fields["options"]
        if question.kind != "scale":
            del self.fields["low"], self.fields["high"]
        else:
            for name in ("low", "high"):
                self.fields[name].required = True


class SurveyAnswerForm(forms.Form):
    """The questions of a survey in one language. Each may be left out.

    Args:
        survey: of `Survey.objects.for_page()`.
        language: its tag.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, survey: Survey, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(survey.questions.all())
        for place, question in enumerate(self.questions, 1):
            words = question.get_words(language)
            label = msg("{place}. {text}", place=place, text=words.text)
            pairs = words.get_pairs(question)
            self.fields[f"{PREFIX}{question.number}"] = _make_survey_question_field(
                question.kind, label, pairs, language
            )

    def get_answers(self) -> dict[int, Any]:
        """What was answered, by the number of the question."""
        return {row.number: self.cleaned_data[f"{PREFIX}{row.number}"] for row in self.questions}


class SurveyAnswerOnPaperForm(SurveyAnswerForm):
    """The same from paper, with the language that the paper is in."""

    def __init__(self, *args: Any, survey: Survey, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, survey=survey, language=ENGLISH, **kwargs)
        languages = [(ENGLISH, "English")] + [
            (row.language_id, row.language.name) for row in survey.translations.all()
        ]
        self.fields["language"] = choice_field("Language of the paper", languages, "Choose a language")
        self.initial.setdefault("language", ENGLISH)
        self.order_fields(["language"])


def _make_survey_question_field(
    kind: str, label: str, pairs: list[tuple[str, str]], language: str
) -> forms.Field:
    wrong = {"invalid_choice": "Choose from the answers of the question"}
    if kind == "words":
        return forms.CharField(
            label=label,
            required=False,
            max_length=LONGEST_WORDS,
            help_text=WORDS_HINT if language == ENGLISH else "",
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"max_length": msg("Write {longest} characters or less", longest=LONGEST_WORDS)},
        )
    if kind == "several":
        return forms.MultipleChoiceField(
            label=label,
            required=False,
            choices=pairs,
            widget=forms.CheckboxSelectMultiple,
            error_messages=wrong,
        )
    return forms.ChoiceField(
        label=label, required=False, choices=pairs, widget=forms.RadioSelect, error_messages=wrong
    )
