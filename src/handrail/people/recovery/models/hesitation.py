"""Why a person holds back from police, NRM or support, in their own words, and what changed.

Never edited: a mistaken record is corrected by a new one, or taken back, and stays readable with the reason.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.people.recovery.hesitation_reasons_and_change_causes import CHANGE_NAMES, REASON_NAMES
from handrail.people.recovery.text_choices import (
    LONGEST_LINE,
    LONGEST_WORDS,
    OWN_WORDS,
    HesitationChangeExtent,
    HesitationSubject,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.vault.blind_code import BlindCodeField
from handrail.platform.vault.scoped_index_field import ScopedIndexField


class WithdrawableRow(SealedRow):
    """What was written down and may prove to be a mistake. `corrects` is the mistaken row that this one follows."""

    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="corrected_by"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    withdrawn_because = Sealed(kind=Kind.OWN_WORDS, null=True, max_length=LONGEST_LINE, editable=False)

    class Meta:
        abstract = True


def not_withdrawn_q(moment: datetime.datetime | None = None, prefix: str = "") -> Q:
    """Rows that were neither corrected nor taken back.

    Args:
        moment: at which; without it, now.
        prefix: how the row is reached, such as `change__`.
    """
    never = Q(**{f"{prefix}withdrawn_at__isnull": True})
    return never | Q(**{f"{prefix}withdrawn_at__gte": moment}) if moment else never


class Hesitation(WithdrawableRow):
    """One thing that they hold back from, as they said it on a day."""

    personal_fields = ("about", "on")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    about = BlindCodeField(
        "What are they reluctant about?",
        choices=HesitationSubject.choices,
        error_messages={"blank": "Choose what they are reluctant about"},
    )
    words = Sealed(
        "Why, in their own words?",
        kind=Kind.OWN_WORDS,
        null=True,
        max_length=LONGEST_WORDS,
        help_text=OWN_WORDS,
    )
    on = DayField("When did they say it?", about="the date they said it", not_after=today)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["case", "id"], name="hesitation_by_case"),
            models.Index(fields=["on"], name="hesitation_by_day"),
        ]
        constraints = [
            both_or_neither_constraint("withdrawn_at", "withdrawn_by", "hesitation_withdrawn_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"hesitation {self.pk}"


class HesitationReason(UUIDModel):
    """One of the reasons, from the list."""

    personal_fields = ("code",)

    hesitation = models.ForeignKey(
        Hesitation, on_delete=models.PROTECT, related_name="reasons", db_index=False
    )
    code = BlindCodeField(choices=list(REASON_NAMES.items()), often={"told_by_exploiter": 8})
    code_index = ScopedIndexField("hesitation_id", "code")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hesitation", "code_index"], name="hesitation_reason_once"),
        ]

    def __str__(self) -> str:
        return f"hesitation reason {self.pk}"


class HesitationChange(WithdrawableRow):
    """What changed their mind, or part of it, on a day."""

    personal_fields = ("turned", "on")
    sealed_with = "hesitation__case_id"
    hesitation = models.ForeignKey(Hesitation, on_delete=models.PROTECT, related_name="changes")
    turned = BlindCodeField(
        "How far did it change?",
        choices=HesitationChangeExtent.choices,
        error_messages={"blank": "Choose how far it changed"},
    )
    words = Sealed(
        "What changed, in their own words?",
        kind=Kind.OWN_WORDS,
        null=True,
        max_length=LONGEST_WORDS,
        help_text=OWN_WORDS,
    )
    on = DayField("When?", about="the date it changed", not_after=today)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            both_or_neither_constraint("withdrawn_at", "withdrawn_by", "what_changed_withdrawn_at_and_by"),
        ]

    def __str__(self) -> str:
        return f"what changed {self.pk}"

    def clean(self) -> None:
        """A change comes after what it changes."""
        if self.on and self.on < self.hesitation.on:
            raise ValidationError({"on": "That is before the date they gave the reason."})


class ChangeCause(UUIDModel):
    """One of the causes, from the list."""

    personal_fields = ("code",)

    change = models.ForeignKey(
        HesitationChange, on_delete=models.PROTECT, related_name="causes", db_index=False
    )
    code = BlindCodeField(choices=list(CHANGE_NAMES.items()))
    code_index = ScopedIndexField("change_id", "code")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "code_index"], name="change_cause_once"),
        ]

    def __str__(self) -> str:
        return f"change cause {self.pk}"
