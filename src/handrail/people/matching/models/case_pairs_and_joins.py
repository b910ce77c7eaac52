"""Two cases that may be one person, and two cases that were joined."""

from django.db import models
from django.db.models import F, Q

from handrail.people.matching.text_choices import PairVerdict, WillingnessToSpeakAnswer
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.fields import SealedField


class CasePair(Versioned, UUIDModel):
    """Two cases that are alike. Within one body somebody says what they are; across bodies each has a `PairSide`.

    `reasons` are codes of what is alike, never a name or a date. `changed_by` is who gave the verdict; None before.
    """

    personal_fields = ("one", "two", "reasons", "verdict")

    one = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    two = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    across = models.BooleanField(default=False)
    reasons = models.JSONField(default=list, blank=True)
    found_at = models.DateTimeField()
    verdict = CodeField(max_length=8, choices=PairVerdict.choices, blank=True, default=PairVerdict.ASKED)
    because = SealedField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "two"], name="pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("two")), name="pair_lower_number_first"),
            choice_constraint("verdict", PairVerdict, "pair_verdict_is_known"),
            models.CheckConstraint(
                condition=Q(verdict="", changed_by__isnull=True)
                | (~Q(verdict="") & Q(changed_by__isnull=False)),
                name="pair_verdict_names_who_gave_it",
            ),
            models.CheckConstraint(
                condition=Q(across=False) | Q(verdict=""), name="pair_across_has_no_verdict"
            ),
        ]
        indexes = [models.Index(fields=["two"], name="pair_by_second")]

    def __str__(self) -> str:
        return f"pair {self.pk}"


class PairSide(Versioned, UUIDModel):
    """One organisation's side of a pair across organisations: its own case, and whether it would speak.

    `changed_by` is who answered, None before that.
    """

    personal_fields = ("pair", "case")

    pair = models.ForeignKey(CasePair, on_delete=models.PROTECT, related_name="sides", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    answer = CodeField(
        "Would your organisation speak with the other?",
        max_length=10,
        choices=WillingnessToSpeakAnswer.choices,
        blank=True,
        default=WillingnessToSpeakAnswer.NONE_YET,
        error_messages={"blank": "Choose an answer"},
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "case"], name="side_once"),
            models.UniqueConstraint(fields=["pair", "body"], name="side_one_for_each_body"),
            choice_constraint("answer", WillingnessToSpeakAnswer, "side_answer_is_known"),
            models.CheckConstraint(
                condition=Q(answer="") | Q(changed_by__isnull=False), name="side_answer_names_who_gave_it"
            ),
        ]
        indexes = [models.Index(fields=["body", "-id"], name="side_by_body")]

    def __str__(self) -> str:
        return f"side {self.pk}"


class CaseJoin(UUIDModel):
    """Two cases of one body read together: one leads, the other points to it. Parted, never deleted.

    Nothing of either case is moved or changed; that is why parting restores both.
    """

    personal_fields = ("leading", "other")

    leading = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    because = SealedField()
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    parted_because = SealedField(null=True)
    parted_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["other"], condition=Q(parted_at__isnull=True), name="join_one_live_for_a_case"
            ),
            models.CheckConstraint(condition=~Q(leading=F("other")), name="join_of_two_cases"),
            both_or_neither_constraint("parted_at", "parted_by", "join_parted_at_and_by_together"),
        ]
        indexes = [
            models.Index(fields=["leading"], condition=Q(parted_at__isnull=True), name="join_live_by_leading")
        ]

    def __str__(self) -> str:
        return f"join {self.pk}"


class RematchRequest(models.Model):
    """Somebody to be looked for in the next sweep though their name did not change: another body holds their case."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"look again for {self.pk}"


class MatchSweepProgress(models.Model):
    """Up to which moment everybody whose name changed has been looked for. One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="looked_until_one_row")]

    def __str__(self) -> str:
        return f"looked until {self.at}"
