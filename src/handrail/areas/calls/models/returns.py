"""A body's return: what it answers, who wrote it, who signed it, and each submission as it was signed."""

from django.db import models
from django.db.models import F, Q

from handrail.areas.calls.models.call import CallQuestion, CallRecipient
from handrail.areas.calls.states_and_kinds import RETURN_STATES, get_choice_codes
from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.reference.code_field import CodeField


class Return(Versioned):
    """One body's answer to one call."""

    impersonal_text = ("nothing_words", "withdrawn_why", "entered_later")

    asked = models.OneToOneField(CallRecipient, on_delete=models.PROTECT, related_name="answer")
    state = CodeField(max_length=9, choices=RETURN_STATES, default="draft")
    nothing_to_add = models.BooleanField(default=False)
    nothing_words = models.TextField(blank=True, default="")  # what they say beside "nothing to add"
    next_entry = models.PositiveIntegerField(default=1)  # numbers of entries are never used twice
    drafted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)  # the newest submission
    first_submitted_at = models.DateTimeField(null=True, blank=True)  # late is read from the first
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True, default="")
    entered_later = models.CharField(max_length=250, blank=True, default="")  # by whom, from which text

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=get_choice_codes(RETURN_STATES)), name="return_state"
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True)
                | Q(drafted_by__isnull=True)
                | ~Q(signed_by=F("drafted_by")),
                name="return_signed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state="submitted")
                | ~Q(entered_later="")
                | Q(signed_by__isnull=False, drafted_by__isnull=False, submitted_at__isnull=False),
                name="return_submitted_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="return_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"return {self.pk}"


class ReturnAnswer(Versioned):
    """What a return says to one wording of one question."""

    impersonal_text = ("value",)

    to = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="answers", db_index=False)
    question = models.ForeignKey(CallQuestion, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField(null=True, blank=True)  # null: a number that was emptied

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("to", "question"), name="answer_one_a_question"),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class ReturnEdition(AppendOnly):
    """A submission as it was signed. Only ever added."""

    impersonal_text = ("content", "sha256")

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    submitted_at = models.DateTimeField(null=True)  # empty: entered later, and the text does not say
    signed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("of", "number"), name="edition_one_a_number"),
        ]

    def __str__(self) -> str:
        return f"edition {self.number} of return {self.of_id}"


class ReturnComment(AppendOnly):
    """Why a return was sent back: a question to the body, never a mark."""

    impersonal_text = ("words",)

    on = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="comments")
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"comment {self.pk}"
