"""Finding a case by a name, spelt as somebody heard it, though every name is sealed.

The database counts shared numbers and knows no name; the fifty that share most are opened with their own keys and put
in order of likeness; a hundred more where nobody is very like. Only cases whose identity the door opens to the reader
take part, and no name is opened before it was asked.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.models import Grant
from handrail.access.policy import FileFacts
from handrail.access.roles import Role, Way
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import boxes, unsealed
from handrail.casework.names.folding import parts
from handrail.casework.names.keys import to_ask
from handrail.casework.names.likeness import dates_alike, parts_alike
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
    found = _opened(actor, _most_alike(actor, typed, born), typed, born)
    if max((one.likeness for one in found), default=0.0) < SURE:
        known = {one.case.pk for one in found}
        more = _most_alike(actor, typed, born, loosely=True)
        found += _opened(actor, [number for number in more if number not in known], typed, born)
    best = [one for one in sorted(found, key=lambda one: -one.likeness) if one.likeness >= LEAST][:SHOWN]
    rows = tuple(_row(one, one.sight.sees(Kind.PATHWAY)) for one in best)
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
    sight: Sight
    names: Mapping[str, str]
    likeness: float


COLUMNS = (
    *("pk", "owner_id", "reference", "phase", "closed_at", "point_of_contact__name", "owner__name"),
    *("person__called", "person__full_name", "person__date_of_birth"),
)


def _opened(actor: Actor, numbers: list[UUID], typed: str, born: datetime.date | None) -> list[_Opened]:
    """Those whose identity the door opens, with their names. The numbers of others bring nothing to light."""
    if not numbers:
        return []
    cases = {row[0]: _Kept(*row) for row in _cases().rows(cases=numbers)}
    seen = policy.sights(actor, [FileFacts(case.pk, case.owner_id) for case in cases.values()], today())
    named = [number for number in numbers if number in seen and Kind.IDENTITY in seen[number].kinds]
    keys, wanted = boxes(named), parts(typed)
    return [_open(cases[number], seen[number], keys.get(number), wanted, born) for number in named]


@statement
def _cases() -> Asked:
    return Case.objects.filter(pk__in=many("cases")).values_list(*COLUMNS)


def _open(
    case: _Kept, sight: Sight, box: Box | None, wanted: tuple[str, ...], born: datetime.date | None
) -> _Opened:
    names = {
        "called": unsealed(box, PERSON, "called", case.pk, case.called),
        "full_name": unsealed(box, PERSON, "full_name", case.pk, case.full_name),
    }
    theirs = unsealed(box, PERSON, "date_of_birth", case.pk, case.date_of_birth) if born else ""
    day = datetime.date.fromisoformat(theirs) if theirs else None
    alike = max(parts_alike(wanted, parts(name)) for name in names.values())
    return _Opened(case, sight, names, alike + dates_alike(born, day))


PERSON = "casework.Person"


def _most_alike(actor: Actor, typed: str, born: datetime.date | None, *, loosely: bool = False) -> list[UUID]:
    who = {"user": actor.user_id, "body": actor.body_id, "today": today()}
    most, ways = OPENED_LOOSELY if loosely else OPENED, actor.role.card.ways
    ours = to_ask(actor.body_id, typed, born, loosely=loosely)
    owners = {*_who_shared().column(**who)} - {actor.body_id} if Way.SHARED in ways else ()
    theirs = {number for owner in owners for number in to_ask(owner, typed, born, loosely=loosely)}
    if Way.OWNED not in ways:
        return [case for case, _ in _alike(actor.role, most).rows(keys=ours | theirs, **who)]
    found = _alike_of_ours(most).rows(keys=ours)
    if theirs:
        found += _alike(actor.role, most).rows(keys=theirs, **who)
    return [case for case, _ in sorted(found, key=lambda row: (-row[1], row[0]))[:most]]


@statement
def _alike(role: Role, most: int) -> Asked:
    """The door is asked of each case that shares a number: no list is made of all that are open."""
    reached = policy.reach(_anybody(role), given("today"), Kind.IDENTITY)
    opens = Exists(Case.objects.filter(reached, pk=OuterRef("case")))
    return _counted(NameKey.objects.filter(opens, key__in=many("keys")), most)


@statement
def _alike_of_ours(most: int) -> Asked:
    """For whoever may open all that their organisation holds: its numbers are in no other's cases, and of those that
    share most the door is asked before they are opened."""
    return _counted(NameKey.objects.filter(key__in=many("keys")), most)


def _counted(found: QuerySet[NameKey], most: int) -> Asked:
    alike = found.values("case").annotate(alike=Count("pk")).order_by("-alike", "case")
    return alike.values_list("case", "alike")[:most]


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
