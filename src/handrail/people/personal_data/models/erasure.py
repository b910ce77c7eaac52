"""Requests to erase a person's record."""

import uuid

from django.db import models
from django.db.models import F, Q

from handrail.people.personal_data.text_choices import ErasureReason, ErasureState
from handrail.people.records.models.constraints import choice_constraint
from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.models import User
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class ErasureRequest(UUIDModel):
    """Asked by one person and decided by another. Holds nothing about the person, so that it can outlive the record.

    `file_id` points to no table: the row stays when the file is gone. Records that were joined as one person are asked
    for `together` and decided together. `recipients`: names of the organisations that were given the record, kept so
    that they can still be told (UK GDPR article 19).
    """

    impersonal_text = ("recipients",)

    file_id = models.UUIDField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    together = models.UUIDField(default=uuid.uuid4, editable=False)
    because = CodeField(
        "Why is the record to be erased?",
        max_length=20,
        choices=ErasureReason.choices,
        error_messages={"blank": "Choose a reason"},
    )
    state = CodeField(max_length=10, choices=ErasureState.choices, default=ErasureState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    rows_erased = models.PositiveIntegerField(default=0)
    rows_kept = models.PositiveIntegerField(default=0)
    recipients = models.JSONField(default=list)

    class Meta:
        constraints = [
            choice_constraint("because", ErasureReason, "erasure_reason_is_known"),
            choice_constraint("state", ErasureState, "erasure_state_is_known"),
            models.UniqueConstraint(
                fields=["file_id"], condition=~Q(state="refused"), name="erasure_one_live_for_a_file"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state="asked") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="erasure_decided_at_and_by_together",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(decided_by=F("asked_by")), name="erasure_by_two_people"
            ),
        ]
        indexes = [models.Index(fields=["body", "state", "-id"], name="erasure_by_body")]

    def __str__(self) -> str:
        return f"erasure {self.pk}"
