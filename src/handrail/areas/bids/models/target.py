"""What a bid promised to reach, what is planned for whom, and who was reached: people, not attendances."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from handrail.areas.bids.choices_and_limits import (
    ABOUT_SMALL_GROUPS,
    FIRST_DAY,
    SECTORS,
    SMALLEST_GROUP,
    list_codes_of_choice_pairs,
)
from handrail.areas.bids.models.bid import Bid
from handrail.areas.bids.models.bid_room_record import AddedRecord, BidDayField
from handrail.platform.access.model_fields import DayField, ShortTextField
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnlyQuerySet
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Language

MOST_PEOPLE = 30_000


class BidTarget(Versioned):
    """How many people a bid promised to reach, and by when."""

    impersonal_text = ("what",)

    bid = models.ForeignKey(
        Bid, on_delete=models.PROTECT, related_name="targets", editable=False, db_index=False
    )
    number = models.PositiveSmallIntegerField(editable=False)
    what = ShortTextField(
        "What is promised",
        max_length=200,
        help_text="For example: people taught their rights at work.",
        error_messages={"blank": "Enter what is promised"},
    )
    people = WholeNumberField(
        "Number of people", least=1, most=MOST_PEOPLE, error_messages={"null": "Enter how many people"}
    )
    by_on = BidDayField(
        "To be reached by", about="the day by which it is to be reached", null=True, blank=True
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("bid", "number"), name="bid_target_one_a_number"),
            models.CheckConstraint(condition=Q(people__gte=1), name="bid_target_is_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.what)


class PlannedGroup(Versioned):
    """How many people of one sector and language are planned; kept apart from who was reached."""

    target = models.ForeignKey(
        BidTarget, on_delete=models.PROTECT, related_name="planned", editable=False, db_index=False
    )
    sector = CodeField(
        "Sector", max_length=20, choices=SECTORS, error_messages={"blank": "Choose the sector"}
    )
    language = models.ForeignKey(
        Language,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Teaching language",
        error_messages={"blank": "Choose the language"},
    )
    people = WholeNumberField(
        "People planned", least=1, most=MOST_PEOPLE, error_messages={"null": "Enter how many people"}
    )

    class Meta:
        ordering = ("sector", "language")
        constraints = [
            models.UniqueConstraint(fields=("target", "sector", "language"), name="planned_group_once"),
            models.CheckConstraint(
                condition=Q(sector__in=list_codes_of_choice_pairs(SECTORS)), name="planned_group_sector"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} of {self.sector}"


class DeliveryQuerySet(AppendOnlyQuerySet):
    """Deliveries."""

    def standing(self) -> Self:
        """Those that no later one corrects."""
        return self.filter(correction__isnull=True)


class BidDelivery(AddedRecord):
    """People reached by one day or course. Each person counts once, however often they came; a correction replaces it.

    A correction to nought takes back what was never delivered.
    """

    impersonal_text = ("source",)

    target = models.ForeignKey(
        BidTarget, on_delete=models.PROTECT, related_name="deliveries", editable=False, db_index=False
    )
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="correction", null=True, editable=False
    )
    on = DayField(
        "Day",
        about="the day",
        not_before=FIRST_DAY,
        not_after=today,
        help_text="For a course, enter the last day.",
    )
    sector = CodeField(
        "Sector", max_length=20, choices=SECTORS, error_messages={"blank": "Choose the sector"}
    )
    language = models.ForeignKey(
        Language,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="Teaching language",
        error_messages={"blank": "Choose the language"},
    )
    people = WholeNumberField(
        "People reached for the first time",
        most=MOST_PEOPLE,
        help_text="Each person once, however often they came.",
        error_messages={"null": "Enter how many people"},
    )
    attendances = WholeNumberField(
        "Attendances",
        most=MOST_PEOPLE,
        help_text="Everyone who came, including those who came before. Not counted towards a target.",
        error_messages={"null": "Enter how many attendances"},
    )
    source = ShortTextField(
        "Where the numbers come from",
        max_length=200,
        help_text="For example: attendance sheets. No names.",
        error_messages={"blank": "Enter where the numbers come from"},
    )

    objects = models.Manager.from_queryset(DeliveryQuerySet)()  # type: ignore[misc]  # a manager of its own

    class Meta:
        ordering = ("-on", "-id")
        indexes = [models.Index(fields=("target", "-on"), name="bid_delivery_by_target")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sector__in=list_codes_of_choice_pairs(SECTORS)), name="bid_delivery_sector"
            ),
            models.CheckConstraint(
                condition=Q(people__gte=SMALLEST_GROUP) | Q(people=0),
                name="bid_delivery_points_at_nobody",
                violation_error_code="people",
                violation_error_message=ABOUT_SMALL_GROUPS,
            ),
            models.CheckConstraint(
                condition=Q(attendances__gte=F("people")),
                name="bid_delivery_attendances_of_all",
                violation_error_code="attendances",
                violation_error_message="Attendances cannot be fewer than the people",
            ),
            models.CheckConstraint(
                condition=Q(people__gt=0) | Q(corrects__isnull=False),
                name="bid_delivery_nought_only_corrects",
                violation_error_code="people",
                violation_error_message="Enter how many people were reached",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} on {self.on}"
