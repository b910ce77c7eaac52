"""Drafts that were handed to a body: its list, and one of them as it was handed, while it is shared."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.referral_form.draft_and_handover_states import DraftHandoverReply
from handrail.people.referral_form.models import Handover
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body

MOST_HANDOVERS = 100


@dataclass(frozen=True, slots=True)
class ReceivedDraftRow:
    """One draft that waits for our answer, or had it."""

    handover_id: UUID
    case_id: UUID
    reference: str
    route: str
    from_body: str
    from_worker: str
    handed_at: datetime.datetime
    reply: str
    reply_words: str
    made_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class ReceivedDraftDetail:
    """One of them whole: the form as it was handed."""

    line: ReceivedDraftRow
    words: str
    said: str
    from_phone: str
    content: Mapping[str, Any]
    may_answer: bool


def list_received_handovers(actor: Actor) -> list[ReceivedDraftRow]:
    """What was handed to the actor's body and is still open to it: what waits first. Two statements."""
    policy.require_permission(actor, Permission.RECORD)
    rows = list(_select_handovers().filter(to_body=actor.body_id).order_by("-handed_at")[:MOST_HANDOVERS])
    accesses = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(row.case_id, row.case.owner_id) for row in rows], today()
    )
    open_ = [
        row
        for row in rows
        if row.case_id in accesses and _get_information_kinds_of_handover(row) <= accesses[row.case_id].kinds
    ]
    for row in open_:
        accesses[row.case_id].sees(Kind.PATHWAY)
    return sorted(
        (_build_received_draft_row(row) for row in open_),
        key=lambda line: line.reply != DraftHandoverReply.NONE_YET,
    )


def find_received_draft_detail(case_access: CaseAccess, handover_id: UUID) -> ReceivedDraftDetail | None:
    """One draft as it was handed. Raises Denied where part of what it holds is no longer shared."""
    row = (
        _select_handovers()
        .filter(pk=handover_id, case=case_access.file_id, to_body=case_access.actor.body_id)
        .first()
    )
    if row is None:
        return None
    for kind in row.kinds:
        case_access.needs(Kind(kind))
    row.bind(case_access.key_access)  # its words are of all those kinds
    return ReceivedDraftDetail(
        line=_build_received_draft_row(row),
        words=row.words.open(),
        said=row.reply_words.open(),
        from_phone=row.handed_by.work_phone,
        content=_read_form_content_of_handover(row),
        may_answer=row.reply == DraftHandoverReply.NONE_YET
        and row.case.closed_at is None
        and case_access.actor.may(Permission.RECORD),
    )


def list_first_responder_choices(besides: int) -> list[tuple[str, str]]:
    """Organisations that may make the form, with accounts here first: only they can answer on these pages."""
    rows = Body.objects.filter(first_responder=True).exclude(pk=besides).order_by("name")
    return list(rows.filter(users__is_active=True).distinct().values_list("code", "name"))


def _select_handovers() -> QuerySet[Handover]:
    return Handover.objects.select_related("case", "draft", "handed_by__body")


def _get_information_kinds_of_handover(row: Handover) -> set[Kind]:
    return {Kind(kind) for kind in row.kinds}


def _read_form_content_of_handover(row: Handover) -> Mapping[str, Any]:
    text = row.content.open()
    return json.loads(text) if text else {"answers": [], "notes": [], "not_answered": [], "not_sure": []}


def _build_received_draft_row(row: Handover) -> ReceivedDraftRow:
    return ReceivedDraftRow(
        handover_id=row.pk,
        case_id=row.case_id,
        reference=row.case.reference,
        route=row.route,
        from_body=row.handed_by.body.name,
        from_worker=row.handed_by.name,
        handed_at=row.handed_at,
        reply=row.reply,
        reply_words=DraftHandoverReply(row.reply).label,
        made_on=row.draft.made_on if row.reply == DraftHandoverReply.MADE else None,
    )
