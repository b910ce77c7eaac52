"""A scrutiny programme: hearings planned ahead, and what was published of each."""

from django.db import models
from django.db.models import F, Q

from handrail.areas.oversight.models.base import OversightNote, OversightRecord
from handrail.areas.oversight.states import HEARING_STATES, get_codes
from handrail.areas.recommendations.models import Recommendation
from handrail.platform.access.models import User
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.reference.models import Body


class Programme(OversightRecord):
    """What a body will look into, between two days."""

    title = models.CharField(max_length=200)
    about = models.TextField(blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ("-starts_on", "-id")
        indexes = [models.Index(fields=("body", "starts_on"), name="programme_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="programme_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"programme {self.pk}"


class Hearing(models.Model):
    """One hearing: planned, then held or not. A recommendation may be what it looks into."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="hearings")
    number = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=200)
    planned_on = models.DateField()
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="hearings"
    )
    state = models.CharField(max_length=9, choices=HEARING_STATES, default="planned")
    held_on = models.DateField(null=True, blank=True)
    heard_from = models.TextField(blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    findings = models.TextField(blank=True, default="")
    why_not = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("planned_on", "number")
        constraints = [
            models.UniqueConstraint(fields=("programme", "number"), name="hearing_one_a_number"),
            models.CheckConstraint(condition=~Q(subject=""), name="hearing_has_a_subject"),
            models.CheckConstraint(condition=Q(state__in=get_codes(HEARING_STATES)), name="hearing_state"),
            models.CheckConstraint(
                condition=(Q(state="held", held_on__isnull=False) & ~Q(evidence=""))
                | (~Q(state="held") & Q(held_on__isnull=True)),
                name="hearing_held_has_a_day_and_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(why_not=""), name="hearing_not_held_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"hearing {self.number} of programme {self.programme_id}"


class HearingOutcome(AppendOnly):
    """What was published of a hearing, all that its page shows: never changed; a correction is a note beside it."""

    hearing = models.OneToOneField(Hearing, on_delete=models.PROTECT, related_name="outcome")
    slug = models.SlugField(max_length=80, unique=True)  # its public address
    title = models.CharField(max_length=200)
    words = models.TextField()
    evidence = models.TextField()
    held_on = models.DateField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    body_name = models.CharField(max_length=200)  # this and the next three as they were called then
    programme = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    recommendation = models.CharField(max_length=200, blank=True, default="")
    published_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
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


class HearingOutcomeNote(OversightNote):
    """A correction, published beside the outcome."""

    of = models.ForeignKey(HearingOutcome, on_delete=models.PROTECT, related_name="notes")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"note {self.pk}"
