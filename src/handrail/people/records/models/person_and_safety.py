"""Who the person is, and what keeps them safe. All words are sealed."""

from django.db import models

from handrail.people.records.models.case import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.sealed_day import SealedDay
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.people.records.text_choices import (
    ImmediateDangerOrInjuryAnswer,
    SafetyPlanReviewTrigger,
    YesNoOrNotAsked,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed, SealedModel
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Language
from handrail.platform.vault.blind_code import BlindCodeField

LONGEST_LINE = 200


class Person(SealedModel, Versioned):
    """One person, as far as they want to be known: a nickname is enough, and so is nothing."""

    personal_fields = ("language", "interpreter")
    sealed_with = "case_id"

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="person")
    called = Sealed("What to call them", kind=Kind.IDENTITY, null=True, max_length=LONGEST_LINE)
    full_name = Sealed(
        "Full name",
        help_text="Only if they want it recorded here.",
        kind=Kind.IDENTITY,
        null=True,
        max_length=LONGEST_LINE,
    )
    date_of_birth = SealedDay(kind=Kind.IDENTITY, null=True)
    where_now = Sealed("Where they are now", kind=Kind.CONTACT, null=True, max_length=LONGEST_LINE)
    language = models.ForeignKey(
        Language,
        verbose_name="Language they speak best",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    interpreter = CodeField(
        "Do they need an interpreter?",
        max_length=10,
        choices=YesNoOrNotAsked.choices,
        default=YesNoOrNotAsked.NOT_ASKED,
        error_messages={"blank": "Choose one"},
    )

    class Meta:
        constraints = [choice_constraint("interpreter", YesNoOrNotAsked, "person_interpreter_is_known")]

    def __str__(self) -> str:
        return f"person {self.pk}"


class PersonMove(UUIDModel):
    """That the person is somewhere else than before. Where to is on the person, sealed; this is the day alone."""

    personal_fields = ("at",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves", db_index=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="moved_newest")]

    def __str__(self) -> str:
        return f"move {self.pk}"


OFTEN = {"not_asked": 40}


class DangerCheck(SealedRow):
    """What was seen and said of danger at one moment. Never edited: the newest answer to each question holds."""

    personal_fields = ("answer", "watched", "phone_tracked", "children_at_risk", "self_harm")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="danger_checks", db_index=False)
    answer = BlindCodeField(choices=ImmediateDangerOrInjuryAnswer.choices, often=OFTEN)
    watched = BlindCodeField(
        choices=YesNoUnsureOrNotAsked.choices, default=YesNoUnsureOrNotAsked.NOT_ASKED, often=OFTEN
    )
    phone_tracked = BlindCodeField(
        choices=YesNoUnsureOrNotAsked.choices, default=YesNoUnsureOrNotAsked.NOT_ASKED, often=OFTEN
    )
    children_at_risk = BlindCodeField(
        choices=YesNoUnsureOrNotAsked.choices, default=YesNoUnsureOrNotAsked.NOT_ASKED, often=OFTEN
    )
    self_harm = BlindCodeField(
        choices=YesNoUnsureOrNotAsked.choices, default=YesNoUnsureOrNotAsked.NOT_ASKED, often=OFTEN
    )
    note = Sealed(kind=Kind.SAFETY, null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="danger_check_newest")]

    def __str__(self) -> str:
        return f"danger check {self.pk}"


class SafetyPlan(SealedRow):
    """One version of the plan, in the person's words. A new version follows; none is edited.

    `number` counts the versions, and its uniqueness refuses the second of two who wrote at once. `is_newest` lets
    a list find the reviews that are due without reading older versions. `asked_for` is the day that was set for the
    next look, `review_on` the day on which it is due: the same, or earlier where something happened (`review_because`).
    """

    personal_fields = ("review_because",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safety_plans", db_index=False)
    number = models.PositiveIntegerField()
    plan = Sealed(kind=Kind.SAFETY, null=True)
    watched = Sealed(kind=Kind.SAFETY, null=True)
    if_missing = Sealed(kind=Kind.SAFETY, null=True)
    asked_for = models.DateField(null=True)
    review_on = models.DateField(null=True)
    review_because = CodeField(
        max_length=8, choices=SafetyPlanReviewTrigger.choices, blank=True, default=SafetyPlanReviewTrigger.DAY
    )
    is_newest = models.BooleanField(default=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="safety_plan_one_per_number"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(is_newest=True), name="safety_plan_one_newest"
            ),
            choice_constraint("review_because", SafetyPlanReviewTrigger, "safety_plan_reason_is_known"),
        ]
        indexes = [
            models.Index(
                fields=["case", "review_on"], name="safety_plan_reviews", condition=models.Q(is_newest=True)
            )
        ]

    def __str__(self) -> str:
        return f"safety plan {self.pk}"


class SafetyPlanReview(UUIDModel):
    """A look at the plan that found it still right, and the day set for the next one."""

    plan = models.ForeignKey(SafetyPlan, on_delete=models.PROTECT, related_name="reviews")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_reviews", db_index=False)
    next_on = models.DateField(null=True)
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="plan_review_newest")]

    def __str__(self) -> str:
        return f"review {self.pk}"
