"""The victim contract: entitlements that have come, answers about each, and the supervisor's signature."""

import datetime

from django.db import models
from django.db.models import F, Q

from handrail.people.justice.rules.entitlements import list_entitlement_codes
from handrail.people.justice.text_choices import (
    NEEDS_REASON,
    ContractAnswerKind,
    EnhancedGround,
    SignOffOutcome,
)
from handrail.people.records.models import Case, Event
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body, Language
from handrail.platform.vault.blind_code import BlindCodeField
from handrail.platform.vault.scoped_index_field import ScopedIndexField

LONGEST = 600
GAPS = [kind.value for kind in NEEDS_REASON]


class ContractItem(UUIDModel):
    """An entitlement whose trigger has come on a case; worked out by the rules, never typed.

    `answer` is the newest answer that counts: it becomes empty when something asks for it again (`reopened_on`).
    `done_on` is the day of the event that met it. What was once answered is kept for counting, though it is asked
    again: `given_answer` and its day. An item whose trigger was taken back is not `is_current`. `refused_at` is when a
    supervisor who refused to sign named it as one to answer again.
    """

    personal_fields = (
        "entitlement",
        "started",
        "due_on",
        "done_on",
        "answered_on",
        "reopened_on",
        "enhanced",
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    entitlement = BlindCodeField(choices=[(code, code) for code in list_entitlement_codes()])
    trigger = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="+")
    once = ScopedIndexField(parent="case_id", value="identity")
    started = models.DateField()
    due_on = models.DateField(null=True)
    by_fallback = models.BooleanField(default=False)
    enhanced = models.BooleanField(default=True)
    done_on = models.DateField(null=True)
    answer = CodeField(max_length=12, choices=ContractAnswerKind.choices, blank=True, default="")
    answered_on = models.DateField(null=True)
    given_answer = CodeField(max_length=12, choices=ContractAnswerKind.choices, blank=True, default="")
    given_on = models.DateField(null=True)
    reopened_on = models.DateField(null=True)
    refused_at = models.DateTimeField(null=True)
    reopened_by = CodeField(max_length=8, blank=True, default="")
    is_asked = models.BooleanField()
    is_current = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "once"], name="contract_item_once"),
            models.CheckConstraint(
                condition=Q(answer__in=["", *ContractAnswerKind.values]), name="contract_item_answer_is_known"
            ),
        ]
        indexes = [models.Index(fields=["case", "is_current", "due_on"], name="contract_item_by_case")]

    def __str__(self) -> str:
        return f"contract item {self.pk}"

    @property
    def identity(self) -> str:
        """What there is once within a case: `once` is worked out from it."""
        return f"{self.entitlement} {self.trigger_id}"

    @property
    def is_open(self) -> bool:
        """Whether the officer still has to answer it."""
        return self.is_asked and self.answer in ("", ContractAnswerKind.NOT_YET)

    @property
    def days_late(self) -> int:
        """How many days after its day it was done; 0 where it was in time, is not done, or has no day."""
        if self.answer != ContractAnswerKind.DONE or self.due_on is None or self.answered_on is None:
            return 0
        return max((self.answered_on - self.due_on).days, 0)


class ContractAnswer(SealedRow):
    """What the officer says was done about one item, on a day. A later answer follows it; none is edited.

    `event` is the event of the pathway that the answer recorded, so that the deadlines of the case end with it.
    """

    personal_fields = ("on", "language")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(ContractItem, on_delete=models.PROTECT, related_name="answers", db_index=False)
    answer = CodeField(
        "Answer",
        max_length=12,
        choices=ContractAnswerKind.choices,
        error_messages={"blank": "Choose the answer"},
    )
    on = DayField("On which day?", about="the day", not_after=today, within_years=5)
    language = models.ForeignKey(
        Language, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    because = Sealed(
        "Why?",
        kind=Kind.PATHWAY,
        null=True,
        max_length=LONGEST,
        help_text="Needed for each answer that leaves a gap. A supervisor reads it. Never write the account here.",
    )
    evidence = Sealed(
        "What shows it?",
        kind=Kind.PATHWAY,
        null=True,
        max_length=LONGEST,
        help_text="For example who told them, how, and where it is filed.",
    )
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            choice_constraint("answer", ContractAnswerKind, "contract_answer_is_known"),
            models.CheckConstraint(
                condition=~Q(answer__in=GAPS) | Q(because__isnull=False),
                name="contract_gap_has_its_reason",
                violation_error_code="because",
                violation_error_message="Enter why. A supervisor reads it before they sign",
            ),
            models.CheckConstraint(
                condition=~Q(answer=ContractAnswerKind.DONE.value) | Q(evidence__isnull=False),
                name="contract_done_has_its_evidence",
                violation_error_code="evidence",
                violation_error_message="Enter what shows that it was done",
            ),
        ]
        indexes = [models.Index(fields=["item", "-id"], name="contract_answer_by_item")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class SignOffRequest(UUIDModel):
    """An officer asks a supervisor to sign. The database keeps none while a question is open or a gap unexplained."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    questions = models.PositiveSmallIntegerField()
    gaps = models.PositiveSmallIntegerField()
    not_yet = models.PositiveSmallIntegerField(default=0)
    unexplained = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(not_yet=0, unexplained=0, questions__gte=1), name="sign_off_leaves_nothing_open"
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="sign_off_by_case")]

    def __str__(self) -> str:
        return f"sign-off {self.pk}"

    @property
    def decision_or_none(self) -> "SignOffDecision | None":
        """What the supervisor decided; fetched with the row."""
        return getattr(self, "decision", None)

    @property
    def is_refused(self) -> bool:
        """Whether the supervisor refused to sign."""
        decision = self.decision_or_none
        return decision is not None and decision.outcome == SignOffOutcome.REFUSED

    @property
    def last_seen_at(self) -> datetime.datetime:
        """When somebody last looked at the contract as it was: what changes later is new to whoever signs."""
        decision = self.decision_or_none
        return decision.at if decision is not None and self.is_refused else self.asked_at


class SignOffDecision(SealedRow):
    """The supervisor's word: one a request, so that of two who decide at once one is told. Never whoever asked."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(SignOffRequest, on_delete=models.PROTECT, related_name="decision")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = CodeField(
        "What do you decide?",
        max_length=8,
        choices=SignOffOutcome.choices,
        error_messages={"blank": "Choose whether you sign"},
    )
    words = Sealed(
        "What has to be done first?",
        kind=Kind.PATHWAY,
        null=True,
        max_length=LONGEST,
        help_text="Needed if you refuse.",
    )

    class Meta:
        constraints = [
            choice_constraint("outcome", SignOffOutcome, "sign_off_outcome_is_known"),
            models.CheckConstraint(condition=~Q(by=F("asked_by")), name="sign_off_by_somebody_else"),
            models.CheckConstraint(
                condition=Q(outcome=SignOffOutcome.SIGNED.value) | Q(words__isnull=False),
                name="sign_off_refusal_says_why",
                violation_error_code="words",
                violation_error_message="Enter what has to be done first",
            ),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class RightsLevelDecision(SealedRow):
    """Whether Enhanced Rights apply. They do unless somebody says no, with a reason; the newest row counts."""

    personal_fields = ("enhanced",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    enhanced = models.BooleanField()
    ground = BlindCodeField("On which ground?", choices=EnhancedGround.choices, blank=True, default="")
    because = Sealed("Why do they not apply?", kind=Kind.PATHWAY, null=True, max_length=LONGEST)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(enhanced=True) & ~Q(ground="") | Q(enhanced=False, because__isnull=False),
                name="rights_level_has_its_reason",
                violation_error_code="because",
                violation_error_message="Enter why they do not apply, or choose the ground on which they do",
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="rights_level_by_case")]

    def __str__(self) -> str:
        return f"level of rights {self.pk}"
