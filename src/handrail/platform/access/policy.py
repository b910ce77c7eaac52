"""The policy: one set of ways in, read both as a row filter and as a check on one file.

Each way in is a pair that must say the same thing: `rows` for the database and `opens` for one file. A
property test tries them against each other. The default is no; the answer says why.
"""

import datetime
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import ALL_KINDS, Kind
from handrail.platform.access.models import File, Grant
from handrail.platform.access.roles import AccessPath, Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.vault.key_ring import CachedFileCiphers


@dataclass(frozen=True, slots=True)
class CaseFileIdAndOwner:
    """What the policy must know of a file: its number and the body that holds it."""

    file_id: UUID
    owner_id: int


def visible_files_q(actor: Actor, today: datetime.date, kind: Kind | None = None) -> Q:
    """The row filter: every file of which something is open to the actor, or that kind where one is named.

    For a model that shares the file's number as its key and keeps the owner beside it, or for files
    themselves. A list that is filtered by what it does not show would tell it all the same: name the kind of
    every column that is filtered or sorted by.

    Args:
        actor: who asks, for which body, in which role.
        today: the day on which grants must be in force.
        kind: of information; None for any.

    Returns:
        A condition on rows; one that no row meets for whoever has no way in.
    """
    wanted = actor.role.card.kinds & ({kind} if kind else ALL_KINDS)
    ways = actor.role.card.ways if wanted else ()
    rows = Q(pk__in=[])
    for way in ways:
        if not (
            way is AccessPath.NAMED and AccessPath.OWNED in ways
        ):  # whose body holds the file needs not be named on it
            rows |= ROW_FILTERS[way](actor, today, wanted)
    return rows


def visible_files_by_access_path_q(
    actor: Actor, way: AccessPath, today: datetime.date, kind: Kind | None = None
) -> Q:
    """The row filter of one way in alone, for lists that are sorted by how a file is open.

    Args:
        actor: who asks.
        way: the way in.
        today: the day on which grants must be in force.
        kind: of information; None for any.

    Returns:
        A condition on rows; one that no row meets where the role has not this way.
    """
    wanted = actor.role.card.kinds & ({kind} if kind else ALL_KINDS)
    return ROW_FILTERS[way](actor, today, wanted) if wanted and way in actor.role.card.ways else Q(pk__in=[])


def list_granted_file_id_querysets(actor: Actor, today: datetime.date) -> list[QuerySet[Any, Any]]:
    """The row filter's short lists: files that are open by a grant, for the database's own wall (row_security).

    Args:
        actor: who acts.
        today: the day on which grants must be in force.

    Returns:
        One query of files' numbers for each way in that rests on grants.
    """
    card = actor.role.card
    ways = set(card.ways) - ({AccessPath.OWNED, AccessPath.NAMED} if AccessPath.OWNED in card.ways else set())
    wanted = [
        way for way in card.ways if way in ways and (card.kinds & _get_kinds_access_path_can_open(actor, way))
    ]
    filters = (ROW_FILTERS[way](actor, today, card.kinds) for way in wanted)
    return [File.objects.filter(condition).values_list("pk", flat=True) for condition in filters]


def get_access_by_file_id(
    actor: Actor, files: Iterable[CaseFileIdAndOwner], today: datetime.date
) -> dict[UUID, CaseAccess]:
    """What the actor may see of each of the files: the same ways, read one file at a time, in one query.

    Args:
        actor: who asks.
        files: number, owner and holder of each file.
        today: the day on which grants must be in force.

    Returns:
        Access by the file's number; a file of which nothing is open is left out.
    """
    wanted = {facts.file_id: facts for facts in files}
    asked = [facts.file_id for facts in wanted.values() if not _is_held_by_own_body(actor, facts)]
    grants = _get_live_grants_by_file_id(actor, asked, today)
    ring = CachedFileCiphers(wanted)
    seen = {key: _build_case_access(actor, facts, grants.get(key, []), ring) for key, facts in wanted.items()}
    return {key: case_access for key, case_access in seen.items() if case_access.kinds}


def get_access_to_file(actor: Actor, facts: CaseFileIdAndOwner, today: datetime.date) -> CaseAccess:
    """What the actor may see of one file.

    Args:
        actor: who asks.
        facts: number, owner and holder of the file.
        today: the day on which grants must be in force.

    Returns:
        The access, with at least one kind.

    Raises:
        NotVisible: nothing of it is open.
    """
    found = get_access_by_file_id(actor, [facts], today).get(facts.file_id)
    if found is None:
        raise NotVisible
    return found


def require_permission(actor: Actor, permission: Permission) -> None:
    """Raise Denied, with the reason, unless the role holds the permission."""
    if not actor.may(permission):
        raise Denied(
            msg(
                "Your role, {card}, does not allow you to {permission}.",
                card=actor.role.card.name.lower(),
                permission=permission.value,
            )
        )


@dataclass(frozen=True, slots=True)
class _LiveGrant:
    """One live grant, as the ways read it."""

    to_user: bool
    kinds: frozenset[Kind]
    ground: str
    ends_at: datetime.datetime | None


def _is_held_by_own_body(actor: Actor, facts: CaseFileIdAndOwner) -> bool:
    """Whether the file is open by being held: all of it, so that no grant could add to it."""
    return AccessPath.OWNED in actor.role.card.ways and bool(_get_kinds_open_to_holder(actor, facts, []))


def _get_live_grants_by_file_id(
    actor: Actor, files: Sequence[UUID], today: datetime.date
) -> dict[UUID, list[_LiveGrant]]:
    found: dict[UUID, list[_LiveGrant]] = {}
    if not actor.role.card.ways or not files:
        return found
    rows = _select_live_grants(today=today, user=actor.user_id, body=actor.body_id, files=files)
    for kinds, mac, pk, revision, *values in rows:
        row = dict(zip(Grant.evident_fields, values, strict=True))
        row["kinds"] = _parse_kinds_of_grant(kinds)
        if not Grant.is_mac_of(mac, pk, revision, row.values()):
            continue  # something else than Handrail wrote it: it opens nothing, and `audit verify` names it
        opened = _LiveGrant(row["to_user_id"] is not None, row["kinds"], row["ground"], row["ends_at"])
        found.setdefault(row["file_id"], []).append(opened)
    return found


@cache
def _parse_kinds_of_grant(kept: str) -> frozenset[Kind]:
    """The kinds of a list as it is kept. Few combinations are ever granted, and a list of cases reads many grants."""
    return frozenset(map(Kind, json.loads(kept)))


def _select_live_grants(
    *, today: datetime.date, user: int, body: int, files: Collection[UUID]
) -> QuerySet[Any, Any]:
    live = Grant.every.opening(today)
    rows = live.filter(Q(to_user_id=user) | Q(to_body_id=body), file_id__in=files)
    as_kept = Cast("kinds", TextField())
    return rows.annotate(as_kept=as_kept).values_list(
        "as_kept", "mac", "pk", "revision", *Grant.evident_fields
    )


def _build_case_access(
    actor: Actor, facts: CaseFileIdAndOwner, grants: list[_LiveGrant], ring: CachedFileCiphers
) -> CaseAccess:
    kinds: frozenset[Kind] = frozenset()
    ways: list[AccessPath] = []
    for way in actor.role.card.ways:
        opened = KIND_CHECKS[way](actor, facts, grants)
        if opened:
            kinds |= opened
            ways.append(way)
    return CaseAccess(
        actor=actor,
        file_id=facts.file_id,
        owner_id=facts.owner_id,
        kinds=kinds & actor.role.card.kinds,
        ways=tuple(ways),
        ring=ring,
        emergency_until=_get_end_of_emergency_grants(grants) if AccessPath.EMERGENCY in ways else None,
    )


def _get_end_of_emergency_grants(grants: list[_LiveGrant]) -> datetime.datetime | None:
    return max((grant.ends_at for grant in grants if grant.ends_at), default=None)


def _files_of_own_body_q(actor: Actor, today: datetime.date, wanted: frozenset[Kind]) -> Q:
    return Q(owner_id=actor.body_id)


def _get_kinds_open_to_holder(
    actor: Actor, facts: CaseFileIdAndOwner, grants: list[_LiveGrant]
) -> frozenset[Kind]:
    return ALL_KINDS if facts.owner_id == actor.body_id else frozenset()


def _files_actor_is_named_on_q(actor: Actor, today: datetime.date, wanted: frozenset[Kind]) -> Q:
    mine = Grant.objects.live(today).filter(to_user=actor.user_id)
    return Q(owner_id=actor.body_id, pk__in=_filter_grants_opening_kinds(mine, wanted).values("file_id"))


def _get_kinds_open_to_named_user(
    actor: Actor, facts: CaseFileIdAndOwner, grants: list[_LiveGrant]
) -> frozenset[Kind]:
    """Only while they work for the body that holds the file: who moves on leaves it behind."""
    if facts.owner_id != actor.body_id:
        return frozenset()
    return frozenset(
        kind
        for grant in grants
        if grant.to_user and grant.ground != GrantGround.EMERGENCY
        for kind in grant.kinds
    )


def _files_shared_with_body_q(actor: Actor, today: datetime.date, wanted: frozenset[Kind]) -> Q:
    ours = Grant.objects.opening(today).filter(to_body=actor.body_id)
    open_too = wanted & actor.shared_kinds
    return (
        Q(pk__in=_filter_grants_opening_kinds(ours, open_too).values("file_id")) if open_too else Q(pk__in=[])
    )


def _get_kinds_access_path_can_open(actor: Actor, way: AccessPath) -> frozenset[Kind]:
    """The kinds that the way can open at all to the role."""
    return actor.shared_kinds if way is AccessPath.SHARED else ALL_KINDS


def _get_kinds_open_by_sharing(
    actor: Actor, facts: CaseFileIdAndOwner, grants: list[_LiveGrant]
) -> frozenset[Kind]:
    opened = frozenset(kind for grant in grants if not grant.to_user for kind in grant.kinds)
    return opened & actor.shared_kinds


def _files_opened_in_emergency_q(actor: Actor, today: datetime.date, wanted: frozenset[Kind]) -> Q:
    mine = Grant.every.live(today).filter(to_user=actor.user_id, ground=GrantGround.EMERGENCY)
    return Q(pk__in=_filter_grants_opening_kinds(mine, wanted).values("file_id"))


def _get_kinds_open_in_emergency(
    actor: Actor, facts: CaseFileIdAndOwner, grants: list[_LiveGrant]
) -> frozenset[Kind]:
    return frozenset(
        kind for grant in grants if grant.ground == GrantGround.EMERGENCY for kind in grant.kinds
    )


def _filter_grants_opening_kinds(grants: QuerySet[Grant], wanted: frozenset[Kind]) -> QuerySet[Grant]:
    """Those of the grants that open one of the kinds; looked for in the list's text, which both engines can."""
    if wanted == ALL_KINDS:
        return grants.exclude(kinds=[])
    named = Q(pk__in=[])
    for kind in sorted(wanted):
        named |= Q(kinds_text__contains=f'"{kind.value}"')
    return grants.alias(kinds_text=Cast("kinds", TextField())).filter(named)


RowFilter = Callable[[Actor, datetime.date, frozenset[Kind]], Q]
KindsCheck = Callable[[Actor, CaseFileIdAndOwner, list[_LiveGrant]], frozenset[Kind]]

ROW_FILTERS: dict[AccessPath, RowFilter] = {
    AccessPath.OWNED: _files_of_own_body_q,
    AccessPath.NAMED: _files_actor_is_named_on_q,
    AccessPath.SHARED: _files_shared_with_body_q,
    AccessPath.EMERGENCY: _files_opened_in_emergency_q,
}
KIND_CHECKS: dict[AccessPath, KindsCheck] = {
    AccessPath.OWNED: _get_kinds_open_to_holder,
    AccessPath.NAMED: _get_kinds_open_to_named_user,
    AccessPath.SHARED: _get_kinds_open_by_sharing,
    AccessPath.EMERGENCY: _get_kinds_open_in_emergency,
}
