"""What a pilot is to change and how, and what was decided about it. Its outcomes and numbers are the directory's."""

from django.db import models
from django.db.models import Q

from handrail.areas.bids.choices_and_limits import FIRST_DAY, PILOT_OUTCOMES, list_codes_of_choice_pairs
from handrail.areas.bids.models.bid_room_record import AddedRecord, BidDayField
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

THEORY_FIELDS = (
    "inputs",
    "activities",
    "outputs",
    "outcomes",
    "impact",
    "assumptions",
    "outside_factors",
)


class PilotPlan(Versioned):
    """The theory of change of a pilot, and who evaluates it."""

    impersonal_text = (*THEORY_FIELDS, "evaluator")

    pilot = models.OneToOneField(
        "directory.Pilot", on_delete=models.PROTECT, related_name="plan", editable=False
    )
    inputs = LongTextField(
        "Inputs",
        max_length=1500,
        rows=2,
        help_text="Posts, money, rooms.",
        error_messages={"blank": "Enter the inputs"},
    )
    activities = LongTextField(
        "Activities", max_length=1500, rows=2, error_messages={"blank": "Enter what the pilot does"}
    )
    outputs = LongTextField(
        "Outputs", max_length=1500, rows=2, blank=True, default="", help_text="What can be counted at once."
    )
    outcomes = LongTextField(
        "Outcomes",
        max_length=1500,
        rows=2,
        help_text="What should be different for people.",
        error_messages={"blank": "Enter the outcomes"},
    )
    impact = LongTextField("Impact", max_length=1500, rows=2, blank=True, default="")
    assumptions = LongTextField("Assumptions", max_length=1500, rows=2, blank=True, default="")
    outside_factors = LongTextField(
        "Outside factors",
        max_length=1500,
        rows=2,
        blank=True,
        default="",
        help_text="What else may change the outcomes.",
    )
    evaluator = ShortTextField(
        "Evaluator",
        max_length=200,
        blank=True,
        default="",
        help_text="An organisation. Say if it is independent.",
    )

    def __str__(self) -> str:
        return f"plan of pilot {self.pilot_id}"


class PilotDecision(AddedRecord):
    """What was decided at the end of a pilot, and why. It may be extended more than once, and ends once."""

    impersonal_text = ("reasons",)

    pilot = models.ForeignKey(
        "directory.Pilot", on_delete=models.PROTECT, related_name="decisions", editable=False
    )
    outcome = CodeField(
        "Decision", max_length=6, choices=PILOT_OUTCOMES, error_messages={"blank": "Choose what was decided"}
    )
    until = BidDayField(
        "New last day",
        about="the new last day",
        null=True,
        blank=True,
        help_text="Only where the pilot is extended.",
    )
    decided_on = DayField(
        "Decided on", about="the day of the decision", not_before=FIRST_DAY, not_after=today
    )
    reasons = LongTextField(
        "Reasons",
        max_length=3000,
        error_messages={"blank": "Enter the reasons: what the numbers say, and what else counted"},
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ("-decided_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=list_codes_of_choice_pairs(PILOT_OUTCOMES)),
                name="pilot_decision_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="extend", until__isnull=False)
                | (~Q(outcome="extend") & Q(until__isnull=True)),
                name="pilot_decision_day_where_extended",
                violation_error_code="until",
                violation_error_message="Enter the new last day if the pilot is extended. Otherwise leave this empty",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="pilot_decision_has_reasons"),
            models.UniqueConstraint(
                fields=("pilot",), condition=~Q(outcome="extend"), name="pilot_ends_once"
            ),
        ]

    def __str__(self) -> str:
        return f"decision on pilot {self.pilot_id}"
