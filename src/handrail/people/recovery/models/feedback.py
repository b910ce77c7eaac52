"""What the person said of us, and what was answered."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.recovery.text_choices import (
    LONGEST_WORDS,
    OWN_WORDS,
    CaseFeedbackAnswerMethod,
    FeedbackKind,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.code_field import CodeField

ANSWER_DAY_MISSING = "Enter the date they will get an answer"


class CaseFeedback(SealedRow):
    """Their words, how they wish to be answered and by when; the answer, once. `about` is the worker it is about."""

    personal_fields = ("kind", "on", "about", "wish", "answered_on")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = CodeField(
        "What is it?",
        max_length=10,
        choices=FeedbackKind.choices,
        error_messages={"blank": "Choose what it is"},
    )
    words = Sealed(
        "Their answer",
        kind=Kind.OWN_WORDS,
        max_length=LONGEST_WORDS,
        help_text=OWN_WORDS,
        error_messages={"blank": "Enter what they said, in their words."},
    )
    on = DayField("When did they say it?", about="the date they said it", not_after=today)
    about = models.ForeignKey(
        User,
        verbose_name="Is it about one of us?",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="It is then shown only to people who answer feedback and to you, not to the person it is about.",
    )
    wish = CodeField(
        "How do they want to be answered?",
        max_length=10,
        choices=CaseFeedbackAnswerMethod.choices,
        error_messages={"blank": "Choose how they want to be answered"},
    )
    answer_by = DayField(
        "When will they get an answer?",
        about="the day of the answer",
        null=True,
        blank=True,
        help_text="Ten working days unless your organisation has its own rule. Leave empty if no answer is wanted.",
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = Sealed(kind=Kind.OWN_WORDS, null=True, max_length=LONGEST_WORDS)
    answered_on = DayField(about="the day of the answer", not_after=today, null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["case", "-id"], name="feedback_by_case"),
            models.Index(
                fields=["answer_by", "id"], name="feedback_to_answer", condition=Q(answered_on__isnull=True)
            ),
        ]
        constraints = [
            choice_constraint("kind", FeedbackKind, "feedback_of_us_kind_is_known"),
            choice_constraint("wish", CaseFeedbackAnswerMethod, "feedback_wish_is_known"),
            both_or_neither_constraint("answered_on", "answered_by", "feedback_answered_on_and_by"),
            both_or_neither_constraint("answered_on", "answer", "feedback_answered_in_words"),
            models.CheckConstraint(
                condition=Q(wish="none", answer_by__isnull=True)
                | (~Q(wish="none") & Q(answer_by__isnull=False)),
                name="feedback_answer_has_a_day",
                violation_error_message=ANSWER_DAY_MISSING,
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("on")),
                name="feedback_answered_after_it_was_said",
            ),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"

    def clean(self) -> None:
        """No answer comes before what it answers, and none is due where none is wanted."""
        if self.wish == CaseFeedbackAnswerMethod.NONE:
            self.answer_by = None
        elif self.answer_by and self.on and self.answer_by < self.on:
            raise ValidationError(
                {"answer_by": "The date of the answer cannot be before the date they said it."}
            )
        if self.answered_on and self.on and self.answered_on < self.on:
            raise ValidationError({"answered_on": "The answer cannot be before they said it."})
