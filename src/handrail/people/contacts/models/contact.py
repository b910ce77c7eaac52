"""A contact with the person: planned, held, missed or called off; by whom, how, and what was known of that way."""

from django.db import models
from django.db.models import Q

from handrail.people.contacts.states import ContactState, KnownChannelSafety
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.records.states import ChannelKind
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.models import Language


class Contact(SealedRow):
    """`says` is the newest word on the channel when somebody last chose it; `despite` why it was used all the same.

    `follows` is the contact of the same rhythm before it: a rhythm goes on once, whoever writes the outcome.
    """

    personal_fields = ("channel", "says", "on", "at_time", "interpreter")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=12, choices=ChannelKind.choices)
    says = models.CharField(max_length=10, choices=KnownChannelSafety.choices)
    despite = Sealed(kind=Kind.CONTACT, null=True)
    on = models.DateField()
    at_time = models.TimeField(null=True)
    with_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    about = Sealed(kind=Kind.SUPPORT, null=True)
    every_days = models.PositiveSmallIntegerField(null=True)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="next")
    state = models.CharField(max_length=12, choices=ContactState.choices, default=ContactState.PLANNED)
    words = Sealed(kind=Kind.SUPPORT, null=True)
    interpreter = models.ForeignKey(Language, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            choice_constraint("channel", ChannelKind, "contact_channel_is_known"),
            choice_constraint("says", KnownChannelSafety, "contact_says_is_known"),
            choice_constraint("state", ContactState, "contact_state_is_known"),
            models.CheckConstraint(
                condition=Q(says="yes") | Q(despite__isnull=False), name="contact_unsafe_says_why"
            ),
            models.CheckConstraint(
                condition=Q(every_days__isnull=True) | Q(every_days__gte=1, every_days__lte=84),
                name="contact_rhythm_can_be_kept",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "state", "on"], name="contact_by_case"),
            models.Index(fields=["with_user", "state", "on"], name="contact_by_person"),
            models.Index(fields=["state", "on"], name="contact_by_day"),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"
