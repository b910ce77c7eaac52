"""A survey, its questions in each language, and answers that hold no name, no address and no moment."""

import json
import uuid
from collections.abc import Sequence
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FETCH_RAISE, F, Prefetch, Q

from handrail.platform.access.actor import Actor
from handrail.platform.access.lines_field import LinesField
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.ids import new_id
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body, Language
from handrail.platform.surveys.kinds_and_states import (
    ANSWER_WAYS,
    ENGLISH,
    KINDS_WITH_OPTIONS,
    LONGEST_RUN_YEARS,
    MOST_OPTIONS,
    QUESTION_KINDS,
    SCALE,
    SURVEY_KINDS,
    SURVEY_STATES,
)
from handrail.platform.vault.app_sealed_fields import AppSealedField


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Surveys."""

    def visible_to(self, actor: Actor) -> Self:
        """The body's own."""
        return self.filter(body__in=get_own_and_taken_over_body_ids_of_actor(actor))

    def for_page(self) -> Self:
        """With its languages and its questions in each. Four statements."""
        languages = SurveyTranslation.objects.select_related("language", "changed_by").fetch_mode(FETCH_RAISE)
        texts = QuestionTranslation.objects.select_related("changed_by").fetch_mode(FETCH_RAISE)
        questions = SurveyQuestion.objects.select_related("changed_by").fetch_mode(FETCH_RAISE)
        return (
            self.select_related("body", "changed_by")
            .prefetch_related(
                Prefetch("translations", languages),
                Prefetch("questions", questions),
                Prefetch("questions__translations", texts),
            )
            .fetch_mode(FETCH_RAISE)
        )


class Survey(Versioned):
    """What is asked, of whom and until when. Anybody with the link may answer; nobody is asked who they are."""

    impersonal_text = ("title", "purpose", "asked_of", "token")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = CodeField(
        "What the survey is for",
        max_length=5,
        choices=SURVEY_KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose what the survey is for"),
    )
    title = ShortTextField(
        "Title",
        max_length=120,
        help_text="People who answer see it first. Use everyday words.",
        error_messages={"blank": "Enter the title"},
    )
    purpose = LongTextField(
        "What the answers are used for",
        max_length=1000,
        rows=3,
        help_text="People read this before they answer.",
        error_messages={"blank": "Enter what the answers are used for"},
    )
    asked_of = LongTextField(
        "Who was asked, and how",
        max_length=500,
        rows=2,
        blank=True,
        default="",
        help_text="For example: the link was given to 60 people by three providers. It is shown beside the results.",
    )
    opens_on = DayField("First day", within_years=LONGEST_RUN_YEARS, about="the first day")
    closes_on = DayField("Last day", within_years=LONGEST_RUN_YEARS, about="the last day")
    state = CodeField(max_length=6, choices=SURVEY_STATES, default="draft")
    token = models.CharField(max_length=43, unique=True, editable=False)  # of the public link
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(SurveyQuerySet)()

    class Meta:
        ordering = ("-opens_on", "-id")
        indexes = [models.Index(fields=("body", "state"), name="survey_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[code for code, _ in SURVEY_STATES]), name="survey_state"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[code for code, _ in SURVEY_KINDS]), name="survey_kind"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="survey_ends_after_it_starts",
                violation_error_code="closes_on",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="survey_closed_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def takes_answers(self) -> bool:
        """Whether an answer can be given today."""
        return self.state == "open" and self.opens_on <= today() <= self.closes_on


class SurveyTranslation(Versioned):
    """What frames the questions, in one more language."""

    impersonal_text = ("title", "purpose", "privacy", "thanks")

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="translations", db_index=False)
    language = models.ForeignKey(
        Language,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Language",
        error_messages=dict.fromkeys(("blank", "null", "invalid"), "Choose a language"),
    )
    title = ShortTextField("Title", max_length=120, error_messages={"blank": "Enter the title"})
    purpose = LongTextField(
        "What the answers are used for",
        max_length=1000,
        rows=3,
        error_messages={"blank": "Enter what the answers are used for"},
    )
    privacy = LongTextField(
        "What protects people",
        max_length=1000,
        rows=3,
        help_text=(
            "In English: We do not ask who you are. Your answers are saved without your name, the time or your device, "
            "and deleted when the survey closes: only numbers, rounded to fives, and some of the words stay. You may "
            "leave out any question. Do not write names, telephone numbers or addresses. Names cannot be detected with "
            "certainty."
        ),
        error_messages={"blank": "Enter what protects people"},
    )
    button = ShortTextField(
        "Words of the button",
        max_length=40,
        help_text="In English: Send my answers.",
        error_messages={"blank": "Enter the words of the button"},
    )
    thanks = ShortTextField(
        "What is said after sending",
        max_length=200,
        help_text="In English: Thank you. Your answers were sent.",
        error_messages={"blank": "Enter what is said after sending"},
    )

    class Meta:
        ordering = ("language__name",)
        constraints = [
            models.UniqueConstraint(
                fields=("survey", "language"),
                name="survey_language_once",
                violation_error_code="language",
                violation_error_message="The survey has this language already",
            )
        ]

    def __str__(self) -> str:
        return f"{self.language_id} of survey {self.survey_id}"


class SurveyQuestion(Versioned):
    """One question. Each may be left out by whoever answers."""

    impersonal_text = ("text", "options", "low", "high")

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="questions", db_index=False)
    number = models.PositiveSmallIntegerField()
    kind = CodeField(
        "How it is answered",
        max_length=7,
        choices=QUESTION_KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose how it is answered"),
    )
    text = ShortTextField("Question", max_length=250, error_messages={"blank": "Enter the question"})
    options = LinesField(
        "Answers to choose from",
        most=MOST_OPTIONS,
        longest=120,
        rows=5,
        blank=True,
        default=list,
        help_text="One a line. Leave empty for a scale and for a few words.",
    )
    low = ShortTextField("What 1 means", max_length=60, blank=True, default="", help_text="For a scale only.")
    high = ShortTextField(
        "What 5 means", max_length=60, blank=True, default="", help_text="For a scale only."
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("survey", "number"), name="survey_question_one_a_number"),
            models.CheckConstraint(condition=~Q(text=""), name="survey_question_asks"),
            models.CheckConstraint(
                condition=Q(kind__in=[code for code, _ in QUESTION_KINDS]), name="survey_question_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"question {self.number} of survey {self.survey_id}"

    def clean(self) -> None:
        """What is chosen from has at least two answers, each once; what is not has none; a scale says its ends."""
        if self.kind in KINDS_WITH_OPTIONS:
            if len(self.options) < 2:
                raise ValidationError({"options": "Enter at least two answers, one a line"})
            if len({one.casefold() for one in self.options}) < len(self.options):
                raise ValidationError({"options": "Enter each answer once"})
        elif self.options:
            raise ValidationError(
                {"options": "Leave the answers empty: this question has none to choose from"}
            )
        if self.kind == "scale" and not (self.low and self.high):
            raise ValidationError({"low" if not self.low else "high": "Say what 1 and 5 mean"})

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its answers: those of a scale, or the places of its options from 1."""
        if self.kind == "scale":
            return SCALE
        return tuple(str(place) for place in range(1, len(self.options) + 1))

    def get_words(self, language: str = ENGLISH) -> "QuestionWords":
        """Its text and answers in a language; in English where it is not translated."""
        found = next((row for row in self.translations.all() if row.language_id == language), None)
        if found is None:
            return QuestionWords(self.text, self.options, self.low, self.high)
        return QuestionWords(found.text, found.options, found.low, found.high)


class QuestionWords:
    """A question as one language says it."""

    __slots__ = ("high", "low", "options", "text")

    def __init__(self, text: str, options: Sequence[str], low: str, high: str) -> None:
        self.text, self.options, self.low, self.high = text, tuple(options), low, high

    def get_pairs(self, question: SurveyQuestion) -> list[tuple[str, str]]:
        """Code and words of each answer of a question.

        Returns:
            In the order of the question.
        """
        if question.kind != "scale":
            return list(zip(question.codes, self.options, strict=False))
        ends = {SCALE[0]: self.low, SCALE[-1]: self.high}
        return [(code, f"{code}: {ends[code]}" if code in ends else code) for code in SCALE]


class QuestionTranslation(Versioned):
    """A question in one more language: as many answers as in English, in the same order."""

    impersonal_text = ("text", "options", "low", "high")

    question = models.ForeignKey(
        SurveyQuestion, on_delete=models.PROTECT, related_name="translations", db_index=False
    )
    language = models.ForeignKey(Language, on_delete=models.PROTECT, related_name="+")
    text = ShortTextField("Question", max_length=250, error_messages={"blank": "Enter the question"})
    options = LinesField(
        "Answers to choose from",
        most=MOST_OPTIONS,
        longest=120,
        rows=5,
        blank=True,
        default=list,
        help_text="One a line, in the order of the English ones.",
    )
    low = ShortTextField("What 1 means", max_length=60, blank=True, default="", help_text="For a scale only.")
    high = ShortTextField(
        "What 5 means", max_length=60, blank=True, default="", help_text="For a scale only."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("question", "language"), name="survey_question_language_once"),
            models.CheckConstraint(condition=~Q(text=""), name="survey_question_translation_asks"),
        ]

    def __str__(self) -> str:
        return f"{self.language_id} of question {self.question_id}"

    def clean(self) -> None:
        """An answer is counted by its place: a language that left one out would move all that follow."""
        needed = len(self.question.options)
        if len(self.options) != needed:
            said = msg("Enter {count} answers, one a line, in the order of the English ones", count=needed)
            raise ValidationError({"options": said if needed else "Leave the answers empty"})
        if self.question.kind == "scale" and not (self.low and self.high):
            raise ValidationError({"low" if not self.low else "high": "Say what 1 and 5 mean"})


class SealedAnswers(AppSealedField):
    """What one person answered: codes and words by the number of the question, sealed for this column."""

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    def from_text(self, text: str) -> Any:
        return json.loads(text)


class SurveyAnswer(models.Model):
    """One person's answers. No moment, no address, no device; its number is drawn by chance, so it has no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers", db_index=False)
    way = CodeField(max_length=5, choices=ANSWER_WAYS)
    language = models.ForeignKey(Language, on_delete=models.PROTECT, related_name="+")
    form_print = models.BinaryField(max_length=32)  # of the form that was sent: one form counts once
    answers = SealedAnswers()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("survey", "form_print"), name="survey_form_counts_once"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
