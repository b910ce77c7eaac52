"""The check before a hotel or B&B: begun as a draft, kept for good when it is signed."""

from functools import reduce
from operator import or_
from uuid import UUID

from django.db import models
from django.db.models import CheckConstraint, Q

from handrail.directory.housing.models import Place
from handrail.people.housing.suitability_questions import QUESTION_CODES
from handrail.people.housing.text_choices import SuitabilityAnswer
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.vault.app_sealed_fields import AppSealedReference
from handrail.platform.vault.blind_code import BlindCodeField
from handrail.platform.vault.scoped_index_field import ScopedIndexField


def _suitability_answer_field() -> BlindCodeField:
    return BlindCodeField(choices=SuitabilityAnswer.choices)


class CheckDraft(SealedRow):
    """What has been answered so far, sealed. It goes when the check is signed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = AppSealedReference(Place)
    place_id: UUID
    place_index = ScopedIndexField("case_id", "place_id")
    answered = models.PositiveSmallIntegerField(default=0)
    answers = Sealed(kind=Kind.HOUSING, null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("case", "place_index"), name="check_draft_one_a_place")
        ]

    def __str__(self) -> str:
        return f"draft of a check {self.pk}"


def compute_blind_index_of_check_draft_place(case_id: UUID, place_id: UUID) -> int:
    """Finds a case's draft of one place; the same place has another number on another case."""
    field: ScopedIndexField = CheckDraft._meta.get_field("place_index")
    return field.compute(case_id, place_id)


class SuitabilityCheck(SealedRow):
    """Signed by name and time, and never edited. Where it says no, a lead may overrule it, with a reason."""

    personal_fields = (
        "ground_floor",
        "staff_told",
        "no_identity_check",
        "no_card_needed",
        "not_shared",
        "no_known_risk",
        "not_flagged",
        "far_enough",
        "signed_name",
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="place_checks", db_index=False)
    place = AppSealedReference(Place)
    place_id: UUID
    ground_floor = _suitability_answer_field()
    staff_told = _suitability_answer_field()
    no_identity_check = _suitability_answer_field()
    no_card_needed = _suitability_answer_field()
    not_shared = _suitability_answer_field()
    no_known_risk = _suitability_answer_field()
    not_flagged = _suitability_answer_field()
    far_enough = _suitability_answer_field()
    who_checks = Sealed(kind=Kind.HOUSING)
    note = Sealed(kind=Kind.HOUSING, null=True)
    suitable = models.BooleanField()
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    signed_name = models.CharField(max_length=120)
    overruled_at = models.DateTimeField(null=True)
    overruled_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    overruled_why = Sealed(kind=Kind.HOUSING, null=True)

    class Meta:
        constraints = [
            CheckConstraint(
                condition=~reduce(or_, (Q(**{code: ""}) for code in QUESTION_CODES)), name="check_is_answered"
            ),
            both_or_neither_constraint("overruled_at", "overruled_by", "check_overruled_at_and_by_together"),
            CheckConstraint(
                condition=Q(overruled_at__isnull=True) | Q(suitable=False, overruled_why__isnull=False),
                name="check_overruled_with_a_reason",
            ),
            CheckConstraint(condition=~Q(signed_name=""), name="check_signed_by_name"),
        ]
        indexes = [models.Index(fields=("case", "-signed_at"), name="check_newest")]

    def __str__(self) -> str:
        return f"check {self.pk}"
