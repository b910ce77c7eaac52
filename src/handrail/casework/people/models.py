"""How to reach the person safely: each word on it follows the earlier one. All words are sealed."""

from django.db import models

from handrail.access.models import User
from handrail.casework.case.models import Case
from handrail.casework.case.models.checks import one_of
from handrail.casework.case.models.row import Row
from handrail.casework.case.states import ChannelKind
from handrail.casework.people.states import Safe
from handrail.vault.fields import SealedField


class SafestContact(Row):
    """The safest way and time to reach the person, in words; the newest holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safest_contacts")
    how = SealedField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="safest_contact_newest")]

    def __str__(self) -> str:
        return f"safest contact {self.pk}"


class Channel(Row):
    """What was learned of one way to reach the person; the newest word on each way holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="channels")
    kind = models.CharField(max_length=12, choices=ChannelKind.choices)
    safe = models.CharField(max_length=8, choices=Safe.choices)
    detail = SealedField(null=True)
    note = SealedField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("kind", ChannelKind, "channel_kind_is_known"),
            one_of("safe", Safe, "channel_safe_is_known"),
        ]
        indexes = [models.Index(fields=["case", "kind", "-id"], name="channel_newest")]

    def __str__(self) -> str:
        return f"channel {self.pk}"
