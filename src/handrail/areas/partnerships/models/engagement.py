"""What members put in: work streams, contributions promised and received, help that is shared."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from handrail.areas.partnerships.models.group import Group
from handrail.areas.partnerships.states import CONTRIBUTION_KINDS, get_codes_of_state_pairs
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class WorkStream(Versioned):
    """A part of the group's work with meetings of its own."""

    impersonal_text = ("name",)

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="streams", db_index=False)
    name = ShortTextField(
        "Name of the work stream",
        max_length=80,
        error_messages={"blank": "Enter the name of the work stream"},
    )

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("group", "name"),
                name="work_stream_once",
                violation_error_code="name",
                violation_error_message="The group has a work stream of this name",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Contribution(Versioned):
    """What one organisation gives in one financial year: money in pence, time in hours, or goods in words."""

    impersonal_text = ("what",)

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="contributions")
    body = models.ForeignKey(
        Body,
        verbose_name="Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=dict.fromkeys(("blank", "null", "invalid_choice"), "Choose the organisation"),
    )
    year = WholeNumberField(
        "Financial year that begins in April of",
        least=2010,
        most=2100,
        error_messages={"blank": "Enter the year"},
    )
    kind = CodeField(
        "What kind of contribution",
        max_length=5,
        choices=CONTRIBUTION_KINDS,
        error_messages=dict.fromkeys(("blank", "invalid_choice"), "Choose the kind of contribution"),
    )
    what = ShortTextField("What for", max_length=200, error_messages={"blank": "Enter what it is for"})
    promised = PenceField("Money promised", null=True, blank=True)
    received = PenceField("Money received", null=True, blank=True)
    promised_hours = WholeNumberField("Hours promised", null=True, blank=True)
    received_hours = WholeNumberField("Hours received", null=True, blank=True)

    class Meta:
        ordering = ("-year", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=get_codes_of_state_pairs(CONTRIBUTION_KINDS)),
                name="group_contribution_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="cash", promised__isnull=False, promised_hours__isnull=True)
                | Q(kind="time", promised_hours__isnull=False, promised__isnull=True)
                | Q(kind="goods", promised_hours__isnull=True),
                name="contribution_counts_what_it_is",
            ),
        ]

    def __str__(self) -> str:
        return f"contribution {self.pk}"

    def clean(self) -> None:
        """Money has a sum, time has hours, and neither has the other’s. Raises ValidationError."""
        if self.kind == "cash" and self.promised is None:
            raise ValidationError({"promised": "Enter the sum that was promised"})
        if self.kind == "time" and self.promised_hours is None:
            raise ValidationError({"promised_hours": "Enter the hours that were promised"})
        if self.kind == "time" and (self.promised is not None or self.received is not None):
            raise ValidationError({"promised": "Leave the sum empty: this is staff time"})
        if self.kind != "time" and (self.promised_hours is not None or self.received_hours is not None):
            raise ValidationError({"promised_hours": "Leave the hours empty: this is not staff time"})


class SharedHelp(Versioned):
    """A service of the directory, or a training session, that a member offers to the others."""

    impersonal_text = ("words",)

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="shared")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(
        "directory.Service", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    session = models.ForeignKey(
        "directory_practitioners.TrainingSession",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    words = ShortTextField(
        "How members use it",
        max_length=300,
        help_text="For example: ring the desk before noon. Do not name anyone.",
        error_messages={"blank": "Say how members use it"},
    )
    shared_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-shared_on", "-id")
        verbose_name_plural = "shared help"
        constraints = [
            models.CheckConstraint(
                condition=Q(service__isnull=False, session__isnull=True)
                | Q(service__isnull=True, session__isnull=False),
                name="shared_help_is_a_service_or_a_training",
            ),
            models.UniqueConstraint(
                fields=("group", "service"),
                condition=Q(ended_on__isnull=True, service__isnull=False),
                name="shared_service_once",
                violation_error_message="This service is shared here already",
            ),
            models.UniqueConstraint(
                fields=("group", "session"),
                condition=Q(ended_on__isnull=True, session__isnull=False),
                name="shared_training_once",
                violation_error_message="This training is shared here already",
            ),
        ]

    def __str__(self) -> str:
        return f"shared help {self.pk}"
