"""Drafts of the Home Office form, their answers, and drafts handed to a first responder organisation."""

from django.db import models
from django.db.models import Q

from handrail.people.records.models import Case, Event
from handrail.people.records.models.constraints import both_or_neither_constraint, choice_constraint
from handrail.people.records.models.uuid_model import SealedRow
from handrail.people.referral_form.draft_and_handover_states import (
    LIVE_STATES,
    DraftHandoverReply,
    FormDraftState,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.app_sealed_fields import AppSealedField
from handrail.platform.vault.scoped_index_field import ScopedIndexField


class DraftOrSentForm(SealedRow):
    """One referral or report as it is prepared, shared by those who work on the case. One at a time for a person."""

    personal_fields = ("made_as", "made_on")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="form_drafts", db_index=False)
    definition = models.CharField(max_length=20)
    state = CodeField(max_length=10, choices=FormDraftState.choices, default=FormDraftState.OPEN)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_as = models.CharField(max_length=4, blank=True, default="")
    made_on = models.DateField(null=True)
    made_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    made_event = models.OneToOneField(Event, on_delete=models.PROTECT, null=True, related_name="form_draft")
    why_aside = Sealed(kind=Kind.PATHWAY, null=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-id"], name="draft_by_case")]
        constraints = [
            choice_constraint("state", FormDraftState, "draft_state_is_known"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=[*LIVE_STATES]), name="draft_one_live_for_a_person"
            ),
            both_or_neither_constraint("made_on", "made_by", "draft_made_on_and_by_together"),
            both_or_neither_constraint("made_on", "made_event", "draft_made_on_and_event_together"),
            models.CheckConstraint(
                condition=Q(state="made", made_on__isnull=False, made_as__in=["nrm", "dtn"])
                | (~Q(state="made") & Q(made_on__isnull=True, made_as="")),
                name="draft_made_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class FormAnswer(SealedRow):
    """One box of the form. `read` is the version that somebody read for a report that names nobody."""

    personal_fields = ("key", "unsure")

    sealed_with = "draft__case_id"
    draft = models.ForeignKey(
        DraftOrSentForm, on_delete=models.PROTECT, related_name="answers", db_index=False
    )
    key = AppSealedField()
    key_index = ScopedIndexField("draft_id", "key")
    value = Sealed(kind=Kind.ACCOUNT, null=True)
    unsure = models.BooleanField(default=False)
    from_case = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    read = models.PositiveIntegerField(null=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "key_index"], name="answer_one_for_each_box")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Handover(SealedRow):
    """A draft as it was handed to a body that may make it: what it held then, sealed, and what they answered."""

    personal_fields = ("route",)
    impersonal_text = ("kinds",)

    draft = models.ForeignKey(DraftOrSentForm, on_delete=models.PROTECT, related_name="handovers")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="form_handovers", db_index=False)
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    route = models.CharField(max_length=4)
    kinds = models.JSONField()
    content = Sealed(kind=Kind.ACCOUNT, null=True)
    words = Sealed(kind=Kind.PATHWAY, null=True)
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reply = CodeField(max_length=10, choices=DraftHandoverReply.choices, default=DraftHandoverReply.NONE_YET)
    reply_words = Sealed(kind=Kind.PATHWAY, null=True)
    replied_at = models.DateTimeField(null=True)
    replied_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["to_body", "reply", "-handed_at"], name="handover_by_body"),
            models.Index(fields=["case", "-id"], name="handover_by_case"),
        ]
        constraints = [
            choice_constraint("reply", DraftHandoverReply, "handover_reply_is_known"),
            models.CheckConstraint(condition=Q(route__in=["nrm", "dtn"]), name="handover_route_is_known"),
            models.UniqueConstraint(
                fields=["draft"], condition=Q(reply="none_yet"), name="handover_one_waits_at_a_time"
            ),
            both_or_neither_constraint("replied_at", "replied_by", "handover_replied_at_and_by_together"),
            models.CheckConstraint(
                condition=Q(reply="none_yet", replied_at__isnull=True)
                | (~Q(reply="none_yet") & Q(replied_at__isnull=False)),
                name="handover_reply_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk}"
