"""A meeting of a group: planned ahead on a working day, called, held; who came, what was decided."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from handrail.areas.partnerships.models.engagement import WorkStream
from handrail.areas.partnerships.models.group import Group
from handrail.areas.partnerships.models.seat import Seat
from handrail.areas.partnerships.states import ATTENDANCE, FIRST_DAY, MEETING_STATES, get_codes_of_state_pairs
from handrail.insight.packs.models import BoardPack
from handrail.platform.access.lines_field import LinesField
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.working_days import is_working_day
from handrail.platform.reference.code_field import CodeField


class GroupMeeting(Versioned):
    """`pack` is a signed board pack, `paper` a paper of the group's own. `stream`: of one work stream alone."""

    impersonal_text = ("place", "agenda", "paper", "notes", "why_not")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings", db_index=False)
    number = models.PositiveSmallIntegerField()
    stream = models.ForeignKey(
        WorkStream,
        verbose_name="Work stream",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings",
    )
    planned_on = DayField("Day", about="the day of the meeting", not_before=FIRST_DAY, within_years=10)
    starts_at = models.TimeField("Time", null=True, blank=True, help_text="Like 10am.")
    place = ShortTextField("Where", max_length=120, blank=True, default="", help_text="A room, or: online.")
    agenda = LinesField(
        "Agenda",
        most=30,
        longest=120,
        rows=6,
        blank=True,
        default=list,
        help_text="One item on each line.",
        error_messages={"blank": "Enter the agenda"},
    )
    pack = models.ForeignKey(
        BoardPack,
        verbose_name="Board pack",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    paper = LongTextField(
        "Paper for the meeting",
        max_length=10_000,
        rows=6,
        blank=True,
        default="",
        help_text="What members read before the meeting if there is no board pack. Do not name anyone.",
    )
    notes = LongTextField(
        "Notes", max_length=10_000, rows=4, blank=True, default="", help_text="Do not name anyone."
    )
    state = CodeField(max_length=9, choices=MEETING_STATES, default="drafted")
    held_on = DayField("Held on", null=True, blank=True, not_before=FIRST_DAY, not_after=today)
    why_not = LongTextField("Why it is not held", max_length=1000, rows=3, blank=True, default="")

    class Meta:
        ordering = ("planned_on", "number")
        constraints = [
            models.UniqueConstraint(fields=("group", "number"), name="group_meeting_one_a_number"),
            models.CheckConstraint(
                condition=Q(state__in=get_codes_of_state_pairs(MEETING_STATES)), name="group_meeting_state"
            ),
            models.CheckConstraint(
                condition=Q(state="held", held_on__isnull=False)
                | (~Q(state="held") & Q(held_on__isnull=True)),
                name="group_meeting_held_on_a_day",
                violation_error_code="held_on",
                violation_error_message="Enter the day on which it was held",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(why_not=""),
                name="group_meeting_not_held_has_a_reason",
                violation_error_code="why_not",
                violation_error_message="Say why it is not held",
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.number} of group {self.group_id}"

    def clean(self) -> None:
        """A meeting still to come is on a working day. Raises ValidationError."""
        ahead = self.planned_on and self.planned_on > today() and self.state in ("drafted", "called")
        if ahead and not is_working_day(self.planned_on):
            raise ValidationError({"planned_on": "The day of the meeting must be a working day"})


class GroupAttendance(models.Model):
    """Whether a seat was filled at a meeting. Written with the record of the meeting."""

    meeting = models.ForeignKey(
        GroupMeeting, on_delete=models.CASCADE, related_name="attendance", db_index=False
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance")
    came = CodeField(max_length=9, choices=ATTENDANCE)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=("meeting", "seat"), name="attendance_once_a_seat"),
            models.CheckConstraint(
                condition=Q(came__in=get_codes_of_state_pairs(ATTENDANCE)), name="attendance_code"
            ),
        ]

    def __str__(self) -> str:
        return f"attendance {self.pk}"


class GroupDecision(Versioned):
    """What a meeting decided."""

    impersonal_text = ("words",)

    meeting = models.ForeignKey(
        GroupMeeting, on_delete=models.PROTECT, related_name="decisions", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    words = LongTextField(
        "Decision",
        max_length=2000,
        rows=3,
        help_text="Do not name anyone.",
        error_messages={"blank": "Enter the decision"},
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("meeting", "number"), name="group_decision_one_a_number"),
            models.CheckConstraint(condition=~Q(words=""), name="group_decision_says_something"),
        ]

    def __str__(self) -> str:
        return f"decision {self.number} of meeting {self.meeting_id}"
