"""What happened to the person."""

from django.db import models
from django.db.models import Q

from handrail.pathway.event_vocabulary import EVENTS, list_decisions_and_subjects
from handrail.people.records.models.case import Case
from handrail.people.records.models.phase_field import PhaseField
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.vault.blind_code import BlindCodeField

OFTEN = {
    "victim_informed": 24,
    "identified": 16,
    "crime_recorded": 12,
    "nrm_referred": 12,
    "nrm_explained": 10,
    "support_referral_made": 12,
    "local_support_started": 8,
    "nrm_reference_issued": 8,
    "rg_positive": 8,
    "nrm_consent_given": 8,
    "social_care_referred": 8,
    "support_consent_given": 6,
}
"""By how many of the demo's events are of a kind: a token for each 200 or so, so that counting tells little."""
OFTEN_OF = {"crime": 12, "process": 12, "service": 12}


class Event(SealedRow):
    """Something that happened on a day. Never edited: a correction supersedes it.

    `phase` is the phase of that day, as worked out by the rules, and follows when another event changes it.
    `reference_seal` holds the national reference where the event brings one; `reference_key` finds it again.
    `held_on` is the day of the hearing or trial whose date was fixed.
    """

    personal_fields = ("event", "at", "at_time", "of", "referral", "reference_key", "held_on", "phase")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events", db_index=False)
    event = BlindCodeField(choices=[(kind.code, kind.name) for kind in EVENTS], often=OFTEN)
    at = models.DateField()
    at_time = models.TimeField(null=True)
    of = BlindCodeField(choices=list_decisions_and_subjects(), blank=True, default="", often=OFTEN_OF)
    referral = models.PositiveSmallIntegerField(null=True)
    note = Sealed(kind=Kind.NOTES, null=True)
    reference_seal = Sealed(kind=Kind.PATHWAY, null=True)
    reference_key = models.BinaryField(max_length=32, null=True)
    held_on = models.DateField(null=True)
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrections")
    phase = PhaseField(default="before", often={"before": 24, "during": 40, "after": 8})
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["case", "at"], name="event_by_case"),
            models.Index(
                fields=["reference_key"], name="event_by_reference", condition=Q(reference_key__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} on {self.at}"
