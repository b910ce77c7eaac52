"""What the rules say is due, and a body's own length for a clock that no confirmed source gives one."""

from django.db import models
from django.db.models import Q

from handrail.pathway.clocks import CLOCK_KINDS, RULES
from handrail.pathway.prompts import PROMPTS
from handrail.people.cases.events.adulthood_review import PROMPT_CODE
from handrail.people.cases.events.due_wording import DueWordingField
from handrail.people.records.models import Case
from handrail.platform.access.models import User
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.blind_code import BlindCodeField
from handrail.platform.vault.scoped_index_field import ScopedIndexField

CODES = sorted({rule.clock for rule in RULES} | {prompt.code for prompt in PROMPTS} | {PROMPT_CODE})
"""What a due may be called: every clock of every version of the rules, every prompt, and what is asked at eighteen."""

OFTEN = {
    "vc_keep_in_touch": 16,
    "vc_vps_offered": 8,
    "vc_support_referral": 8,
    "vc_info_reporting_2021": 8,
    "vc_acknowledgment": 8,
    "rg_decision": 8,
    "crime_record": 8,
}
OFTEN_KINDS = {"setting": 32, "maximum": 24, "waiting": 12, "target": 8}


class Due(models.Model):
    """A clock or a prompt that the rules yield for a case, kept so that lists can find it.

    Whether it is running, met or missed depends on the day asked, and is never stored. What it is about tells what
    happened to the person, so that code and kind are blind and its words sealed; days and whose it is are not.
    `once` keeps each due once within its case.
    """

    personal_fields = ("wording", "started", "due_on", "due_at", "ended_on")
    impersonal_text = ("run",)

    class Sort(models.TextChoices):
        """A time limit or wait, or something that somebody ought to do."""

        CLOCK = "clock", "Clock"
        PROMPT = "prompt", "Prompt"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="dues", db_index=False)
    sort = CodeField(max_length=8, choices=Sort.choices)
    code = BlindCodeField(choices=[(code, code) for code in CODES], often=OFTEN)
    run = models.CharField(max_length=64)
    once = ScopedIndexField(parent="case_id", value="identity")
    wording = DueWordingField()
    confidence = models.CharField(max_length=16, blank=True)
    kind = BlindCodeField(
        choices=[(kind, kind) for kind in CLOCK_KINDS], blank=True, default="", often=OFTEN_KINDS
    )
    ours = models.BooleanField()
    started = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "once"], name="due_once"),
            models.CheckConstraint(condition=Q(sort__in=["clock", "prompt"]), name="due_sort_is_known"),
        ]
        indexes = [models.Index(fields=["case", "ended_on", "ours", "due_on"], name="due_open")]

    def __str__(self) -> str:
        return f"{self.code} of {self.case_id}"

    @property
    def identity(self) -> str:
        """What there is once within a case: `once` is worked out from it."""
        return f"{self.sort} {self.code} {self.run}"


class ClockSetting(models.Model):
    """In the rule's own unit, or working days where the rule names none. Shown as theirs wherever it counts."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    clock = models.CharField(max_length=40)
    length = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "clock"], name="clock_setting_one_per_body"),
            models.CheckConstraint(condition=models.Q(length__gte=1), name="clock_setting_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.clock} of {self.body_id}"
