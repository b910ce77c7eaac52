"""A call, its questions, and who was asked."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.areas.calls.states_and_kinds import CALL_STATES, QUESTION_KINDS, get_choice_codes
from handrail.areas.recommendations.models import Recommendation
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.versioned import Versioned
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

MAX_OPTIONS = 12


class Call(Versioned):
    """The same questions for many bodies, until a deadline."""

    impersonal_text = ("code", "title", "guidance", "answered_source")

    code = models.SlugField(max_length=60, unique=True)
    title = ShortTextField("Subject", max_length=150)
    guidance = LongTextField("Guidance", max_length=8_000, rows=6, blank=True, default="")
    asked_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="calls_made")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.PROTECT, related_name="calls"
    )
    asked_on = models.DateField()  # who is addressed is read from the reference data of this day
    deadline = models.DateTimeField()  # a day is meant to its end in London
    state = CodeField(max_length=6, choices=CALL_STATES, default="draft")
    to_policing_bodies = models.BooleanField(default=True)
    to_chief_constables = models.BooleanField(default=False)
    named = models.ManyToManyField(Body, blank=True, related_name="named_in_calls")
    complete_record = models.BooleanField(default=True)  # no: entered later, and silence is "not known"
    asked_reported = models.PositiveIntegerField(null=True, blank=True)
    answered_reported = models.PositiveIntegerField(null=True, blank=True)
    answered_source = models.CharField(max_length=250, blank=True, default="")
    published_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_on", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=get_choice_codes(CALL_STATES)), name="call_state"),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | Q(state__in=("open", "closed"), published_at__isnull=False),
                name="call_open_was_published",
            ),
            models.CheckConstraint(
                condition=Q(answered_reported__isnull=True) | ~Q(answered_source=""),
                name="call_reported_has_a_source",
            ),
            models.CheckConstraint(
                condition=Q(asked_reported__isnull=True)
                | Q(answered_reported__isnull=True)
                | Q(answered_reported__lte=F("asked_reported")),
                name="call_answered_of_asked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)


class CallQuestion(Versioned):
    """One wording of a question. Once the call is out a changed question is a new row; answers keep theirs."""

    impersonal_text = ("words", "help", "options")

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions", db_index=False)
    number = models.PositiveSmallIntegerField()
    kind = CodeField("Type of answer", max_length=9, choices=QUESTION_KINDS)
    words = ShortTextField("Question", max_length=400)
    help = LongTextField("Guidance", max_length=4_000, rows=2, blank=True, default="")
    options = models.JSONField(default=list, blank=True)  # choices of a choice, columns of a table
    required = models.BooleanField("Answer required", default=True)
    left_out = models.BooleanField(default=False)  # no longer asked from this version on

    class Meta:
        ordering = ("number", "version")
        constraints = [
            models.UniqueConstraint(fields=("call", "number", "version"), name="question_one_a_version"),
            models.CheckConstraint(condition=Q(number__gte=1, version__gte=1), name="question_numbers"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.words}"

    def clean(self) -> None:
        """A choice and a table name their options; other kinds of answer have none."""
        if self.kind not in ("choice", "table"):
            self.options = []
            return
        if not 2 <= len(self.options) <= MAX_OPTIONS:
            what = "choices" if self.kind == "choice" else "columns"
            said = msg(
                "Enter 2 to {most_options} {what}, one on each line.", most_options=MAX_OPTIONS, what=what
            )
            raise ValidationError({"options": said})
        if len(set(self.options)) != len(self.options) or any("|" in option for option in self.options):
            raise ValidationError({"options": "Enter each line once, and do not use the character |."})


class CallRecipient(models.Model):
    """One body that a call went to."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="asked", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="asked")
    opened_at = models.DateTimeField(null=True, blank=True)  # when somebody of the body first opened it

    class Meta:
        verbose_name_plural = "asked"
        constraints = [
            models.UniqueConstraint(fields=("call", "body"), name="asked_once_a_call"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} asks {self.body_id}"
