"""What a person says is wrong in their record."""

from django.db import models
from django.db.models import Q

from handrail.people.personal_data.text_choices import CorrectionAnswer
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField

LONGEST_WORDS = 2000


class CorrectionRequest(SealedRow, Versioned):
    """Stands beside the record, answered or not: what was recorded is corrected on its own page, never here."""

    personal_fields = ("asked_on", "answer")

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="correction_requests", db_index=False
    )
    words = Sealed(
        "What do they say is wrong, and what should it say?",
        help_text="In their own words.",
        kind=Kind.LOOKS,
        max_length=LONGEST_WORDS,
    )
    asked_on = DayField("When did they say so?", about="the day", not_after=today)
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    answer = CodeField(
        "What was done?",
        max_length=12,
        choices=CorrectionAnswer.choices,
        blank=True,
        default=CorrectionAnswer.NONE_YET,
    )
    answer_words = Sealed(
        "What was done, and what was the person told?", kind=Kind.LOOKS, null=True, max_length=LONGEST_WORDS
    )
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            choice_constraint("answer", CorrectionAnswer, "correction_answer_is_known"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="correction_answered_with_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="correction_by_case")]

    def __str__(self) -> str:
        return f"correction {self.pk}"
