"""A needs assessment: its scope, and how it stands."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.areas.needs.kinds_and_states import ASSESSMENT_STATES, FIRST_YEAR_DAYS_BACK, PHASES
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.roles import Permission
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Area, Body


class NeedsAssessmentQuerySet(models.QuerySet["NeedsAssessment"]):
    """Needs assessments."""

    def visible_to(self, actor: Actor, bodies: frozenset[int] | None = None) -> Self:
        """For those who write, decide or publish: the body's own, and what other offices published. Else what is
        published for the reader's area, and for a national reader everywhere.

        Args:
            actor: who reads.
            bodies: those that the actor represents, where they are known already.
        """
        bodies = get_own_and_taken_over_body_ids_of_actor(actor) if bodies is None else bodies
        if actor.may(Permission.WRITE_NEEDS) or actor.may(Permission.PUBLISH_NEEDS):
            return self.filter(Q(body__in=bodies) | ~Q(state="draft"))
        published = self.exclude(state="draft")
        if actor.body_kind == "national":
            return published
        return published.filter(area__in=Body.objects.filter(pk__in=bodies).values("area"))


class NeedsAssessment(Versioned):
    """Of one area and one period. Published it stays as it is; a later one may replace it."""

    impersonal_text = ("title", "method", "unknowns")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    title = ShortTextField(
        "What the assessment is called",
        max_length=150,
        error_messages={"blank": "Enter what the assessment is called"},
    )
    starts_on = DayField("First day of the period", within_years=FIRST_YEAR_DAYS_BACK)
    ends_on = DayField("Last day of the period", within_years=FIRST_YEAR_DAYS_BACK)
    before = models.BooleanField("Before the NRM", default=False)
    during = models.BooleanField("In the NRM", default=False)
    after = models.BooleanField("After the NRM", default=False)
    outside = models.BooleanField("Outside the NRM", default=False)
    method = LongTextField(
        "Method",
        max_length=3000,
        blank=True,
        default="",
        help_text="Who was asked, how, and who was hard to reach. Do not name anyone.",
    )
    unknowns = LongTextField(
        "What is not known, and why",
        max_length=3000,
        blank=True,
        default="",
        help_text="One sentence on each line.",
    )
    replaces = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replacements",
        verbose_name="Assessment that this one replaces",
        db_index=False,
    )
    state = CodeField(max_length=10, choices=ASSESSMENT_STATES, default="draft")

    objects = models.Manager.from_queryset(NeedsAssessmentQuerySet)()

    class Meta:
        ordering = ("-starts_on", "-id")
        indexes = [models.Index(fields=("body", "state"), name="needs_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[code for code, _ in ASSESSMENT_STATES]), name="needs_state"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="needs_ends_after_it_starts",
                violation_error_code="ends_on",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(
                condition=Q(before=True) | Q(during=True) | Q(after=True) | Q(outside=True),
                name="needs_has_a_phase",
                violation_error_code="before",
                violation_error_message="Choose at least one phase",
            ),
            models.UniqueConstraint(fields=("replaces",), name="needs_replaced_once"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """It replaces a published one of its own body, and not itself."""
        if self.replaces and (self.replaces.body_id != self.body_id or self.replaces_id == self.pk):
            raise ValidationError({"replaces": "Choose a published assessment of your organisation"})

    @property
    def phases(self) -> list[tuple[str, str]]:
        """Code and words of each phase in its scope.

        Returns:
            In the order of the pathway.
        """
        return [(code, words) for code, words in PHASES if getattr(self, code)]
