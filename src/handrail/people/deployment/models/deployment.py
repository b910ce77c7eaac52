"""Offers to practitioners, what became of them, and the times at which somebody is taken."""

from typing import Self

from django.db import models
from django.db.models import FETCH_RAISE, Q

from handrail.directory.practitioners.models import Practitioner
from handrail.people.deployment.models.request import DeploymentRequest
from handrail.people.deployment.text_choices import (
    CARRIED_STATES,
    RUNNING_STATES,
    DeploymentDeclineReason,
    DeploymentFeedbackAnswer,
    DeploymentState,
    PractitionerBarReason,
    StandDownReason,
    ToldOfPointOfContactChannel,
)
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow, UUIDModel
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed, SealedQuerySet
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.vault.app_sealed_fields import AppSealedField, AppSealedJSONField
from handrail.platform.vault.blind_code import BlindCodeField


class DeploymentQuerySet(SealedQuerySet["Deployment"]):
    """Ways to ask for deployments."""

    def running(self) -> Self:
        """Asked, accepted or with the person."""
        return self.filter(state__in=RUNNING_STATES)

    def carried(self) -> Self:
        """Accepted and not stood down: what counts as somebody's work."""
        return self.filter(state__in=CARRIED_STATES)

    def for_log(self) -> Self:
        """The newest first, with whoever was sent and whoever asked."""
        rows = self.select_related("practitioner__employer", "asked_by", "request", "case__area")
        return rows.order_by("-asked_at", "-id").fetch_mode(FETCH_RAISE)


class Deployment(Versioned, SealedRow):
    """One offer to one practitioner. `role` is the hat in which they go, as it was that day.

    `weight` is that of a case in its first weeks; `weight_of_talk` what an account or a day in court adds while it is
    near. `is_contact`: they become the person's point of contact once they accept. `overridden` are the rules that
    the lead went past, `why_them` the lead's reason where it was not the first suggestion.
    """

    personal_fields = (
        *(
            "weight",
            "weight_of_talk",
            "starts_at",
            "ends_at",
            "state",
            "cannot_go",
            "ended_because",
            "told_on",
            "told_channel",
        ),
        *("practitioner_feedback", "person_feedback"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    request = models.ForeignKey(DeploymentRequest, on_delete=models.PROTECT, related_name="deployments")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    role = CodeField(max_length=20)
    state = CodeField(max_length=10, choices=DeploymentState.choices, default=DeploymentState.ASKED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    weight = models.DecimalField(max_digits=4, decimal_places=1)
    weight_of_talk = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    is_contact = models.BooleanField("They become the person’s point of contact", default=True)
    overridden = AppSealedJSONField(blank=True, default=list)
    language_way = AppSealedField()  # a LanguageRank: how they could speak
    why_them = Sealed("Why this practitioner?", kind=Kind.NOTES, null=True, max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    cannot_go = BlindCodeField(
        "Why not?",
        choices=DeploymentDeclineReason.choices,
        blank=True,
        default="",
        help_text="No reason needed.",
    )
    arrived_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = BlindCodeField(
        "Why is it ending?",
        choices=StandDownReason.choices,
        blank=True,
        default="",
        error_messages={"blank": "Choose why it ends"},
    )
    told_on = DayField(
        "When was the person told?", about="the day", null=True, blank=True, not_after=today,
        error_messages={"blank": "Enter the date the person was told"},
    )  # fmt: skip
    told_channel = BlindCodeField(
        "How?",
        choices=ToldOfPointOfContactChannel.choices,
        blank=True,
        default="",
        error_messages={"blank": "Choose how they were told"},
    )
    practitioner_feedback = BlindCodeField(
        "How was it, according to the practitioner?",
        choices=DeploymentFeedbackAnswer.choices,
        default=DeploymentFeedbackAnswer.NOT_ASKED,
    )
    practitioner_words = Sealed("In the practitioner’s words", kind=Kind.NOTES, null=True, max_length=1_000)
    person_feedback = BlindCodeField(
        "How was it, according to the person?",
        choices=DeploymentFeedbackAnswer.choices,
        default=DeploymentFeedbackAnswer.NOT_ASKED,
    )
    person_words = Sealed("In the person’s own words", kind=Kind.OWN_WORDS, null=True, max_length=1_000)

    objects = DeploymentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            choice_constraint("state", DeploymentState, "deployment_state_is_known"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(state="asked"), name="deployment_one_open_offer"
            ),
            models.CheckConstraint(
                condition=Q(state="arrived", arrived_at__isnull=False) | ~Q(state="arrived"),
                name="deployment_arrived_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) & ~Q(ended_because="")
                | ~Q(state="ended") & Q(ended_at__isnull=True),
                name="deployment_end_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-id"], name="deployment_by_case"),
            models.Index(
                fields=["practitioner"], name="deployment_running", condition=Q(state__in=RUNNING_STATES)
            ),
        ]

    def __str__(self) -> str:
        return f"deployment {self.pk}"

    @property
    def is_running(self) -> bool:
        """Asked, accepted or with the person."""
        return self.state in RUNNING_STATES


class BookedQuarterHour(models.Model):
    """That a practitioner is asked or sent for a quarter of an hour. Once: of two leads at once one gets them.

    It hangs on no file and names nobody, so that every lead may know that somebody is taken and none learns by whom.
    `worker_key` is the practitioner's: of two employers of one person one gets them.
    """

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+", db_index=False)
    worker_key = models.UUIDField()
    starts_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["practitioner", "starts_at"], name="booked_by_practitioner")]
        constraints = [
            models.UniqueConstraint(fields=["worker_key", "starts_at"], name="worker_sent_once_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class BarredPractitioner(UUIDModel):
    """Somebody who is never sent to this person. Whoever said no is not asked why."""

    personal_fields = ("why",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="+")
    why = BlindCodeField(
        "Why?",
        choices=PractitionerBarReason.choices,
        error_messages={"blank": "Choose why they are not sent"},
    )
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "practitioner"], name="barred_practitioner_once")
        ]

    def __str__(self) -> str:
        return f"barred {self.pk}"
