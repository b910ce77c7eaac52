"""An improvement plan, its objectives, and how each stood at each board."""

from django.db import models
from django.db.models import F, Q

from handrail.areas.oversight.models.base import OversightNote, OversightRecord
from handrail.areas.oversight.states import OBJECTIVE_STATUSES, PLAN_STATES, get_codes
from handrail.platform.access.models import User
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.reference.models import Body


class ImprovementPlan(OversightRecord):
    """Joint where `force` is set: both bodies see it and write in it."""

    force = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    aim = models.TextField(blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField()
    next_board_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=6, choices=PLAN_STATES, default="open")

    class Meta:
        ordering = ("-starts_on", "-id")
        indexes = [models.Index(fields=("body", "state"), name="plan_by_body")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=get_codes(PLAN_STATES)), name="plan_state"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="plan_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(force__isnull=True) | ~Q(body=F("force")), name="plan_joint_of_two_bodies"
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Objective(models.Model):
    """One objective: who owns it, by when, how it will be known, what shows it."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.PROTECT, related_name="objectives")
    number = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=500)
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=120, blank=True, default="")
    due_on = models.DateField()
    measure = models.TextField(blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    status = models.CharField(
        max_length=11, choices=OBJECTIVE_STATUSES, default="not_started"
    )  # as last reported
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("plan", "number"), name="objective_one_a_number"),
            models.CheckConstraint(condition=~Q(what=""), name="objective_says_what"),
            models.CheckConstraint(
                condition=Q(status__in=get_codes(OBJECTIVE_STATUSES)), name="objective_status"
            ),
        ]

    def __str__(self) -> str:
        return f"objective {self.number} of plan {self.plan_id}"


class BoardReport(AppendOnly):
    """What was reported at one board. Only ever added."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.PROTECT, related_name="reports")
    held_on = models.DateField()
    words = models.TextField(blank=True, default="")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("held_on",)
        constraints = [models.UniqueConstraint(fields=("plan", "held_on"), name="board_once_a_day")]

    def __str__(self) -> str:
        return f"board report {self.pk}"


class ObjectiveStatus(AppendOnly):
    """How one objective stood at one board, in the wording and with the day of then. Only ever added."""

    report = models.ForeignKey(BoardReport, on_delete=models.PROTECT, related_name="statuses")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="statuses")
    what = models.CharField(max_length=500)  # the objective as the board was told it
    status = models.CharField(max_length=11, choices=OBJECTIVE_STATUSES)
    words = models.TextField(blank=True, default="")
    due_on = models.DateField()
    evidence = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("objective__number",)
        constraints = [
            models.UniqueConstraint(fields=("report", "objective"), name="status_once_a_board"),
            models.CheckConstraint(condition=~Q(what=""), name="status_says_of_what"),
            models.CheckConstraint(
                condition=Q(status__in=get_codes(OBJECTIVE_STATUSES)), name="status_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | ~Q(evidence=""), name="status_done_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"status {self.pk}"


class PlanNote(OversightNote):
    """Why a plan was closed or opened again."""

    of = models.ForeignKey(ImprovementPlan, on_delete=models.PROTECT, related_name="notes")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"note {self.pk}"
