"""What the person wants, in their own words: each goal a row of versions, never edited, only followed."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from handrail.people.records.models import Case, Need
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.people.recovery.text_choices import LONGEST_LINE, LONGEST_WORDS, OWN_WORDS, GoalState
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField


class Goal(UUIDModel):
    """One goal of one person."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="goal_by_case")]

    def __str__(self) -> str:
        return f"goal {self.pk}"


class GoalVersion(Versioned, SealedRow):
    """The goal as it was said on a day. `steps` holds one step a line. `changed_by` is who wrote this version.

    A later version is a row of its own: `version` counts them, and its uniqueness refuses the second of two who wrote
    at once.
    """

    personal_fields = ("on", "state", "state_on")
    sealed_with = "goal__case_id"

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="versions", db_index=False)
    is_newest = models.BooleanField(default=True)
    words = Sealed(
        "What do they want?",
        kind=Kind.OUTCOMES,
        max_length=LONGEST_WORDS,
        help_text=OWN_WORDS,
        error_messages={"blank": "Enter the goal in the person’s words."},
    )
    first = Sealed("What would they like first?", kind=Kind.OUTCOMES, null=True, max_length=LONGEST_LINE)
    steps = Sealed(
        "Steps towards it",
        kind=Kind.OUTCOMES,
        null=True,
        max_length=LONGEST_WORDS,
        help_text="One step a line.",
    )
    helpers = Sealed(
        "Who helps?",
        kind=Kind.OUTCOMES,
        null=True,
        max_length=LONGEST_LINE,
        help_text="A friend, a worker, an organisation.",
    )
    on = DayField("When did they say it?", about="the date they said it", not_after=today)
    state = CodeField(
        "Status",
        max_length=10,
        choices=GoalState.choices,
        default=GoalState.GOING_ON,
        error_messages={"blank": "Choose a status"},
    )
    state_on = DayField(
        "Date reached or set aside, if it was",
        about="the date it was reached or set aside",
        not_after=today,
        null=True,
        blank=True,
    )
    state_words = Sealed(
        "What do they say about that?", kind=Kind.OUTCOMES, null=True, max_length=LONGEST_WORDS
    )

    class Meta:
        constraints = [
            choice_constraint("state", GoalState, "goal_state_is_known"),
            models.UniqueConstraint(fields=["goal", "version"], name="goal_one_per_version"),
            models.UniqueConstraint(
                fields=["goal"], condition=Q(is_newest=True), name="goal_one_newest_version"
            ),
            models.CheckConstraint(
                condition=Q(state="going_on", state_on__isnull=True)
                | (~Q(state="going_on") & Q(state_on__isnull=False)),
                name="goal_that_ended_has_its_day",
                violation_error_code="state_on",
                violation_error_message="Enter the date they reached it or set it aside.",
            ),
        ]

    def __str__(self) -> str:
        return f"goal version {self.pk}"

    def clean(self) -> None:
        """A goal that goes on again has no day of its end, whatever still stands in the box."""
        if self.state == GoalState.GOING_ON:
            self.state_on = None
        elif self.state_on and self.on and self.state_on < self.on:
            raise ValidationError({"state_on": "That is before the date they said it."})


class GoalNeed(UUIDModel):
    """A need that the goal, as it was said then, would meet."""

    version = models.ForeignKey(GoalVersion, on_delete=models.PROTECT, related_name="needs", db_index=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "need"], name="goal_meets_a_need_once")]

    def __str__(self) -> str:
        return f"goal need {self.pk}"
