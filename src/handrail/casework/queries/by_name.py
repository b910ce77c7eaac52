"""Finding a case by a name, spelt as somebody heard it, though every name is sealed.

The database counts shared numbers and knows no name; the fifty that share most are opened with their own keys and put
in order of likeness. Only cases whose identity the door opens to the reader take part.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.today import today
from handrail.casework.models import Case, NameKey
from handrail.casework.names.folding import parts
from handrail.casework.names.keys import to_ask
from handrail.casework.names.likeness import likeness
from handrail.casework.sealing import boxes, read
from handrail.vault.box import Box

OPENED = 50
SHOWN = 25
SURE = 0.93
"""Where nobody is as like as this, what several slips leave is asked for too: numbers that many share."""
LEAST = 0.6
"""Less like than this is somebody else."""


@dataclass(frozen=True, slots=True)
class NamedCase:
    """One case whose name is like what was typed."""

    reference: str
    called: str
    full_name: str
    phase: str
    contact: str
    held_by: str
    closed: bool


@dataclass(frozen=True, slots=True)
class NamesFound:
    """Those that are most like, first; with the cases whose names were opened, for the trail."""

    rows: tuple[NamedCase, ...]
    shown: tuple[UUID, ...]


def by_name(actor: Actor, typed: str, born: datetime.date | None = None) -> NamesFound:
    """The cases open to the actor whose names are like this. Nothing where nothing with letters was typed."""
    if not parts(typed):
        return NamesFound((), ())
    found = _opened(_most_alike(actor, typed, born), typed, born)
    if max((one.likeness for one in found), default=0.0) < SURE:
        known = {one.case.pk for one in found}
        more = _most_alike(actor, typed, born, loosely=True)
        found += _opened([number for number in more if number not in known], typed, born)
    found = [one for one in sorted(found, key=lambda one: -one.likeness) if one.likeness >= LEAST][:SHOWN]
    best, keys = [one.case for one in found], {one.case.pk: one.key for one in found}
    seen = policy.sights(actor, [FileFacts(case.pk, case.owner_id) for case in best], today())
    best = [case for case in best if case.pk in seen and seen[case.pk].sees(Kind.IDENTITY)]
    rows = tuple(_row(case, keys.get(case.pk), seen[case.pk].sees(Kind.PATHWAY)) for case in best)
    return NamesFound(rows, tuple(case.pk for case in best))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A case that was opened to see how like its name is."""

    case: Case
    key: Box | None
    likeness: float


def _opened(numbers: list[UUID], typed: str, born: datetime.date | None) -> list[_Opened]:
    cases = Case.objects.select_related("person", "point_of_contact", "owner").in_bulk(numbers)
    keys = boxes(numbers)
    return [_Opened(cases[n], keys.get(n), _likeness(cases[n], keys.get(n), typed, born)) for n in numbers]


def _most_alike(actor: Actor, typed: str, born: datetime.date | None, *, loosely: bool = False) -> list[UUID]:
    open_cases = Case.objects.filter(policy.reach(actor, today(), Kind.IDENTITY))
    owners = [actor.body_id, *_who_shares(actor)]
    asked = {number for owner in owners for number in to_ask(owner, typed, born, loosely=loosely)}
    found = NameKey.objects.filter(key__in=asked, case__in=open_cases).values_list("case")
    return [row[0] for row in found.annotate(alike=Count("pk")).order_by("-alike", "case")[:OPENED]]


def _who_shares(actor: Actor) -> list[int]:
    shared = Case.objects.filter(policy.reach(actor, today(), Kind.IDENTITY)).exclude(owner=actor.body_id)
    return list(shared.order_by("owner").values_list("owner", flat=True).distinct())


def _likeness(case: Case, box: Box | None, typed: str, born: datetime.date | None) -> float:
    theirs = read(box, case.person, "date_of_birth") if born else ""
    day = datetime.date.fromisoformat(theirs) if theirs else None
    return max(likeness(typed, name, born, day) for name in _names(case, box).values())


def _names(case: Case, box: Box | None) -> Mapping[str, str]:
    return {field: read(box, case.person, field) for field in ("called", "full_name")}


def _row(case: Case, box: Box | None, pathway: bool) -> NamedCase:
    return NamedCase(
        reference=case.reference,
        phase=case.phase if pathway else "",
        contact=case.point_of_contact.name,
        held_by=case.owner.name,
        closed=case.closed_at is not None,
        **_names(case, box),
    )
