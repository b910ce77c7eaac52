"""How to reach the person safely: each word on it follows the earlier one. All words are sealed."""

from django.db import models

from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.vault.blind_code import BlindCodeField


class SafestContactWay(SealedRow):
    """The safest way and time to reach the person, in words; the newest holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safest_contacts", db_index=False)
    how = Sealed(kind=Kind.CONTACT, null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="safest_contact_newest")]

    def __str__(self) -> str:
        return f"safest contact {self.pk}"


class Channel(SealedRow):
    """What was learned of one way to reach the person; the newest word on each way holds."""

    personal_fields = ("kind", "safe")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="channels", db_index=False)
    kind = BlindCodeField(
        choices=ContactChannelKind.choices, often=dict.fromkeys(ContactChannelKind.values, 8)
    )
    safe = BlindCodeField(choices=ChannelSafety.choices, often={"yes": 24, "no": 16})
    detail = Sealed(kind=Kind.CONTACT, null=True)
    note = Sealed(kind=Kind.CONTACT, null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="channel_newest")]

    def __str__(self) -> str:
        return f"channel {self.pk}"
