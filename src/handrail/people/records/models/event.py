"""What happened to the person."""

from django.db import models
from django.db.models import Q

from handrail.people.records.models.case import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed


class Event(SealedRow):
    """Something that happened on a day. Never edited: a correction supersedes it.

    `phase` is the phase of that day, as worked out by the rules, and follows when another event changes it.
    `reference_seal` holds the national reference where the event brings one; `reference_key` finds it again.
    `held_on` is the day of the hearing or trial whose date was fixed.
    """

    personal_fields = ("event", "at", "at_time", "of", "referral", "reference_key", "held_on", "phase")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    event = models.CharField(max_length=40)
    at = models.DateField()
    at_time = models.TimeField(null=True)
    of = models.CharField(max_length=16, blank=True)
    referral = models.PositiveSmallIntegerField(null=True)
    note = Sealed(kind=Kind.NOTES, null=True)
    reference_seal = Sealed(kind=Kind.PATHWAY, null=True)
    reference_key = models.BinaryField(max_length=32, null=True)
    held_on = models.DateField(null=True)
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
