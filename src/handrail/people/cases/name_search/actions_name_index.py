"""Keeping the numbers by which a person's name is found in line with the name."""

import datetime
from collections.abc import Callable, Sequence
from itertools import batched

from django.db import transaction

from handrail.people.cases.name_search.blind_keys import compute_stored_name_index_numbers
from handrail.people.cases.name_search.models import NameKey
from handrail.people.records.models import Case, Person
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.sealed import bind_rows_to_access

BATCH = 500


def update_name_index(case: Case, person: Person) -> None:
    """Keep this person's numbers, and drop those of a name that is no longer theirs."""
    wanted = make_name_index_numbers(case.owner_id, person)
    there = set(NameKey.objects.filter(case=case).values_list("key", flat=True))
    NameKey.objects.filter(case=case, key__in=there - wanted).delete()
    NameKey.objects.bulk_create(NameKey(case=case, key=key) for key in sorted(wanted - there))


def make_name_index_numbers(owner_id: int, person: Person) -> set[int]:
    """The numbers of a person as their row stands; bound to the key alone, since nobody is shown anything."""
    born = person.date_of_birth.open()
    names = (person.called.open(), person.full_name.open())
    return compute_stored_name_index_numbers(
        owner_id, names, datetime.date.fromisoformat(born) if born else None
    )


def rebuild_name_index(say: Callable[[str], object]) -> int:
    """Every person's numbers anew, a batch in a transaction; none stay of whose key was destroyed. Returns how many."""
    done = 0
    people = Person.objects.select_related("case").order_by("case_id").iterator(BATCH)
    for some in batched(people, BATCH):
        done += _index_batch_of_names(some)
        say(f"{done} names")
    return done


@transaction.atomic
def _index_batch_of_names(people: Sequence[Person]) -> int:
    accesses = UnrecordedKeyAccess.get_by_key_id(person.case_id for person in people)
    readable = [person for person in people if accesses[person.case_id].cipher]
    for person in bind_rows_to_access(readable, accesses):
        update_name_index(person.case, person)
    destroyed = {person.case_id for person in people} - {person.case_id for person in readable}
    NameKey.objects.filter(case__in=destroyed).delete()
    return len(readable)
