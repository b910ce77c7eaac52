"""Trainings: sessions that were held or are planned, and who completed what, valid until when."""

from django.db import models
from django.db.models import FETCH_RAISE, Count, F, Q

from handrail.directory.practitioners import codes
from handrail.directory.practitioners.models.base import WorkDateModelField, make_choice_field
from handrail.directory.practitioners.models.practitioner import Practitioner
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.models import Body


class TrainingSessionQuerySet(models.QuerySet["TrainingSession"]):
    """Sessions."""

    def for_list(self) -> "TrainingSessionQuerySet":
        """The newest first, with how many completed it. One statement."""
        rows = self.annotate(attended=Count("completions")).order_by("-held_on", "-id")
        return rows.fetch_mode(FETCH_RAISE)


class TrainingSession(Versioned):
    """A course on a day, of the body that arranged it."""

    impersonal_text = ("given_by", "place")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = make_choice_field("Training", codes.TRAININGS, "Choose a training")
    held_on = WorkDateModelField("Day", about="the day of the training")
    given_by = ShortTextField("Given by", max_length=120, blank=True, default="")
    place = ShortTextField("Place", max_length=120, blank=True, default="", help_text="Or: online.")
    seats = WholeNumberField("Seats", least=1, most=1000, null=True, blank=True)

    objects = models.Manager.from_queryset(TrainingSessionQuerySet)()

    class Meta:
        ordering = ("-held_on", "id")
        indexes = [models.Index(fields=("body", "-held_on"), name="training_session_by_body")]

    def __str__(self) -> str:
        return f"{codes.get_words_of_choice_code(codes.TRAININGS, self.kind)} {self.held_on}"

    @property
    def is_past(self) -> bool:
        """Whether attendance can be recorded."""
        return bool(self.held_on <= today())


class PractitionerTraining(models.Model):
    """A training completed. The newest of a kind counts; `valid_until` is what the settings of its day made of it."""

    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.CASCADE, related_name="trainings", db_index=False
    )
    kind = make_choice_field("Training", codes.TRAININGS, "Choose a training")
    session = models.ForeignKey(
        TrainingSession, null=True, blank=True, on_delete=models.PROTECT, related_name="completions"
    )
    completed_on = WorkDateModelField("Completed on", about="the day it was completed", not_after=today)
    valid_until = WorkDateModelField(
        "Valid until",
        about="the last valid day",
        help_text="Leave empty to use your organisation’s setting.",
        null=True,
        blank=True,
    )
    is_newest = models.BooleanField(default=True)

    class Meta:
        ordering = ("kind", "-completed_on")
        constraints = [
            models.UniqueConstraint(
                fields=("practitioner", "kind"),
                condition=Q(is_newest=True),
                name="training_one_newest_a_kind",
            ),
            models.UniqueConstraint(
                fields=("practitioner", "kind", "completed_on"), name="training_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("completed_on")),
                name="training_ends_after_completion",
                violation_error_code="valid_until",
                violation_error_message="The last valid day must be on or after the day it was completed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.completed_on}"
