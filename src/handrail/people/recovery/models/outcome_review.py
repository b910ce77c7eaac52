"""How the person sees one of the seven core outcomes on a day: a later word follows, none is edited or added up."""

from django.db import models
from django.db.models import Q

from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.recovery.core_outcomes import FURTHEST, NEAREST, OUTCOME_CODES
from handrail.people.recovery.states import OutcomeAsker
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed


class OutcomeReview(SealedRow):
    """Their words, and where they place themselves if they want to; or that they do not want to say."""

    personal_fields = ("outcome", "on", "silent", "placed", "asker")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20)
    on = models.DateField()
    silent = models.BooleanField(default=False)
    words = Sealed(kind=Kind.SUPPORT, null=True)
    placed = models.PositiveSmallIntegerField(null=True)
    asker = models.CharField(max_length=12, choices=OutcomeAsker.choices)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "outcome", "on", "id"], name="look_back_by_case")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=OUTCOME_CODES), name="look_back_outcome_is_known"),
            choice_constraint("asker", OutcomeAsker, "look_back_asker_is_known"),
            models.CheckConstraint(
                condition=Q(placed__isnull=True) | Q(placed__gte=FURTHEST, placed__lte=NEAREST),
                name="look_back_placed_on_the_scale",
            ),
            models.CheckConstraint(
                condition=Q(silent=True, words__isnull=True, placed__isnull=True)
                | Q(silent=False, words__isnull=False),
                name="look_back_words_or_silence",
            ),
        ]

    def __str__(self) -> str:
        return f"look back {self.pk}"
