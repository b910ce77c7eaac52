"""What happened, and what the rules say is due because of it."""

from django.db import models
from django.db.models import Q

from handrail.access.models import User
from handrail.casework.models.case import Case
from handrail.casework.models.row import Row
from handrail.casework.phrase_field import PhraseField
from handrail.vault.fields import SealedField


class Event(Row):
    """Something that happened on a day. Never edited: a correction supersedes it.

    `phase` is the phase of that day, as worked out by the rules, and follows when another event changes it.
    `reference_seal` holds the national reference where the event brings one; `reference_key` finds it again.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    event = models.CharField(max_length=40)
    at = models.DateField()
    at_time = models.TimeField(null=True)
    of = models.CharField(max_length=16, blank=True)
    referral = models.PositiveSmallIntegerField(null=True)
    note = SealedField(null=True)
    reference_seal = SealedField(null=True)
    reference_key = models.BinaryField(max_length=32, null=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    phase = models.CharField(max_length=8, default="before")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(phase__in=["before", "during", "after", "outside"]), name="event_phase_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["case", "at"], name="event_by_case"),
            models.Index(
                fields=["reference_key"], name="event_by_reference", condition=Q(reference_key__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} on {self.at}"


class Due(models.Model):
    """A clock or a prompt that the rules yield for a case, kept so that lists can find it.

    Whether it is running, met or missed depends on the day asked, and is never stored.
    """

    class Sort(models.TextChoices):
        """A time limit or wait, or something that somebody ought to do."""

        CLOCK = "clock", "Clock"
        PROMPT = "prompt", "Prompt"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="dues")
    sort = models.CharField(max_length=8, choices=Sort.choices)
    code = models.CharField(max_length=40)
    run = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    who = models.CharField(max_length=200, blank=True)
    why = PhraseField(blank=True)
    rule = PhraseField(blank=True)
    source = PhraseField(blank=True)
    confidence = models.CharField(max_length=16, blank=True)
    kind = models.CharField(max_length=12, blank=True)
    ours = models.BooleanField()
    started = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "sort", "code", "run"], name="due_once"),
            models.CheckConstraint(condition=Q(sort__in=["clock", "prompt"]), name="due_sort_is_known"),
        ]
        indexes = [models.Index(fields=["case", "ended_on", "ours", "due_on"], name="due_open")]

    def __str__(self) -> str:
        return f"{self.code} of {self.case_id}"
