"""What the case page says of the form: what is being prepared, what was made, what was handed to the reader."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access.sight import Sight
from handrail.nrmform.models import Draft, Handover
from handrail.nrmform.states import LIVE, Reply, State
from handrail.prepared import Asked, given, statement


@dataclass(frozen=True, slots=True)
class DraftHead:
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
class HandedHead:
    """A draft that was handed to the reader's body."""

    handover_id: UUID
    waits: bool
    handed_at: datetime.datetime


def heads(sight: Sight) -> tuple[DraftHead, ...]:
    """The drafts of a case, newest first, for those who work on it. Two statements."""
    rows: list[Draft] = _drafts().models(case=sight.file_id)
    if not rows:
        return ()
    newest: dict[UUID, Handover] = {}
    for handover in Handover.objects.filter(draft__in=rows).select_related("to_body").order_by("pk"):
        newest[handover.draft_id] = handover
    return tuple(_head(row, newest.get(row.pk)) for row in rows)


@statement
def _drafts() -> Asked:
    rows = Draft.objects.filter(case=given("case")).select_related("changed_by", "made_by")
    return rows.order_by("-pk")


def handed_heads(sight: Sight) -> tuple[HandedHead, ...]:
    """What was handed to the reader's body from this case. One statement."""
    rows = Handover.objects.filter(case=sight.file_id, to_body=sight.actor.body_id).exclude(
        reply=Reply.TAKEN_BACK
    )
    kinds = {kind.value for kind in sight.kinds}
    return tuple(
        HandedHead(row.pk, row.reply == Reply.NONE_YET, row.handed_at)
        for row in rows.order_by("-pk")
        if set(row.kinds) <= kinds
    )


def _head(row: Draft, handover: Handover | None) -> DraftHead:
    body = handover.to_body.name if handover else ""
    return DraftHead(
        draft_id=row.pk,
        state=row.state,
        live=row.state in LIVE,
        changed_at=row.changed_at,
        changed_by=row.changed_by.name,
        made_as=row.made_as,
        made_on=row.made_on,
        made_by=row.made_by.name if row.made_by else "",
        with_body=body if row.state == State.HANDED else "",
        sent_back_by=body if handover and handover.reply == Reply.BACK and row.state == State.OPEN else "",
    )
