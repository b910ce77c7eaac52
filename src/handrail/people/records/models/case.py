"""A case: one person's file, worked on. Nothing here says who the person is."""

from django.db import models

from handrail.pathway.stages import STAGES
from handrail.people.records.closure_reasons import ERASED, ClosureReason
from handrail.people.records.models.constraints import both_or_neither_constraint
from handrail.people.records.models.phase_field import PhaseField
from handrail.people.records.text_choices import Age, ImmediateDangerOrInjuryAnswer
from handrail.platform.access.models import File, User
from handrail.platform.reference.models import Area, Body
from handrail.platform.vault.app_sealed_fields import AppSealedJSONField
from handrail.platform.vault.blind_code import BlindCodeField

AT_RISK = (
    ImmediateDangerOrInjuryAnswer.IN_DANGER,
    ImmediateDangerOrInjuryAnswer.HURT,
    ImmediateDangerOrInjuryAnswer.BOTH,
    ImmediateDangerOrInjuryAnswer.UNSURE,
)
"""Answers about danger that a list can be narrowed to. Not sure counts."""
OFTEN_STAGES = {"rg_negative": 24, "notified": 20, "awaiting_cg": 20, "moving_on": 12}
_OPEN, _CLOSED = models.Q(closed_at__isnull=True), models.Q(closed_at__isnull=False)


class Case(models.Model):
    """Shares its number with the file, so that the policy and the vault know it without asking.

    `phase` and `stage` are what the rules said when last asked; `changes_on` is the next day on which they
    would say something else by themselves.
    """

    personal_fields = ("age", "danger", "phase", "stage", "told", "closed_because")

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    reference = models.CharField(max_length=24, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    jurisdiction = models.CharField(max_length=8, default="england")
    age = BlindCodeField(choices=Age.choices, default=Age.UNSURE, often={"adult": 24, "child": 12})
    age_asked = models.BooleanField(default=False)
    danger = BlindCodeField(
        choices=ImmediateDangerOrInjuryAnswer.choices,
        default=ImmediateDangerOrInjuryAnswer.NOT_ASKED,
        often={"not_asked": 24, "neither": 20},
    )
    point_of_contact = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    stand_in = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    phase = PhaseField(default="before", often={"during": 12, "after": 20, "outside": 10})
    stage = BlindCodeField(
        choices=[(each.code, each.headline) for each in STAGES], default="found", often=OFTEN_STAGES
    )
    told = AppSealedJSONField(default=list)
    changes_on = models.DateField(null=True)
    next_due = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    closed_because = BlindCodeField(
        choices=[*ClosureReason.choices, (ERASED, "Erased")], blank=True, default="", often={"done": 12}
    )
    restricted_on = models.DateField(null=True)  # since when it is kept and not used (people/personal_data)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(jurisdiction__in=["england", "wales"]), name="case_jurisdiction_is_known"
            ),
            both_or_neither_constraint("closed_at", "closed_by", "case_closed_at_and_by_together"),
        ]
        indexes = [
            models.Index(fields=["owner", "-opened_at"], name="case_by_owner_newest"),
            models.Index(
                fields=["owner", "next_due"],
                name="case_list_due",
                condition=_OPEN & models.Q(next_due__isnull=False),
            ),
            models.Index(fields=["point_of_contact", "closed_at"], name="case_by_contact"),
            # Nearly every case has none: without the condition SQLite holds the index for worthless and reads all.
            models.Index(
                fields=["stand_in"],
                name="case_by_stand_in_open",
                condition=_OPEN & models.Q(stand_in__isnull=False),
            ),
            models.Index(fields=["changes_on"], name="case_by_change"),
            models.Index(fields=["-opened_at"], name="case_newest"),
            # The list of cases: each filter and each order of it is served by one of these. Danger, phase and stage
            # are kept as tokens: they are looked for among the open ones, newest first.
            models.Index(fields=["owner", "-opened_at"], name="case_list_open", condition=_OPEN),
            models.Index(fields=["owner", "-opened_at"], name="case_list_closed", condition=_CLOSED),
            models.Index(fields=["owner", "area", "-opened_at"], name="case_list_area", condition=_OPEN),
            models.Index(
                fields=["point_of_contact", "-opened_at"], name="case_list_contact", condition=_OPEN
            ),
            models.Index(
                fields=["owner", "-opened_at"],
                name="case_list_no_stand_in",
                condition=_OPEN & models.Q(stand_in__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class ReferenceCounter(models.Model):
    """The last number given to a body's cases."""

    body = models.OneToOneField(Body, primary_key=True, on_delete=models.PROTECT, related_name="+")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"counter of {self.body_id}"
