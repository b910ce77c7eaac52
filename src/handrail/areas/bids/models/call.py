"""A funder's call for bids, and the expression of interest in it."""

from typing import Self

from django.db import models
from django.db.models import FETCH_RAISE, F, Prefetch, Q

from handrail.areas.bids.choices_and_limits import FIRST_DAY, INTEREST_ANSWERS, list_codes_of_choice_pairs
from handrail.areas.bids.models.bid_room_record import BidDayField, BidRoomQuerySet, BidRoomRecord
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField


class FundingCallQuerySet(BidRoomQuerySet):
    """Calls."""

    def for_page(self) -> Self:
        """With interest and bids. Two statements."""
        bids = self.model.bids.rel.related_model._default_manager.select_related("decision", "changed_by")
        rows = self.select_related("body", "changed_by", "interest", "interest__changed_by")
        return rows.prefetch_related(
            Prefetch("bids", bids.order_by("changed_at").fetch_mode(FETCH_RAISE))
        ).fetch_mode(FETCH_RAISE)


class FundingCall(BidRoomRecord):
    """Money that a funder offers. A sum that is not known is empty, never nought."""

    impersonal_text = ("title", "funder", "about", "source")

    title = ShortTextField(
        "Name of the call", max_length=200, error_messages={"blank": "Enter the name of the call"}
    )
    funder = ShortTextField("Funder", max_length=200, error_messages={"blank": "Enter who offers the money"})
    about = LongTextField("What the money is for", max_length=2000, blank=True, default="")
    total_pence = PenceField("Money in the whole fund", null=True, blank=True, least=1)
    most_pence = PenceField("Most for one bid", null=True, blank=True, least=1)
    opens_on = BidDayField("Opens", about="the day on which it opens", null=True, blank=True)
    closes_on = BidDayField("Closes", about="the day on which it closes")
    source = ShortTextField(
        "Where the call is published",
        max_length=300,
        blank=True,
        default="",
        help_text="A title, a number or an address.",
    )

    objects = models.Manager.from_queryset(FundingCallQuerySet)()

    class Meta:
        ordering = ("-closes_on", "-id")
        indexes = [models.Index(fields=("body", "-closes_on"), name="funding_call_by_body")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="funding_call_closes_after_it_opens",
                violation_error_code="closes_on",
                violation_error_message="The call must close on or after the day it opens",
            ),
            models.CheckConstraint(
                condition=Q(total_pence__isnull=True)
                | Q(most_pence__isnull=True)
                | Q(most_pence__lte=F("total_pence")),
                name="funding_call_bid_within_fund",
                violation_error_code="most_pence",
                violation_error_message="The most for one bid cannot be more than the whole fund",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class ExpressionOfInterest(Versioned):
    """That a body wants to bid; one for each call."""

    impersonal_text = ("summary", "answer_words")

    call = models.OneToOneField(
        FundingCall, on_delete=models.PROTECT, related_name="interest", editable=False
    )
    summary = LongTextField(
        "What you want to do with the money",
        max_length=3000,
        error_messages={"blank": "Enter what you want to do with the money"},
    )
    sent_on = DayField("Sent on", about="the day on which it was sent", not_before=FIRST_DAY, not_after=today)
    answer = CodeField(
        "Funder’s answer",
        max_length=11,
        choices=INTEREST_ANSWERS,
        default="waiting",
        error_messages={"blank": "Choose the answer"},
    )
    answered_on = DayField(
        "Answered on",
        about="the day of the answer",
        not_before=FIRST_DAY,
        not_after=today,
        null=True,
        blank=True,
    )
    answer_words = LongTextField("What the funder said", max_length=2000, rows=3, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=list_codes_of_choice_pairs(INTEREST_ANSWERS)),
                name="interest_answer_is_known",
            ),
            models.CheckConstraint(
                condition=Q(answer="waiting", answered_on__isnull=True)
                | (~Q(answer="waiting") & Q(answered_on__isnull=False)),
                name="interest_answer_has_a_day",
                violation_error_code="answered_on",
                violation_error_message="Enter the day of the answer, or leave this empty if there is no answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")),
                name="interest_answered_after_it_was_sent",
                violation_error_code="answered_on",
                violation_error_message="The answer cannot come before the day on which it was sent",
            ),
        ]

    def __str__(self) -> str:
        return f"expression of interest in {self.call_id}"
