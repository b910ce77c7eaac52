"""Bags that were given, and what people said of them."""

from django.db import models
from django.db.models import Q

from handrail.directory.stores.models import BagContents, Stock, StockMovement
from handrail.people.bags.feedback_choices import BagFeedbackTopic, BagRating
from handrail.people.records.models import Case, Need, Offer
from handrail.people.records.models.constraints import both_or_neither_constraint
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.models import Body
from handrail.platform.vault.blind_code import BlindCodeField


class BagIssue(UUIDModel):
    """One bag given to one person. `offer` is null once the bag was taken back: the offer is undone with it."""

    personal_fields = ("given_on",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    stock = models.ForeignKey(Stock, on_delete=models.PROTECT, related_name="+")
    contents = models.ForeignKey(BagContents, on_delete=models.PROTECT, related_name="+")
    movement = models.OneToOneField(StockMovement, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    back = models.OneToOneField(StockMovement, on_delete=models.PROTECT, null=True, related_name="+")
    back_at = models.DateTimeField(null=True)
    back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["case", "-id"], name="issue_by_case"),
            models.Index(fields=["given_by", "-id"], name="issue_by_giver"),
        ]
        constraints = [
            both_or_neither_constraint("back_at", "back_by", "issue_back_at_and_by"),
            models.CheckConstraint(
                condition=Q(back__isnull=True, offer__isnull=False)
                | Q(back__isnull=False, offer__isnull=True),
                name="issue_is_an_offer_until_taken_back",
            ),
        ]

    def __str__(self) -> str:
        return f"issue {self.pk}"


class BagFeedback(SealedRow):
    """What a person said of the bag that they were given, sealed with their own key."""

    personal_fields = ("said", "about", "told_on")

    sealed_with = "issue__case_id"
    issue = models.ForeignKey(BagIssue, on_delete=models.PROTECT, related_name="feedback")
    said = BlindCodeField(
        "What did they think of it?",
        choices=BagRating.choices,
        error_messages={"blank": "Choose what they said"},
    )
    about = BlindCodeField(
        "What was the feedback about?",
        choices=BagFeedbackTopic.choices,
        error_messages={"blank": "Choose what the feedback was about"},
    )
    words = Sealed(
        "In their own words",
        kind=Kind.OWN_WORDS,
        null=True,
        max_length=500,
        help_text="The store sees totals only, not comments.",
    )
    told_on = models.DateField()
    told_at = models.DateTimeField()
    told_to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"feedback {self.pk}"
