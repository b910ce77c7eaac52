"""Subject access requests, and what of the record is left out of the copy."""

from django.db import models
from django.db.models import Q

from handrail.people.personal_data.text_choices import AccessRequestState, DisclosureDecision
from handrail.people.records.models import Case
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.reference.code_field import CodeField

LONGEST_REASON = 1000


class AccessRequest(SealedRow):
    """The person asked for a copy of what is held. While it is open, the data protection lead may read the record."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="access_requests")
    received_on = DayField("When was it received?", about="the day", not_after=today)
    identity_note = Sealed(
        "How do you know the request is from this person?", kind=Kind.LOOKS, max_length=LONGEST_REASON
    )
    due_on = models.DateField()
    state = CodeField(max_length=10, choices=AccessRequestState.choices, default=AccessRequestState.OPEN)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            choice_constraint("state", AccessRequestState, "access_request_state_is_known"),
            both_or_neither_constraint("answered_at", "answered_by", "access_request_answered_at_and_by"),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | Q(state="answered", answered_at__isnull=False),
                name="access_request_answered_with_a_moment",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="open"), name="access_request_one_open_for_a_case"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="access_request_due")]

    def __str__(self) -> str:
        return f"access request {self.pk}"


class ItemDecision(SealedRow):
    """Whether one item is in the copy, and why not. `item` names a row and its column, never their content."""

    sealed_with = "request__case_id"
    impersonal_text = ("item",)

    request = models.ForeignKey(
        AccessRequest, on_delete=models.PROTECT, related_name="decisions", db_index=False
    )
    item = ShortTextField(max_length=150)
    decision = CodeField(
        "What should happen to it?",
        max_length=12,
        choices=DisclosureDecision.choices,
        error_messages={"blank": "Choose what to do with it"},
        blank=True,
    )
    words = Sealed("Why is it left out?", kind=Kind.LOOKS, null=True, max_length=LONGEST_REASON)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            choice_constraint("decision", DisclosureDecision, "item_decision_is_known"),
            models.CheckConstraint(
                condition=Q(decision="") | Q(words__isnull=False), name="item_left_out_with_a_reason"
            ),
            models.UniqueConstraint(fields=["request", "item"], name="item_decided_once"),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"
