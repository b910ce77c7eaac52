"""What the case page says of an incident, of likenesses and of joined cases: three statements where there is none."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, read
from handrail.linking.models import Copied, Join, Member, Pair
from handrail.linking.permissions import is_police, sight_of_incident
from handrail.linking.states import FactKind, Verdict
from handrail.prepared import Asked, given, statement


@dataclass(frozen=True, slots=True)
class JoinLine:
    """A live join between this case and another, both of which the reader works on."""

    join_id: UUID
    other_id: UUID
    reference: str
    leads: bool
    joined_at: datetime.datetime
    joined_by: str
    sight: Sight


@dataclass(frozen=True, slots=True)
class FoundWith:
    """The incident, for whoever may see it; else None of it."""

    incident_id: UUID
    happened_on: datetime.date
    area: str


@dataclass(frozen=True, slots=True)
class CopiedLine:
    """A fact that was written into this case."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class LinksOfCase:
    """What the panel shows. `likes` counts pairs nobody has answered, both cases of which the reader may see."""

    incident: FoundWith | None
    copied: tuple[CopiedLine, ...]
    likes: int
    not_sure: int
    police: bool


def joins_of(sight: Sight) -> tuple[JoinLine, ...]:
    """The cases that this one is joined with, as far as the reader works on both. One statement where there is none.

    The first is the leading case where this one is the other.
    """
    here = sight.file_id
    if not sight.inside:
        return ()
    found = _joins().models(case=here)
    cases = {row.pk: row.other if row.leading_id == here else row.leading for row in found}
    sights = _inside(sight.actor, list(cases.values()))
    return tuple(
        JoinLine(
            join_id=row.pk,
            other_id=cases[row.pk].pk,
            reference=cases[row.pk].reference,
            leads=row.leading_id == here,
            joined_at=row.joined_at,
            joined_by=row.joined_by.name,
            sight=sights[cases[row.pk].pk],
        )
        for row in found
        if cases[row.pk].pk in sights
    )


def of_one_person(sight: Sight) -> tuple[JoinLine, ...]:
    """Every other case of the same person: those joined with this one, and those joined with the one that leads it."""
    joins = joins_of(sight)
    leads = next((line for line in joins if not line.leads), None)
    beside = joins_of(leads.sight) if leads else ()
    return (*joins, *(line for line in beside if line.other_id != sight.file_id))


@statement
def _joins() -> Asked:
    rows = Join.objects.filter(Q(leading=given("case")) | Q(other=given("case")), parted_at__isnull=True)
    return rows.select_related("leading", "other", "joined_by").order_by("joined_at")


def links_of(sight: Sight) -> LinksOfCase:
    """What else the case page says. Two statements for a case without incident and without likenesses."""
    incident, copied = _incident(sight)
    likes = _likes(sight)
    return LinksOfCase(
        incident=incident,
        copied=copied,
        likes=likes.count(Verdict.ASKED),
        not_sure=likes.count(Verdict.NOT_SURE),
        police=is_police(sight.actor),
    )


def _incident(sight: Sight) -> tuple[FoundWith | None, tuple[CopiedLine, ...]]:
    member = _members().model(case=sight.file_id)
    if member is None:
        return None, ()
    found = member.incident
    copied = _copied(sight)
    try:
        sight_of_incident(found, sight.actor)
    except NotOpenToYou:
        return None, copied
    return FoundWith(found.pk, found.happened_on, found.area.name if found.area else ""), copied


@statement
def _members() -> Asked:
    return Member.objects.filter(pk=given("case")).select_related("incident__area")


@statement
def _pairs() -> Asked:
    rows = Pair.objects.filter(
        Q(one=given("case")) | Q(two=given("case")),
        one__owner=F("two__owner"),
        verdict__in=[Verdict.ASKED, Verdict.NOT_SURE],
    )
    return rows.select_related("one", "two")


def _copied(sight: Sight) -> tuple[CopiedLine, ...]:
    rows = (
        list(Copied.objects.filter(case=sight.file_id).order_by("pk")) if Kind.PATHWAY in sight.kinds else []
    )
    box = boxes([sight.file_id]).get(sight.file_id) if rows else None
    if rows:
        sight.sees(Kind.PATHWAY)
    return tuple(CopiedLine(FactKind(row.kind).label, read(box, row, "words")) for row in rows)


def _likes(sight: Sight) -> list[str]:
    """The verdicts on pairs of this case that are still open, where the reader works on both and sees who they are."""
    here = sight.file_id
    if not sight.inside or Kind.IDENTITY not in sight.kinds:
        return []
    rows = _pairs().models(case=here)
    pairs = [(row.verdict, row.two if row.one_id == here else row.one) for row in rows]
    sights = _inside(sight.actor, [case for _, case in pairs])
    return [verdict for verdict, case in pairs if case.pk in sights]


def _inside(actor: Actor, cases: Sequence[Case]) -> dict[UUID, Sight]:
    """Sights of those among the cases that the actor works on and whose identity is open."""
    found = policy.sights(actor, [FileFacts(case.pk, case.owner_id) for case in cases], today())
    return {key: sight for key, sight in found.items() if sight.inside and Kind.IDENTITY in sight.kinds}
