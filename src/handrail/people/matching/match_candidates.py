"""Finding the cases that are like one, by numbers of sealed names: reads alone, the same statements for any number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from handrail.people.cases.name_search.blind_keys import (
    compute_birth_date_query_keys,
    compute_query_name_index_numbers,
)
from handrail.people.cases.name_search.folding import fold_name_parts
from handrail.people.cases.name_search.models import NameKey
from handrail.people.matching.person_similarity import ComparedPerson, list_match_reasons
from handrail.people.records.models import Case, Person
from handrail.people.separate_files.queries import list_file_ids_kept_apart_from_file
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.sealed import bind_rows_to_access

MOST_COMPARED = 50
"""How many are opened with their keys and compared, those that share most numbers first."""


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """A case that is like the one asked about, and why."""

    case_id: UUID
    owner_id: int
    reasons: tuple[str, ...]


def get_compared_people_by_case_id(case_ids: Iterable[UUID]) -> dict[UUID, ComparedPerson]:
    """What is compared of these people. Whose key was destroyed is not among them. Two statements.

    Returns:
        By the number of the case.
    """
    people = Person.objects.in_bulk(list(case_ids))
    accesses = UnrecordedKeyAccess.get_by_key_id(people)
    rows = bind_rows_to_access(people.values(), accesses)
    return {row.pk: read_compared_person(row) for row in rows if accesses[row.pk].cipher}


def read_compared_person(person: Person) -> ComparedPerson:
    """What is compared of one person, bound to their key alone: nobody is shown it."""
    born = person.date_of_birth.open()
    names = (person.called.open(), person.full_name.open())
    return ComparedPerson(
        tuple(dict.fromkeys(name for name in names if fold_name_parts(name))),
        date.fromisoformat(born) if born else None,
    )


def list_match_candidates_within_body(
    case_id: UUID, owner_id: int, who: ComparedPerson, among: Q
) -> list[MatchCandidate]:
    """Cases of one body, as far as `among` lets them take part, that are like this one.

    Args:
        case_id: whose like is looked for.
        owner_id: the body.
        who: what is compared of them.
        among: which cases may take part, as a filter of `NameKey`.
    """
    numbers = _compute_name_index_numbers_to_seek(owner_id, who)
    return _list_match_candidates(case_id, who, numbers, Q(case__owner=owner_id) & among, across=False)


def list_match_candidates_across_bodies(
    case_id: UUID, owner_id: int, who: ComparedPerson, owners: Iterable[int]
) -> list[MatchCandidate]:
    """Open cases of other bodies that are like this one. Without a birth date nobody is.

    Args:
        case_id: whose like is looked for.
        owner_id: the body that holds their case, which is left out.
        who: what is compared of them.
        owners: the bodies that take part.
    """
    if who.born is None or not who.names:
        return []
    born, names = who.born, who.names
    numbers = {n for owner in owners for n in compute_birth_date_query_keys(owner, born, names)}
    others = ~Q(case__owner=owner_id) & Q(case__owner__in=list(owners), case__closed_at__isnull=True)
    return _list_match_candidates(case_id, who, numbers, others, across=True)


def _compute_name_index_numbers_to_seek(owner_id: int, who: ComparedPerson) -> set[int]:
    """The numbers to look for: of names with two parts or more, and of the birth date whatever the name."""
    long = [name for name in who.names if len(fold_name_parts(name)) > 1]
    numbers = {n for name in long for n in compute_query_name_index_numbers(owner_id, name)}
    return numbers | compute_birth_date_query_keys(owner_id, who.born, who.names) if who.born else numbers


def _list_match_candidates(
    case_id: UUID, who: ComparedPerson, numbers: set[int], among: Q, *, across: bool
) -> list[MatchCandidate]:
    if not numbers:
        return []
    rows = (
        NameKey.objects.filter(among, key__in=numbers)
        .exclude(case=case_id)
        .values_list("case", "case__owner")
    )
    shared = rows.annotate(alike=Count("pk")).order_by("-alike", "case")[:MOST_COMPARED]
    owners: dict[UUID, int] = {row[0]: row[1] for row in shared}
    for apart in list_file_ids_kept_apart_from_file(case_id, owners):
        del owners[apart]
    found = get_compared_people_by_case_id(owners)
    likes = ((number, list_match_reasons(who, them, across=across)) for number, them in found.items())
    return [MatchCandidate(number, owners[number], reasons) for number, reasons in likes if reasons]


def list_ids_of_bodies_taking_part_in_matching(never: Iterable[str]) -> list[int]:
    """Bodies that hold cases, but for those of kinds that never take part."""
    held = Case.objects.order_by().values("owner").distinct()
    return list(held.exclude(owner__kind__in=list(never)).values_list("owner", flat=True))
