"""My day: what is due for me, most urgent first; what nobody has answered; what is waited on from others."""

import datetime
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.models import Case, Due, Offer, SafetyPlan
from handrail.casework.next_due import NOT_A_TASK
from handrail.casework.sealing import boxes, unsealed
from handrail.casework.still_asked import LAPSING, LAPSING_CLOCKS
from handrail.vault.box import Box

AHEAD = datetime.timedelta(days=14)
MOST = 30


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something that is due, or waited on, for one case."""

    reference: str
    called: str
    phase: str
    code: str
    title: str
    who: str
    why: str
    rule: str
    source: str
    confidence: str
    kind: str
    ours: bool
    started: datetime.date | None
    due_on: datetime.date | None
    due_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer that the person has not answered."""

    reference: str
    called: str
    offer_id: UUID
    service: str
    offered_on: datetime.date


@dataclass(frozen=True, slots=True)
class Review:
    """A safety plan whose review is due."""

    reference: str
    called: str
    phase: str
    review_on: datetime.date


@dataclass(frozen=True, slots=True)
class Day:
    """Everything on the page, in the order in which it is shown."""

    todo: tuple[DueRow, ...]
    reviews: tuple[Review, ...]
    offers: tuple[OpenOffer, ...]
    waiting: tuple[DueRow, ...]
    cases: int
    shown: tuple[UUID, ...]
    kinds: tuple[str, ...]

    @property
    def overdue(self) -> int:
        """How many of our own are late today."""
        return sum(1 for row in self.todo if row.due_on and row.due_on < today())

    @property
    def due_today(self) -> int:
        """How many of our own fall due today."""
        return sum(1 for row in self.todo if row.due_on == today())


def my_day(actor: Actor, *, team: bool) -> Day:
    """The actor's day, or their team's. The same queries for 1 case and 100."""
    mine = _cases(actor, team)
    todo = list(_dues(mine, ours=True))
    waiting = list(_dues(mine, ours=False))
    offers = list(_offers(mine))
    reviews = list(_reviews(mine))
    rows: list[Due | Offer | SafetyPlan] = [*todo, *waiting, *offers, *reviews]
    cases = {row.case_id: row.case for row in rows}
    seen = policy.sights(actor, [FileFacts(key, case.owner_id) for key, case in cases.items()], today())
    keys = boxes(cases)
    names = {key: _called(cases[key], seen[key], keys.get(key)) for key in seen}
    day = Day(
        todo=tuple(_due(row, names[row.case_id]) for row in todo if _open(seen, row.case_id, Kind.PATHWAY)),
        reviews=tuple(
            _review(row, names[row.case_id], seen[row.case_id])
            for row in reviews
            if _open(seen, row.case_id, Kind.SAFETY)
        ),
        offers=tuple(
            _offer(row, names[row.case_id]) for row in offers if _open(seen, row.case_id, Kind.SUPPORT)
        ),
        waiting=tuple(
            _due(row, names[row.case_id]) for row in waiting if _open(seen, row.case_id, Kind.PATHWAY)
        ),
        cases=mine.order_by()[:1001].count(),
        shown=tuple(seen),
        kinds=(),
    )
    return replace(day, kinds=tuple(sorted({kind.value for sight in seen.values() for kind in sight.shown})))


def _cases(actor: Actor, team: bool) -> QuerySet[Case]:
    mine = Q(point_of_contact=actor.user_id) | Q(stand_in=actor.user_id)
    whose = Q(owner=actor.body_id) if team else mine
    return Case.objects.filter(policy.reach(actor, today()) & whose, closed_at__isnull=True)


def _dues(cases: QuerySet[Case], *, ours: bool) -> QuerySet[Due]:
    rows = Due.objects.filter(case__in=cases, ended_on__isnull=True, ours=ours)
    if ours:
        rows = rows.filter(Q(due_on__isnull=True) | Q(due_on__lte=timezone.localdate() + AHEAD))
    rows = rows.exclude(kind__in=NOT_A_TASK)
    rows = rows.exclude(code__in=LAPSING | LAPSING_CLOCKS, due_on__lt=timezone.localdate())
    return rows.select_related("case__person").order_by(F("due_on").asc(nulls_last=True), "started", "id")[
        :MOST
    ]


def _offers(cases: QuerySet[Case]) -> QuerySet[Offer]:
    rows = Offer.objects.filter(case__in=cases, answer="none_yet")
    return rows.select_related("case__person", "service").order_by("offered_on", "id")[:MOST]


def _reviews(cases: QuerySet[Case]) -> QuerySet[SafetyPlan]:
    later = SafetyPlan.objects.filter(
        review_on__lte=timezone.localdate() + AHEAD, case__in=cases, is_newest=True
    )
    return later.select_related("case__person").order_by("review_on", "id")[:MOST]


def _open(seen: dict[UUID, Sight], case_id: UUID, kind: Kind) -> bool:
    return case_id in seen and seen[case_id].sees(kind)


def _called(case: Case, sight: Sight, key: Box | None) -> str:
    if not sight.sees(Kind.IDENTITY):
        return ""
    return unsealed(key, "casework.Person", "called", case.pk, case.person.called)


def _due(row: Due, called: str) -> DueRow:
    return DueRow(
        reference=row.case.reference,
        called=called,
        phase=row.case.phase,
        code=row.code,
        title=row.title,
        who=row.who,
        why=row.why,
        rule=row.rule,
        source=row.source,
        confidence=row.confidence,
        kind=row.kind,
        ours=row.ours,
        started=row.started,
        due_on=row.due_on,
        due_at=row.due_at,
    )


def _offer(row: Offer, called: str) -> OpenOffer:
    return OpenOffer(row.case.reference, called, row.pk, row.service.name, row.offered_on)


def _review(row: SafetyPlan, called: str, sight: Sight) -> Review:
    assert row.review_on is not None, "asked for by its day"
    phase = row.case.phase if sight.sees(Kind.PATHWAY) else ""
    return Review(row.case.reference, called, phase, row.review_on)
