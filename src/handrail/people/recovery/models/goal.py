"""What the person wants, in their own words: each goal a row of versions, never edited, only followed."""

from django.db import models
from django.db.models import Q

from handrail.people.records.models import Case, Need
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.people.recovery.states import GoalState
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed


class Goal(UUIDModel):
    """One goal of one person."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="goal_by_case")]

    def __str__(self) -> str:
        return f"goal {self.pk}"


class GoalVersion(SealedRow):
    """The goal as it was said on a day. `steps` holds one step a line.

    `number` counts, and its uniqueness refuses the second of two who wrote at once.
    """

    personal_fields = ("said_on", "state", "state_on")
    sealed_with = "goal__case_id"
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    is_newest = models.BooleanField(default=True)
    said_on = models.DateField()
    words = Sealed(kind=Kind.SUPPORT)
    first = Sealed(kind=Kind.SUPPORT, null=True)
    steps = Sealed(kind=Kind.SUPPORT, null=True)
    helpers = Sealed(kind=Kind.SUPPORT, null=True)
    state = models.CharField(max_length=10, choices=GoalState.choices, default=GoalState.GOING_ON)
    state_on = models.DateField(null=True)
    state_words = Sealed(kind=Kind.SUPPORT, null=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            choice_constraint("state", GoalState, "goal_state_is_known"),
            models.UniqueConstraint(fields=["goal", "number"], name="goal_one_per_number"),
            models.UniqueConstraint(
                fields=["goal"], condition=Q(is_newest=True), name="goal_one_newest_version"
            ),
            models.CheckConstraint(
                condition=Q(state="going_on", state_on__isnull=True)
                | (~Q(state="going_on") & Q(state_on__isnull=False)),
                name="goal_that_ended_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"goal version {self.pk}"


class GoalNeed(UUIDModel):
    """A need that the goal, as it was said then, would meet."""

    version = models.ForeignKey(GoalVersion, on_delete=models.PROTECT, related_name="needs")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "need"], name="goal_meets_a_need_once")]

    def __str__(self) -> str:
        return f"goal need {self.pk}"
