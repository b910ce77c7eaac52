"""Meetings of a conference: called, moved, recorded, and what the person was told of each."""

from django.db import models
from django.db.models import F, Q

from handrail.people.conferences.models.conference import LONGEST, Conference
from handrail.people.conferences.text_choices import (
    ConferenceTellingMethod,
    MeetingDelayReason,
    MeetingResult,
    PersonResponseToAgreement,
)
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Language
from handrail.platform.vault.blind_code import BlindCodeField


class ConferenceMeeting(SealedRow):
    """A meeting that was called, and what became of it. One that was not quorate is called again as the next."""

    personal_fields = ("result", "agrees", "late_reason")
    impersonal_text = ("missing_parts",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="meetings", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    first_at = models.DateTimeField(
        null=True, blank=True
    )  # the time for which it was called, once it was moved
    late_reason = BlindCodeField(
        "If it is later than the 48 hours: why?",
        choices=MeetingDelayReason.choices,
        blank=True,
        default="",
    )
    moved_why = Sealed(kind=Kind.PATHWAY, null=True, max_length=300)
    place = Sealed(
        "Where, or by which video link?",
        kind=Kind.PATHWAY,
        max_length=300,
        error_messages={"blank": "Say where the meeting is, or enter its link"},
    )
    agenda = Sealed(
        "What is decided at it, one a line",
        kind=Kind.PATHWAY,
        null=True,
        max_length=LONGEST,
        help_text="The confidentiality statement and the person’s words come first, actions and who tells them last.",
    )
    called_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    called_at = models.DateTimeField()
    result = CodeField(max_length=11, choices=MeetingResult.choices, blank=True, default="")
    agrees = BlindCodeField(
        "What do they say about what was agreed?",
        choices=PersonResponseToAgreement.choices,
        blank=True,
        default="",
    )
    missing_parts = models.JSONField(default=list, blank=True)
    minutes = Sealed(kind=Kind.PATHWAY, null=True, max_length=8000)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conference", "number"], name="conference_meeting_once"),
            models.UniqueConstraint(
                fields=["conference"], condition=Q(result=""), name="conference_one_meeting_called"
            ),
            models.CheckConstraint(
                condition=Q(result="", recorded_at__isnull=True)
                | ~Q(result="") & Q(recorded_at__isnull=False),
                name="conference_meeting_recorded_whole",
            ),
        ]

    @property
    def told_or_none(self) -> "MeetingTelling | None":
        """What the person was told of it; fetched with the row."""
        return getattr(self, "told", None)

    def __str__(self) -> str:
        return f"meeting {self.number} of conference {self.conference_id}"


class MeetingTelling(Versioned, SealedRow):
    """One row a meeting: that they were told of the first says nothing of the second."""

    personal_fields = ("told_on", "told_how", "agrees")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    meeting = models.OneToOneField(ConferenceMeeting, on_delete=models.PROTECT, related_name="told")
    told_on = DayField("When were they told?", about="the day", not_after=today)
    told_how = CodeField(
        "How?",
        max_length=9,
        choices=ConferenceTellingMethod.choices,
        error_messages={"blank": "Choose how they were told"},
    )
    told_language = models.ForeignKey(Language, on_delete=models.PROTECT, related_name="+")
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agrees = BlindCodeField(
        "What do they say about what was agreed?",
        choices=PersonResponseToAgreement.choices,
        blank=True,
        default="",
    )
    told_words = Sealed("What they said about it", kind=Kind.OWN_WORDS, null=True, max_length=LONGEST)
    correction = Sealed(
        "What do they correct in the minutes?", kind=Kind.OWN_WORDS, null=True, max_length=LONGEST
    )

    def __str__(self) -> str:
        return f"telling of meeting {self.meeting_id}"


class MeetingMove(SealedRow):
    """A new time for a meeting that was called; the 48 hours are shown against the old time and the new."""

    personal_fields = ("from_at", "to_at", "reason")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        ConferenceMeeting, on_delete=models.PROTECT, related_name="moves", db_index=False
    )
    reason = BlindCodeField(
        "Why is it moved?",
        choices=MeetingDelayReason.choices,
        error_messages={"blank": "Choose why the meeting is moved"},
    )
    from_at = models.DateTimeField()
    to_at = models.DateTimeField()
    why = Sealed("In a sentence", kind=Kind.PATHWAY, null=True, max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_at=F("from_at")), name="conference_meeting_moves_elsewhen"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "id"], name="conference_moves_in_order")]

    def __str__(self) -> str:
        return f"move of meeting {self.meeting_id}"
