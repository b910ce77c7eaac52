"""Keeping the numbers by which a person's name is found in line with the name."""

import datetime
from collections.abc import Callable, Sequence
from itertools import batched

from django.db import transaction

from handrail.people.cases.name_search.blind_keys import make_stored_keys
from handrail.people.cases.name_search.models import NameKey
from handrail.people.records.models import Case, Person
from handrail.people.records.sealing import get_ciphers, read_sealed
from handrail.platform.vault.cipher import Cipher

BATCH = 500


def index_name(case: Case, person: Person, box: Cipher) -> None:
    """Keep this person's numbers, and drop those of a name that is no longer theirs."""
    wanted = get_name_keys(case.owner_id, person, box)
    there = set(NameKey.objects.filter(case=case).values_list("key", flat=True))
    NameKey.objects.filter(case=case, key__in=there - wanted).delete()
    NameKey.objects.bulk_create(NameKey(case=case, key=key) for key in sorted(wanted - there))


def get_name_keys(owner_id: int, person: Person, box: Cipher) -> set[int]:
    """The numbers of a person as their row stands."""
    born = read_sealed(box, person, "date_of_birth")
    names = (read_sealed(box, person, "called"), read_sealed(box, person, "full_name"))
    return make_stored_keys(owner_id, names, datetime.date.fromisoformat(born) if born else None)


def index_all_names(say: Callable[[str], object]) -> int:
    """Every person's numbers anew, a batch in a transaction; none stay of whose key was destroyed. Returns how many."""
    done = 0
    people = Person.objects.select_related("case").order_by("case_id").iterator(BATCH)
    for some in batched(people, BATCH):
        done += _index_batch(some)
        say(f"{done} names")
    return done


@transaction.atomic
def _index_batch(people: Sequence[Person]) -> int:
    open_boxes = get_ciphers([person.case_id for person in people])
    for person in people:
        if person.case_id in open_boxes:
            index_name(person.case, person, open_boxes[person.case_id])
    destroyed = [person.case_id for person in people if person.case_id not in open_boxes]
    NameKey.objects.filter(case__in=destroyed).delete()
    return len(open_boxes)
