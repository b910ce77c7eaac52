"""The report that is owed when an adult said no to the NRM."""

from django.db import models

from handrail.people.records.models import Case, Event
from handrail.people.records.models.constraints import both_or_neither_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.vault.blind_code import BlindCodeField


class DutyToNotifyReport(SealedRow):
    """A Duty to Notify report as prepared: by default without anything that tells who the person is."""

    personal_fields = ("co_operates", "gender")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notifications")
    co_operates = models.BooleanField()
    gender = BlindCodeField(choices=[(code, code) for code in ("female", "male", "unknown")])
    nationality = Sealed(kind=Kind.PATHWAY, null=True)
    reason = Sealed(kind=Kind.PATHWAY, null=True)
    account = Sealed(kind=Kind.ACCOUNT, null=True)
    crime_reference = Sealed(kind=Kind.PATHWAY, null=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    sent_event = models.OneToOneField(Event, on_delete=models.PROTECT, null=True, related_name="notification")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            both_or_neither_constraint("sent_event", "sent_by", "notification_sent_event_and_by_together"),
        ]

    def __str__(self) -> str:
        return f"notification {self.pk}"
