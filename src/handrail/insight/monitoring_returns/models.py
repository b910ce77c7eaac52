"""A template of counts in editions, a return of one quarter, its counts, and exact counts given by other bodies."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FETCH_RAISE, F, Prefetch, Q

from handrail.insight.monitoring_returns.choices import (
    DisclosureBasis,
    MonitoringCountSource,
    MonitoringReturnState,
    MonitoringTemplateState,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

MOST_LINES = 60


class MonitoringTemplateQuerySet(models.QuerySet["MonitoringTemplate"]):
    """Templates."""

    def visible_to(self, actor: Actor) -> Self:
        """The body's own."""
        return self.filter(body__in=get_own_and_taken_over_body_ids_of_actor(actor))

    def for_page(self) -> Self:
        """With its counts and its returns. Three statements."""
        lines = MonitoringLine.objects.select_related("provider").fetch_mode(FETCH_RAISE)
        returns = MonitoringReturn.objects.select_related("signed_by").fetch_mode(FETCH_RAISE)
        return (
            self.select_related("body__area", "changed_by")
            .prefetch_related(Prefetch("lines", lines), Prefetch("returns", returns))
            .fetch_mode(FETCH_RAISE)
        )


class MonitoringTemplate(Versioned):
    """One edition of the counts that a grant or contract asks for. Once in use it stays as it is."""

    impersonal_text = ("title", "asked_by", "notes")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    title = ShortTextField(
        "Name of the return",
        max_length=120,
        error_messages={"blank": "Enter a name for the return"},
    )
    asked_by = ShortTextField(
        "Who asks for it",
        max_length=160,
        help_text="For example: Ministry of Justice, victims grant 2026 to 2027.",
        error_messages={"blank": "Enter who asks for it"},
    )
    notes = LongTextField("Notes for those who fill it in", max_length=2_000, blank=True, default="")
    edition = models.PositiveSmallIntegerField(default=1)
    state = CodeField(
        max_length=8, choices=MonitoringTemplateState.choices, default=MonitoringTemplateState.DRAFT
    )

    objects = models.Manager.from_queryset(MonitoringTemplateQuerySet)()

    class Meta:
        ordering = ("title", "-edition")
        constraints = [
            models.UniqueConstraint(
                fields=("body", "title", "edition"),
                name="monitoring_template_edition_once",
                violation_error_code="title",
                violation_error_message="Your organisation already has a return with this name. Choose another.",
            ),
            models.UniqueConstraint(
                fields=("body", "title"), condition=Q(state="in_use"), name="monitoring_template_one_in_use"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class MonitoringLine(Versioned):
    """One count that is asked for: what it means and where it comes from."""

    impersonal_text = ("label", "meaning", "parts")

    template = models.ForeignKey(
        MonitoringTemplate, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    label = ShortTextField(
        "What is counted", max_length=200, error_messages={"blank": "Enter what is counted"}
    )
    meaning = LongTextField(
        "Definition (as the grant or contract has it)", max_length=1_000, rows=2, blank=True, default=""
    )
    source = CodeField(
        "Where the count comes from",
        max_length=9,
        choices=MonitoringCountSource.choices,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose where the count comes from"),
    )
    measure = models.CharField("Measure", max_length=40, blank=True, default="")
    share = models.BooleanField("Only those within the measure’s share", default=False)
    provider = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Who gives the exact count",
    )
    parts = models.CharField("Numbers of the counts that are added", max_length=100, blank=True, default="")

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("template", "number"), name="monitoring_line_one_a_number"),
            models.CheckConstraint(
                condition=Q(source="exact", provider__isnull=False)
                | ~Q(source="exact") & Q(provider__isnull=True),
                name="monitoring_line_exact_has_provider",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.label}"

    @property
    def part_numbers(self) -> list[int]:
        """The numbers of the counts that are added up."""
        return [int(part) for part in self.parts.replace(",", " ").split() if part.isdigit()]

    def clean(self) -> None:
        """What each source needs, and nothing else. Raises ValidationError."""
        needs_measure = self.source in (MonitoringCountSource.PUBLISHED, MonitoringCountSource.EXACT)
        if needs_measure and not self.measure:
            raise ValidationError({"measure": "Choose the measure"})
        if self.source == MonitoringCountSource.EXACT and not self.provider_id:
            raise ValidationError({"provider": "Choose the organisation that gives the count"})
        if self.source == MonitoringCountSource.SUM and len(self.part_numbers) < 2:
            raise ValidationError({"parts": "Enter at least two numbers, like 1, 2"})
        if self.number in self.part_numbers:
            raise ValidationError({"parts": "A count cannot be a part of itself"})
        self.measure, self.share = (self.measure, self.share) if needs_measure else ("", False)
        self.parts = self.parts if self.source == MonitoringCountSource.SUM else ""
        self.provider_id = self.provider_id if self.source == MonitoringCountSource.EXACT else None


class MonitoringReturnQuerySet(models.QuerySet["MonitoringReturn"]):
    """Returns."""

    def visible_to(self, actor: Actor) -> Self:
        """The body's own."""
        return self.filter(template__body__in=get_own_and_taken_over_body_ids_of_actor(actor))

    def for_page(self) -> Self:
        """With its template, counts and what was given. Four statements."""
        counts = MonitoringCount.objects.select_related("line").fetch_mode(FETCH_RAISE)
        lines = MonitoringLine.objects.select_related("provider").fetch_mode(FETCH_RAISE)
        given = ExactCountDisclosure.objects.select_related("from_body", "by").fetch_mode(FETCH_RAISE)
        return (
            self.select_related("template__body__area", "drafted_by", "signed_by", "changed_by")
            .prefetch_related(
                Prefetch("template__lines", lines), Prefetch("counts", counts), Prefetch("disclosures", given)
            )
            .fetch_mode(FETCH_RAISE)
        )


class MonitoringReturn(Versioned):
    """What one edition of a template comes to in one quarter. Signed, its content is frozen."""

    impersonal_text = ("words", "content", "sha256")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    template = models.ForeignKey(
        MonitoringTemplate, on_delete=models.PROTECT, related_name="returns", db_index=False
    )
    quarter = models.CharField(max_length=7)
    state = CodeField(
        max_length=7, choices=MonitoringReturnState.choices, default=MonitoringReturnState.DRAFT
    )
    words = LongTextField("What the reader needs to know", max_length=2_000, rows=3, blank=True, default="")
    drafted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    content = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")

    objects = models.Manager.from_queryset(MonitoringReturnQuerySet)()

    class Meta:
        ordering = ("-quarter", "-id")
        constraints = [
            models.UniqueConstraint(fields=("template", "quarter"), name="monitoring_return_once_a_quarter"),
            models.CheckConstraint(
                condition=~Q(state="signed")
                | Q(signed_by__isnull=False, signed_at__isnull=False, content__isnull=False),
                name="monitoring_return_signed_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True)
                | Q(drafted_by__isnull=False) & ~Q(signed_by=F("drafted_by")),
                name="monitoring_return_signed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quarter} of {self.template_id}"


class MonitoringCount(Versioned):
    """One count of a return. `trail`: of a published figure, everything that it was published with."""

    impersonal_text = ("why", "trail")

    of = models.ForeignKey(MonitoringReturn, on_delete=models.CASCADE, related_name="counts", db_index=False)
    line = models.ForeignKey(MonitoringLine, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField(null=True, blank=True)
    why = LongTextField("Why", max_length=500, rows=2, blank=True, default="")
    trail = models.JSONField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("of", "line"), name="monitoring_count_once_a_line")]

    def __str__(self) -> str:
        return f"count {self.line_id} of {self.of_id}"


class ExactCountDisclosure(AppendOnly):
    """An exact count that the holder of the cases gave to whoever fills in a return, and on what basis."""

    impersonal_text = ("reference",)

    of = models.ForeignKey(
        MonitoringReturn, on_delete=models.PROTECT, related_name="disclosures", db_index=False
    )
    line = models.ForeignKey(MonitoringLine, on_delete=models.PROTECT, related_name="+")
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    people = models.PositiveIntegerField()
    basis = CodeField(
        "What allows you to give it?",
        max_length=8,
        choices=DisclosureBasis.choices,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose what allows you to give it"),
    )
    reference = ShortTextField(
        "Which agreement or law, and its clause", max_length=200, error_messages={"blank": "Enter which one"}
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = [models.UniqueConstraint(fields=("of", "line"), name="exact_count_given_once")]

    def __str__(self) -> str:
        return f"count {self.line_id} for {self.of_id}"
