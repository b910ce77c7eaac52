"""A scrutiny programme: hearings planned ahead, and what was published of each."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FETCH_RAISE, Count, F, Min, Prefetch, Q

from handrail.areas.oversight.levels_and_states import FIRST_DAY, HEARING_STATES, get_choice_codes
from handrail.areas.oversight.models.oversight_record import (
    DayWithinTenYearsField,
    OversightNote,
    OversightRecord,
)
from handrail.areas.recommendations.models import Recommendation
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Scrutiny programmes."""

    def visible_to(self, actor: Actor) -> Self:
        """Only the body's own. What it publishes is for everybody."""
        return self.filter(body__in=get_own_and_taken_over_body_ids_of_actor(actor))

    def for_page(self) -> Self:
        """With its hearings and what was published of each. Two statements."""
        hearings = Hearing.objects.select_related("recommendation", "changed_by", "outcome")
        rows = self.select_related("body", "changed_by").fetch_mode(FETCH_RAISE)
        return rows.prefetch_related(Prefetch("hearings", hearings.fetch_mode(FETCH_RAISE)))

    def for_list(self) -> Self:
        """With how many hearings there are, were held, and have an outcome, and the next day. One statement."""
        held = Q(hearings__state="held")
        rows = self.annotate(
            hearing_count=Count("hearings"),
            held_count=Count("hearings", filter=held),
            published_count=Count("hearings__outcome"),
            next_on=Min("hearings__planned_on", filter=Q(hearings__state="planned")),
        )
        return rows.order_by("-starts_on", "-id").fetch_mode(FETCH_RAISE)


class Programme(OversightRecord):
    """What a body will look into, between two days."""

    impersonal_text = ("title", "about")

    title = ShortTextField(
        "Name",
        max_length=200,
        error_messages={"blank": "Enter what the programme is called"},
    )
    about = LongTextField("Scope", blank=True, default="")
    starts_on = DayWithinTenYearsField("First day")
    ends_on = DayWithinTenYearsField("Last day")

    objects = models.Manager.from_queryset(ProgrammeQuerySet)()

    class Meta:
        ordering = ("-starts_on", "-id")
        indexes = [models.Index(fields=("body", "starts_on"), name="programme_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="programme_ends_after_it_starts",
                violation_error_code="ends_on",
                violation_error_message="The last day must be on or after the first",
            ),
        ]

    def __str__(self) -> str:
        return f"programme {self.pk}"


class Hearing(Versioned):
    """One hearing: planned, then held or not. A recommendation may be what it looks into."""

    personal_fields = ("heard_from",)
    impersonal_text = ("subject", "evidence", "findings", "why_not")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="hearings", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    subject = ShortTextField(
        "Subject", max_length=200, error_messages={"blank": "Enter what the hearing is about"}
    )
    planned_on = DayField("Date", about="the planned date")
    recommendation = models.ForeignKey(
        Recommendation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hearings",
        verbose_name="Recommendation",
        error_messages={"blank": "Choose one of the recommendations"},
    )
    state = CodeField(max_length=9, choices=HEARING_STATES, default="planned")
    held_on = DayField(
        "Date", about="the date of the hearing", not_before=FIRST_DAY, not_after=today, null=True, blank=True
    )
    heard_from = LongTextField(
        "Who was heard",
        max_length=1000,
        rows=2,
        blank=True,
        default="",
        help_text="Job titles and organisations.",
        error_messages={"blank": "Enter who was heard"},
    )
    evidence = LongTextField(
        "Evidence heard or seen",
        blank=True,
        default="",
        error_messages={"blank": "Enter the evidence heard or seen"},
    )
    findings = LongTextField("What was found", blank=True, default="")
    why_not = LongTextField(max_length=2000, blank=True, default="")

    class Meta:
        ordering = ("planned_on", "number")
        constraints = [
            models.UniqueConstraint(fields=("programme", "number"), name="hearing_one_a_number"),
            models.CheckConstraint(condition=~Q(subject=""), name="hearing_has_a_subject"),
            models.CheckConstraint(
                condition=Q(state__in=get_choice_codes(HEARING_STATES)), name="hearing_state"
            ),
            models.CheckConstraint(
                condition=(Q(state="held", held_on__isnull=False) & ~Q(evidence=""))
                | (~Q(state="held") & Q(held_on__isnull=True)),
                name="hearing_held_has_a_day_and_evidence",
                violation_error_code="evidence",
                violation_error_message="Enter the evidence heard or seen",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(why_not=""), name="hearing_not_held_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"hearing {self.number} of programme {self.programme_id}"

    @property
    def published(self) -> "HearingOutcome | None":
        """Its outcome, where there is one."""
        return getattr(self, "outcome", None)

    def validate_within_programme(self, programme: Programme) -> None:
        """Planned within its programme. Raises ValidationError beside the day."""
        if not programme.starts_on <= self.planned_on <= programme.ends_on:
            days = {"starts_on": format_day(programme.starts_on), "ends_on": format_day(programme.ends_on)}
            said = msg("The hearing must be within the programme: {starts_on} to {ends_on}.", **days)
            raise ValidationError({"planned_on": said})


class HearingOutcome(AppendOnly):
    """What was published of a hearing, all that its page shows: never changed; a correction is a note beside it."""

    impersonal_text = (
        "slug",
        "title",
        "words",
        "evidence",
        "body_name",
        "programme",
        "subject",
        "recommendation",
        "sha256",
    )

    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="outcome")
    slug = models.SlugField(max_length=80, unique=True)  # its public address
    title = ShortTextField(
        "Title", max_length=200, error_messages={"blank": "Enter the title of the outcome"}
    )
    words = LongTextField("What is published", rows=10, error_messages={"blank": "Enter the text to publish"})
    evidence = models.TextField()
    held_on = models.DateField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body_name = models.CharField(max_length=200)  # this and the next three as they were called then
    programme = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    recommendation = models.CharField(max_length=200, blank=True, default="")
    published_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("-published_at",)
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="outcome_says_something"),
            models.CheckConstraint(
                condition=~Q(body_name="") & ~Q(programme="") & ~Q(subject=""), name="outcome_says_of_what"
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class HearingOutcomeCorrection(OversightNote):
    """A correction, published beside the outcome."""

    impersonal_text = ("words",)

    of = models.ForeignKey(HearingOutcome, on_delete=models.PROTECT, related_name="notes")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"note {self.pk}"
