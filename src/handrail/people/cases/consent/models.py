"""The report that is owed when an adult said no to the NRM."""

from django.db import models
from django.db.models import Q

from handrail.people.records.models import Case, Event
from handrail.people.records.models.constraints import both_or_neither_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed


class DutyToNotifyReport(SealedRow):
    """A Duty to Notify report as prepared: by default without anything that tells who the person is."""

    personal_fields = ("co_operates", "gender")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notifications")
    co_operates = models.BooleanField()
    gender = models.CharField(max_length=12)
    nationality = Sealed(kind=Kind.PATHWAY, null=True)
    reason = Sealed(kind=Kind.PATHWAY, null=True)
    account = Sealed(kind=Kind.PATHWAY, null=True)
    crime_reference = Sealed(kind=Kind.PATHWAY, null=True)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_event = models.OneToOneField(Event, on_delete=models.PROTECT, null=True, related_name="notification")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(gender__in=["female", "male", "unknown"]), name="notification_gender_is_known"
            ),
            both_or_neither_constraint("sent_event", "sent_by", "notification_sent_event_and_by_together"),
        ]

    def __str__(self) -> str:
        return f"notification {self.pk}"
