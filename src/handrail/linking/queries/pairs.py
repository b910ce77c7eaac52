"""Pairs of cases of one body, side by side, for whoever works on both."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.casework.case.queries.reached import reached
from handrail.casework.case.sealing import boxes, read
from handrail.casework.case.states import YesNo
from handrail.linking.likeness import REASONS
from handrail.linking.models import Join, Pair
from handrail.linking.sealing import read_for_both
from handrail.linking.states import Verdict
from handrail.vault import place
from handrail.vault.box import Box

MOST = 100


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of the two, as far as its door opens it."""

    case_id: UUID
    reference: str
    called: str
    full_name: str
    born: datetime.date | None
    language: str
    interpreter: str
    where_now: str
    age: str
    area: str
    contact: str
    opened_at: datetime.datetime
    phase: str
    closed: bool
    erased: bool
    shown: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two cases that may be one person's."""

    pair_id: UUID
    one: OneOf
    two: OneOf
    reasons: tuple[str, ...]
    verdict: str
    verdict_words: str
    because: str
    decided_at: datetime.datetime | None
    decided_by: str
    joined: bool
    version: int

    def beside(self, reference: str) -> tuple[OneOf, OneOf]:
        """The two, that of the reference first."""
        return (self.one, self.two) if self.one.reference == reference else (self.two, self.one)


def pairs_of(sight: Sight) -> tuple[PairLine, ...]:
    """Those of one case, the unanswered first. The same number of statements for one and for a hundred."""
    rows = Pair.objects.filter(Q(one=sight.file_id) | Q(two=sight.file_id))
    return _seen(sight.actor, rows)


def pairs_open_to(actor: Actor) -> tuple[PairLine, ...]:
    """All that wait for an answer and both cases of which the actor works on, the newest first."""
    return _seen(actor, Pair.objects.filter(verdict__in=[Verdict.ASKED, Verdict.NOT_SURE]))


def one_pair(actor: Actor, pair_id: UUID) -> PairLine:
    """One pair. Raises NotOpenToYou unless the actor works on both."""
    found = _seen(actor, Pair.objects.filter(pk=pair_id))
    if not found:
        raise NotOpenToYou
    return found[0]


def _seen(actor: Actor, rows: QuerySet[Pair]) -> tuple[PairLine, ...]:
    both = (reached(actor, Kind.IDENTITY, by=side, owner=actor.body_id) for side in ("one", "two"))
    related = [
        f"{side}__{more}"
        for side in ("one", "two")
        for more in ("person__language", "area", "point_of_contact")
    ]
    ordered = rows.filter(*both).order_by("verdict", "-found_at", "pk")
    numbers = list(ordered.values_list("pk", flat=True)[:MOST])  # first: what follows joins eight tables
    full = Pair.objects.filter(pk__in=numbers).select_related("decided_by", *related)
    found = list(full.order_by("verdict", "-found_at", "pk")) if numbers else []
    cases = {case.pk: case for row in found for case in (row.one, row.two)}
    sights = policy.sights(actor, [FileFacts(case.pk, case.owner_id) for case in cases.values()], today())
    keys = boxes(cases)
    joined = _joined(cases)
    return tuple(
        _line(row, sights, keys, joined)
        for row in found
        if all(key in sights and sights[key].sees(Kind.IDENTITY) for key in (row.one_id, row.two_id))
    )


def _joined(cases: Iterable[UUID]) -> set[frozenset[UUID]]:
    live = Join.objects.filter(leading__in=list(cases), parted_at__isnull=True)
    return {frozenset(both) for both in live.values_list("leading_id", "other_id")}


def _line(
    row: Pair, sights: dict[UUID, Sight], keys: dict[UUID, Box], joined: set[frozenset[UUID]]
) -> PairLine:
    one, two = keys.get(row.one_id), keys.get(row.two_id)
    return PairLine(
        pair_id=row.pk,
        one=_one(row.one, one, sights[row.one_id]),
        two=_one(row.two, two, sights[row.two_id]),
        reasons=tuple(REASONS[code] for code in row.reasons if code in REASONS),
        verdict=row.verdict,
        verdict_words=Verdict(row.verdict).label,
        because=read_for_both(one, two, row.because, place("linking.Pair", "because", row.pk)),
        decided_at=row.decided_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        joined=frozenset((row.one_id, row.two_id)) in joined,
        version=row.version,
    )


def _one(case: Case, box: Box | None, sight: Sight) -> OneOf:
    person = case.person
    born = read(box, person, "date_of_birth")
    return OneOf(
        case_id=case.pk,
        reference=case.reference,
        called=read(box, person, "called"),
        full_name=read(box, person, "full_name"),
        born=datetime.date.fromisoformat(born) if born else None,
        language=person.language.name if person.language else "",
        interpreter=YesNo(person.interpreter).label,
        where_now=read(box, person, "where_now") if sight.sees(Kind.CONTACT) else "",
        age=case.get_age_display() if case.age_asked else "",
        area=case.area.name if case.area else "",
        contact=case.point_of_contact.name,
        opened_at=case.opened_at,
        phase=case.phase if sight.sees(Kind.PATHWAY) else "",
        closed=case.closed_at is not None,
        erased=box is None,
        shown=frozenset(sight.shown),
    )
