"""How to reach the person safely: each word on it follows the earlier one. All words are sealed."""

from django.db import models

from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.records.text_choices import ChannelKind
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.code_field import CodeField


class SafestContactWay(SealedRow):
    """The safest way and time to reach the person, in words; the newest holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safest_contacts")
    how = Sealed(kind=Kind.CONTACT, null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="safest_contact_newest")]

    def __str__(self) -> str:
        return f"safest contact {self.pk}"


class Channel(SealedRow):
    """What was learned of one way to reach the person; the newest word on each way holds."""

    personal_fields = ("kind", "safe")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="channels")
    kind = CodeField(max_length=12, choices=ChannelKind.choices)
    safe = CodeField(max_length=8, choices=ChannelSafety.choices)
    detail = Sealed(kind=Kind.CONTACT, null=True)
    note = Sealed(kind=Kind.CONTACT, null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            choice_constraint("kind", ChannelKind, "channel_kind_is_known"),
            choice_constraint("safe", ChannelSafety, "channel_safe_is_known"),
        ]
        indexes = [models.Index(fields=["case", "kind", "-id"], name="channel_newest")]

    def __str__(self) -> str:
        return f"channel {self.pk}"
