"""A request across the wall about one case, its one outcome, and what the person was told. Rows are only added."""

from django.db import models
from django.db.models import Q

from handrail.people.information_requests.models.asked_fields import (
    LONGEST,
    AskedAcrossWall,
    ToldFields,
    build_person_told_or_reason_constraint,
    build_victims_code_test_constraints,
)
from handrail.people.information_requests.models.named_person_requests import NamedPersonRequest
from handrail.people.information_requests.text_choices import (
    InformationRefusalReason,
    NamedRequestOutcomeKind,
    RequestOutcomeKind,
)
from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.code_field import CodeField

LONGEST_ANSWER = 8000


class InformationRequest(UUIDModel, AskedAcrossWall):
    """What one side asks of the other. `is_about_victim`: a victim information request, by the tests of the Code.

    `named_request`: whoever asked named the person and knows of no case; whoever answers linked it to this one.
    """

    sealed_with = "case_id"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    named_request = models.OneToOneField(
        NamedPersonRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="linked"
    )

    class Meta:
        constraints = build_victims_code_test_constraints("information_request")
        indexes = [
            models.Index(fields=["case", "-id"], name="info_request_by_case"),
            models.Index(fields=["from_body", "-id"], name="info_request_by_asker"),
            models.Index(fields=["to_body", "-id"], name="info_request_by_asked"),
        ]

    def __str__(self) -> str:
        return f"request for information {self.pk}"

    @property
    def outcome_or_none(self) -> "InformationRequestOutcome | None":
        """What happened; fetched with the row."""
        return getattr(self, "outcome", None)

    @property
    def is_taken_back(self) -> bool:
        """Whether whoever named the person took it back since it was linked."""
        outcome = self.named_request.outcome_or_none if self.named_request else None
        return outcome is not None and outcome.outcome == NamedRequestOutcomeKind.WITHDRAWN


class InformationRequestOutcome(SealedRow):
    """What became of a request. One row a request: of two who answer at once one is told that it was answered."""

    personal_fields = ("open_until", "refusal")
    impersonal_text = ("given_kinds",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    request = models.OneToOneField(InformationRequest, on_delete=models.PROTECT, related_name="outcome")
    outcome = CodeField(max_length=9, choices=RequestOutcomeKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_kinds = models.JSONField(default=list, blank=True)
    answer = Sealed(
        "What information do you give?",
        kind=Kind.LOOKS,
        null=True,
        max_length=LONGEST_ANSWER,
        help_text="Write only what was asked for. Nothing else on the case is opened.",
        error_messages={"blank": "Enter the information you give"},
    )
    open_until = DayField(
        "Until when can they read it here?",
        about="the last day",
        null=True,
        blank=True,
        not_before=today,
        within_years=1,
        error_messages={"blank": "Enter the date they can read it until"},
    )
    refusal = CodeField(
        "Why is it refused?",
        max_length=9,
        choices=InformationRefusalReason.choices,
        blank=True,
        error_messages={"blank": "Choose why it is refused"},
    )
    words = Sealed("In your words", kind=Kind.LOOKS, null=True, max_length=LONGEST)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    outcome=RequestOutcomeKind.GIVEN.value,
                    answer__isnull=False,
                    open_until__isnull=False,
                    refusal="",
                )
                | Q(outcome=RequestOutcomeKind.REFUSED.value, answer__isnull=True, open_until__isnull=True)
                & ~Q(refusal="")
                | Q(
                    outcome=RequestOutcomeKind.WITHDRAWN.value,
                    answer__isnull=True,
                    open_until__isnull=True,
                    refusal="",
                ),
                name="information_outcome_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"outcome {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether whoever asked may still read the answer here."""
        return self.open_until is not None and today() <= self.open_until


class PersonTold(UUIDModel, ToldFields):
    """That the person was told of a request or its outcome; or why not yet."""

    sealed_with = "case_id"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(
        InformationRequest, on_delete=models.PROTECT, related_name="tellings", db_index=False
    )

    class Meta:
        constraints = [build_person_told_or_reason_constraint("person_told_or_why_not")]
        indexes = [models.Index(fields=["request", "-id"], name="person_told_by_request")]

    def __str__(self) -> str:
        return f"told {self.pk}"
