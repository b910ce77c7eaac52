"""Who the person is, how to reach them safely, and what keeps them safe. All words are sealed."""

from django.db import models

from handrail.access.models import User
from handrail.casework.models.case import Case
from handrail.casework.models.checks import one_of
from handrail.casework.models.row import Row
from handrail.casework.states import ChannelKind, Danger, Safe, YesNo
from handrail.reference.models import Language
from handrail.vault.fields import SealedField


class Person(models.Model):
    """One person, as far as they want to be known: a nickname is enough, and so is nothing."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="person")
    called = SealedField(null=True)
    full_name = SealedField(null=True)
    date_of_birth = SealedField(null=True)
    where_now = SealedField(null=True)
    language = models.ForeignKey(Language, on_delete=models.PROTECT, null=True, related_name="+")
    interpreter = models.CharField(max_length=10, choices=YesNo.choices, default=YesNo.NOT_ASKED)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [one_of("interpreter", YesNo, "person_interpreter_is_known")]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Channel(Row):
    """What was learned of one way to reach the person; the newest word on each way holds."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="channels")
    kind = models.CharField(max_length=12, choices=ChannelKind.choices)
    safe = models.CharField(max_length=8, choices=Safe.choices)
    detail = SealedField(null=True)
    note = SealedField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("kind", ChannelKind, "channel_kind_is_known"),
            one_of("safe", Safe, "channel_safe_is_known"),
        ]
        indexes = [models.Index(fields=["case", "kind", "-id"], name="channel_newest")]

    def __str__(self) -> str:
        return f"channel {self.pk}"


class DangerCheck(Row):
    """What was seen and said of danger at one moment."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="danger_checks")
    answer = models.CharField(max_length=10, choices=Danger.choices)
    note = SealedField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("answer", Danger, "danger_check_answer_is_known")]
        indexes = [models.Index(fields=["case", "-id"], name="danger_check_newest")]

    def __str__(self) -> str:
        return f"danger check {self.pk}"


class SafetyPlan(Row):
    """One version of the plan, in the person's words. A new version follows; none is edited.

    `number` counts the versions, and its uniqueness refuses the second of two who wrote at once. `is_newest` lets
    a list find the reviews that are due without reading older versions.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="safety_plans")
    number = models.PositiveIntegerField()
    plan = SealedField(null=True)
    watched = SealedField(null=True)
    if_missing = SealedField(null=True)
    review_on = models.DateField(null=True)
    is_newest = models.BooleanField(default=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="safety_plan_one_per_number"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(is_newest=True), name="safety_plan_one_newest"
            ),
        ]
        indexes = [
            models.Index(
                fields=["case", "review_on"], name="safety_plan_reviews", condition=models.Q(is_newest=True)
            )
        ]

    def __str__(self) -> str:
        return f"safety plan {self.pk}"
