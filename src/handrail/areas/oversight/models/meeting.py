"""An assurance meeting: what was asked, what was seen, how sure the body is."""

from django.db import models
from django.db.models import Q

from handrail.areas.oversight.models.base import OversightNote, OversightRecord
from handrail.areas.oversight.states import ASSURANCE_LEVELS, LEVEL_CODES, MEETING_STATES, get_codes
from handrail.platform.access.models import User
from handrail.platform.reference.models import Body


class Meeting(OversightRecord):
    """The local policing body meets whoever leads for the force."""

    force = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    present = models.TextField(blank=True, default="")  # roles and names of those at work
    level = models.CharField(
        max_length=11, choices=[row[:2] for row in ASSURANCE_LEVELS], blank=True, default=""
    )
    level_why = models.TextField(blank=True, default="")
    next_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=7, choices=MEETING_STATES, default="open")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-held_on", "-id")
        indexes = [models.Index(fields=("body", "held_on"), name="meeting_by_body")]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=("", *LEVEL_CODES)), name="meeting_level"),
            models.CheckConstraint(
                condition=Q(level="") | ~Q(level_why=""), name="meeting_level_has_a_reason"
            ),
            models.CheckConstraint(condition=Q(state__in=get_codes(MEETING_STATES)), name="meeting_state"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | (Q(state="settled", settled_at__isnull=False) & ~Q(level="")),
                name="meeting_settled_says_how_sure",
            ),
            models.CheckConstraint(condition=~Q(body=models.F("force")), name="meeting_of_two_bodies"),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class MeetingQuestion(models.Model):
    """One question, what was answered, and the evidence that was seen: not the same as what was said of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    asked = models.TextField()
    answered = models.TextField(blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("meeting", "number"), name="meeting_question_one_a_number"),
            models.CheckConstraint(condition=~Q(asked=""), name="meeting_question_asks"),
        ]

    def __str__(self) -> str:
        return f"question {self.number} of meeting {self.meeting_id}"


class MeetingNote(OversightNote):
    """Why a settled meeting was opened again."""

    of = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"note {self.pk}"
