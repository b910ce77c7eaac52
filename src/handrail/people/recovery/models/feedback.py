"""What the person said of us, and what was answered."""

from django.db import models
from django.db.models import F, Q

from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.recovery.states import CaseFeedbackAnswerMethod, FeedbackKind
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed


class CaseFeedback(SealedRow):
    """Their words, how they wish to be answered and by when; the answer, once. `about` is the worker it is about."""

    personal_fields = ("kind", "said_on", "about", "wish", "answered_on")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=FeedbackKind.choices)
    words = Sealed(kind=Kind.SUPPORT)
    said_on = models.DateField()
    about = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    wish = models.CharField(max_length=10, choices=CaseFeedbackAnswerMethod.choices)
    answer_by = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = Sealed(kind=Kind.SUPPORT, null=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

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
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("said_on")),
                name="feedback_answered_after_it_was_said",
            ),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"
