"""An assurance meeting: what was asked, what was seen, how sure the body is."""

from typing import Self

from django.db import models
from django.db.models import FETCH_RAISE, Prefetch, Q

from handrail.areas.oversight.levels_and_states import (
    ASSURANCE_LEVELS,
    FIRST_DAY,
    LEVEL_CODES,
    MEETING_STATES,
    get_choice_codes,
)
from handrail.areas.oversight.models.oversight_record import (
    DayWithinTenYearsField,
    OversightNote,
    OversightRecord,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Assurance meetings."""

    def visible_to(self, actor: Actor) -> Self:
        """The body's own; and a force's that it was at."""
        bodies = get_own_and_taken_over_body_ids_of_actor(actor)
        return self.filter(Q(body__in=bodies) | Q(force__in=bodies))

    def for_page(self) -> Self:
        """With questions and notes. Three statements."""
        questions = MeetingQuestion.objects.select_related("changed_by").fetch_mode(FETCH_RAISE)
        notes = MeetingReopeningNote.objects.select_related("body", "by").fetch_mode(FETCH_RAISE)
        rows = self.select_related("body", "force", "changed_by").fetch_mode(FETCH_RAISE)
        return rows.prefetch_related(Prefetch("questions", questions), Prefetch("notes", notes))


class Meeting(OversightRecord):
    """The local policing body meets whoever leads for the force."""

    personal_fields = ("present",)
    impersonal_text = ("title", "why")

    force = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    title = ShortTextField(
        "Subject", max_length=200, error_messages={"blank": "Enter what the meeting was about"}
    )
    held_on = DayField("Date", about="the date of the meeting", not_before=FIRST_DAY, not_after=today)
    present = LongTextField(  # posts, and names of those at work
        "Attendees", max_length=1000, rows=2, blank=True, default="", help_text="Job titles are enough."
    )
    level = CodeField(
        "Level of assurance",
        max_length=11,
        choices=[row[:2] for row in ASSURANCE_LEVELS],
        blank=True,
        default="",
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the level of assurance"),
    )
    why = LongTextField(
        "Reason for the level",
        blank=True,
        default="",
        error_messages={"blank": "Enter the reason for that level"},
    )
    next_on = DayWithinTenYearsField("Next meeting", null=True, blank=True)
    state = CodeField(max_length=7, choices=MEETING_STATES, default="open")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(MeetingQuerySet)()

    class Meta:
        ordering = ("-held_on", "-id")
        indexes = [models.Index(fields=("body", "held_on"), name="meeting_by_body")]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=("", *LEVEL_CODES)), name="meeting_level"),
            models.CheckConstraint(
                condition=Q(level="") | ~Q(why=""),
                name="meeting_level_has_a_reason",
                violation_error_code="why",
                violation_error_message="Enter the reason for that level",
            ),
            models.CheckConstraint(
                condition=Q(state__in=get_choice_codes(MEETING_STATES)), name="meeting_state"
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | (Q(state="settled", settled_at__isnull=False) & ~Q(level="")),
                name="meeting_settled_says_how_sure",
                violation_error_code="level",
                violation_error_message="Choose the level of assurance",
            ),
            models.CheckConstraint(condition=~Q(body=models.F("force")), name="meeting_of_two_bodies"),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"


class MeetingQuestion(Versioned):
    """One question, what was answered, and the evidence that was seen: not the same as what was said of it."""

    impersonal_text = ("asked", "answered", "evidence")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="questions", db_index=False)
    number = models.PositiveSmallIntegerField()
    asked = LongTextField("Question", max_length=2000, rows=3, error_messages={"blank": "Enter the question"})
    answered = LongTextField("Answer", blank=True, default="")
    evidence = LongTextField(
        "Evidence seen",
        blank=True,
        default="",
        help_text="What you saw yourself, not what you were told.",
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("meeting", "number"), name="meeting_question_one_a_number"),
            models.CheckConstraint(condition=~Q(asked=""), name="meeting_question_asks"),
        ]

    def __str__(self) -> str:
        return f"question {self.number} of meeting {self.meeting_id}"


class MeetingReopeningNote(OversightNote):
    """Why a settled meeting was opened again."""

    impersonal_text = ("words",)

    of = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="notes")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"note {self.pk}"
