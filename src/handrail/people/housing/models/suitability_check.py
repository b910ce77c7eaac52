"""The check before a hotel or B&B: begun as a draft, kept for good when it is signed."""

from django.db import models
from django.db.models import CheckConstraint, Q

from handrail.directory.housing.models import Place
from handrail.people.housing.suitability_questions import QUESTIONS
from handrail.people.housing.text_choices import SuitabilityAnswer
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.code_field import CodeField


def _suitability_answer_field() -> "models.CharField[str, str]":
    return CodeField(max_length=8, choices=SuitabilityAnswer.choices)


class CheckDraft(SealedRow):
    """What has been answered so far, sealed. It goes when the check is signed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    answered = models.PositiveSmallIntegerField(default=0)
    answers = Sealed(kind=Kind.SUPPORT, null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("case", "place"), name="check_draft_one_a_place")]

    def __str__(self) -> str:
        return f"draft of a check {self.pk}"


class SuitabilityCheck(SealedRow):
    """Signed by name and time, and never edited. Where it says no, a lead may overrule it, with a reason."""

    personal_fields = (
        "ground_floor",
        "staff_told",
        "identity_asked",
        "card_asked",
        "mixed_use",
        "known_risk",
        "flagged",
        "far_enough",
        "signed_name",
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="place_checks")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    ground_floor = _suitability_answer_field()
    staff_told = _suitability_answer_field()
    identity_asked = _suitability_answer_field()
    card_asked = _suitability_answer_field()
    mixed_use = _suitability_answer_field()
    known_risk = _suitability_answer_field()
    flagged = _suitability_answer_field()
    far_enough = _suitability_answer_field()
    who_checks = Sealed(kind=Kind.SUPPORT)
    note = Sealed(kind=Kind.SUPPORT, null=True)
    suitable = models.BooleanField()
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=120)
    overruled_at = models.DateTimeField(null=True)
    overruled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    overruled_why = Sealed(kind=Kind.SUPPORT, null=True)

    class Meta:
        constraints = [
            *(
                choice_constraint(question.code, SuitabilityAnswer, f"check_{question.code}_is_answered")
                for question in QUESTIONS
            ),
            both_or_neither_constraint("overruled_at", "overruled_by", "check_overruled_at_and_by_together"),
            CheckConstraint(
                condition=Q(overruled_at__isnull=True) | Q(suitable=False, overruled_why__isnull=False),
                name="check_overruled_with_a_reason",
            ),
            CheckConstraint(condition=~Q(signed_name=""), name="check_signed_by_name"),
        ]
        indexes = [models.Index(fields=("case", "place", "-signed_at"), name="check_newest")]

    def __str__(self) -> str:
        return f"check {self.pk}"
