"""What an agency undertakes to do, and how it ended. Sealed: platform/followups never hold anything about a person."""

from django.db import models

from handrail.people.conferences.models.conference import Conference
from handrail.people.conferences.models.members import ConferenceMember
from handrail.people.conferences.text_choices import ConferenceActionResult
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body
from handrail.platform.vault.blind_code import BlindCodeField


class ConferenceAction(SealedRow):
    """One verb with an owner and a day. Nobody waits for the meeting: it may be set before."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="actions", db_index=False
    )
    member = models.ForeignKey(ConferenceMember, on_delete=models.PROTECT, related_name="+", db_index=False)
    what = Sealed(
        "Task",
        kind=Kind.SAFETY,
        max_length=300,
        help_text="Begin with a verb that has a result: not “consider”, “monitor” or “liaise”.",
        error_messages={"blank": "Say what is to be done"},
    )
    lowers = Sealed(
        "How does it lower the risk?",
        kind=Kind.SAFETY,
        max_length=300,
        error_messages={"blank": "Say how it lowers the risk"},
    )
    said = Sealed(
        "What did the person say about it?",
        kind=Kind.OWN_WORDS,
        null=True,
        max_length=300,
        help_text="In their words. Leave it empty if they were not asked yet.",
    )
    due_on = DayField("By which day?", about="the day", not_before=today, within_years=1)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["conference", "due_on", "id"], name="conference_action_by_day"),
            models.Index(fields=["member", "due_on"], name="conference_action_by_owner"),
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"

    @property
    def end_or_none(self) -> "ConferenceActionEnd | None":
        """How it ended; fetched with the row."""
        return getattr(self, "end", None)


class ConferenceActionEnd(SealedRow):
    """How an action ended. One row: of two who end it at once the second is told."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    action = models.OneToOneField(ConferenceAction, on_delete=models.PROTECT, related_name="end")
    result = BlindCodeField(
        "How did it end?",
        choices=ConferenceActionResult.choices,
        error_messages={"blank": "Choose how it ended"},
    )
    words = Sealed(
        "What was the result, or why?",
        kind=Kind.SAFETY,
        max_length=500,
        error_messages={"blank": "Say what the result was, or why it was not done"},
    )
    agreed_by = Sealed(
        "Who agreed that it is no longer possible?", kind=Kind.LOOKS, null=True, max_length=120
    )
    superseded_by = models.ForeignKey(
        ConferenceAction, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    escalated_to = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    def __str__(self) -> str:
        return f"end of action {self.action_id}"
