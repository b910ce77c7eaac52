"""An agreement: which body's places may be used, by whom, on what terms, from when, until when, and who pays."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q

from handrail.directory.housing import place_kinds
from handrail.directory.housing.models.choice_messages_and_phone_validator import CHOOSE
from handrail.directory.housing.models.place import Place
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.confidence import CONFIDENCE, CONFIDENCE_CODES
from handrail.platform.reference.models import Body

MAX_DURATION = datetime.timedelta(days=3660)  # ours: ten years, so that a slip of the year is noticed
MAX_NIGHTS = 366
ORDER_MESSAGE = "The last night cannot come before the first."


class Agreement(Versioned):
    """Without places it covers all of the provider's. `last_night` is its last; without one, no end is agreed.

    `answers` says who answers for housing the person under it; `payer` who pays for the bed. It opens nothing until
    the provider confirmed it (`confirmed_at`), or somebody other than its writer saw it on paper (`paper_at`).
    """

    impersonal_text = ("name", "terms", "pays_from", "when_refused", "paper_role")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = ShortTextField(
        "Name of the agreement",
        max_length=120,
        error_messages={"blank": "Enter a name for the agreement."},
    )
    keeper = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # who wrote it down
    provider = models.ForeignKey(
        Body,
        verbose_name="Who do the rooms belong to?",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=CHOOSE,
        db_index=False,
    )
    users = models.ManyToManyField(Body, related_name="+")
    places = models.ManyToManyField(Place, blank=True, related_name="+")
    terms = LongTextField("Terms", max_length=2_000, rows=3, blank=True, default="")
    most_nights = WholeNumberField(
        "Maximum nights for one person", least=1, most=MAX_NIGHTS, null=True, blank=True
    )
    first_night = DayField("From which night?", about="the first night")
    last_night = DayField("Last night", about="the last night", null=True, blank=True)
    answers = models.ForeignKey(
        Body,
        verbose_name="Who is responsible for housing the person?",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=CHOOSE,
    )
    payer = models.ForeignKey(
        Body,
        verbose_name="Who pays for the bed?",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=CHOOSE,
    )
    pays_from = ShortTextField(
        "From what?", max_length=120, blank=True, default="", help_text="Such as: the emergency fund"
    )
    subsistence_payer = models.ForeignKey(
        Body,
        verbose_name="Who pays for food and other needs?",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        error_messages=CHOOSE,
        db_index=False,
    )
    when_refused = ShortTextField("Who to call if they refuse", max_length=120, blank=True, default="")
    made_at = models.DateTimeField(editable=False)
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", editable=False, db_index=False
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    paper_at = models.DateTimeField(null=True, blank=True)
    paper_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    paper_role = models.CharField(max_length=120, blank=True, default="")  # a role at the provider, no name
    paper_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=("keeper", "name"), name="agreement_one_name_a_keeper"),
            CheckConstraint(
                condition=Q(last_night__isnull=True) | Q(last_night__gte=F("first_night")),
                name="agreement_nights_in_order",
                violation_error_code="last_night",
                violation_error_message=ORDER_MESSAGE,
            ),
            CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_at__isnull=False),
                name="agreement_confirmed_at_a_moment",
            ),
            CheckConstraint(
                condition=Q(
                    paper_at__isnull=True, paper_by__isnull=True, paper_on__isnull=True, paper_role=""
                )
                | Q(paper_at__isnull=False, paper_by__isnull=False, paper_on__isnull=False)
                & ~Q(paper_role=""),
                name="agreement_paper_says_who_and_when",
            ),
            CheckConstraint(
                condition=Q(paper_by__isnull=True)
                | Q(written_by__isnull=False) & ~Q(paper_by=F("written_by")),
                name="agreement_paper_by_another",
            ),
        ]
        indexes = [models.Index(fields=("provider", "first_night"), name="agreement_by_provider")]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """It ends within ten years."""
        if self.first_night and self.last_night and self.last_night - self.first_night > MAX_DURATION:
            raise ValidationError({"last_night": "Check the last night: it is more than ten years away."})


class SubsistenceRate(models.Model):
    """What is paid for food and other needs from a day on, in pence. A later row follows; none is edited."""

    impersonal_text = ("source",)

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="rates", db_index=False)
    whom = ShortTextField(
        "Who is it for?",
        max_length=12,
        choices=place_kinds.RATE_RECIPIENTS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose who it is for"),
    )
    per = ShortTextField(
        "For how long?",
        max_length=4,
        choices=place_kinds.RATE_PERIODS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose a day or a week"),
    )
    pence = models.PositiveIntegerField("How much?")
    since = DayField("From which day?", about="the first day")
    source = ShortTextField("Source of the figure", max_length=200)
    confidence = ShortTextField(
        "How sure is it?",
        max_length=12,
        choices=CONFIDENCE,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose how sure it is"),
    )

    class Meta:
        ordering = ("whom", "-since")
        constraints = [
            models.UniqueConstraint(
                fields=("agreement", "whom", "since"),
                name="rate_one_a_day",
            ),
            CheckConstraint(
                condition=Q(whom__in=place_kinds.get_choice_codes(place_kinds.RATE_RECIPIENTS)),
                name="rate_whom_is_known",
            ),
            CheckConstraint(
                condition=Q(per__in=place_kinds.get_choice_codes(place_kinds.RATE_PERIODS)),
                name="rate_per_is_known",
            ),
            CheckConstraint(
                condition=Q(pence__lte=place_kinds.MAX_PENCE),
                name="rate_is_a_rate",
                violation_error_code="pence",
                violation_error_message="The amount must be between £0 and £5,000.",
            ),
            CheckConstraint(condition=Q(confidence__in=CONFIDENCE_CODES), name="rate_confidence"),
        ]

    def __str__(self) -> str:
        return f"{self.whom} since {self.since}"
