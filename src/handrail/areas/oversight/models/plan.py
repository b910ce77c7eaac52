"""An improvement plan, its objectives, and how each stood at each board."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FETCH_RAISE, Count, F, Prefetch, Q

from handrail.areas.oversight.levels_and_states import (
    FIRST_DAY,
    OBJECTIVE_STATUSES,
    PLAN_STATES,
    get_choice_codes,
)
from handrail.areas.oversight.models.oversight_record import (
    DayWithinTenYearsField,
    OversightNote,
    OversightRecord,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class PlanQuerySet(models.QuerySet["ImprovementPlan"]):
    """Improvement plans."""

    def visible_to(self, actor: Actor) -> Self:
        """The body's own; a joint plan is open to both."""
        return self.visible_to_bodies(get_own_and_taken_over_body_ids_of_actor(actor))

    def visible_to_bodies(self, bodies: frozenset[int]) -> Self:
        """The same, where it is known which bodies the reader represents."""
        return self.filter(Q(body__in=bodies) | Q(force__in=bodies))

    def for_page(self) -> Self:
        """With objectives, boards and notes. Five statements."""
        objectives = Objective.objects.select_related("owner", "changed_by").fetch_mode(FETCH_RAISE)
        statuses = ReportedObjectiveStatus.objects.select_related("objective").fetch_mode(FETCH_RAISE)
        reports = BoardReport.objects.select_related("body", "by").order_by("-held_on")
        notes = PlanClosingOrReopeningNote.objects.select_related("body", "by").fetch_mode(FETCH_RAISE)
        return (
            self.select_related("body", "force", "changed_by")
            .prefetch_related(
                Prefetch("objectives", objectives),
                Prefetch("reports", reports.fetch_mode(FETCH_RAISE)),
                Prefetch("reports__statuses", statuses),
                Prefetch("notes", notes),
            )
            .fetch_mode(FETCH_RAISE)
        )

    def for_list(self) -> Self:
        """With how many objectives there are, are done, and are overdue. One statement."""
        done = Q(objectives__status="done")
        late = Q(state="open", objectives__due_on__lt=today()) & ~done
        counts = {
            "objective_count": Count("objectives"),
            "done_count": Count("objectives", filter=done),
            "overdue_count": Count("objectives", filter=late),
        }
        rows = self.select_related("body", "force").annotate(**counts)
        return rows.order_by("-state", "-starts_on", "-id").fetch_mode(FETCH_RAISE)


class ImprovementPlan(OversightRecord):
    """Joint where `force` is set: both bodies see it and write in it."""

    impersonal_text = ("title", "aim")

    force = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = ShortTextField(
        "Name of the plan", max_length=200, error_messages={"blank": "Enter what the plan is called"}
    )
    aim = LongTextField("Aim", blank=True, default="")
    starts_on = DayWithinTenYearsField("First day")
    ends_on = DayWithinTenYearsField("Last day")
    next_board_on = DayWithinTenYearsField("Next report to the board", null=True, blank=True)
    state = CodeField(max_length=6, choices=PLAN_STATES, default="open")

    objects = models.Manager.from_queryset(PlanQuerySet)()

    class Meta:
        ordering = ("-starts_on", "-id")
        indexes = [models.Index(fields=("body", "state"), name="plan_by_body")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=get_choice_codes(PLAN_STATES)), name="plan_state"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="plan_ends_after_it_starts",
                violation_error_code="ends_on",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(
                condition=Q(force__isnull=True) | ~Q(body=F("force")), name="plan_joint_of_two_bodies"
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Objective(Versioned):
    """One objective: who owns it, by when, how it will be known, what shows it."""

    personal_fields = ("person",)
    impersonal_text = ("what", "measure", "evidence")

    plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="objectives", db_index=False
    )
    number = models.PositiveSmallIntegerField()
    what = ShortTextField("The objective", max_length=500, error_messages={"blank": "Enter the objective"})
    owner = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Owner",
        error_messages=dict.fromkeys(("blank", "null", "invalid"), "Choose who owns it"),
    )
    person = ShortTextField(
        "Responsible person", max_length=120, blank=True, default="", help_text="A name or job title."
    )
    due_on = DayWithinTenYearsField("Due date", about="the due date")
    measure = LongTextField("Measure", blank=True, default="")
    evidence = LongTextField(
        "Evidence",
        blank=True,
        default="",
        help_text="Needed to report the objective as done.",
    )
    status = CodeField(max_length=11, choices=OBJECTIVE_STATUSES, default="not_started")  # as last reported

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("plan", "number"), name="objective_one_a_number"),
            models.CheckConstraint(condition=~Q(what=""), name="objective_says_what"),
            models.CheckConstraint(
                condition=Q(status__in=get_choice_codes(OBJECTIVE_STATUSES)), name="objective_status"
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | ~Q(evidence=""),
                name="objective_done_has_evidence",
                violation_error_code="evidence",
                violation_error_message="This objective was reported as done. Enter the evidence.",
            ),
        ]

    def __str__(self) -> str:
        return f"objective {self.number} of plan {self.plan_id}"

    def clean(self) -> None:
        """Due within the plan, and owned by one of its bodies."""
        plan = self.plan
        if self.due_on and not plan.starts_on <= self.due_on <= plan.ends_on:
            days = {"starts_on": format_day(plan.starts_on), "ends_on": format_day(plan.ends_on)}
            said = msg("The due date must be within the plan: {starts_on} to {ends_on}", **days)
            raise ValidationError({"due_on": said})
        if self.owner_id and self.owner_id not in (plan.body_id, plan.force_id):
            raise ValidationError({"owner": "Choose who owns it"})


class PlanGap(models.Model):
    """An action of a review of places that the plan took in. What it is about is in `insight`, in codes."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.PROTECT, related_name="gaps")
    follow_up = models.OneToOneField(FollowUp, on_delete=models.PROTECT, related_name="+")  # in one plan
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"gap {self.pk} of plan {self.plan_id}"


class BoardReport(AppendOnly):
    """What was reported at one board. Only ever added."""

    impersonal_text = ("words",)

    plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="reports", db_index=False
    )
    held_on = DayField("Date of the board", not_before=FIRST_DAY, not_after=today)
    words = LongTextField("What the board was told", blank=True, default="")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("held_on",)
        constraints = [models.UniqueConstraint(fields=("plan", "held_on"), name="board_once_a_day")]

    def __str__(self) -> str:
        return f"board report {self.pk}"


class ReportedObjectiveStatus(AppendOnly):
    """How one objective stood at one board, in the wording and with the day of then. Only ever added."""

    impersonal_text = ("what", "words", "evidence")

    report = models.ForeignKey(BoardReport, on_delete=models.PROTECT, related_name="statuses", db_index=False)
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="statuses")
    what = models.CharField(max_length=500)  # the objective as the board was told it
    status = CodeField(max_length=11, choices=OBJECTIVE_STATUSES)
    words = LongTextField(max_length=2000, blank=True, default="")
    due_on = models.DateField()
    evidence = models.TextField(blank=True, default="")

    class Meta:
        ordering = ("objective__number",)
        constraints = [
            models.UniqueConstraint(fields=("report", "objective"), name="status_once_a_board"),
            models.CheckConstraint(condition=~Q(what=""), name="status_says_of_what"),
            models.CheckConstraint(
                condition=Q(status__in=get_choice_codes(OBJECTIVE_STATUSES)), name="status_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(status="done") | ~Q(evidence=""), name="status_done_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"status {self.pk}"


class PlanClosingOrReopeningNote(OversightNote):
    """Why a plan was closed or opened again."""

    impersonal_text = ("words",)

    of = models.ForeignKey(ImprovementPlan, on_delete=models.PROTECT, related_name="notes")

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"note {self.pk}"
