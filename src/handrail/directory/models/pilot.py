"""A pilot: what it measures, each outcome before and after in numbers, and each extension with what it cites.

One record for every pilot: of a service of the directory, and of anything else that a body commissions.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q

from handrail.directory.models.service import Service
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

SMALLEST_SHOWN = 5
MOMENTS = (("before", "Before the pilot"), ("after", "During or after the pilot"))
TOO_SMALL = "Numbers from 1 to 4 could identify someone. Use a longer period"
_HIDES_NOBODY = Q(number=0) | Q(number__gte=SMALLEST_SHOWN)


class Pilot(Versioned):
    """Something that is tried until a day. That of a service has its last day on the service; another has it here."""

    impersonal_text = ("name", "aim", "posts")

    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="pilots", editable=False, db_index=False
    )
    service = models.OneToOneField(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="pilot", editable=False
    )
    name = ShortTextField("What is it called?", max_length=120, error_messages={"blank": "Enter a name"})
    aim = LongTextField(
        "What is it for?",
        max_length=300,
        blank=True,
        help_text="What should be different for people, in a sentence.",
    )
    posts = LongTextField(
        "Which posts does it pay for?",
        max_length=300,
        blank=True,
        help_text="How many, and what they do, for example: six investigative support officers. No names.",
    )
    starts_on = DayField("First day", about="the first day", null=True, blank=True)
    ends_on = DayField("Last day", about="the last day", null=True, blank=True)
    baseline_fixed_on = DayField(
        "Day on which the baseline was fixed",
        about="the day on which the baseline was fixed",
        not_after=today,
        null=True,
        blank=True,
        editable=False,
        help_text="The numbers from before the pilot, agreed before its first day. They do not change afterwards.",
    )

    class Meta:
        constraints = [
            CheckConstraint(
                condition=Q(service__isnull=False, ends_on__isnull=True)
                | Q(service__isnull=True, ends_on__isnull=False),
                name="pilot_has_one_last_day",
            ),
            CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="pilot_days_in_order",
                violation_error_code="ends_on",
                violation_error_message="The last day cannot come before the first",
            ),
            CheckConstraint(
                condition=Q(baseline_fixed_on__isnull=True)
                | Q(starts_on__isnull=False, baseline_fixed_on__lt=F("starts_on")),
                name="pilot_baseline_before_its_start",
                violation_error_code="starts_on",
                violation_error_message="The baseline must be fixed before the first day of the pilot",
            ),
        ]
        indexes = [models.Index(fields=["body", "-id"], name="pilot_by_body")]

    def __str__(self) -> str:
        return str(self.name)


class PilotMeasure(models.Model):
    """One outcome that the pilot is judged by, defined once, so that before and after count the same."""

    impersonal_text = ("outcome", "counted")

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="measures", db_index=False)
    outcome = ShortTextField(
        "Outcome",
        max_length=160,
        help_text="What is different for people, for example: still safely housed after 28 days.",
        error_messages={"blank": "Enter the outcome"},
    )
    counted = ShortTextField(
        "Who is counted",
        max_length=200,
        help_text="The same before and after, for example: adults who declined the NRM.",
        error_messages={"blank": "Enter who is counted"},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pilot", "outcome"], name="pilot_measure_once_an_outcome")
        ]

    def __str__(self) -> str:
        return str(self.outcome)


class PilotResult(AppendOnly):
    """How many of how many, in a period before or during the pilot. A correction is a newer row; none is edited."""

    impersonal_text = ("source",)
    personal_fields = ("recorded_by_name",)

    measure = models.ForeignKey(PilotMeasure, on_delete=models.PROTECT, related_name="results")
    moment = CodeField(
        "When", max_length=6, choices=MOMENTS, error_messages={"blank": "Choose before or during"}
    )
    number = WholeNumberField("How many had this outcome", error_messages={"null": "Enter how many"})
    out_of = WholeNumberField("Out of how many", least=1, error_messages={"null": "Enter out of how many"})
    since = DayField("First day of the period", error_messages={"null": "Enter the first day"})
    until = DayField("Last day of the period", error_messages={"null": "Enter the last day"})
    source = ShortTextField(
        "Source of the numbers", max_length=200, error_messages={"blank": "Enter where they come from"}
    )
    recorded_at = models.DateTimeField(editable=False)
    recorded_by_name = models.CharField(max_length=120, editable=False)  # outlives the account

    class Meta:
        ordering = ("id",)
        constraints = [
            CheckConstraint(
                condition=Q(moment__in=[code for code, _ in MOMENTS]), name="pilot_result_moment_is_known"
            ),
            CheckConstraint(condition=Q(number__lte=F("out_of")), name="pilot_result_part_of_whole"),
            CheckConstraint(condition=Q(until__gte=F("since")), name="pilot_result_days_in_order"),
            CheckConstraint(
                condition=_HIDES_NOBODY
                & (Q(out_of=F("number")) | Q(out_of__gte=F("number") + SMALLEST_SHOWN)),
                name="pilot_result_points_at_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} of {self.out_of}"

    def clean(self) -> None:
        """The numbers fit together and point at nobody. Raises ValidationError beside the field to mend."""
        if None in (self.number, self.out_of, self.since, self.until):
            return
        if self.until < self.since:
            raise ValidationError({"until": "The last day cannot come before the first"})
        if self.number > self.out_of:
            raise ValidationError(
                {"number": "The number with the outcome cannot be more than the number counted"}
            )
        if any(0 < count < SMALLEST_SHOWN for count in (self.number, self.out_of - self.number)):
            raise ValidationError({"number": TOO_SMALL})

    def validate_constraints(self, exclude: object = None) -> None:
        """Nothing more: `clean` says each beside its field, and the database holds it."""


class PilotExtension(AppendOnly):
    """That a pilot runs longer, why, and the results that were cited for it as they were then."""

    impersonal_text = ("because",)

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="extensions")
    until = models.DateField()
    because = models.CharField(max_length=200)
    cites = models.ManyToManyField(PilotResult, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"until {self.until}"
