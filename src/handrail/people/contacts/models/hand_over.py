"""Handovers of a case to a colleague or to another body."""

from django.db import models
from django.db.models import Q

from handrail.people.contacts.text_choices import HandOverState
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class HandOver(SealedRow):
    """A request to take a case over, and its answer.

    `to_user` is a colleague of the same body; without one, anybody of `to_body` who may hold cases can accept. `grant`
    is the access that was given to the colleague for it, which ends when they decline. With `stays_on` the former point
    of contact becomes the stand-in.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    from_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    to_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    note = Sealed(kind=Kind.NOTES)
    stays_on = models.BooleanField(default=False)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, related_name="+")
    state = CodeField(max_length=12, choices=HandOverState.choices, default=HandOverState.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answer_words = Sealed(kind=Kind.NOTES, null=True)

    class Meta:
        constraints = [
            choice_constraint("state", HandOverState, "hand_over_state_is_known"),
            both_or_neither_constraint("answered_at", "answered_by", "hand_over_answered_at_and_by_together"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="hand_over_answer_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | Q(answer_words__isnull=False),
                name="hand_over_declined_says_why",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="asked"), name="hand_over_one_waiting_a_case"
            ),
        ]
        indexes = [
            models.Index(fields=["to_user", "state"], name="hand_over_to_person"),
            models.Index(fields=["to_body", "state"], name="hand_over_to_body"),
            models.Index(fields=["from_user", "state"], name="hand_over_from_person"),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk}"
