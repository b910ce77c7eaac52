"""Drafts that were handed to a body: its list, and one of them as it was handed, while it is shared."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.sealing import boxes, read
from handrail.nrmform.models import Handover
from handrail.nrmform.states import Reply
from handrail.reference.models import Body
from handrail.vault.box import Box

MOST = 100


@dataclass(frozen=True, slots=True)
class HandedLine:
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
class Handed:
    """One of them whole: the form as it was handed."""

    line: HandedLine
    words: str
    said: str
    from_phone: str
    content: Mapping[str, Any]
    may_answer: bool


def handed_to_us(actor: Actor) -> list[HandedLine]:
    """What was handed to the actor's body and is still open to it: what waits first. Two statements."""
    policy.require(actor, Permission.RECORD)
    rows = list(_rows().filter(to_body=actor.body_id).order_by("-handed_at")[:MOST])
    sights = policy.sights(actor, [FileFacts(row.case_id, row.case.owner_id) for row in rows], today())
    open_ = [row for row in rows if row.case_id in sights and _kinds(row) <= sights[row.case_id].kinds]
    for row in open_:
        sights[row.case_id].sees(Kind.PATHWAY)
    return sorted((_line(row) for row in open_), key=lambda line: line.reply != Reply.NONE_YET)


def handed(sight: Sight, handover_id: UUID) -> Handed | None:
    """One draft as it was handed. Raises Denied where part of what it holds is no longer shared."""
    row = _rows().filter(pk=handover_id, case=sight.file_id, to_body=sight.actor.body_id).first()
    if row is None:
        return None
    for kind in row.kinds:
        sight.needs(Kind(kind))
    box = boxes([row.case_id]).get(row.case_id)
    return Handed(
        line=_line(row),
        words=read(box, row, "words"),
        said=read(box, row, "reply_words"),
        from_phone=row.handed_by.work_phone,
        content=_content(row, box),
        may_answer=row.reply == Reply.NONE_YET
        and row.case.closed_at is None
        and sight.actor.may(Permission.RECORD),
    )


def first_responders(besides: int) -> list[tuple[str, str]]:
    """Organisations that may make the form, with accounts here first: only they can answer on these pages."""
    rows = Body.objects.filter(first_responder=True).exclude(pk=besides).order_by("name")
    return list(rows.filter(users__is_active=True).distinct().values_list("code", "name"))


def _rows() -> QuerySet[Handover]:
    return Handover.objects.select_related("case", "draft", "handed_by__body")


def _kinds(row: Handover) -> set[Kind]:
    return {Kind(kind) for kind in row.kinds}


def _content(row: Handover, box: Box | None) -> Mapping[str, Any]:
    text = read(box, row, "content")
    return json.loads(text) if text else {"answers": [], "notes": [], "not_answered": [], "not_sure": []}


def _line(row: Handover) -> HandedLine:
    return HandedLine(
        handover_id=row.pk,
        case_id=row.case_id,
        reference=row.case.reference,
        route=row.route,
        from_body=row.handed_by.body.name,
        from_worker=row.handed_by.name,
        handed_at=row.handed_at,
        reply=row.reply,
        reply_words=Reply(row.reply).label,
        made_on=row.draft.made_on if row.reply == Reply.MADE else None,
    )
