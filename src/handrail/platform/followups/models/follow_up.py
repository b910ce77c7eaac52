"""An action that somebody promised, and every update on it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.followups.origins import ORIGINS, STATE_CODES, STATES
from handrail.platform.kernel.dates import add_years, format_day
from handrail.platform.kernel.ids import new_id
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

LONGEST_YEARS = 10


def _make_missing_value_messages(missing: str) -> dict[str, str]:
    return dict.fromkeys(("blank", "null", "invalid_choice"), missing)


def _make_due_day_field(**more: Any) -> DayField:
    return DayField("Due date", about="the due date", **more)


class FollowUp(Versioned):
    """What is to be done, by whom, by when. `kept_by` follows it up; `shared_with` reads it too."""

    personal_fields = ("person",)
    impersonal_text = ("what", "origin_id", "origin_title")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    what = ShortTextField(
        "Action",
        max_length=500,
        error_messages=_make_missing_value_messages("Enter the action"),
    )
    owner = models.ForeignKey(
        Body,
        verbose_name="Responsible organisation",
        on_delete=models.PROTECT,
        related_name="actions_owned",
        error_messages=_make_missing_value_messages("Choose the responsible organisation"),
        db_index=False,
    )
    person = ShortTextField(
        "Responsible person",
        max_length=120,
        blank=True,
        default="",
        help_text="A name or job title.",
    )
    due_on = _make_due_day_field()
    state = CodeField(max_length=7, choices=STATES, default="open")
    origin_kind = CodeField(max_length=14, choices=ORIGINS)
    origin_id = models.CharField(max_length=60)  # of the thing it came out of, for its page
    origin_title = models.CharField(max_length=200)
    kept_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="actions_kept", db_index=False)
    shared_with = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="actions_shared"
    )
    promised_on = models.DateField()

    class Meta:
        ordering = ("due_on", "id")
        indexes = [
            models.Index(fields=("owner", "state", "due_on"), name="action_by_owner"),
            models.Index(fields=("kept_by", "state", "due_on"), name="action_by_keeper"),
            models.Index(fields=("origin_kind", "origin_id"), name="action_by_origin"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATE_CODES), name="action_state"),
            models.CheckConstraint(condition=~Q(what=""), name="action_says_what"),
            models.CheckConstraint(condition=~Q(origin_id=""), name="action_was_promised_somewhere"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("promised_on")), name="action_due_after_it_was_promised"
            ),
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"

    def clean(self) -> None:
        """Due on or after the day of the promise, and within ten years of it. Raises ValidationError."""
        promised = self.promised_on or today()
        if promised > today():
            said = "The date it was agreed must be today or in the past."
            raise ValidationError({"promised_on": said})
        if self.due_on and self.due_on < promised:
            said = msg("The due date must be {promised} or later.", promised=format_day(promised))
            raise ValidationError({"due_on": said})
        if self.due_on and self.due_on > add_years(promised, LONGEST_YEARS):
            raise ValidationError({"due_on": "The due date must be within ten years."})


class FollowUpUpdate(AppendOnly):
    """One update on an action. Only ever added."""

    impersonal_text = ("words", "evidence")

    about = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="said", db_index=False)
    number = models.PositiveSmallIntegerField()
    state = ShortTextField(
        "Status",
        max_length=7,
        choices=STATES,
        error_messages=_make_missing_value_messages("Choose a status"),
    )
    words = LongTextField(
        "What was done, or why not", error_messages={"blank": "Enter what was done, or why not"}
    )
    evidence = LongTextField(
        "Evidence", rows=3, blank=True, default="", help_text="Needed when the action is done."
    )
    due_was = models.DateField()
    due_on = _make_due_day_field(blank=True)  # left empty, the day stays
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("about", "number"), name="word_one_a_number"),
            models.CheckConstraint(condition=Q(state__in=STATE_CODES), name="word_state"),
            models.CheckConstraint(condition=~Q(words=""), name="word_says_something"),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(evidence=""), name="word_done_has_evidence"
            ),
        ]

    def __str__(self) -> str:
        return f"word {self.number} on action {self.about_id}"

    def clean(self) -> None:
        """Done has its evidence. Raises ValidationError."""
        if self.state == "done" and not self.evidence:
            raise ValidationError({"evidence": "Enter the evidence that it is done"})
