"""An organisation's own weights, limits and expiries, from a day on. Never edited: a change is a new row."""

from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from handrail.directory.practitioners.models.base import WorkDateModelField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body

LAW_REST_HOURS = 11  # Working Time Regulations 1998, regulation 10
MOST_WEIGHT = Decimal(20)


def _make_suggestion_weight_field(label: str, default: str) -> Any:
    words = msg("Enter a number of points from 0 to {most}", most=MOST_WEIGHT)
    limits = [MinValueValidator(0, words), MaxValueValidator(MOST_WEIGHT, words)]
    return models.DecimalField(
        label,
        max_digits=4,
        decimal_places=1,
        default=Decimal(default),
        validators=limits,
        error_messages={"blank": words, "invalid": words},
    )


class DeploymentSettings(models.Model):
    """In force from `since` until the next row of the body. No weight or limit of cases is in law: they are settings.

    `training_months`: by code of a training, how long it is valid; a code that is missing does not end.
    """

    impersonal_text = ("training_months", "required_trainings", "accepted_vetting")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    since = WorkDateModelField("In force from", about="the first day")
    weight_intake = _make_suggestion_weight_field("A case in its first weeks", "2")
    intake_weeks = WholeNumberField("First weeks of a case", least=1, most=52, default=6)
    weight_settled = _make_suggestion_weight_field("A settled case, after its first weeks", "1")
    weight_evidence_or_trial = _make_suggestion_weight_field(
        "Evidence interview or trial within 14 days", "2"
    )
    weight_high_risk = _make_suggestion_weight_field("High risk", "1")
    weight_interpreter = _make_suggestion_weight_field("An interpreter each time", "0.5")
    weight_far = _make_suggestion_weight_field("Based in a different area from the person", "0.5")
    weight_reach_in = _make_suggestion_weight_field("A settled case after the NRM (reach-in)", "0.5")
    weight_limit = WholeNumberField("Limit for one practitioner, in points", least=1, most=100, default=25)
    amber_percent = WholeNumberField("Warn from, in percent of the limit", least=1, most=100, default=80)
    rest_hours = WholeNumberField(
        "Rest between work, in hours",
        least=LAW_REST_HOURS,
        most=24,
        default=LAW_REST_HOURS,
        help_text="In law at least 11 (Working Time Regulations 1998).",
    )
    hours_to_name = WholeNumberField("Hours to name someone", least=1, most=168, default=4)
    hours_to_meet = WholeNumberField("Hours to the first meeting", least=1, most=336, default=48)
    lapse_warning_days = WholeNumberField("Days’ warning before something expires", most=365, default=60)
    deploys_to_every_victim = models.BooleanField(
        "Raise a request whenever the force identifies a victim", default=False
    )
    training_months = models.JSONField(default=dict, blank=True)
    required_trainings = models.JSONField(default=list, blank=True)
    accepted_vetting = models.JSONField(default=list, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("-since", "-id")
        verbose_name_plural = "deployment settings"
        constraints = [
            models.UniqueConstraint(
                fields=("body", "since"),
                name="deployment_settings_one_a_day",
                violation_error_code="since",
                violation_error_message="Settings already start on that date. Choose another date.",
            ),
            models.CheckConstraint(
                condition=models.Q(rest_hours__gte=LAW_REST_HOURS), name="deployment_settings_legal_rest"
            ),
        ]

    def __str__(self) -> str:
        return f"settings from {self.since}"

    @property
    def is_in_force(self) -> bool:
        """Whether its day has come; a later row may have followed it."""
        return bool(self.since and self.since <= today())
