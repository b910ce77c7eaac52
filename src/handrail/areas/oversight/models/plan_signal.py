"""An accepted signal that a plan cites."""

from django.db import models

from handrail.areas.oversight.models.plan import ImprovementPlan
from handrail.insight.signals.models import Signal
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.access.models import User


class PlanSignal(models.Model):
    """Why the plan answers a signal. What happened to its intervention is read where it is kept."""

    impersonal_text = ("words",)

    plan = models.ForeignKey(
        ImprovementPlan, on_delete=models.PROTECT, related_name="signals", db_index=False
    )
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="+")
    words = ShortTextField(
        "What the plan does about the change",
        max_length=300,
        help_text="Do not name a person, case or place.",
        error_messages={"blank": "Enter what the plan does about the change"},
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("at", "id")
        constraints = [models.UniqueConstraint(fields=("plan", "signal"), name="plan_signal_once_a_plan")]

    def __str__(self) -> str:
        return f"signal {self.signal_id} in plan {self.plan_id}"
