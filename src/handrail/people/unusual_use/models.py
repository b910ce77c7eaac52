"""One finding: a rule spoke about one person on one day."""

from typing import Self

from django.db import models
from django.db.models import FETCH_RAISE, Q

from handrail.people.unusual_use.unusual_use_rules import RULES, RULES_BY_CODE
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import LongTextField
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body

STATES = [("open", "To review"), ("following", "Being followed up"), ("dismissed", "Explained")]
DECISIONS = STATES[1:]


class UnusualUseQuerySet(models.QuerySet["UnusualUse"]):
    """Findings."""

    def visible_to(self, actor: Actor) -> Self:
        """Those about people of the reader's own organisation, but for the reader."""
        if not actor.may(Permission.REVIEW_USE):
            return self.none()
        return self.filter(body=actor.body_id).exclude(worker=actor.user_id)

    def for_list(self) -> Self:
        """With the person. One statement."""
        rows = self.select_related("worker", "worker__body", "body", "changed_by", "changed_by__body")
        return rows.order_by("-day", "-id").fetch_mode(FETCH_RAISE)


class UnusualUse(Versioned):
    """Numbers and no names of cases: which cases it was stands in the trail."""

    personal_fields = ("decision",)
    impersonal_text = ("numbers",)

    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False)
    rule = CodeField(max_length=16, choices=[(rule.code, rule.name) for rule in RULES], editable=False)
    day = models.DateField(editable=False)
    numbers = models.JSONField(editable=False)
    state = CodeField("Decision", max_length=9, choices=STATES, default="open")
    decision = LongTextField(
        "Why",
        blank=True,
        default="",
        max_length=2000,
        help_text="What you asked and what was said. Do not name anyone your organisation supports.",
    )

    objects = models.Manager.from_queryset(UnusualUseQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "worker", "body", "day"], name="unusual_use_once_a_day"),
            models.CheckConstraint(
                condition=Q(state="open") | ~Q(decision=""),
                name="unusual_use_decided_with_reason",
                violation_error_code="decision",
                violation_error_message="Enter why",
            ),
        ]
        indexes = [models.Index(fields=["body", "state", "-day"], name="unusual_use_by_body")]

    def __str__(self) -> str:
        return f"unusual use {self.pk}"

    @property
    def reason(self) -> str:
        """Why the rule spoke, with its numbers."""
        return RULES_BY_CODE[self.rule].describe(self.numbers)
