"""The policy: one set of ways in, read both as a row filter and as a check on one file.

Each way in is a pair that must say the same thing: `rows` for the database and `opens` for one file. A
property test tries them against each other. The default is no; the answer says why.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from handrail.access.actor import Actor
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import ALL, Kind
from handrail.access.models import Grant
from handrail.access.roles import Permission, Way
from handrail.access.sight import Sight
from handrail.kernel.saying import say
from handrail.prepared import Asked, given, many, statement


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the door must know of a file: its number and the body that holds it."""

    file_id: UUID
    owner_id: int


def reach(actor: Actor, today: datetime.date, kind: Kind | None = None) -> Q:
    """The row filter: every file of which something is open to the actor, or that kind where one is named.

    For a model that shares the file's number as its key and keeps the owner beside it, or for files
    themselves. Nobody without a way in gets a row. A list that is filtered by what it does not show would
    tell it all the same: name the kind of every column that is filtered or sorted by.
    """
    wanted = actor.role.card.kinds & ({kind} if kind else ALL)
    rows = Q(pk__in=[])
    for way in actor.role.card.ways if wanted else ():
        rows |= ROWS[way](actor, today, wanted)
    return rows


def through(actor: Actor, way: Way, today: datetime.date, kind: Kind | None = None) -> Q:
    """The row filter of one way in alone: those files of `reach` that it opens. Nothing where the role has it not."""
    wanted = actor.role.card.kinds & ({kind} if kind else ALL)
    return ROWS[way](actor, today, wanted) if wanted and way in actor.role.card.ways else Q(pk__in=[])


def sights(actor: Actor, files: Iterable[FileFacts], today: datetime.date) -> dict[UUID, Sight]:
    """What the actor may see of each of the files: the same ways, read one file at a time, in one query."""
    wanted = {facts.file_id: facts for facts in files}
    asked = [facts.file_id for facts in wanted.values() if not _opens_all(actor, facts)]
    grants = _live_grants(actor, asked, today)
    seen = {key: _sight(actor, facts, grants.get(key, [])) for key, facts in wanted.items()}
    return {key: sight for key, sight in seen.items() if sight.kinds}


def sight(actor: Actor, facts: FileFacts, today: datetime.date) -> Sight:
    """What the actor may see of one file. Raises NotOpenToYou where that is nothing."""
    found = sights(actor, [facts], today).get(facts.file_id)
    if found is None:
        raise NotOpenToYou
    return found


def require(actor: Actor, permission: Permission) -> None:
    """Raise Denied, with the reason, unless the role holds the permission."""
    if not actor.may(permission):
        raise Denied(
            say(
                "Your role, {card}, may not {permission}.",
                card=actor.role.card.name.lower(),
                permission=permission.value,
            )
        )


@dataclass(frozen=True, slots=True)
class _Opened:
    """One live grant, as the ways read it."""

    to_user: bool
    kinds: frozenset[Kind]
    ground: str


def _opens_all(actor: Actor, facts: FileFacts) -> bool:
    """Whether the file is open by being held: all of it, so that no grant could add to it."""
    return Way.OWNED in actor.role.card.ways and bool(_owned_opens(actor, facts, []))


def _live_grants(actor: Actor, files: Sequence[UUID], today: datetime.date) -> dict[UUID, list[_Opened]]:
    found: dict[UUID, list[_Opened]] = {}
    if not actor.role.card.ways or not files:
        return found
    rows = _live_for().rows(today=today, user=actor.user_id, body=actor.body_id, files=files)
    for file_id, to_user, kinds, ground in rows:
        opened = _Opened(to_user is not None, _kinds(kinds), ground)
        found.setdefault(file_id, []).append(opened)
    return found


@cache
def _kinds(kept: str) -> frozenset[Kind]:
    """The kinds of a list as it is kept. Few combinations are ever granted, and a list of cases reads many grants."""
    return frozenset(map(Kind, json.loads(kept)))


@statement
def _live_for() -> Asked:
    live = Grant.objects.live(given("today"))
    rows = live.filter(Q(to_user_id=given("user")) | Q(to_body_id=given("body")), file_id__in=many("files"))
    as_kept = Cast("kinds", TextField())
    return rows.annotate(as_kept=as_kept).values_list("file_id", "to_user_id", "as_kept", "ground")


def _sight(actor: Actor, facts: FileFacts, grants: list[_Opened]) -> Sight:
    kinds: frozenset[Kind] = frozenset()
    ways: list[Way] = []
    for way in actor.role.card.ways:
        opened = OPENS[way](actor, facts, grants)
        if opened:
            kinds |= opened
            ways.append(way)
    return Sight(
        actor=actor,
        file_id=facts.file_id,
        owner_id=facts.owner_id,
        kinds=kinds & actor.role.card.kinds,
        ways=tuple(ways),
    )


def _owned_rows(actor: Actor, today: datetime.date, wanted: frozenset[Kind]) -> Q:
    return Q(owner_id=actor.body_id)


def _owned_opens(actor: Actor, facts: FileFacts, grants: list[_Opened]) -> frozenset[Kind]:
    return ALL if facts.owner_id == actor.body_id else frozenset()


def _named_rows(actor: Actor, today: datetime.date, wanted: frozenset[Kind]) -> Q:
    mine = Grant.objects.live(today).filter(to_user=actor.user_id)
    return Q(owner_id=actor.body_id, pk__in=_opening(mine, wanted).values("file_id"))


def _named_opens(actor: Actor, facts: FileFacts, grants: list[_Opened]) -> frozenset[Kind]:
    """Only while they work for the body that holds the file: who moves on leaves it behind."""
    if facts.owner_id != actor.body_id:
        return frozenset()
    return frozenset(kind for grant in grants if grant.to_user for kind in grant.kinds)


def _shared_rows(actor: Actor, today: datetime.date, wanted: frozenset[Kind]) -> Q:
    ours = Grant.objects.live(today).filter(to_body=actor.body_id)
    open_too = wanted & actor.role.card.shared_kinds
    return Q(pk__in=_opening(ours, open_too).values("file_id")) if open_too else Q(pk__in=[])


def _shared_opens(actor: Actor, facts: FileFacts, grants: list[_Opened]) -> frozenset[Kind]:
    opened = frozenset(kind for grant in grants if not grant.to_user for kind in grant.kinds)
    return opened & actor.role.card.shared_kinds


def _opening(grants: QuerySet[Grant], wanted: frozenset[Kind]) -> QuerySet[Grant]:
    """Those of the grants that open one of the kinds; looked for in the list's text, which both engines can."""
    if wanted == ALL:
        return grants.exclude(kinds=[])
    named = Q(pk__in=[])
    for kind in sorted(wanted):
        named |= Q(kinds_text__contains=f'"{kind.value}"')
    return grants.alias(kinds_text=Cast("kinds", TextField())).filter(named)


Rows = Callable[[Actor, datetime.date, frozenset[Kind]], Q]
Opens = Callable[[Actor, FileFacts, list[_Opened]], frozenset[Kind]]

ROWS: dict[Way, Rows] = {Way.OWNED: _owned_rows, Way.NAMED: _named_rows, Way.SHARED: _shared_rows}
OPENS: dict[Way, Opens] = {Way.OWNED: _owned_opens, Way.NAMED: _named_opens, Way.SHARED: _shared_opens}
