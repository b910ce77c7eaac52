"""Finding a case by a name, spelt as somebody heard it, though every name is sealed.

The database counts shared numbers and knows no name; the fifty that share most are opened with their own keys and put
in order of likeness; a hundred more where nobody is very like. Only cases whose identity the policy opens to the reader
take part, and no name is opened before it was asked.
"""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from handrail.people.cases.name_search.blind_keys import compute_query_name_index_numbers
from handrail.people.cases.name_search.folding import fold_name_parts
from handrail.people.cases.name_search.likeness import score_birth_date_match, score_name_parts
from handrail.people.cases.name_search.models import NameKey
from handrail.people.records.models import Case, Person
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess, prefetch_file_ciphers
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import AccessPath
from handrail.platform.access.sealed import open_sealed_value
from handrail.platform.access.today import today

MOST_SCORED = 50
MOST_SCORED_LOOSELY = 100
MOST_SHOWN = 25
CONFIDENT_LIKENESS = 0.93
"""Where nobody is as like as this, what several slips leave is asked for too: numbers that many share."""
LEAST_LIKENESS = 0.6
"""Less like than this is somebody else."""


@dataclass(frozen=True, slots=True)
class NameSearchRow:
    """One case whose name is like what was typed."""

    reference: str
    called: str
    full_name: str
    phase: str
    contact: str
    held_by: str
    closed: bool


@dataclass(frozen=True, slots=True)
class NameSearchResult:
    """Those that are most like, first; with the cases whose names were opened, for the trail."""

    rows: tuple[NameSearchRow, ...]
    shown: tuple[UUID, ...]


def search_by_name(actor: Actor, typed: str, born: datetime.date | None = None) -> NameSearchResult:
    """The cases open to the actor whose names are like this. Nothing where nothing with letters was typed.

    Args:
        actor: who searches.
        typed: the name as it was heard.
        born: the date of birth, where it is known.
    """
    if not fold_name_parts(typed):
        return NameSearchResult((), ())
    owners = list_ids_of_bodies_sharing_with_actor(actor)
    found = _score_likeness_of_cases(actor, _list_candidate_case_ids(actor, owners, typed, born), typed, born)
    if max((one.likeness for one in found), default=0.0) < CONFIDENT_LIKENESS:
        known = {one.case.pk for one in found}
        more = _list_candidate_case_ids(actor, owners, typed, born, loosely=True)
        found += _score_likeness_of_cases(
            actor, [number for number in more if number not in known], typed, born
        )
    best = [one for one in sorted(found, key=lambda one: -one.likeness) if one.likeness >= LEAST_LIKENESS][
        :MOST_SHOWN
    ]
    rows = tuple(_make_name_search_row(one, one.case_access.sees(Kind.PATHWAY)) for one in best)
    return NameSearchResult(rows, tuple(one.case.pk for one in best))


class _NameSearchColumns(NamedTuple):
    """The columns of a case that was found. What tells who it is about is sealed still."""

    pk: UUID
    owner_id: int
    reference: str
    phase: str
    closed_at: datetime.datetime | None
    contact: str
    owner: str
    called: bytes | None
    full_name: bytes | None
    date_of_birth: bytes | None


@dataclass(frozen=True, slots=True)
class _ScoredCase:
    """A case that was opened to see how like its name is."""

    case: _NameSearchColumns
    case_access: CaseAccess
    names: Mapping[str, str]
    likeness: float


COLUMNS = (
    *("pk", "owner_id", "reference", "phase", "closed_at", "point_of_contact__name", "owner__name"),
    *("person__called", "person__full_name", "person__date_of_birth"),
)


def _score_likeness_of_cases(
    actor: Actor, numbers: list[UUID], typed: str, born: datetime.date | None
) -> list[_ScoredCase]:
    """Those whose identity is open to the actor, with their names. The numbers of others tell nothing."""
    if not numbers:
        return []
    cases = {row[0]: _NameSearchColumns(*row) for row in _select_name_search_cases(numbers)}
    seen = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(case.pk, case.owner_id) for case in cases.values()], today()
    )
    named = [number for number in numbers if number in seen and Kind.IDENTITY in seen[number].kinds]
    prefetch_file_ciphers(seen[number] for number in named)
    return [
        _score_likeness_of_case(cases[number], seen[number], fold_name_parts(typed), born) for number in named
    ]


def _select_name_search_cases(cases: Collection[UUID]) -> QuerySet[Any, Any]:
    return Case.objects.filter(pk__in=cases).values_list(*COLUMNS)


def _score_likeness_of_case(
    case: _NameSearchColumns, case_access: CaseAccess, wanted: tuple[str, ...], born: datetime.date | None
) -> _ScoredCase:
    access = case_access.key_access  # compared with what was typed: only the rows that are like it are shown
    names = {
        "called": open_sealed_value(access, Person, "called", case.pk, case.called),
        "full_name": open_sealed_value(access, Person, "full_name", case.pk, case.full_name),
    }
    theirs = open_sealed_value(access, Person, "date_of_birth", case.pk, case.date_of_birth) if born else ""
    day = datetime.date.fromisoformat(theirs) if theirs else None
    alike = max(score_name_parts(wanted, fold_name_parts(name)) for name in names.values())
    return _ScoredCase(case, case_access, names, alike + score_birth_date_match(born, day))


def _list_candidate_case_ids(
    actor: Actor, owners: Collection[int], typed: str, born: datetime.date | None, *, loosely: bool = False
) -> list[UUID]:
    most, ways = MOST_SCORED_LOOSELY if loosely else MOST_SCORED, actor.role.card.ways
    ours = compute_query_name_index_numbers(actor.body_id, typed, born, loosely=loosely)
    theirs = {
        number
        for owner in owners
        for number in compute_query_name_index_numbers(owner, typed, born, loosely=loosely)
    }
    if AccessPath.OWNED not in ways:
        return [case for case, _ in _select_candidates_with_shared_key_counts(actor, most, ours | theirs)]
    found = list(_select_own_candidates_with_shared_key_counts(most, ours))
    if theirs:
        found += _select_candidates_with_shared_key_counts(actor, most, theirs)
    return [case for case, _ in sorted(found, key=lambda row: (-row[1], row[0]))[:most]]


def _select_candidates_with_shared_key_counts(
    actor: Actor, most: int, keys: Collection[int]
) -> QuerySet[Any, Any]:
    """The policy is asked of each case that shares a number: no list is made of all that are open."""
    reached = policy.visible_files_q(actor, today(), Kind.IDENTITY)
    opens = Exists(Case.objects.filter(reached, pk=OuterRef("case")))
    return _select_case_ids_by_shared_key_rank(NameKey.objects.filter(opens, key__in=keys), most)


def _select_own_candidates_with_shared_key_counts(most: int, keys: Collection[int]) -> QuerySet[Any, Any]:
    """For whoever may open all that their organisation holds: its numbers are in no other's cases, and of those that
    share most the policy is asked before they are opened."""
    return _select_case_ids_by_shared_key_rank(NameKey.objects.filter(key__in=keys), most)


def _select_case_ids_by_shared_key_rank(found: QuerySet[NameKey], most: int) -> QuerySet[Any, Any]:
    alike = found.values("case").annotate(alike=Count("pk")).order_by("-alike", "case")
    return alike.values_list("case", "alike")[:most]


def list_ids_of_bodies_sharing_with_actor(actor: Actor) -> Collection[int]:
    """Bodies that hold a case of which something was shared with the reader's. The policy is asked of each case itself:
    here it is enough to leave nobody out, and what an index holds."""
    if AccessPath.SHARED not in actor.role.card.ways:
        return ()
    rows = Grant.objects.opening(today()).filter(to_body=actor.body_id)
    return {*rows.order_by().values_list("file__owner", flat=True).distinct()} - {actor.body_id}


def _make_name_search_row(found: _ScoredCase, pathway: bool) -> NameSearchRow:
    case = found.case
    return NameSearchRow(
        reference=case.reference,
        phase=case.phase if pathway else "",
        contact=case.contact,
        held_by=case.owner,
        closed=case.closed_at is not None,
        **found.names,
    )
