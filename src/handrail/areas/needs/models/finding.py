"""What was found, what is recommended, and what the body means to commission."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.areas.needs.kinds_and_states import (
    DECISIONS,
    INTENTION_KINDS,
    MET,
    NEED_CHOICES,
    PHASES,
    SIZE_STEP,
    STRENGTHS,
)
from handrail.areas.needs.models.assessment import NeedsAssessment
from handrail.areas.needs.models.evidence import NeedsEvidence
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField


class NeedsFinding(Versioned):
    """One finding. It rests on evidence: the action that saves it refuses one without."""

    impersonal_text = ("words", "group", "district")

    assessment = models.ForeignKey(
        NeedsAssessment, on_delete=models.PROTECT, related_name="findings", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    words = LongTextField(
        "What was found",
        max_length=1000,
        rows=3,
        help_text="Use only published figures for numbers of people. Do not name a person, case or place.",
        error_messages={"blank": "Enter what was found"},
    )
    need = CodeField(
        "Need",
        max_length=20,
        choices=NEED_CHOICES,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the need"),
    )
    group = ShortTextField(
        "Whose need",
        max_length=120,
        blank=True,
        default="",
        help_text="For example: men who decline the NRM. Leave empty for everyone.",
    )
    phase = CodeField(
        "Phase",
        max_length=7,
        choices=PHASES,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the phase"),
    )
    district = ShortTextField(
        "Part of the area",
        max_length=80,
        blank=True,
        default="",
        help_text="For example: the north of the county. Leave empty for the whole area.",
    )
    size_low = models.PositiveIntegerField(
        "How many people, at least",
        null=True,
        blank=True,
        help_text="A multiple of five, from published figures.",
    )
    size_high = models.PositiveIntegerField(
        "How many people, at most",
        null=True,
        blank=True,
        help_text="A multiple of five. Leave both empty if not known.",
    )
    met = CodeField(
        "Is the need met?",
        max_length=7,
        choices=MET,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose whether the need is met"),
    )
    strength = CodeField(
        "Strength of the evidence",
        max_length=8,
        choices=STRENGTHS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose how strong the evidence is"),
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("assessment", "number"), name="finding_one_a_number"),
            models.CheckConstraint(condition=~Q(words=""), name="finding_says_something"),
            models.CheckConstraint(condition=Q(met__in=[code for code, _ in MET]), name="finding_met"),
            models.CheckConstraint(
                condition=Q(size_low__isnull=True, size_high__isnull=True)
                | Q(size_low__isnull=False, size_high__isnull=False, size_high__gte=F("size_low")),
                name="finding_size_is_a_range",
                violation_error_code="size_high",
                violation_error_message="Give the least and the most, or neither",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.words}"

    def clean(self) -> None:
        """Of people only rounded numbers are told; a phase outside the scope was not looked at."""
        for name in ("size_low", "size_high"):
            if (getattr(self, name) or 0) % SIZE_STEP:
                raise ValidationError({name: "Enter a multiple of five"})
        if self.phase and self.phase not in dict(self.assessment.phases):
            raise ValidationError({"phase": "This phase is not in the scope of the assessment"})


class FindingEvidence(models.Model):
    """That a finding rests on a piece of evidence."""

    finding = models.ForeignKey(
        NeedsFinding, on_delete=models.PROTECT, related_name="evidence_links", db_index=False
    )
    evidence = models.ForeignKey(NeedsEvidence, on_delete=models.PROTECT, related_name="finding_links")

    class Meta:
        ordering = ("evidence_id",)
        constraints = [models.UniqueConstraint(fields=("finding", "evidence"), name="finding_evidence_once")]

    def __str__(self) -> str:
        return f"evidence {self.evidence_id} of finding {self.finding_id}"


class NeedsRecommendation(Versioned):
    """What somebody should do about a finding."""

    impersonal_text = ("words", "to")

    assessment = models.ForeignKey(
        NeedsAssessment, on_delete=models.PROTECT, related_name="recommendations", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    finding = models.ForeignKey(
        NeedsFinding,
        on_delete=models.PROTECT,
        related_name="recommendations",
        verbose_name="Finding this is based on",
        error_messages=dict.fromkeys(("blank", "null", "invalid"), "Choose the finding"),
    )
    words = LongTextField(
        "What is recommended", max_length=1000, rows=3, error_messages={"blank": "Enter what is recommended"}
    )
    to = ShortTextField("Who should act", max_length=120, error_messages={"blank": "Enter who should act"})

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=("assessment", "number"), name="needs_recommendation_one_a_number"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="needs_recommendation_says_something"),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.number} of assessment {self.assessment_id}"


class CommissioningIntention(Versioned):
    """What the body means to fund, change, stop or study, and what was decided. A service line may point here."""

    impersonal_text = ("title", "no_finding_why", "reason")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    assessment = models.ForeignKey(
        NeedsAssessment, on_delete=models.PROTECT, related_name="intentions", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    kind = CodeField(
        "What is intended",
        max_length=6,
        choices=INTENTION_KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose what is intended"),
    )
    title = ShortTextField(
        "The service or change", max_length=200, error_messages={"blank": "Enter the service or change"}
    )
    finding = models.ForeignKey(
        NeedsFinding,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="intentions",
        verbose_name="Finding this is based on",
    )
    no_finding_why = LongTextField(
        "Why it follows from no finding",
        max_length=500,
        rows=2,
        blank=True,
        default="",
        help_text="Only where you chose no finding.",
    )
    decision = CodeField(
        "Decision",
        max_length=7,
        choices=DECISIONS,
        blank=True,
        default="",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose what was decided"),
    )
    reason = LongTextField(
        "Reason",
        max_length=1000,
        rows=3,
        blank=True,
        default="",
        error_messages={"blank": "Enter the reason"},
    )
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("assessment", "number"), name="intention_one_a_number"),
            models.CheckConstraint(condition=~Q(title=""), name="intention_says_what"),
            models.CheckConstraint(
                condition=(Q(finding__isnull=False) & Q(no_finding_why=""))
                | (Q(finding__isnull=True) & ~Q(no_finding_why="")),
                name="intention_has_a_finding_or_says_why_not",
                violation_error_code="no_finding_why",
                violation_error_message="Choose a finding, or say why the intention follows from none: one of the two",
            ),
            models.CheckConstraint(
                condition=Q(decision="", reason="", decided_by__isnull=True, decided_on__isnull=True)
                | (
                    Q(decision__in=[code for code, _ in DECISIONS], decided_by__isnull=False)
                    & Q(decided_on__isnull=False)
                    & ~Q(reason="")
                ),
                name="intention_decision_says_who_when_and_why",
                violation_error_code="reason",
                violation_error_message="Enter the reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)
