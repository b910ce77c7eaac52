"""Contacts with the person, planned and past."""

from typing import Any

from django.db import models
from django.db.models import Q

from handrail.people.contacts.text_choices import (
    ChannelSafetyAfterContactAnswer,
    ContactState,
    KnownChannelSafety,
)
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Language
from handrail.platform.vault.blind_code import BlindCodeField


class Contact(Versioned, SealedRow):
    """A contact by one channel on one day.

    `says` is what was known of the channel's safety when somebody last chose it, `despite` why it is planned although
    it is not known to be safe. `was_safe` and `use_again` are what was learned of it by using it. `follows` is the
    contact before it in a repetition: unique, so that two who record the outcome at once plan one next contact.
    """

    personal_fields = ("channel", "says", "was_safe", "use_again", "on", "at_time", "interpreter")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    channel = CodeField(
        "How?", max_length=12, choices=ContactChannelKind.choices, error_messages={"blank": "Choose how"}
    )
    says = BlindCodeField(choices=KnownChannelSafety.choices, often={"yes": 24})
    despite = Sealed("Why is this way needed?", kind=Kind.CONTACT, null=True, max_length=500)
    was_safe = BlindCodeField(
        choices=ChannelSafetyAfterContactAnswer.choices, default=ChannelSafetyAfterContactAnswer.NOT_ASKED
    )
    use_again = BlindCodeField(
        choices=ChannelSafetyAfterContactAnswer.choices, default=ChannelSafetyAfterContactAnswer.NOT_ASKED
    )
    on = DayField("On which day?", about="the day")
    at_time = models.TimeField("At what time?", null=True, blank=True, help_text="For example, 6:20pm.")
    with_user = models.ForeignKey(
        User,
        verbose_name="Who will make contact?",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=dict.fromkeys(("blank", "null", "invalid"), "Choose someone who works on this case"),
        db_index=False,
    )
    about = Sealed("What is it about?", kind=Kind.NOTES, null=True, max_length=300)
    every_days = models.PositiveSmallIntegerField(null=True, blank=True)
    follows = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next"
    )
    state = CodeField(max_length=12, choices=ContactState.choices, default=ContactState.PLANNED)
    words = Sealed(
        "Short description",
        kind=Kind.NOTES,
        null=True,
        max_length=4_000,
    )
    interpreter = models.ForeignKey(
        Language,
        verbose_name="Through an interpreter?",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            choice_constraint("channel", ContactChannelKind, "contact_channel_is_known"),
            choice_constraint("state", ContactState, "contact_state_is_known"),
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises ValueError for a plan of an unsafe channel without a reason: no constraint can read its token."""
        is_planned = self.state == ContactState.PLANNED
        if is_planned and self.says != KnownChannelSafety.SAFE and not self.despite:
            raise ValueError("A planned contact by a channel that is not known to be safe has its reason.")
        super().save(*args, **kwargs)
