"""What an assessment rests on, and words that somebody gave for publication."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.areas.needs.kinds_and_states import CONSENTS, EVIDENCE_KINDS
from handrail.areas.needs.models.assessment import NeedsAssessment
from handrail.insight.cited_figures.models import CitedFigure
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.surveys.models import Survey


class NeedsEvidence(Versioned):
    """One piece. That of a figure is `figure`, that of a survey its frozen result: neither is typed."""

    impersonal_text = ("title", "says", "base", "limits", "source")

    assessment = models.ForeignKey(
        NeedsAssessment, on_delete=models.PROTECT, related_name="evidence", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    kind = CodeField(
        "Kind of evidence",
        max_length=9,
        choices=EVIDENCE_KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the kind of evidence"),
    )
    title = ShortTextField(
        "Name of the evidence", max_length=150, error_messages={"blank": "Enter the name of the evidence"}
    )
    says = LongTextField(
        "What it says",
        max_length=2000,
        blank=True,
        default="",
        help_text="In your own words. Name no person, case or place.",
        error_messages={"blank": "Enter what it says"},
    )
    base = ShortTextField(
        "Base",
        max_length=200,
        help_text="How many were asked and how many answered, or what was read. For example: 13 of 20 people.",
        error_messages={"blank": "Enter the base"},
    )
    dated_on = DayField("Day, or the last day", not_after=today, about="the day")
    limits = LongTextField(
        "Limits",
        max_length=1000,
        rows=3,
        help_text="Who is missing, what could mislead.",
        error_messages={"blank": "Enter the limits"},
    )
    consent = CodeField(
        "Consent",
        max_length=11,
        choices=CONSENTS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose what people agreed to"),
    )
    source = ShortTextField(
        "Source",
        max_length=300,
        blank=True,
        default="",
        help_text="For a published report: who published it, when, and the address.",
    )
    survey = models.ForeignKey(Survey, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "needs evidence"
        constraints = [
            models.UniqueConstraint(fields=("assessment", "number"), name="needs_evidence_one_a_number"),
            models.UniqueConstraint(fields=("assessment", "survey"), name="needs_evidence_survey_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[code for code, _ in EVIDENCE_KINDS]), name="needs_evidence_kind"
            ),
            models.CheckConstraint(
                condition=~Q(base="") & ~Q(limits=""), name="needs_evidence_has_base_and_limits"
            ),
            models.CheckConstraint(
                condition=Q(kind="survey", survey__isnull=False)
                | (~Q(kind="survey") & Q(survey__isnull=True)),
                name="needs_evidence_of_a_survey_names_it",
            ),
        ]

    def __str__(self) -> str:
        return f"evidence {self.number} of assessment {self.assessment_id}"

    def clean(self) -> None:
        """What is typed says what it found; a published report says where it is."""
        if self.kind in ("interview", "provider", "report") and not self.says:
            raise ValidationError({"says": "Enter what it says"})
        if self.kind == "report" and not self.source:
            raise ValidationError({"source": "Enter who published the report, and when"})


class EvidenceFigure(CitedFigure):
    """The published figure of a piece of evidence, as it was taken in."""

    impersonal_text = CitedFigure.impersonal_text

    evidence = models.OneToOneField(NeedsEvidence, on_delete=models.PROTECT, related_name="figure")


class EvidenceQuote(Versioned):
    """Words that a person gave for publication. They are published only once another person has read them."""

    impersonal_text = ("words", "who")

    evidence = models.ForeignKey(NeedsEvidence, on_delete=models.PROTECT, related_name="quotes")
    words = LongTextField(
        "Words",
        max_length=600,
        rows=3,
        help_text="As they were said or written for this assessment. Never from a case.",
        error_messages={"blank": "Enter the words"},
    )
    who = ShortTextField(
        "Who is quoted, in general words",
        max_length=80,
        help_text="For example: a survivor, or a support worker. Nothing rare.",
        error_messages={"blank": "Enter who is quoted, in general words"},
    )
    given_on = DayField("Day on which the person agreed to publication", not_after=today, about="the day")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="needs_quote_says_something"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("written_by")),
                name="needs_quote_is_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True, checked_at__isnull=True)
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="needs_quote_check_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"quote {self.pk}"
