"""Finding the cases that are like one, by numbers of sealed names: reads alone, the same statements for any number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from handrail.casework.case.models import Case, Person
from handrail.casework.case.sealing import boxes, read
from handrail.casework.names.folding import parts
from handrail.casework.names.keys import to_ask, to_ask_born
from handrail.casework.names.models import NameKey
from handrail.linking.likeness import Known, how_like
from handrail.vault.box import Box

OPENED = 50
"""How many are opened with their keys and compared, those that share most numbers first."""


@dataclass(frozen=True, slots=True)
class Like:
    """A case that is like the one asked about, and why."""

    case_id: UUID
    owner_id: int
    reasons: tuple[str, ...]


def known_of(case_ids: Iterable[UUID]) -> dict[UUID, Known]:
    """What is compared of these people. Whose key was destroyed is not among them. Two statements."""
    people = Person.objects.in_bulk(list(case_ids))
    keys = boxes(people)
    return {case_id: known(person, keys[case_id]) for case_id, person in people.items() if case_id in keys}


def known(person: Person, box: Box) -> Known:
    """What is compared of one person."""
    born = read(box, person, "date_of_birth")
    names = (read(box, person, "called"), read(box, person, "full_name"))
    return Known(
        tuple(dict.fromkeys(name for name in names if parts(name))),
        date.fromisoformat(born) if born else None,
    )


def within(case_id: UUID, owner_id: int, who: Known, among: Q) -> list[Like]:
    """Cases of one body, as far as `among` lets them take part, that are like this one."""
    numbers = _asked(owner_id, who)
    return _like(case_id, who, numbers, Q(case__owner=owner_id) & among, across=False)


def across(case_id: UUID, owner_id: int, who: Known, owners: Iterable[int]) -> list[Like]:
    """Open cases of other bodies that are like this one. Without a birth date nobody is."""
    if who.born is None or not who.names:
        return []
    born, names = who.born, who.names
    numbers = {n for owner in owners for n in to_ask_born(owner, born, names)}
    others = ~Q(case__owner=owner_id) & Q(case__owner__in=list(owners), case__closed_at__isnull=True)
    return _like(case_id, who, numbers, others, across=True)


def _asked(owner_id: int, who: Known) -> set[int]:
    """The numbers to look for: of names with two parts or more, and of the birth date whatever the name."""
    long = [name for name in who.names if len(parts(name)) > 1]
    numbers = {n for name in long for n in to_ask(owner_id, name)}
    return numbers | to_ask_born(owner_id, who.born, who.names) if who.born else numbers


def _like(case_id: UUID, who: Known, numbers: set[int], among: Q, *, across: bool) -> list[Like]:
    if not numbers:
        return []
    rows = (
        NameKey.objects.filter(among, key__in=numbers)
        .exclude(case=case_id)
        .values_list("case", "case__owner")
    )
    shared = rows.annotate(alike=Count("pk")).order_by("-alike", "case")[:OPENED]
    owners: Mapping[UUID, int] = {row[0]: row[1] for row in shared}
    found = known_of(owners)
    likes = ((number, how_like(who, them, across=across)) for number, them in found.items())
    return [Like(number, owners[number], reasons) for number, reasons in likes if reasons]


def owners_looked_at(never: Iterable[str]) -> list[int]:
    """Bodies that hold cases, but for those of kinds that never take part."""
    held = Case.objects.order_by().values("owner").distinct()
    return list(held.exclude(owner__kind__in=list(never)).values_list("owner", flat=True))
