"""A bid: what is asked for, what was decided about it once, and on which conditions."""

from typing import Self

from django.db import models
from django.db.models import FETCH_RAISE, Prefetch, Q

from handrail.areas.bids.choices_and_limits import (
    BID_OUTCOMES,
    BID_STATES,
    FIRST_DAY,
    list_codes_of_choice_pairs,
)
from handrail.areas.bids.models.bid_room_record import (
    AddedRecord,
    BidDayField,
    BidRoomQuerySet,
    BidRoomRecord,
)
from handrail.areas.bids.models.call import FundingCall
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class BidQuerySet(BidRoomQuerySet):
    """Bids."""

    def for_page(self) -> Self:
        """With call, decision and conditions. Two statements."""
        conditions = BidCondition.objects.select_related("changed_by").fetch_mode(FETCH_RAISE)
        rows = self.select_related("body", "call", "changed_by", "decision", "decision__by", "decision__body")
        return rows.prefetch_related(Prefetch("conditions", conditions)).fetch_mode(FETCH_RAISE)


class Bid(BidRoomRecord):
    """Money that a body asks a funder for. What was declined or withdrawn is kept."""

    impersonal_text = ("title", "purpose", "lead", "partners")

    call = models.ForeignKey(FundingCall, on_delete=models.PROTECT, related_name="bids", editable=False)
    title = ShortTextField(
        "Name of the bid", max_length=200, error_messages={"blank": "Enter the name of the bid"}
    )
    purpose = LongTextField(
        "Purpose",
        max_length=3000,
        error_messages={"blank": "Enter what the money is to change, and who for"},
    )
    amount_pence = PenceField(
        "Amount", least=1, error_messages={"null": "Enter the amount in pounds, like 62 or 62.50"}
    )
    match_pence = PenceField(
        "Match funding",
        null=True,
        blank=True,
        help_text="Money or time that you and partners add yourselves.",
    )
    lead = ShortTextField(
        "Lead organisation",
        max_length=200,
        error_messages={"blank": "Enter which organisation answers to the funder"},
    )
    partners = LongTextField(
        "Partners",
        max_length=2000,
        rows=3,
        blank=True,
        default="",
        help_text="One organisation on each line. No names of people.",
    )
    state = CodeField(max_length=9, choices=BID_STATES, default="draft", editable=False)
    sent_on = DayField(
        "Sent on",
        about="the day on which it was sent",
        not_before=FIRST_DAY,
        not_after=today,
        null=True,
        blank=True,
    )

    objects = models.Manager.from_queryset(BidQuerySet)()

    class Meta:
        ordering = ("-changed_at", "-id")
        indexes = [models.Index(fields=("body", "state"), name="bid_by_body_and_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list_codes_of_choice_pairs(BID_STATES)), name="bid_state_is_known"
            ),
            models.CheckConstraint(condition=Q(amount_pence__gte=1), name="bid_asks_for_something"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(sent_on__isnull=False),
                name="bid_sent_has_a_day",
                violation_error_code="sent_on",
                violation_error_message="Enter the day on which the bid was sent",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def decision_if_made(self) -> "BidDecision | None":
        """What was decided; None where nothing is yet."""
        return getattr(self, "decision", None)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be decided."""
        return self.state in ("draft", "sent")


class BidDecision(AddedRecord):
    """What became of a bid, once: the second of two people who decide at the same time is told of the first."""

    impersonal_text = ("reason",)

    bid = models.OneToOneField(Bid, on_delete=models.PROTECT, related_name="decision")
    outcome = CodeField(
        "Outcome", max_length=9, choices=BID_OUTCOMES, error_messages={"blank": "Choose what was decided"}
    )
    decided_on = DayField(
        "Decided on", about="the day of the decision", not_before=FIRST_DAY, not_after=today
    )
    awarded_pence = PenceField("Sum awarded", least=1, null=True, blank=True)
    reason = LongTextField(
        "Reason",
        max_length=3000,
        error_messages={"blank": "Enter the reason that was given, or that none was"},
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=list_codes_of_choice_pairs(BID_OUTCOMES)),
                name="bid_decision_is_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome="awarded", awarded_pence__gte=1)
                | (~Q(outcome="awarded") & Q(awarded_pence__isnull=True)),
                name="bid_decision_sum_where_awarded",
                violation_error_code="awarded_pence",
                violation_error_message="Enter the sum if the bid was awarded. Otherwise leave this empty",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="bid_decision_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"decision on {self.bid_id}"


class BidCondition(Versioned):
    """What the funder asks of an award: by which day, and when and how it was met."""

    impersonal_text = ("words", "evidence")

    bid = models.ForeignKey(
        Bid, on_delete=models.PROTECT, related_name="conditions", editable=False, db_index=False
    )
    number = models.PositiveSmallIntegerField(editable=False)
    words = LongTextField(
        "Condition", max_length=2000, rows=3, error_messages={"blank": "Enter the condition"}
    )
    due_on = BidDayField("Due", about="the day on which it is due", null=True, blank=True)
    met_on = DayField(
        "Met on",
        about="the day on which it was met",
        not_before=FIRST_DAY,
        not_after=today,
        null=True,
        blank=True,
    )
    evidence = LongTextField(
        "Evidence that the condition was met",
        max_length=2000,
        rows=3,
        blank=True,
        default="",
        error_messages={"blank": "Enter what shows that the condition was met"},
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("bid", "number"), name="bid_condition_one_a_number"),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | ~Q(evidence=""),
                name="bid_condition_met_with_evidence",
                violation_error_code="evidence",
                violation_error_message="Enter what shows that the condition was met",
            ),
        ]

    def __str__(self) -> str:
        return f"condition {self.number} of {self.bid_id}"
