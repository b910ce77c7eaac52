"""Keeping in touch about the criminal case: what was agreed, contacts and attempts, misses with their reason."""

from django.db import models
from django.db.models import Q

from handrail.people.justice.rules.contact_plan import JusticeContactCause
from handrail.people.justice.rules.stages import STAGES
from handrail.people.justice.text_choices import (
    MissedContactReason,
    PersonAnswerOnInformationGiven,
    WishToContinueCase,
)
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body, Language
from handrail.platform.vault.blind_code import BlindCodeField

LONGEST = 600
LONGEST_INTERVAL = 84


class AgreedContact(SealedRow):
    """How often and by what way the person wants to hear about the case. The newest row counts."""

    personal_fields = ("on", "every_days", "channel")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = DayField("When was it agreed?", about="the day", not_after=today, within_years=5)
    every_days = models.PositiveSmallIntegerField(
        "How many days may pass without a word?", help_text="From 1 to 84. “No news” is a word."
    )
    channel = CodeField(
        "How do they want to be reached?",
        max_length=12,
        choices=ContactChannelKind.choices,
        error_messages={"blank": "Choose how they want to be reached"},
    )
    safe_times = Sealed("Safe times, and what to say", kind=Kind.CONTACT, null=True, max_length=300)
    stand_in = Sealed("Who covers for you?", kind=Kind.CONTACT, null=True, max_length=120)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(every_days__gte=1, every_days__lte=LONGEST_INTERVAL),
                name="agreed_contact_can_be_kept",
                violation_error_code="every_days",
                violation_error_message="Enter a number of days from 1 to 84",
            ),
            choice_constraint("channel", ContactChannelKind, "agreed_contact_channel_is_known"),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="agreed_contact_by_case")]

    def __str__(self) -> str:
        return f"agreed contact {self.pk}"


class JusticeContact(SealedRow):
    """A contact about the criminal case, or an attempt that reached nobody. Rows are only added.

    `wish` never changes what support they get; `understood` and `useful` are the person's own answer. `told_news`:
    something of the suspect or the court was told, so that it counts as news of what happened there.
    """

    personal_fields = ("on", "channel", "reached", "told_news", "interpreter")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = DayField("On which day?", about="the day", not_after=today, within_years=5)
    channel = CodeField(
        "How?", max_length=12, choices=ContactChannelKind.choices, error_messages={"blank": "Choose how"}
    )
    reached = models.BooleanField(default=False)
    told_news = models.BooleanField(default=False)
    interpreter = models.ForeignKey(
        Language,
        verbose_name="Through an interpreter?",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    topics = Sealed(kind=Kind.PATHWAY, null=True, max_length=200)
    asked = Sealed(
        "What did they ask?",
        kind=Kind.PATHWAY,
        null=True,
        max_length=LONGEST,
        help_text="Their questions about the case. Never the account of what happened.",
    )
    wish = BlindCodeField(
        "Do they want to go on with the case?",
        choices=WishToContinueCase.choices,
        default=WishToContinueCase.NOT_ASKED,
        help_text="What the person says does not affect their support.",
    )
    understood = BlindCodeField(
        "Did they understand?",
        choices=PersonAnswerOnInformationGiven.choices,
        default=PersonAnswerOnInformationGiven.NOT_ASKED,
    )
    useful = BlindCodeField(
        "Was it what they wanted to know?",
        choices=PersonAnswerOnInformationGiven.choices,
        default=PersonAnswerOnInformationGiven.NOT_ASKED,
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            choice_constraint("channel", ContactChannelKind, "justice_contact_channel_is_known"),
            models.CheckConstraint(
                condition=Q(reached=False, topics__isnull=True, asked__isnull=True)
                | Q(reached=True, topics__isnull=False),
                name="justice_contact_says_what_was_told",
            ),
        ]
        indexes = [models.Index(fields=["case", "on"], name="justice_contact_by_case")]

    def __str__(self) -> str:
        return f"justice contact {self.pk}"


class ExplainedMiss(SealedRow):
    """Why a contact that was due on a day was not made. One row a day of a case."""

    personal_fields = ("due_on",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField()
    reason = BlindCodeField(
        "Why was it not made?",
        choices=MissedContactReason.choices,
        error_messages={"blank": "Choose why it was not made"},
    )
    words = Sealed("In your words", kind=Kind.PATHWAY, null=True, max_length=LONGEST)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "due_on"], name="miss_explained_once")]

    def __str__(self) -> str:
        return f"explained miss {self.pk}"


class CriminalCaseState(models.Model):
    """What lists and My day read of a case: worked out again after every event, answer and contact."""

    personal_fields = ("next_contact_on", "next_due_on", "stage_since", "last_court_on", "last_contact_on")

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+", primary_key=True)
    next_contact_on = models.DateField(null=True)
    next_contact_why = BlindCodeField(
        choices=[(cause.value, cause.value) for cause in JusticeContactCause], blank=True, default=""
    )
    next_due_on = models.DateField(null=True)
    open_questions = models.PositiveSmallIntegerField(default=0)
    gaps = models.PositiveSmallIntegerField(default=0)
    failed_attempts = models.PositiveSmallIntegerField(default=0)
    stage = BlindCodeField(choices=list(STAGES.items()), blank=True, default="")
    stage_since = models.DateField(null=True)
    last_court_on = models.DateField(null=True)
    last_contact_on = models.DateField(null=True)
    contract_changed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["next_contact_on"], name="criminal_case_next_contact")]

    def __str__(self) -> str:
        return f"criminal case of {self.case_id}"
