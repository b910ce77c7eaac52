"""Incidents as their pages show them: facts to those who may see the incident, and of its people what they may see."""

from dataclasses import dataclass
from uuid import UUID

from handrail.people.matching.models import Incident, IncidentFact, IncidentMember
from handrail.people.matching.permissions import get_incident_access
from handrail.people.matching.text_choices import IncidentFactKind
from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.today import today
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT
from handrail.platform.reference.sides import select_other_sides_of_bodys_organisation

MOST_INCIDENTS = 200


@dataclass(frozen=True, slots=True)
class IncidentFactRow:
    """One fact, with who added it."""

    fact: IncidentFact
    words: str


@dataclass(frozen=True, slots=True)
class IncidentPersonRow:
    """One of the people whose case is open to the reader. What they may not see is empty."""

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
class IncidentViewer:
    """Somebody who may see the incident besides duty leads."""

    grant_id: int
    to: str
    person: bool
    ground: str
    because: str
    is_enforcement: bool


@dataclass(frozen=True, slots=True)
class IncidentDetail:
    """`count` is None for whoever the incident was only shared with: the number of people is for those who hold it."""

    incident: Incident
    facts: tuple[IncidentFactRow, ...]
    people: tuple[IncidentPersonRow, ...]
    count: int | None
    viewers: tuple[IncidentViewer, ...]
    case_access: CaseAccess

    @property
    def inside(self) -> bool:
        """Whether the reader works on it or leads for the body that holds it."""
        return self.case_access.inside


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One line of the list, with where it was."""

    incident: Incident
    place: str


def list_incidents(actor: Actor) -> tuple[IncidentRow, ...]:
    """The incidents that the actor may see. Three statements.

    Returns:
        At most 200, the newest first.
    """
    rows = Incident.objects.filter(policy.visible_files_q(actor, today(), Kind.PATHWAY)).select_related(
        "area", "owner"
    )
    found = list(rows.order_by("-happened_on", "-pk")[:MOST_INCIDENTS])
    facts = IncidentFact.objects.filter(incident__in=found, kind=IncidentFactKind.PLACE).order_by("-pk")
    accesses = UnrecordedKeyAccess.get_by_key_id(row.pk for row in found)  # the filter named the kind
    places: dict[UUID, IncidentFact] = {fact.incident_id: fact for fact in facts.opened_for(accesses)}
    words = {number: fact.words.open() for number, fact in places.items()}
    return tuple(IncidentRow(row, words.get(row.pk, "")) for row in found)


def get_incident_detail(actor: Actor, incident_id: UUID) -> IncidentDetail:
    """One incident. The same number of statements for one person and for sixty. Raises NotVisible."""
    row = Incident.objects.select_related("area", "owner", "opened_by").filter(pk=incident_id).first()
    if row is None:
        raise NotVisible
    case_access = get_incident_access(row, actor)
    case_access.sees(Kind.PATHWAY)
    members = IncidentMember.objects.filter(incident=row).order_by("case__reference")
    cases = [
        member.case
        for member in members.select_related("case__person", "case__point_of_contact").order_by(
            "case__opened_at", "case__reference"
        )
    ]
    return IncidentDetail(
        incident=row,
        facts=_list_incident_fact_rows(row, case_access),
        people=_list_incident_person_rows(actor, cases),
        count=_count_people_of_incident(row, cases) if case_access.inside else None,
        viewers=_list_incident_viewers(row) if case_access.inside else (),
        case_access=case_access,
    )


def _count_people_of_incident(row: Incident, cases: list[Case]) -> int:
    """Without those whose case is now on another side: a number that is too high would tell that there is one."""
    elsewhere = set(select_other_sides_of_bodys_organisation(row.owner_id).values_list("pk", flat=True))
    return sum(case.owner_id not in elsewhere for case in cases)


def _list_incident_fact_rows(row: Incident, case_access: CaseAccess) -> tuple[IncidentFactRow, ...]:
    facts = (
        IncidentFact.objects.filter(incident=row)
        .select_related("said_by")
        .order_by("pk")
        .opened_for(case_access)
    )
    return tuple(IncidentFactRow(fact, fact.words.open()) for fact in facts)


def _list_incident_person_rows(actor: Actor, cases: list[Case]) -> tuple[IncidentPersonRow, ...]:
    accesses = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(case.pk, case.owner_id) for case in cases], today()
    )
    return tuple(_build_incident_person_row(case, accesses[case.pk]) for case in cases if case.pk in accesses)


def _build_incident_person_row(case: Case, case_access: CaseAccess) -> IncidentPersonRow:
    return IncidentPersonRow(
        case_id=case.pk,
        reference=case.reference,
        called=case.person.called.decrypt_for(case_access),
        age=case.age if case.age_asked else "",
        phase=case.phase if case_access.sees(Kind.PATHWAY) else "",
        danger=case.danger if case_access.sees(Kind.SAFETY) else "",
        contact=case.point_of_contact.name,
        closed=case.closed_at is not None,
        may_write=case_access.inside and case.closed_at is None,
        shown=frozenset(case_access.shown),
    )


def _list_incident_viewers(row: Incident) -> tuple[IncidentViewer, ...]:
    grants = (
        Grant.objects.live(today()).filter(file=row.pk).select_related("to_body", "to_user").order_by("pk")
    )
    access = UnrecordedKeyAccess(row.pk)  # open to all who work on the incident
    return tuple(
        IncidentViewer(
            grant_id=grant.pk,
            to=grant.to_body.name if grant.to_body else grant.to_user.name if grant.to_user else "",
            person=grant.to_user_id is not None,
            ground=GrantGround(grant.ground).words,
            because=_describe_grant_reason(grant.bind(access), row),
            is_enforcement=grant.to_body is not None and grant.to_body.kind == IMMIGRATION_ENFORCEMENT,
        )
        for grant in grants
    )


def _describe_grant_reason(grant: Grant, row: Incident) -> str:
    if grant.to_user_id == row.opened_by_id and grant.given_by_id == row.opened_by_id:
        return "Opened the incident"
    return grant.because or grant.reason.open()
