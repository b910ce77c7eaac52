"""Threats: the daily log by THRIVE, scored threats, the capacity of teams, and outcomes that others counted."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FETCH_RAISE, F, Prefetch, Q

from handrail.areas.prevention import code_lists
from handrail.areas.prevention.models.base import (
    PreventionDayField,
    PreventionQuerySet,
    PreventionRecord,
    make_code_field,
)
from handrail.platform.access.lines_field import LinesField
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.today import today
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.kernel.identifying_patterns import find_identifying_patterns, normalise_for_matching
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.confidence import CONFIDENCE

THRIVE = ("threat", "harm", "risk", "investigation", "vulnerability", "engagement")
NO_PERSON = "A threat is never a person: no name, telephone number or address."


def raise_if_text_identifies_person(row: models.Model, *names: str) -> None:
    """Raise ValidationError beside a text that looks as if it identified somebody.

    Args:
        row: the record.
        names: of its fields.
    """
    for name in names:
        for word, what in find_identifying_patterns(normalise_for_matching(getattr(row, name))):
            raise ValidationError(
                {name: msg("“{word}” looks like {what}. Leave it out", word=word, what=what)}
            )


def _make_threat_thrive_field(label: str) -> Any:
    return LongTextField(label, max_length=600, rows=2, blank=True, default="")


class ThreatItemQuerySet(PreventionQuerySet):
    """Items of the daily log."""

    def for_page(self) -> Self:
        """With its reviews. Two statements."""
        reviews = ThreatReview.objects.select_related("by").fetch_mode(FETCH_RAISE)
        rows = self.select_related("body", "changed_by").prefetch_related(Prefetch("reviews", reviews))
        return rows.fetch_mode(FETCH_RAISE)


class ThreatItem(PreventionRecord):
    """One item of the daily threat assessment: six parts without a total, a decision, an owner, a review."""

    personal_fields = ("owner",)
    impersonal_text = ("title", *THRIVE)

    raised_on = PreventionDayField("Date of assessment", not_after=today)
    title = ShortTextField(
        "The threat", max_length=160, error_messages={"blank": "Enter the threat"}, help_text=NO_PERSON
    )
    threat = _make_threat_thrive_field("Threat")
    harm = _make_threat_thrive_field("Harm")
    risk = _make_threat_thrive_field("Risk")
    investigation = _make_threat_thrive_field("Investigation")
    vulnerability = _make_threat_thrive_field("Vulnerability")
    engagement = _make_threat_thrive_field("Engagement")
    decision = make_code_field("Decision", code_lists.DECISIONS, "Choose a decision")
    owner = ShortTextField(
        "Owner", max_length=120, error_messages={"blank": "Enter who owns it"}, help_text="A post."
    )
    review_on = PreventionDayField("Review on", null=True, blank=True)
    state = CodeField(max_length=6, choices=code_lists.THREAT_STATES, default="open", editable=False)

    objects = models.Manager.from_queryset(ThreatItemQuerySet)()

    class Meta:
        ordering = ("-raised_on", "-id")
        indexes = [models.Index(fields=("body", "state", "-raised_on"), name="threat_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gte=F("raised_on")),
                name="threat_reviewed_after_it_was_raised",
                violation_error_code="review_on",
                violation_error_message="The review must be on or after the day of the assessment",
            ),
            models.CheckConstraint(
                condition=Q(state="closed") | Q(review_on__isnull=False),
                name="threat_open_has_a_review",
                violation_error_code="review_on",
                violation_error_message="Enter the day of the review",
            ),
        ]

    def __str__(self) -> str:
        return f"threat {self.pk}"

    def clean(self) -> None:
        """Nobody is named; something is said. Raises ValidationError."""
        raise_if_text_identifies_person(self, "title", *THRIVE)
        if not any(getattr(self, name) for name in THRIVE):
            raise ValidationError({"threat": "Enter at least one part of the assessment"})

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The six parts in their order; empty where one was not assessed."""
        fields = self._meta
        return [
            (str(fields.get_field(name).verbose_name), getattr(self, name))  # type: ignore[union-attr]
            for name in THRIVE
        ]


class ThreatReview(AppendOnly):
    """One review: what was decided then, and when it is looked at again; no day closes the item."""

    impersonal_text = ("words",)

    item = models.ForeignKey(ThreatItem, on_delete=models.PROTECT, related_name="reviews", editable=False)
    decision = make_code_field("Decision", code_lists.DECISIONS, "Choose a decision")
    words = LongTextField(
        "What was found", max_length=1_000, rows=3, error_messages={"blank": "Enter what was found"}
    )
    next_on = PreventionDayField(
        "Next review", null=True, blank=True, not_before=today, help_text="Leave empty to close the item."
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"review {self.pk}"

    def clean(self) -> None:
        """Nobody is named. Raises ValidationError."""
        raise_if_text_identifies_person(self, "words")


class ScoringTable(PreventionRecord):
    """A version of the local scale: criteria, each from 0 to `most`. Never changed: a new one begins on a day."""

    impersonal_text = ("name", "criteria", "source")

    name = ShortTextField("Name of the table", max_length=80, error_messages={"blank": "Enter its name"})
    criteria = LinesField(
        "Criteria, one on each line",
        most=16,
        longest=80,
        rows=8,
        error_messages={"blank": "Enter the criteria"},
    )
    most = WholeNumberField("Highest points for each", least=2, most=10, default=4)
    since = PreventionDayField("In force from")
    source = ShortTextField("Source", max_length=160, error_messages={"blank": "Enter the source"})
    confidence = make_code_field("How sure we are", CONFIDENCE, "Choose how sure we are")

    objects = models.Manager.from_queryset(PreventionQuerySet)()

    class Meta:
        ordering = ("-since", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=("body", "since"),
                name="scoring_table_one_a_day",
                violation_error_code="since",
                violation_error_message="A table is in force from that day already. Choose another day",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class ScoredThreat(PreventionRecord):
    """A threat that is scored; each score stays as it was given. Never a person."""

    impersonal_text = ("title",)

    title = ShortTextField(
        "The threat", max_length=160, error_messages={"blank": "Enter the threat"}, help_text=NO_PERSON
    )

    objects = models.Manager.from_queryset(PreventionQuerySet)()

    class Meta:
        ordering = ("title", "id")
        indexes = [models.Index(fields=("body", "title"), name="scored_threat_by_body")]

    def __str__(self) -> str:
        return f"scored threat {self.pk}"

    def clean(self) -> None:
        """Nobody is named. Raises ValidationError."""
        raise_if_text_identifies_person(self, "title")


class ThreatScore(AppendOnly):
    """Points by criterion of one version of the table, in its order."""

    impersonal_text = ("points", "reasons")

    threat = models.ForeignKey(ScoredThreat, on_delete=models.PROTECT, related_name="scores")
    table = models.ForeignKey(ScoringTable, on_delete=models.PROTECT, related_name="+")
    points = models.JSONField()
    reasons = LongTextField(
        "Reasons", max_length=1_000, rows=3, error_messages={"blank": "Enter the reasons"}
    )
    sureness = CodeField(
        "How sure the score is",
        max_length=6,
        choices=(("low", "Low"), ("medium", "Medium"), ("high", "High")),
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose how sure the score is"),
    )
    scored_on = models.DateField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("-scored_on", "-id")

    def __str__(self) -> str:
        return f"score {self.pk}"

    @property
    def total(self) -> int:
        """The sum, which is shown only beside its parts."""
        return sum(self.points)

    @property
    def parts(self) -> list[tuple[str, int]]:
        """Criteria and points."""
        return list(zip(self.table.criteria, self.points, strict=True))


class TeamMonth(PreventionRecord):
    """A team in a month: posts, how many are filled, how many were on duty, and its open cases."""

    impersonal_text = ("team", "source")

    team = ShortTextField("Team", max_length=120, error_messages={"blank": "Enter the team"})
    month = PreventionDayField("Month", not_after=today, help_text="Any day of it.")
    posts = WholeNumberField("Posts", most=2_000)
    filled = WholeNumberField("Filled", most=2_000)
    on_duty = WholeNumberField("On duty, on average", most=2_000)
    cases = WholeNumberField("Open cases", most=30_000)
    source = ShortTextField("Source", max_length=160, error_messages={"blank": "Enter the source"})

    objects = models.Manager.from_queryset(PreventionQuerySet)()

    class Meta:
        ordering = ("team", "-month")
        constraints = [
            models.UniqueConstraint(
                fields=("body", "team", "month"),
                name="team_month_once",
                violation_error_code="month",
                violation_error_message="This month is recorded for the team already",
            ),
            models.CheckConstraint(
                condition=Q(filled__lte=F("posts")),
                name="team_filled_within_posts",
                violation_error_code="filled",
                violation_error_message="No more posts can be filled than there are",
            ),
            models.CheckConstraint(
                condition=Q(on_duty__lte=F("filled")),
                name="team_on_duty_within_filled",
                violation_error_code="on_duty",
                violation_error_message="No more can be on duty than posts are filled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.month:%Y-%m}"

    @property
    def cases_per_post(self) -> str:
        """Open cases for each filled post, to one place; empty without one."""
        return f"{self.cases / self.filled:.1f}" if self.filled else ""


class OutcomeFigure(PreventionRecord):
    """A number of suspects or prosecutions that somebody else counted, with its source. Never mixed with ours."""

    impersonal_text = ("source", "basis")

    step = make_code_field("What was counted", code_lists.OUTCOMES, "Choose what was counted")
    year_ends_on = PreventionDayField("Last day of the year", not_after=today, within_years=15)
    number = models.PositiveIntegerField("Number", error_messages={"invalid": "Enter a whole number"})
    basis = ShortTextField(
        "What one is",
        max_length=160,
        error_messages={"blank": "Enter what one is"},
        help_text="For example: one suspect, by the day of the charge.",
    )
    source = ShortTextField("Source", max_length=160, error_messages={"blank": "Enter the source"})
    confidence = make_code_field("How sure we are", CONFIDENCE, "Choose how sure we are")

    objects = models.Manager.from_queryset(PreventionQuerySet)()

    class Meta:
        ordering = ("-year_ends_on", "step")
        constraints = [
            models.UniqueConstraint(
                fields=("body", "step", "year_ends_on", "source"),
                name="outcome_figure_once",
                violation_error_code="year_ends_on",
                violation_error_message="This is recorded for that year and source already",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.year_ends_on}"
