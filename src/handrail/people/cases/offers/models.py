"""A referral: an offer that is sent to the body that gives it, what that body was told, and its answer.

Circumstances: what services ask before they say yes, as far as the person wants to say.
"""

from django.db import models
from django.db.models import Q

from handrail.people.cases.offers.text_choices import (
    AccompaniedByChildren,
    Gender,
    ImmigrationStatus,
    PublicFunds,
    ReferralAnswer,
    ReferralOutcome,
)
from handrail.people.records.models.case import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.need import Offer
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class Circumstances(Versioned):
    """Each is "not asked" until somebody asked, and the person may keep any of them to themselves."""

    personal_fields = ("gender", "dependants", "public_funds", "status")

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.PROTECT, related_name="circumstances"
    )
    gender = ShortTextField(
        "Woman or man, in their own words", max_length=10, choices=Gender.choices, default=Gender.NOT_ASKED
    )
    dependants = ShortTextField(
        "Do children depend on them, who would come too?",
        max_length=10,
        choices=AccompaniedByChildren.choices,
        default=AccompaniedByChildren.NOT_ASKED,
    )
    public_funds = ShortTextField(
        "Public funds", max_length=10, choices=PublicFunds.choices, default=PublicFunds.NOT_ASKED
    )
    status = ShortTextField(
        "Status",
        max_length=10,
        choices=ImmigrationStatus.choices,
        default=ImmigrationStatus.NOT_ASKED,
        help_text="Only as far as a service needs it. If you are not sure, leave it: an adviser can ask.",
    )

    class Meta:
        constraints = [
            choice_constraint("gender", Gender, "circumstances_gender_is_known"),
            choice_constraint("dependants", AccompaniedByChildren, "circumstances_dependants_is_known"),
            choice_constraint("public_funds", PublicFunds, "circumstances_public_funds_is_known"),
            choice_constraint("status", ImmigrationStatus, "circumstances_status_is_known"),
        ]

    def __str__(self) -> str:
        return f"circumstances {self.pk}"


class Referral(SealedRow, Versioned):
    """One offer, sent to one body. `kinds` names what the body was told; its access says what it sees of it today."""

    personal_fields = ("answer", "outcome", "pro_bono", "pro_bono_hours")
    impersonal_text = ("kinds",)

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="referral")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    kinds = models.JSONField()
    words = Sealed(kind=Kind.SUPPORT, null=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = CodeField(max_length=10, choices=ReferralAnswer.choices, default=ReferralAnswer.NONE_YET)
    answer_words = Sealed(kind=Kind.SUPPORT, null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outcome = CodeField(max_length=10, choices=ReferralOutcome.choices, blank=True, default="")
    outcome_words = Sealed(kind=Kind.SUPPORT, null=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pro_bono = models.BooleanField(default=False)
    pro_bono_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    chased = models.PositiveSmallIntegerField(default=0)
    chased_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            choice_constraint("answer", ReferralAnswer, "referral_answer_is_known"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=ReferralOutcome.values),
                name="referral_outcome_is_known",
            ),
            both_or_neither_constraint("answered_at", "answered_by", "referral_answered_at_and_by_together"),
            both_or_neither_constraint("outcome_at", "outcome_by", "referral_outcome_at_and_by_together"),
            models.CheckConstraint(
                condition=Q(answer="none_yet", answered_at__isnull=True)
                | (~Q(answer="none_yet") & Q(answered_at__isnull=False)),
                name="referral_answer_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_at__isnull=True)
                | (~Q(outcome="") & Q(outcome_at__isnull=False, answer="accepted")),
                name="referral_outcome_follows_a_yes",
            ),
            models.CheckConstraint(
                condition=Q(pro_bono_hours__isnull=True) | Q(pro_bono=True),
                name="referral_hours_are_pro_bono",
            ),
        ]
        indexes = [
            models.Index(fields=["to_body", "answer", "sent_at"], name="referral_by_body"),
            models.Index(fields=["case", "sent_at"], name="referral_by_case"),
        ]

    def __str__(self) -> str:
        return f"referral {self.pk}"
