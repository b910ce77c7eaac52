"""Keeping the numbers by which a person's name is found in line with the name."""

import datetime

from handrail.casework.models import Case, NameKey, Person
from handrail.casework.names.keys import to_keep
from handrail.casework.sealing import read
from handrail.vault.box import Box


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
