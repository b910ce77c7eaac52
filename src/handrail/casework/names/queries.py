"""Finding a case by a name, spelt as somebody heard it, though every name is sealed.

The database counts shared numbers and knows no name; the fifty that share most are opened with their own keys and put
in order of likeness; a hundred more where nobody is very like. Only cases whose identity the door opens to the reader
take part.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.access.policy import FileFacts
from handrail.access.roles import Role, Way
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, unsealed
from handrail.casework.names.folding import parts
from handrail.casework.names.keys import to_ask
from handrail.casework.names.likeness import likeness
from handrail.casework.names.models import NameKey
from handrail.prepared import Asked, given, many, statement
from handrail.vault.box import Box

OPENED = 50
OPENED_LOOSELY = 100
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
    seen = policy.sights(actor, [FileFacts(one.case.pk, one.case.owner_id) for one in found], today())
    best = [one for one in found if one.case.pk in seen and seen[one.case.pk].sees(Kind.IDENTITY)]
    rows = tuple(_row(one, seen[one.case.pk].sees(Kind.PATHWAY)) for one in best)
    return NamesFound(rows, tuple(one.case.pk for one in best))


class _Kept(NamedTuple):
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
class _Opened:
    """A case that was opened to see how like its name is."""

    case: _Kept
    names: Mapping[str, str]
    likeness: float


COLUMNS = (
    *("pk", "owner_id", "reference", "phase", "closed_at", "point_of_contact__name", "owner__name"),
    *("person__called", "person__full_name", "person__date_of_birth"),
)


def _opened(numbers: list[UUID], typed: str, born: datetime.date | None) -> list[_Opened]:
    keys = boxes(numbers)
    cases = {row[0]: _Kept(*row) for row in _cases().rows(cases=numbers)}
    return [_open(cases[number], keys.get(number), typed, born) for number in numbers]


@statement
def _cases() -> Asked:
    return Case.objects.filter(pk__in=many("cases")).values_list(*COLUMNS)


def _open(case: _Kept, box: Box | None, typed: str, born: datetime.date | None) -> _Opened:
    names = {
        "called": unsealed(box, PERSON, "called", case.pk, case.called),
        "full_name": unsealed(box, PERSON, "full_name", case.pk, case.full_name),
    }
    theirs = unsealed(box, PERSON, "date_of_birth", case.pk, case.date_of_birth) if born else ""
    day = datetime.date.fromisoformat(theirs) if theirs else None
    return _Opened(case, names, max(likeness(typed, name, born, day) for name in names.values()))


PERSON = "casework.Person"


def _most_alike(actor: Actor, typed: str, born: datetime.date | None, *, loosely: bool = False) -> list[UUID]:
    who = {"user": actor.user_id, "body": actor.body_id, "today": today()}
    owners = {actor.body_id, *(_who_shared().column(**who) if Way.SHARED in actor.role.card.ways else ())}
    asked = {number for owner in owners for number in to_ask(owner, typed, born, loosely=loosely)}
    return _alike(actor.role, OPENED_LOOSELY if loosely else OPENED).column(keys=asked, **who)


@statement
def _alike(role: Role, most: int) -> Asked:
    """The door is asked of each case that shares a number: no list is made of all that are open."""
    reached = policy.reach(_anybody(role), given("today"), Kind.IDENTITY)
    opens = Exists(Case.objects.filter(reached, pk=OuterRef("case")))
    found = NameKey.objects.filter(opens, key__in=many("keys")).values("case")
    found = found.annotate(alike=Count("pk")).order_by("-alike", "case")
    return found.values_list("case", "alike")[:most]


@statement
def _who_shared() -> Asked:
    """Bodies that hold a case of which something was shared with the reader's. The door is asked of each case itself:
    here it is enough to leave nobody out, and what an index holds."""
    rows = Grant.objects.filter(to_body=given("body"), ended_at__isnull=True)
    return rows.order_by().values_list("file__owner").distinct()


def _anybody(role: Role) -> Actor:
    return Actor(given("user"), "", given("body"), "", "", role)


def _row(found: _Opened, pathway: bool) -> NamedCase:
    case = found.case
    return NamedCase(
        reference=case.reference,
        phase=case.phase if pathway else "",
        contact=case.contact,
        held_by=case.owner,
        closed=case.closed_at is not None,
        **found.names,
    )
