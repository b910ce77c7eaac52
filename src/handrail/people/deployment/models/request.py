"""A request: somebody is needed for a person."""

import datetime
from typing import Self

from django.db import models
from django.db.models import FETCH_RAISE, F, Q

from handrail.people.deployment.rules.periods import Period
from handrail.people.deployment.text_choices import (
    OPEN_STATES,
    AvoidanceWish,
    DeploymentRequestCause,
    DeploymentRequestState,
    DeploymentTask,
    GenderWish,
    PractitionerAskingScope,
    UnmetRequestReason,
)
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.sealed import Sealed, SealedQuerySet
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.app_sealed_fields import AppSealedJSONField
from handrail.platform.vault.blind_code import BlindCodeField

OFTEN = {"not_asked": 24, "none": 16}


class DeploymentRequestQuerySet(SealedQuerySet["DeploymentRequest"]):
    """Ways to ask for requests."""

    def open(self) -> Self:
        """Those that nobody has met or withdrawn."""
        return self.filter(state__in=OPEN_STATES)

    def of_lead(self, actor: Actor) -> Self:
        """Those whose lead the actor is: raised in their organisation, which still holds the case."""
        return self.filter(body=actor.body_id, case__owner=actor.body_id, case__closed_at__isnull=True)

    def for_board(self) -> Self:
        """The one that has waited longest beyond its time first, with the case and whoever holds the person."""
        rows = self.select_related("case__area", "held_by", "interim").order_by("name_by", "id")
        return rows.fetch_mode(FETCH_RAISE)


class DeploymentRequest(Versioned, SealedRow):
    """Raised by the event or by hand. `body` decides; `name_by` is the deadline that its settings gave on that day.

    `held_by` is with the person until somebody comes. An `interim` contact leaves the request unmet and open.
    """

    personal_fields = (
        *("cause", "tasks", "starts_at", "gender_wish", "community_wish", "police_wish", "scope", "unmet_reason"),
    )  # fmt: skip

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    cause = BlindCodeField(choices=DeploymentRequestCause.choices)
    state = CodeField(
        max_length=10, choices=DeploymentRequestState.choices, default=DeploymentRequestState.WAITING
    )
    tasks = AppSealedJSONField()
    words = Sealed(
        "What else does the practitioner need to know?",
        kind=Kind.NOTES,
        null=True,
        max_length=1_000,
        help_text="The practitioner can read this once they accept.",
    )
    starts_at = models.DateTimeField()
    hours = WholeNumberField("For how many hours?", least=1, most=12, default=2)
    gender_wish = BlindCodeField(
        "Would the person rather meet a woman or a man?",
        choices=GenderWish.choices,
        default=GenderWish.NOT_ASKED,
        often=OFTEN,
    )
    community_wish = BlindCodeField(
        "Would they meet someone from their own community?",
        choices=AvoidanceWish.choices,
        default=AvoidanceWish.NOT_ASKED,
        often=OFTEN,
    )
    police_wish = BlindCodeField(
        "Would they meet police?",
        choices=AvoidanceWish.choices,
        default=AvoidanceWish.NOT_ASKED,
        often=OFTEN,
    )
    scope = BlindCodeField(
        "Who can be asked?",
        choices=PractitionerAskingScope.choices,
        default=PractitionerAskingScope.OWN,
        often={"own": 16},
        help_text="The other organisation sees the area, the time and the language, and nothing that "
        "identifies the person.",
    )
    basis = Sealed("On which basis?", kind=Kind.NOTES, null=True, max_length=300)
    held_by = models.ForeignKey(
        User,
        verbose_name="Who is with the person until then?",
        on_delete=models.PROTECT,
        related_name="+",
        error_messages=dict.fromkeys(
            ("blank", "null", "invalid"), "Choose who is with the person until then"
        ),
        db_index=False,
    )
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    name_by = models.DateTimeField()
    met_at = models.DateTimeField(null=True, blank=True)
    interim = models.ForeignKey(
        User,
        verbose_name="Who is the interim contact?",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    interim_since = models.DateTimeField(null=True, blank=True)
    unmet_reason = BlindCodeField(
        "Why can no one go?",
        choices=UnmetRequestReason.choices,
        blank=True,
        default="",
        error_messages={"blank": "Choose why no one can go"},
    )
    passed_up_to = Sealed(
        "Who did you tell?",
        kind=Kind.NOTES,
        null=True,
        max_length=200,
        help_text="Name and role of the person who can find more people.",
    )

    objects = DeploymentRequestQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            choice_constraint("state", DeploymentRequestState, "deployment_request_state_is_known"),
            models.UniqueConstraint(
                fields=["case", "body"],
                condition=Q(state__in=OPEN_STATES),
                name="deployment_request_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(state="unmet")
                | Q(interim__isnull=False, interim_since__isnull=False, passed_up_to__isnull=False)
                & ~Q(unmet_reason=""),
                name="deployment_request_unmet_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="met", met_at__isnull=False) | ~Q(state="met") & Q(met_at__isnull=True),
                name="deployment_request_met_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(name_by__gte=F("raised_at")), name="deployment_request_deadline_follows"
            ),
        ]
        indexes = [
            models.Index(
                fields=["body", "name_by"],
                name="deployment_request_board",
                condition=Q(state__in=OPEN_STATES),
            ),
            models.Index(fields=["case", "-id"], name="deployment_request_by_case"),
        ]

    def __str__(self) -> str:
        return f"deployment request {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody is still needed."""
        return self.state in OPEN_STATES

    @property
    def when(self) -> Period:
        """The time for which somebody must be free."""
        return Period(self.starts_at, self.starts_at + datetime.timedelta(hours=self.hours))

    @property
    def task_words(self) -> list[str]:
        """What somebody is needed for, in the order of the list."""
        return [str(task.label) for task in DeploymentTask if task.value in (self.tasks or ())]
