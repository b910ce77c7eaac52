"""Referrals as each side may see them: to us, and ours to others. The same queries for 1 and for 100."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import SHAREABLE, Kind
from handrail.access.models import Grant
from handrail.access.policy import FileFacts
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.queries.reached import reached
from handrail.casework.case.sealing import boxes, read, unsealed
from handrail.casework.offers.models import Referral
from handrail.casework.offers.states import ANSWER_MOVES, Answer, Outcome
from handrail.vault.box import Box

MOST = 100
OPEN = (Answer.NONE_YET, Answer.WAITING)


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """One referral, as far as the reader may see it."""

    referral_id: UUID
    case_id: UUID
    reference: str
    called: str
    service: str
    service_id: int
    kind: str
    to: str
    to_id: int
    from_: str
    from_worker: str
    from_phone: str
    kinds: tuple[str, ...]
    not_open: tuple[str, ...]
    words: str
    sent_at: datetime.datetime
    days: int
    answer: str
    answer_words: str
    reason: str
    answered_at: datetime.datetime | None
    answered_by: str
    outcome: str
    outcome_words: str
    came_of_it: str
    outcome_at: datetime.datetime | None
    pro_bono: bool
    pro_bono_hours: int | None
    chased: int
    chased_on: datetime.date | None
    version: int
    inside: bool
    shown: frozenset[Kind]

    @property
    def moves(self) -> tuple[Answer, ...]:
        """The answers that may follow."""
        return tuple(
            move
            for move in Answer
            if move in ANSWER_MOVES[Answer(self.answer)] and move is not Answer.TAKEN_BACK
        )

    @property
    def is_open(self) -> bool:
        """Whether something is still to be said."""
        return self.answer in OPEN


def referrals_to(actor: Actor, *, open_only: bool) -> list[ReferralLine]:
    """Those sent to the actor's organisation of which something is open to them today, the longest waiting first."""
    return _seen(actor, _rows(open_only).filter(to_body=actor.body_id), inside=False)


def referrals_from(actor: Actor, *, open_only: bool) -> list[ReferralLine]:
    """Those of the cases on which the actor works, or that they lead, the longest waiting first."""
    ours = reached(actor, Kind.SUPPORT, owner=actor.body_id)
    return _seen(actor, _rows(open_only).filter(ours), inside=True)


def referral(actor: Actor, referral_id: UUID) -> ReferralLine | None:
    """One, for either side; None where it is not the actor's to see."""
    rows = _rows(open_only=False).filter(pk=referral_id)
    ours = _seen(actor, rows, inside=True)
    return next(iter(ours or _seen(actor, rows.filter(to_body=actor.body_id), inside=False)), None)


def _rows(open_only: bool) -> QuerySet[Referral]:
    related = (
        *("case__person", "case__owner", "to_body", "offer__service", "sent_by__body"),
        "answered_by",
    )
    rows = Referral.objects.select_related(*related).order_by("sent_at", "id")
    return rows.filter(answer__in=OPEN) if open_only else rows


def _seen(actor: Actor, rows: QuerySet[Referral], *, inside: bool) -> list[ReferralLine]:
    found = list(rows[:MOST])
    files = [FileFacts(row.case_id, row.case.owner_id) for row in found]
    sights = policy.sights(actor, files, today())
    keys = boxes({row.case_id for row in found})
    return [
        _line(row, sight, keys.get(row.case_id))
        for row in found
        if (sight := sights.get(row.case_id)) and _may(sight, inside)
    ]


def _may(sight: Sight, inside: bool) -> bool:
    """Of their own cases a worker needs the kind that referrals belong to; a body that was asked needs a way in."""
    return (sight.inside and sight.sees(Kind.SUPPORT)) if inside else True


def _line(row: Referral, sight: Sight, box: Box | None) -> ReferralLine:
    called = unsealed(box, "casework.Person", "called", row.case_id, row.case.person.called)
    told = {Kind(kind) for kind in row.kinds}
    identity = sight.sees(Kind.IDENTITY) if sight.inside or Kind.IDENTITY in told else False
    return ReferralLine(
        referral_id=row.pk,
        case_id=row.case_id,
        reference=row.case.reference,
        called=called if identity else "",
        service=row.offer.service.name,
        service_id=row.offer.service_id,
        kind=row.offer.service.kind,
        to=row.to_body.name,
        to_id=row.to_body_id,
        from_=row.case.owner.name,
        from_worker=row.sent_by.name,
        from_phone=row.sent_by.work_phone,
        kinds=_words(told),
        not_open=_words(told - sight.kinds) if not sight.inside else (),
        words=read(box, row, "words"),
        sent_at=row.sent_at,
        days=(timezone.localdate() - timezone.localtime(row.sent_at).date()).days,
        answer=row.answer,
        answer_words=Answer(row.answer).label,
        reason=read(box, row, "answer_words"),
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        outcome=row.outcome,
        outcome_words=Outcome(row.outcome).label if row.outcome else "",
        came_of_it=read(box, row, "outcome_words"),
        outcome_at=row.outcome_at,
        pro_bono=row.pro_bono,
        pro_bono_hours=row.pro_bono_hours,
        chased=row.chased,
        chased_on=row.chased_on,
        version=row.version,
        inside=sight.inside,
        shown=frozenset(sight.shown),
    )


def _words(kinds: Sequence[Kind] | set[Kind] | frozenset[Kind]) -> tuple[str, ...]:
    return tuple(kind.words for kind in SHAREABLE if kind in kinds)


def open_kinds(case_id: UUID, body_id: int) -> frozenset[Kind]:
    """The kinds of information that are open to a body today, on any ground."""
    rows = Grant.objects.live(today()).filter(file=case_id, to_body=body_id).values_list("kinds", flat=True)
    return frozenset(Kind(kind) for kinds in rows for kind in kinds)
