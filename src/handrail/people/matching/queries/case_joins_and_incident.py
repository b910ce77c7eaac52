"""What the case page says of an incident, of likenesses and of joined cases: three statements where there is none."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from handrail.people.matching.models import CaseJoin, CasePair, CopiedFact, IncidentMember
from handrail.people.matching.permissions import get_incident_access, is_officer_of_police_body
from handrail.people.matching.text_choices import IncidentFactKind, PairVerdict
from handrail.people.records.models import Case
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.today import today


@dataclass(frozen=True, slots=True)
class CaseJoinRow:
    """A live join between this case and another, both of which the reader works on."""

    join_id: UUID
    other_id: UUID
    reference: str
    leads: bool
    joined_at: datetime.datetime
    joined_by: str
    case_access: CaseAccess


@dataclass(frozen=True, slots=True)
class CaseIncident:
    """The incident, for whoever may see it; else None of it."""

    incident_id: UUID
    happened_on: datetime.date
    area: str


@dataclass(frozen=True, slots=True)
class CopiedFactRow:
    """A fact that was written into this case."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class CaseMatchingSummary:
    """What the panel shows. `likes` counts pairs nobody has answered, both cases of which the reader may see."""

    incident: CaseIncident | None
    copied: tuple[CopiedFactRow, ...]
    likes: int
    not_sure: int
    police: bool


def list_case_joins(
    case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> tuple[CaseJoinRow, ...]:
    """The cases that this one is joined with, as far as the reader works on both.

    One statement where there is none.

    Returns:
        One row for each join; the leading case first where this one is the other.
    """
    here = case_access.file_id
    if not (case_access.inside and known.has("join")):
        return ()
    found = _select_live_joins_of_case(here)
    cases = {row.pk: row.other if row.leading_id == here else row.leading for row in found}
    accesses = _get_access_by_case_id_where_works(case_access.actor, list(cases.values()))
    return tuple(
        CaseJoinRow(
            join_id=row.pk,
            other_id=cases[row.pk].pk,
            reference=cases[row.pk].reference,
            leads=row.leading_id == here,
            joined_at=row.joined_at,
            joined_by=row.joined_by.name,
            case_access=accesses[cases[row.pk].pk],
        )
        for row in found
        if cases[row.pk].pk in accesses
    )


def list_joins_with_other_cases_of_same_person(case_access: CaseAccess) -> tuple[CaseJoinRow, ...]:
    """Every other case of the same person: those joined with this one, and those joined with the one that leads it.

    Returns:
        One row for each case.
    """
    joins = list_case_joins(case_access)
    leads = next((line for line in joins if not line.leads), None)
    beside = list_case_joins(leads.case_access) if leads else ()
    return (*joins, *(line for line in beside if line.other_id != case_access.file_id))


def _select_live_joins_of_case(case: UUID) -> QuerySet[Any, Any]:
    rows = CaseJoin.objects.filter(Q(leading=case) | Q(other=case), parted_at__isnull=True)
    return rows.select_related("leading", "other", "joined_by").order_by("joined_at")


def get_case_matching_summary(
    case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> CaseMatchingSummary:
    """What else the case page says. Parts that are known to hold nothing are not asked."""
    incident, copied = _get_incident_and_copied_facts(case_access) if known.has("member") else (None, ())
    likes = _list_verdicts_of_open_pairs(case_access) if known.has("pair") else []
    return CaseMatchingSummary(
        incident=incident,
        copied=copied,
        likes=likes.count(PairVerdict.ASKED),
        not_sure=likes.count(PairVerdict.NOT_SURE),
        police=is_officer_of_police_body(case_access.actor),
    )


def _get_incident_and_copied_facts(
    case_access: CaseAccess,
) -> tuple[CaseIncident | None, tuple[CopiedFactRow, ...]]:
    member = _select_incident_membership_of_case(case_access.file_id).first()
    if member is None:
        return None, ()
    found = member.incident
    copied = _list_copied_facts(case_access)
    try:
        get_incident_access(found, case_access.actor)
    except NotVisible:
        return None, copied
    return CaseIncident(found.pk, found.happened_on, found.area.name if found.area else ""), copied


def _select_incident_membership_of_case(case: UUID) -> QuerySet[Any, Any]:
    return IncidentMember.objects.filter(pk=case).select_related("incident__area")


def _select_open_pairs_of_case(case: UUID) -> QuerySet[Any, Any]:
    rows = CasePair.objects.filter(
        Q(one=case) | Q(two=case),
        one__owner=F("two__owner"),
        verdict__in=[PairVerdict.ASKED, PairVerdict.NOT_SURE],
    )
    return rows.select_related("one", "two")


def _list_copied_facts(case_access: CaseAccess) -> tuple[CopiedFactRow, ...]:
    rows = (
        list(CopiedFact.objects.filter(case=case_access.file_id).order_by("pk").opened_for(case_access))
        if Kind.PATHWAY in case_access.kinds
        else []
    )
    if rows:
        case_access.sees(Kind.PATHWAY)
    return tuple(CopiedFactRow(IncidentFactKind(row.kind).label, row.words.open()) for row in rows)


def _list_verdicts_of_open_pairs(case_access: CaseAccess) -> list[str]:
    """The verdicts on pairs of this case that are still open, where the reader works on both and sees who they are."""
    here = case_access.file_id
    if not case_access.inside or Kind.IDENTITY not in case_access.kinds:
        return []
    rows = _select_open_pairs_of_case(here)
    pairs = [(row.verdict, row.two if row.one_id == here else row.one) for row in rows]
    accesses = _get_access_by_case_id_where_works(case_access.actor, [case for _, case in pairs])
    return [verdict for verdict, case in pairs if case.pk in accesses]


def _get_access_by_case_id_where_works(actor: Actor, cases: Sequence[Case]) -> dict[UUID, CaseAccess]:
    """Sights of those among the cases that the actor works on and whose identity is open."""
    found = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(case.pk, case.owner_id) for case in cases], today()
    )
    return {
        key: case_access
        for key, case_access in found.items()
        if case_access.inside and Kind.IDENTITY in case_access.kinds
    }
