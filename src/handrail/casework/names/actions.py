"""Keeping the numbers by which a person's name is found in line with the name."""

import datetime
from collections.abc import Callable, Sequence
from itertools import batched

from django.db import transaction

from handrail.casework.case.models import Case, Person
from handrail.casework.case.sealing import boxes, read
from handrail.casework.names.keys import to_keep
from handrail.casework.names.models import NameKey
from handrail.vault.box import Box

BATCH = 500


def index_name(case: Case, person: Person, box: Box) -> None:
    """Keep this person's numbers, and drop those of a name that is no longer theirs."""
    wanted = keys_of(case.owner_id, person, box)
    there = set(NameKey.objects.filter(case=case).values_list("key", flat=True))
    NameKey.objects.filter(case=case, key__in=there - wanted).delete()
    NameKey.objects.bulk_create(NameKey(case=case, key=key) for key in sorted(wanted - there))


def keys_of(owner_id: int, person: Person, box: Box) -> set[int]:
    """The numbers of a person as their row stands."""
    born = read(box, person, "date_of_birth")
    names = (read(box, person, "called"), read(box, person, "full_name"))
    return to_keep(owner_id, names, datetime.date.fromisoformat(born) if born else None)


def index_all(say: Callable[[str], object]) -> int:
    """Every person's numbers anew, a batch in a transaction; none stay of whose key was destroyed. Returns how many."""
    done = 0
    people = Person.objects.select_related("case").order_by("case_id").iterator(BATCH)
    for some in batched(people, BATCH):
        done += _index_some(some)
        say(f"{done} names")
    return done


@transaction.atomic
def _index_some(people: Sequence[Person]) -> int:
    open_boxes = boxes([person.case_id for person in people])
    for person in people:
        if person.case_id in open_boxes:
            index_name(person.case, person, open_boxes[person.case_id])
    destroyed = [person.case_id for person in people if person.case_id not in open_boxes]
    NameKey.objects.filter(case__in=destroyed).delete()
    return len(open_boxes)
