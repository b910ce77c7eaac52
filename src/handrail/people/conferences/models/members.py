"""Who sits at a conference, and how they were there at each meeting."""

from django.db import models
from django.db.models import Q

from handrail.people.conferences.models.conference import Conference
from handrail.people.conferences.models.meetings import ConferenceMeeting
from handrail.people.conferences.text_choices import Attendance, MemberAgency, MemberLeavingReason
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class ConferenceMember(Versioned, SealedRow):
    """One person at the table for one organisation. The chair notes the signature of who has no account.

    They are a member as somebody of `body`: whoever changes employer reads nothing more.
    """

    impersonal_text = ("name", "authority", "legal_duty")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="members")
    part = CodeField(
        "Which agency do they speak for?",
        max_length=9,
        choices=MemberAgency.choices,
        error_messages={"blank": "Choose which agency they speak for"},
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = ShortTextField("Name, of someone without an account", max_length=120, blank=True)
    authority = ShortTextField(
        "What may they commit their organisation to?",
        max_length=200,
        blank=True,
        help_text="For example: a bed for the night, a patrol, an assessment.",
    )
    trained_on = DayField(
        "When were they last trained? (optional)", about="the day", null=True, blank=True, not_after=today
    )
    legal_duty = ShortTextField(
        "Which legal duty brings them, if the person has not agreed? (immigration enforcement only)",
        max_length=200,
        blank=True,
        help_text="Name the law and its section. Without it they sit here only as long as the person agrees.",
    )
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    deputy_signed_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    left_why = CodeField(max_length=10, choices=MemberLeavingReason.choices, blank=True, default="")
    left_words = Sealed(kind=Kind.LOOKS, null=True, max_length=300)

    class Meta:
        constraints = [
            choice_constraint("part", MemberAgency, "conference_member_part_is_known"),
            models.UniqueConstraint(
                fields=["conference", "user"],
                condition=Q(user__isnull=False)
                & (Q(left_at__isnull=True) | Q(left_why=MemberLeavingReason.CONFLICT)),
                name="conference_member_once",
                violation_error_message="They are a member already, or left with a conflict of interest",
            ),
            models.UniqueConstraint(
                fields=["conference"],
                condition=Q(part="chair", left_at__isnull=True),
                name="conference_one_chair",
                violation_error_message="The conference has a chair. Their deputy acts for them.",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, left_why="") | Q(left_at__isnull=False) & ~Q(left_why=""),
                name="conference_member_left_why",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(name=""), name="conference_member_is_named"
            ),
        ]
        indexes = [models.Index(fields=["user", "left_at"], name="conference_member_by_user")]

    def __str__(self) -> str:
        return f"member {self.pk}"

    @property
    def who(self) -> str:
        """Their name; the account is fetched with the row."""
        return self.user.name if self.user else self.name


class MeetingAttendance(SealedRow):
    """How one member was at one meeting; of apologies, what they sent and when it came."""

    personal_fields = ("how",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(
        ConferenceMeeting, on_delete=models.PROTECT, related_name="attendance", db_index=False
    )
    member = models.ForeignKey(ConferenceMember, on_delete=models.PROTECT, related_name="+")
    how = CodeField(max_length=9, choices=Attendance.choices)
    sent = Sealed(kind=Kind.PATHWAY, null=True, max_length=300)

    class Meta:
        constraints = [
            choice_constraint("how", Attendance, "meeting_attendance_is_known"),
            models.UniqueConstraint(fields=["meeting", "member"], name="meeting_attendance_once"),
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk}"
