"""One body asks another for updates on a recommendation, on a rhythm; each answer and each decision is kept."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.areas.recommendations.choices import DECISIONS, STATES, SUPPORT, UNITS, get_choice_codes
from handrail.areas.recommendations.models.recommendation import Recommendation
from handrail.platform.access.model_fields import DayField, LongTextField
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class UpdateRequest(Versioned):
    """`asker` asks `owner` for updates until it decides that it is satisfied."""

    impersonal_text = ("asks_for",)

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="askings", db_index=False
    )
    asker = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="updates_asked")
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="updates_owed", db_index=False)
    every = models.PositiveSmallIntegerField(default=0)  # 0: once
    unit = CodeField(max_length=6, choices=UNITS, default="once")
    first_due = models.DateField()
    next_due = models.DateField(null=True, blank=True)  # empty: nothing is waited for
    asks_for = LongTextField("What the update should say", max_length=2000, rows=3, blank=True, default="")
    state = CodeField(max_length=6, choices=STATES, default="open")
    asked_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ("next_due", "id")
        indexes = [models.Index(fields=("owner", "state", "next_due"), name="asking_by_owner")]
        constraints = [
            models.UniqueConstraint(fields=("recommendation", "asker", "owner"), name="asking_once"),
            models.CheckConstraint(condition=Q(state__in=get_choice_codes(STATES)), name="asking_state"),
            models.CheckConstraint(
                condition=Q(unit="once", every=0)
                | Q(unit__in=("weeks", "months"), every__gte=1, every__lte=52),
                name="asking_rhythm",
            ),
            models.CheckConstraint(
                condition=Q(next_due__isnull=True) | Q(next_due__gte=F("first_due")), name="asking_next_due"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(next_due__isnull=True),
                name="asking_closed_waits_for_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"asking {self.pk}"


class RecommendationUpdate(AppendOnly):
    """One answer, as it was given. Only ever added."""

    impersonal_text = ("support_why", "words", "evidence")

    asking = models.ForeignKey(
        UpdateRequest, on_delete=models.PROTECT, related_name="updates", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+"
    )  # who answered: the owner or its successor
    due_on = models.DateField(null=True, blank=True)  # the day it answers; empty: not asked for
    support = CodeField(
        "Is the recommendation accepted?",
        max_length=12,
        choices=SUPPORT,
        default="",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose whether it is accepted"),
    )
    support_why = LongTextField("Why not in full", rows=3, blank=True, default="")
    words = LongTextField(
        "What was done, and what is planned",
        rows=6,
        error_messages={"blank": "Enter what was done and what is planned"},
    )
    evidence = LongTextField(
        "Evidence",
        rows=3,
        blank=True,
        default="",
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("asking", "number"), name="update_one_a_number"),
            models.CheckConstraint(condition=Q(support__in=get_choice_codes(SUPPORT)), name="update_support"),
            models.CheckConstraint(
                condition=Q(support="accepted") | ~Q(support_why=""), name="update_says_why_not"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="update_says_something"),
        ]

    def __str__(self) -> str:
        return f"update {self.number} of asking {self.asking_id}"

    def clean(self) -> None:
        """Anything less than accepted has its reason."""
        if self.support in ("partly", "not_accepted") and not self.support_why:
            raise ValidationError({"support_why": "Enter why the recommendation is not accepted in full"})


class RecommendationClosingDecision(AppendOnly):
    """Closed or opened again, with the reason. Only ever added. Without an asking: of the recommendation itself."""

    impersonal_text = ("reason",)

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="decisions")
    asking = models.ForeignKey(
        UpdateRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    kind = CodeField(max_length=8, choices=DECISIONS)
    reason = LongTextField("Why", rows=5, error_messages={"blank": "Enter why"})
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=get_choice_codes(DECISIONS)), name="decision_kind"),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class PublishedComment(AppendOnly):
    """What a local policing body published about an inspection report. Only ever added; the first one counts."""

    impersonal_text = ("words", "address")

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="comments")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    published_on = DayField("Date published", about="the day it was published", not_after=today)
    words = LongTextField(
        "What the comment says",
        rows=6,
        error_messages={"blank": "Enter what the comment says"},
    )
    address = models.URLField("Where the comment was published", max_length=300, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("published_on", "id")
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="comment_says_something")]

    def __str__(self) -> str:
        return f"comment {self.pk}"
