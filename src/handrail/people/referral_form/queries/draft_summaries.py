"""What the case page says of the form: what is being prepared, what was made, what was handed to the reader."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.people.referral_form.draft_and_handover_states import (
    LIVE_STATES,
    DraftHandoverReply,
    FormDraftState,
)
from handrail.people.referral_form.models import DraftOrSentForm, Handover
from handrail.platform.access.case_access import CaseAccess


@dataclass(frozen=True, slots=True)
class FormDraftSummary:
    """A draft without its answers."""

    draft_id: UUID
    state: str
    live: bool
    changed_at: datetime.datetime
    changed_by: str
    made_as: str
    made_on: datetime.date | None
    made_by: str
    with_body: str
    sent_back_by: str


@dataclass(frozen=True, slots=True)
class ReceivedHandoverSummary:
    """A draft that was handed to the reader's body."""

    handover_id: UUID
    waits: bool
    handed_at: datetime.datetime


def list_draft_summaries(
    case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> tuple[FormDraftSummary, ...]:
    """The drafts of a case, for those who work on it. Two statements.

    Returns:
        The newest first.
    """
    rows: list[DraftOrSentForm] = (
        list(_select_drafts_of_case(case_access.file_id)) if known.has("draft") else []
    )
    if not rows:
        return ()
    newest: dict[UUID, Handover] = {}
    for handover in Handover.objects.filter(draft__in=rows).select_related("to_body").order_by("pk"):
        newest[handover.draft_id] = handover
    return tuple(_build_draft_summary(row, newest.get(row.pk)) for row in rows)


def _select_drafts_of_case(case: UUID) -> QuerySet[Any, Any]:
    rows = DraftOrSentForm.objects.filter(case=case).select_related("changed_by", "made_by")
    return rows.order_by("-pk")


def list_received_handover_summaries(
    case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> tuple[ReceivedHandoverSummary, ...]:
    """What was handed to the reader's body from this case. One statement.

    Returns:
        The newest first; only those whose kinds of information are all open to the reader.
    """
    if not known.has("handed_form"):
        return ()
    rows = Handover.objects.filter(case=case_access.file_id, to_body=case_access.actor.body_id).exclude(
        reply=DraftHandoverReply.TAKEN_BACK
    )
    kinds = {kind.value for kind in case_access.kinds}
    return tuple(
        ReceivedHandoverSummary(row.pk, row.reply == DraftHandoverReply.NONE_YET, row.handed_at)
        for row in rows.order_by("-pk")
        if set(row.kinds) <= kinds
    )


def _build_draft_summary(row: DraftOrSentForm, handover: Handover | None) -> FormDraftSummary:
    body = handover.to_body.name if handover else ""
    return FormDraftSummary(
        draft_id=row.pk,
        state=row.state,
        live=row.state in LIVE_STATES,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
        made_as=row.made_as,
        made_on=row.made_on,
        made_by=row.made_by.name if row.made_by else "",
        with_body=body if row.state == FormDraftState.HANDED else "",
        sent_back_by=body
        if handover and handover.reply == DraftHandoverReply.BACK and row.state == FormDraftState.OPEN
        else "",
    )
