"""What the rules say is due, and a body's own length for a clock that no confirmed source gives one."""

from django.db import models
from django.db.models import Q

from handrail.people.cases.events.translatable_message_field import TranslatableMessageField
from handrail.people.records.models import Case
from handrail.platform.access.models import User
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class Due(models.Model):
    """A clock or a prompt that the rules yield for a case, kept so that lists can find it.

    Whether it is running, met or missed depends on the day asked, and is never stored.
    """

    personal_fields = ("why", "started", "due_on", "due_at", "ended_on")
    impersonal_text = ("run", "title", "who", "rule", "source")

    class Sort(models.TextChoices):
        """A time limit or wait, or something that somebody ought to do."""

        CLOCK = "clock", "Clock"
        PROMPT = "prompt", "Prompt"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="dues")
    sort = CodeField(max_length=8, choices=Sort.choices)
    code = models.CharField(max_length=40)
    run = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    who = models.CharField(max_length=200, blank=True)
    why = TranslatableMessageField(blank=True)
    rule = TranslatableMessageField(blank=True)
    source = TranslatableMessageField(blank=True)
    confidence = models.CharField(max_length=16, blank=True)
    kind = models.CharField(max_length=12, blank=True)
    ours = models.BooleanField()
    started = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "sort", "code", "run"], name="due_once"),
            models.CheckConstraint(condition=Q(sort__in=["clock", "prompt"]), name="due_sort_is_known"),
        ]
        indexes = [models.Index(fields=["case", "ended_on", "ours", "due_on"], name="due_open")]

    def __str__(self) -> str:
        return f"{self.code} of {self.case_id}"


class ClockSetting(models.Model):
    """In the rule's own unit, or working days where the rule names none. Shown as theirs wherever it counts."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    clock = models.CharField(max_length=40)
    length = models.PositiveSmallIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "clock"], name="clock_setting_one_per_body"),
            models.CheckConstraint(condition=models.Q(length__gte=1), name="clock_setting_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.clock} of {self.body_id}"
