"""Incidents as their pages show them: facts to those who may see the incident, and each case through its own door."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.grounds import Ground
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.access.policy import FileFacts
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, read, unsealed
from handrail.linking.models import Fact, Incident, Member
from handrail.linking.permissions import sight_of_incident
from handrail.linking.states import CameToLight, FactKind
from handrail.vault.box import Box

MOST = 200


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact, with who added it."""

    fact_id: UUID
    kind: str
    name: str
    words: str
    said_at: datetime.datetime
    said_by: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One of the people whose case is open to the reader. What its door does not open is empty."""

    case_id: UUID
    reference: str
    called: str
    age: str
    phase: str
    danger: str
    contact: str
    closed: bool
    may_write: bool
    shown: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class Seer:
    """Somebody who may see the incident besides duty leads."""

    grant_id: int
    to: str
    person: bool
    ground: str
    because: str


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """`count` is None for whoever the incident was only shared with: the number of people is for those who hold it."""

    incident_id: UUID
    owner_id: int
    happened_on: datetime.date
    happened_at: datetime.time
    area: str
    jurisdiction: str
    came_to_light: str
    held_by: str
    opened_by: str
    opened_at: datetime.datetime
    facts: tuple[FactLine, ...]
    people: tuple[PersonLine, ...]
    count: int | None
    seers: tuple[Seer, ...]
    sight: Sight

    @property
    def inside(self) -> bool:
        """Whether the reader works on it or leads for the body that holds it."""
        return self.sight.inside


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """One line of the list."""

    incident_id: UUID
    happened_on: datetime.date
    area: str
    came_to_light: str
    held_by: str
    place: str


def incidents(actor: Actor) -> tuple[IncidentLine, ...]:
    """The newest incidents that the actor may see. Three statements."""
    rows = Incident.objects.filter(policy.reach(actor, today(), Kind.PATHWAY)).select_related("area", "owner")
    found = list(rows.order_by("-happened_on", "-pk")[:MOST])
    keys = boxes([row.pk for row in found])
    places: dict[UUID, Fact] = {
        fact.incident_id: fact
        for fact in Fact.objects.filter(incident__in=found, kind=FactKind.PLACE).order_by("-pk")
    }
    return tuple(_line(row, places.get(row.pk), keys.get(row.pk)) for row in found)


def incident_page(actor: Actor, incident_id: UUID) -> IncidentPage:
    """One incident. The same number of statements for one person and for sixty. Raises NotOpenToYou."""
    row = Incident.objects.select_related("area", "owner", "opened_by").filter(pk=incident_id).first()
    if row is None:
        raise NotOpenToYou
    sight = sight_of_incident(row, actor)
    sight.sees(Kind.PATHWAY)
    box = boxes([row.pk]).get(row.pk)
    members = Member.objects.filter(incident=row).order_by("case__reference")
    cases = [
        member.case
        for member in members.select_related("case__person", "case__point_of_contact").order_by(
            "case__opened_at", "case__reference"
        )
    ]
    return IncidentPage(
        incident_id=row.pk,
        owner_id=row.owner_id,
        happened_on=row.happened_on,
        happened_at=row.happened_at,
        area=row.area.name if row.area else "",
        jurisdiction=row.jurisdiction,
        came_to_light=CameToLight(row.came_to_light).label,
        held_by=row.owner.name,
        opened_by=row.opened_by.name,
        opened_at=row.opened_at,
        facts=_facts(row, box),
        people=_people(actor, cases),
        count=len(cases) if sight.inside else None,
        seers=_seers(row) if sight.inside else (),
        sight=sight,
    )


def _line(row: Incident, place: Fact | None, box: Box | None) -> IncidentLine:
    return IncidentLine(
        incident_id=row.pk,
        happened_on=row.happened_on,
        area=row.area.name if row.area else "",
        came_to_light=CameToLight(row.came_to_light).label,
        held_by=row.owner.name,
        place=read(box, place, "words") if place else "",
    )


def _facts(row: Incident, box: Box | None) -> tuple[FactLine, ...]:
    facts = Fact.objects.filter(incident=row).select_related("said_by").order_by("pk")
    return tuple(
        FactLine(
            fact_id=fact.pk,
            kind=fact.kind,
            name=FactKind(fact.kind).label,
            words=read(box, fact, "words"),
            said_at=fact.said_at,
            said_by=fact.said_by.name,
        )
        for fact in facts
    )


def _people(actor: Actor, cases: list[Case]) -> tuple[PersonLine, ...]:
    sights = policy.sights(actor, [FileFacts(case.pk, case.owner_id) for case in cases], today())
    keys = boxes(sights)
    return tuple(_person(case, sights[case.pk], keys.get(case.pk)) for case in cases if case.pk in sights)


def _person(case: Case, sight: Sight, box: Box | None) -> PersonLine:
    named = sight.sees(Kind.IDENTITY)
    return PersonLine(
        case_id=case.pk,
        reference=case.reference,
        called=unsealed(box, "casework.Person", "called", case.pk, case.person.called) if named else "",
        age=case.age if case.age_asked else "",
        phase=case.phase if sight.sees(Kind.PATHWAY) else "",
        danger=case.danger if sight.sees(Kind.SAFETY) else "",
        contact=case.point_of_contact.name,
        closed=case.closed_at is not None,
        may_write=sight.inside and case.closed_at is None,
        shown=frozenset(sight.shown),
    )


def _seers(row: Incident) -> tuple[Seer, ...]:
    grants = (
        Grant.objects.live(today()).filter(file=row.pk).select_related("to_body", "to_user").order_by("pk")
    )
    box = boxes([row.pk]).get(row.pk)
    return tuple(
        Seer(
            grant_id=grant.pk,
            to=grant.to_body.name if grant.to_body else grant.to_user.name if grant.to_user else "",
            person=grant.to_user_id is not None,
            ground=Ground(grant.ground).words,
            because=_because(grant, row, box),
        )
        for grant in grants
    )


def _because(grant: Grant, row: Incident, box: Box | None) -> str:
    if grant.to_user_id == row.opened_by_id and grant.given_by_id == row.opened_by_id:
        return "Opened the incident"
    return grant.because or read(box, grant, "reason")
