"""A referral: an offer that is sent to the body that gives it, what that body was told, and its answer.

Circumstances: what services ask before they say yes, as far as the person wants to say.
"""

from django.db import models
from django.db.models import Q

from handrail.people.cases.offers.text_choices import (
    AccompaniedByChildren,
    ExploitationSector,
    ExploitationType,
    Gender,
    HeardOfUs,
    ImmigrationStatus,
    NationalityRegion,
    RecourseToPublicFunds,
    ReferralAnswer,
    ReferralAnswerSource,
    ReferralDeclineReason,
    ReferralLinkEndReason,
    ReferralMethod,
    ReferralOutcome,
    Referrer,
)
from handrail.people.records.models.case import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.need_and_offer import Offer
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.council_codes import list_council_codes_and_names
from handrail.platform.reference.models import Body
from handrail.platform.vault.app_sealed_fields import AppSealedField
from handrail.platform.vault.blind_code import BlindCodeField

CIRCUMSTANCE_KINDS = (Kind.IDENTITY, Kind.HOUSING, Kind.IMMIGRATION)
"""Woman or man and children with them; public funds, which a place depends on; the status itself."""

FIGURE_FIELDS = ("exploitation", "sector", "region", "referrer", "district")
"""Codes that figures are split by. They belong to the account of what happened: without it nobody is shown them."""
MOST_CODE_TRIES = 5
REFERRAL_KIND = Kind.OFFERS
"""The kind of information that the words of a referral and of its answer belong to."""


class Circumstances(Versioned):
    """Each is "not asked" until somebody asked, and the person may keep any of them to themselves."""

    personal_fields = ("gender", "dependants", "public_funds", "status", "heard_of_us", *FIGURE_FIELDS)

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.PROTECT, related_name="circumstances"
    )
    gender = BlindCodeField(
        "Gender, in their own words",
        choices=Gender.choices,
        default=Gender.NOT_ASKED,
        often={"female": 12, "male": 12, "not_asked": 8},
    )
    dependants = BlindCodeField(
        "Do they have children who would come with them?",
        choices=AccompaniedByChildren.choices,
        default=AccompaniedByChildren.NOT_ASKED,
        often={"no": 12, "not_asked": 16},
    )
    public_funds = BlindCodeField(
        "Public funds",
        choices=RecourseToPublicFunds.choices,
        default=RecourseToPublicFunds.NOT_ASKED,
        often={"not_asked": 32},
    )
    status = BlindCodeField(
        "Immigration status",
        choices=ImmigrationStatus.choices,
        default=ImmigrationStatus.NOT_ASKED,
        often={"not_asked": 32},
        help_text="Only as far as a service needs it. If you are not sure, leave it: an adviser can ask.",
    )
    exploitation = BlindCodeField(
        "Kind of exploitation",
        choices=ExploitationType.choices,
        default=ExploitationType.NOT_ASKED,
        often={"not_asked": 16, "labour": 8, "criminal": 8},
        help_text="A code for figures. It names no one.",
    )
    sector = BlindCodeField(
        "Where they were made to work",
        choices=ExploitationSector.choices,
        default=ExploitationSector.NOT_ASKED,
        often={"not_asked": 24},
    )
    region = BlindCodeField(
        "World region of their nationality",
        choices=NationalityRegion.choices,
        default=NationalityRegion.NOT_ASKED,
        often={"not_asked": 16, "uk": 8},
    )
    referrer = BlindCodeField(
        "Who referred them",
        choices=Referrer.choices,
        default=Referrer.NOT_ASKED,
        often={"not_asked": 16, "police": 8},
    )
    district = BlindCodeField(
        "District (optional)",
        choices=list_council_codes_and_names(),
        blank=True,
        default="",
        help_text="The council area where they live or were found.",
    )

    heard_of_us = BlindCodeField(
        "How did they hear about us?",
        choices=HeardOfUs.choices,
        default=HeardOfUs.NOT_ASKED,
        often={"not_asked": 32, "police": 8},
        help_text="Ask only if there is time. Answers are counted without names.",
    )

    def __str__(self) -> str:
        return f"circumstances {self.pk}"


class Referral(SealedRow, Versioned):
    """One offer, sent to one body. `kinds` names what the body was told; its access says what it sees of it today."""

    personal_fields = (
        "answer",
        "decline_reason",
        "starts_on",
        "outcome",
        "pro_bono",
        "pro_bono_hours",
    )
    impersonal_text = ("kinds",)

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="referral")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals", db_index=False)
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    kinds = models.JSONField()
    words = Sealed(kind=REFERRAL_KIND, null=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    method = CodeField(max_length=10, choices=ReferralMethod.choices, default=ReferralMethod.HANDRAIL)
    answer = CodeField(max_length=10, choices=ReferralAnswer.choices, default=ReferralAnswer.NONE_YET)
    decline_reason = BlindCodeField(choices=ReferralDeclineReason.choices, blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    answer_source = CodeField(max_length=8, choices=ReferralAnswerSource.choices, blank=True, default="")
    answer_office = AppSealedField(null=True, blank=True)  # rung, as the directory names it
    answer_given_by = Sealed(kind=REFERRAL_KIND, null=True)  # who at that office
    answer_words = Sealed(kind=REFERRAL_KIND, null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    outcome = BlindCodeField(choices=ReferralOutcome.choices, blank=True, default="")
    outcome_words = Sealed(kind=REFERRAL_KIND, null=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    outcome_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    pro_bono = models.BooleanField(default=False)
    pro_bono_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    chased = models.PositiveSmallIntegerField(default=0)
    chased_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            choice_constraint("answer", ReferralAnswer, "referral_answer_is_known"),
            choice_constraint("method", ReferralMethod, "referral_method_is_known"),
            models.CheckConstraint(
                condition=Q(answer_source__in=["account", "phone"], answered_by__isnull=False)
                | Q(answer_source__in=["", "link"], answered_by__isnull=True),
                name="referral_answer_has_its_source",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer_source="")
                | (Q(answered_at__isnull=False) & ~Q(answer_source="")),
                name="referral_answered_at_and_source_together",
            ),
            models.CheckConstraint(
                condition=~Q(answer_source="phone") | Q(answer_office__isnull=False),
                name="referral_telephone_answer_names_the_office",
            ),
            models.CheckConstraint(
                condition=(Q(answer="declined") & ~Q(decline_reason=""))
                | (~Q(answer="declined") & Q(decline_reason="")),
                name="referral_decline_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(answer="accepted"),
                name="referral_start_follows_a_yes",
            ),
            models.CheckConstraint(
                condition=Q(outcome_by__isnull=True) | Q(outcome_at__isnull=False),
                name="referral_outcome_by_has_a_day",
            ),
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


class ReferralLink(UUIDModel):
    """A link to one referral for a provider without an account. It opens once, with a code told by telephone.

    The database has hashes alone: a keyed one of the token, a slow one of the code. `failed_tries` counts each code
    that was sent before it is compared, so that many at once cannot try more codes than one after the other.
    """

    personal_fields = ("end_reason",)
    impersonal_text = ("token_hash", "code_hash")

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=128)
    office = AppSealedField()
    office_phone = AppSealedField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    expires_at = models.DateTimeField()
    failed_tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = CodeField(max_length=8, choices=ReferralLinkEndReason.choices, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=Q(ended_at__isnull=True), name="referral_link_one_live"
            ),
            models.CheckConstraint(
                condition=Q(failed_tries__lte=MOST_CODE_TRIES), name="referral_link_tries_are_limited"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end_reason="")
                | Q(ended_at__isnull=False, end_reason__in=ReferralLinkEndReason.values),
                name="referral_link_end_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"


class ReferralLinkVisit(UUIDModel):
    """The one opening of a link: its uniqueness refuses the second of two at once."""

    impersonal_text = ("visit_hash",)

    link = models.OneToOneField(ReferralLink, on_delete=models.PROTECT, related_name="visit")
    visit_hash = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"visit {self.pk}"
