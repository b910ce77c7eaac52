"""A strategic plan: priorities with reasons, the steps that the law asks for, and every edition as it was published."""

from typing import Self

from django.db import models
from django.db.models import FETCH_RAISE, F, Prefetch, Q

from handrail.areas.prevention import code_lists
from handrail.areas.prevention.models.base import (
    PreventionDayField,
    PreventionQuerySet,
    PreventionRecord,
    make_code_field,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class StrategyQuerySet(PreventionQuerySet):
    """Strategic plans."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the area; elsewhere, and for a collator, those that were published."""
        rows = super().visible_to(actor)
        if actor.may(Permission.VIEW_PREVENTION) or actor.may(Permission.VIEW_OVERSIGHT):
            return rows
        return self.filter(pk__in=StrategyEdition.objects.values("strategy"))

    def for_page(self) -> Self:
        """With priorities and their evidence, steps and editions. Five statements."""
        evidence = PriorityEvidence.objects.all().fetch_mode(FETCH_RAISE)
        priorities = StrategyPriority.objects.prefetch_related(Prefetch("evidence", evidence))
        steps = StrategyStep.objects.select_related("by").fetch_mode(FETCH_RAISE)
        editions = StrategyEdition.objects.select_related("by").fetch_mode(FETCH_RAISE)
        return (
            self.select_related("body", "changed_by")
            .prefetch_related(
                Prefetch("priorities", priorities.fetch_mode(FETCH_RAISE)),
                Prefetch("steps", steps),
                Prefetch("editions", editions),
            )
            .fetch_mode(FETCH_RAISE)
        )


class Strategy(PreventionRecord):
    """The part of a police and crime plan, or a plan of its own, that is about modern slavery."""

    impersonal_text = ("title", "aim", "varied_because")

    title = ShortTextField("Name of the plan", max_length=160, error_messages={"blank": "Enter its name"})
    aim = LongTextField("Aim", max_length=2_000, rows=3, blank=True, default="")
    starts_on = PreventionDayField("First day")
    ends_on = PreventionDayField("Last day")
    state = CodeField(max_length=9, choices=code_lists.PLAN_STATES, default="draft", editable=False)
    varied_because = LongTextField(
        "Why it is varied", max_length=1_000, rows=3, blank=True, default="", editable=False
    )

    objects = models.Manager.from_queryset(StrategyQuerySet)()

    class Meta:
        ordering = ("-starts_on", "-id")
        verbose_name_plural = "strategies"
        indexes = [models.Index(fields=("body", "-starts_on"), name="strategy_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="strategy_ends_after_it_starts",
                violation_error_code="ends_on",
                violation_error_message="The last day must be on or after the first",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[code for code, _ in code_lists.PLAN_STATES]), name="strategy_state"
            ),
        ]

    def __str__(self) -> str:
        return f"strategy {self.pk}"


class StrategyPriority(Versioned):
    """One priority, and why it is one."""

    impersonal_text = ("title", "reasons")

    strategy = models.ForeignKey(
        Strategy, on_delete=models.PROTECT, related_name="priorities", editable=False, db_index=False
    )
    number = models.PositiveSmallIntegerField(editable=False)
    title = ShortTextField("Priority", max_length=200, error_messages={"blank": "Enter the priority"})
    reasons = LongTextField(
        "Why it is a priority", max_length=2_000, error_messages={"blank": "Enter why it is a priority"}
    )
    is_dropped = models.BooleanField(
        "No longer a priority",
        default=False,
        help_text="It stays in earlier editions and leaves the next one.",
    )

    class Meta:
        ordering = ("number",)
        verbose_name_plural = "strategy priorities"
        constraints = [
            models.UniqueConstraint(fields=("strategy", "number"), name="strategy_priority_one_a_number")
        ]

    def __str__(self) -> str:
        return f"priority {self.number} of {self.strategy_id}"


class PriorityEvidence(AppendOnly):
    """A signal, a threat or a finding that a priority rests on, in its words of that day."""

    impersonal_text = ("title", "words")

    priority = models.ForeignKey(
        StrategyPriority, on_delete=models.PROTECT, related_name="evidence", db_index=False
    )
    kind = models.CharField(max_length=20)
    ref = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    words = LongTextField(
        "What follows from it",
        max_length=1_000,
        rows=3,
        error_messages={"blank": "Enter what follows from it"},
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        verbose_name_plural = "priority evidence"
        constraints = [
            models.UniqueConstraint(fields=("priority", "kind", "ref"), name="priority_evidence_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"


class StrategyStep(AppendOnly):
    """One step on the way to an edition: consultation, the panel's report, the answer."""

    impersonal_text = ("words",)

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="steps", editable=False)
    edition = models.PositiveSmallIntegerField(editable=False)  # of which edition it is a step
    step = make_code_field("Step", code_lists.STEPS, "Choose a step")
    held_on = PreventionDayField("Day", about="the day", not_after=today)
    words = LongTextField("What was said", max_length=4_000, error_messages={"blank": "Enter what was said"})
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)
    at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ("-held_on", "-id")

    def __str__(self) -> str:
        return f"{self.step} of {self.strategy_id}"


class StrategyEdition(AppendOnly):
    """The plan as it was published: content and reason of the variation."""

    impersonal_text = ("content", "because")

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="editions", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    because = models.TextField(blank=True, default="")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(fields=("strategy", "number"), name="strategy_edition_one_a_number")
        ]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.strategy_id}"
