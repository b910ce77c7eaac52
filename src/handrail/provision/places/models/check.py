"""The check before a hotel or B&B: begun as a draft, kept for good when it is signed."""

from django.db import models
from django.db.models import CheckConstraint, Q

from handrail.access.models import User
from handrail.casework.case.models import Case
from handrail.casework.case.models.checks import one_of, together
from handrail.casework.case.models.row import Row
from handrail.directory.housing.models import Place
from handrail.provision.places.checking import QUESTIONS
from handrail.provision.places.states import Answer
from handrail.vault.fields import SealedField


def _answer() -> "models.CharField[str, str]":
    return models.CharField(max_length=8, choices=Answer.choices)


class CheckDraft(Row):
    """What has been answered so far, sealed. It goes when the check is signed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    answered = models.PositiveSmallIntegerField(default=0)
    answers = SealedField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("case", "place"), name="check_draft_one_a_place")]

    def __str__(self) -> str:
        return f"draft of a check {self.pk}"


class SuitabilityCheck(Row):
    """Signed by name and time, and never edited. Where it says no, a lead may overrule it, with a reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="place_checks")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    ground_floor = _answer()
    staff_told = _answer()
    identity_asked = _answer()
    card_asked = _answer()
    mixed_use = _answer()
    known_risk = _answer()
    flagged = _answer()
    far_enough = _answer()
    who_checks = SealedField()
    note = SealedField(null=True)
    suitable = models.BooleanField()
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_name = models.CharField(max_length=120)
    overruled_at = models.DateTimeField(null=True)
    overruled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    overruled_why = SealedField(null=True)

    class Meta:
        constraints = [
            *(one_of(question.code, Answer, f"check_{question.code}_is_answered") for question in QUESTIONS),
            together("overruled_at", "overruled_by", "check_overruled_at_and_by_together"),
            CheckConstraint(
                condition=Q(overruled_at__isnull=True) | Q(suitable=False, overruled_why__isnull=False),
                name="check_overruled_with_a_reason",
            ),
            CheckConstraint(condition=~Q(signed_name=""), name="check_signed_by_name"),
        ]
        indexes = [models.Index(fields=("case", "place", "-signed_at"), name="check_newest")]

    def __str__(self) -> str:
        return f"check {self.pk}"
