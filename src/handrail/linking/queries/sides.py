"""Somebody whom another organisation may know too: one's own side, and nothing of the other until both agree."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.access.policy import FileFacts, sights
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, read
from handrail.linking.models import Side
from handrail.linking.states import POLICE_KINDS, Speak
from handrail.reference.models import Body

MOST = 100


@dataclass(frozen=True, slots=True)
class Other:
    """The other organisation, once both agreed to speak: its name and whom to ring. Never its case."""

    body: str
    body_code: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class SideLine:
    """One's own case, one's own answer; `other` is None until both agree, whatever the other has said."""

    side_id: UUID
    case_id: UUID
    reference: str
    called: str
    may_open: bool
    found_at: datetime.datetime
    answer: str
    answer_words: str
    answered_at: datetime.datetime | None
    answered_by: str
    other: Other | None
    shared: bool
    version: int


def sides_of(actor: Actor) -> tuple[SideLine, ...]:
    """Notes of the actor's organisation whose case is open, the newest first. The same statements for any number.

    Two cases that one body holds by now are no note any more: somebody who works on both puts them side by side.
    """
    return _seen(actor)


def one_side(actor: Actor, side_id: UUID) -> SideLine:
    """One note of the actor's own organisation. Raises NotOpenToYou."""
    found = _seen(actor, side_id)
    if not found:
        raise NotOpenToYou
    return found[0]


def _seen(actor: Actor, side_id: UUID | None = None) -> tuple[SideLine, ...]:
    rows = Side.objects.filter(body=actor.body_id, case__closed_at__isnull=True, case__owner=actor.body_id)
    rows = rows.exclude(pair__one__owner=F("pair__two__owner"))
    if side_id is not None:
        rows = rows.filter(pk=side_id)
    related = ("case__person", "pair", "answered_by", "body")
    found = list(rows.select_related(*related).order_by("-id")[:MOST])
    others = _others(found)
    seen = sights(actor, [FileFacts(row.case_id, row.case.owner_id) for row in found], today())
    keys = boxes([key for key, sight in seen.items() if Kind.IDENTITY in sight.kinds])
    shared = _shared(found, others)
    lines = []
    for row in found:
        sight = seen.get(row.case_id)
        named = sight is not None and sight.sees(Kind.IDENTITY)
        lines.append(
            SideLine(
                side_id=row.pk,
                case_id=row.case_id,
                reference=row.case.reference,
                called=read(keys.get(row.case_id), row.case.person, "called") if named else "",
                may_open=named,
                found_at=row.pair.found_at,
                answer=row.answer,
                answer_words=Speak(row.answer).label,
                answered_at=row.answered_at,
                answered_by=row.answered_by.name if row.answered_by else "",
                other=_agreed(row, others.get(row.pair_id)),
                shared=row.pair_id in shared,
                version=row.version,
            )
        )
    return tuple(lines)


def _others(found: list[Side]) -> dict[UUID, Side]:
    """The other side of each. Nobody is told to ring about a case that was closed, or a body that holds it no more."""
    rows = Side.objects.filter(
        pair__in=[row.pair_id for row in found], case__closed_at__isnull=True, case__owner=F("body")
    )
    own = {row.pk for row in found}
    return {row.pair_id: row for row in rows.select_related("body", "answered_by") if row.pk not in own}


def _agreed(own: Side, other: Side | None) -> Other | None:
    """Both said yes, each to a body of the other's kind: a yes but not with the police is none to the police."""
    if other is None or not (_would(own, other.body) and _would(other, own.body)):
        return None
    who = other.answered_by
    return Other(other.body.name, other.body.code, who.name if who else "", who.work_phone if who else "")


def _would(side: Side, other: Body) -> bool:
    if side.answer == Speak.NOT_POLICE:
        return other.kind not in POLICE_KINDS
    return side.answer == Speak.YES


def _shared(found: list[Side], others: dict[UUID, Side]) -> set[UUID]:
    """Pairs whose bodies both agreed and of which one's own case is open to the other body by a grant."""
    agreed = {row.case_id: others[row.pair_id] for row in found if _agreed(row, others.get(row.pair_id))}
    grants = Grant.objects.live(today()).filter(file__in=list(agreed), to_body__isnull=False)
    open_to = set(grants.values_list("file_id", "to_body_id"))
    return {other.pair_id for case_id, other in agreed.items() if (case_id, other.body_id) in open_to}


def reference_of(case_id: UUID) -> str:
    """The reference of a case, for a link within the product."""
    return Case.objects.values_list("reference", flat=True).get(pk=case_id)
