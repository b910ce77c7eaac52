"""A request about a person whom the asker names: of no case, sealed with a key of its own.

Whoever asks learns nothing of a case by it, also none of its rows: what is given is written here once more.
"""

from django.db import models
from django.db.models import Q

from handrail.people.information_requests.models.asked_fields import (
    LONGEST,
    AskedAcrossWall,
    ToldFields,
    build_person_told_or_reason_constraint,
    build_victims_code_test_constraints,
)
from handrail.people.information_requests.text_choices import NamedRequestOutcomeKind
from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import File, User
from handrail.platform.access.sealed import Sealed, SealedModel
from handrail.platform.access.today import today
from handrail.platform.reference.code_field import CodeField

LONGEST_NAME = 200


class NamedPersonRequest(AskedAcrossWall):
    """Asked of one organisation about somebody whom it may or may not know."""

    sealed_with = "file_id"

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="+")
    who_name = Sealed(
        "Name of the person",
        kind=Kind.IDENTITY,
        max_length=LONGEST_NAME,
        help_text="The name they use, and other names if you know them.",
        error_messages={"blank": "Enter the name of the person"},
    )
    who_else = Sealed(
        "Other identifying details",
        kind=Kind.IDENTITY,
        null=True,
        max_length=LONGEST,
        help_text="Date of birth, nationality, and where and when you met them. Never their account.",
    )

    class Meta:
        constraints = build_victims_code_test_constraints("named_person_request")
        indexes = [
            models.Index(fields=["from_body", "-asked_at"], name="named_request_by_asker"),
            models.Index(fields=["to_body", "-asked_at"], name="named_request_by_asked"),
        ]

    def __str__(self) -> str:
        return f"request about a named person {self.pk}"

    @property
    def outcome_or_none(self) -> "NamedPersonRequestOutcome | None":
        """What happened; fetched with the row."""
        return getattr(self, "outcome", None)


class NamedPersonRequestOutcome(UUIDModel, SealedModel):
    """What whoever asked is told. One row a request: of two who answer at once one is told that it was answered."""

    sealed_with = "request_id"
    personal_fields = ("open_until",)
    impersonal_text = ("given_kinds",)

    request = models.OneToOneField(NamedPersonRequest, on_delete=models.PROTECT, related_name="outcome")
    outcome = CodeField(max_length=9, choices=NamedRequestOutcomeKind.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_kinds = models.JSONField(default=list, blank=True)
    answer = Sealed(kind=Kind.LOOKS, null=True)
    open_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    outcome=NamedRequestOutcomeKind.GIVEN.value,
                    answer__isnull=False,
                    open_until__isnull=False,
                )
                | Q(
                    outcome__in=(
                        NamedRequestOutcomeKind.CANNOT_ANSWER.value,
                        NamedRequestOutcomeKind.WITHDRAWN.value,
                    ),
                    answer__isnull=True,
                    open_until__isnull=True,
                ),
                name="named_request_outcome_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"outcome of a request about a named person {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether whoever asked may still read the answer here."""
        return self.open_until is not None and today() <= self.open_until


class PersonToldOfNamedRequest(UUIDModel, ToldFields):
    """That whoever asked told the person; or why not yet."""

    sealed_with = "request_id"

    request = models.ForeignKey(
        NamedPersonRequest, on_delete=models.PROTECT, related_name="tellings", db_index=False
    )

    class Meta:
        constraints = [build_person_told_or_reason_constraint("told_of_named_request_or_why_not")]
        indexes = [models.Index(fields=["request", "-id"], name="told_of_named_request")]

    def __str__(self) -> str:
        return f"told {self.pk}"
