"""How the person sees one of the seven core outcomes on a day: a later word follows, none is edited or added up."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from handrail.people.records.models import Case
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.recovery.core_outcomes import FURTHEST, NEAREST, OUTCOMES, SCALE
from handrail.people.recovery.text_choices import LONGEST_WORDS, OWN_WORDS, OutcomeAsker
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.vault.blind_code import BlindCodeField


class OutcomeReview(SealedRow):
    """Their words, and where they place themselves if they want to; or that they do not want to say."""

    personal_fields = ("outcome", "on", "silent", "placed", "asker")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    outcome = BlindCodeField(choices=[(outcome.code, outcome.name) for outcome in OUTCOMES])
    on = DayField("When?", about="the date they said it", not_after=today)
    silent = models.BooleanField(default=False)
    words = Sealed(
        "What do they say?", kind=Kind.OUTCOMES, null=True, max_length=LONGEST_WORDS, help_text=OWN_WORDS
    )
    placed = models.PositiveSmallIntegerField(
        "Where would they put it on the scale?",
        choices=SCALE,
        null=True,
        blank=True,
        help_text="Optional. It is never added up.",
    )
    asker = BlindCodeField(
        "Who asked?",
        choices=OutcomeAsker.choices,
        error_messages={"blank": "Choose who asked"},
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "on", "id"], name="look_back_by_case")]
        constraints = [
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

    def clean(self) -> None:
        """Words or silence, and no third."""
        if self.silent and (self.words or self.placed is not None):
            raise ValidationError("If they do not want to say, leave words and scale empty.")
        if not self.silent and not self.words:
            raise ValidationError({"words": "Enter what they said, or choose that they do not want to say."})
