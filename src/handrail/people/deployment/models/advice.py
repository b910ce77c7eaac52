"""Professional advice: officers and partners ask a co-ordinator (P05). It holds no facts of a person."""

from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.db import models
from django.db.models import FETCH_RAISE, Q

from handrail.people.deployment.text_choices import AdviceTopic, AdviceUse
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import LongTextField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.roles import Permission
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.app_sealed_fields import AppSealedReference


class AdviceRequestQuerySet(models.QuerySet["AdviceRequest"]):
    """Ways to ask for advice."""

    def visible_to(self, actor: Actor) -> Self:
        """What the actor asked, and what their organisation's co-ordinators are asked."""
        own = Q(asked_by=actor.user_id, from_body=actor.body_id)
        if actor.may(Permission.ANSWER_ADVICE):
            own |= Q(to_body=actor.body_id)
        return self.filter(own)

    def for_list(self) -> Self:
        """What waits first, then the newest."""
        rows = self.select_related("from_body", "to_body", "asked_by", "answered_by")
        return rows.order_by(models.F("answered_at").desc(nulls_first=True), "-asked_at", "-id").fetch_mode(
            FETCH_RAISE
        )


class AdviceRequest(UUIDModel, Versioned):
    """A question and its answer: texts that name nobody, as an action checks. `case` is the number alone, sealed."""

    impersonal_text = ("question", "answer")
    if TYPE_CHECKING:
        case_id: UUID | None

    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_as = CodeField(max_length=30)
    asked_at = models.DateTimeField()
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    topic = CodeField(
        "What is it about?",
        max_length=12,
        choices=AdviceTopic.choices,
        error_messages={"blank": "Choose a topic"},
    )
    question = LongTextField(
        "What do you want to know?",
        max_length=1_000,
        help_text="Do not include names, places or dates.",
        error_messages={"blank": "Enter what you want to know"},
    )
    case = AppSealedReference(Case, null=True, blank=True)
    answer = LongTextField(
        "Your advice",
        max_length=4_000,
        blank=True,
        default="",
        help_text="Do not include names, places or dates.",
        error_messages={"blank": "Enter your advice"},
    )
    minutes = WholeNumberField("How many minutes did it take?", least=1, most=600, null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    used = CodeField(
        "Did you use the advice?", max_length=10, choices=AdviceUse.choices, default=AdviceUse.NOT_SAID
    )

    objects = models.Manager.from_queryset(AdviceRequestQuerySet)()

    class Meta:
        constraints = [
            choice_constraint("used", AdviceUse, "advice_use_is_known"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", minutes__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False, minutes__isnull=False)
                & ~Q(answer=""),
                name="advice_answer_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["to_body", "-asked_at"], name="advice_by_asked_body"),
            models.Index(fields=["asked_by", "-asked_at"], name="advice_by_asker"),
        ]

    def __str__(self) -> str:
        return f"advice {self.pk}"
