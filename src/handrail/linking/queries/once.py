"""Cases that were joined as one person stand once in a list: the one that leads, and on it with which it is joined.

It is told to nobody who does not work on both for the body that holds both. Parted, each stands by itself again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.policy import FileFacts
from handrail.access.today import today
from handrail.casework.lists.queries.case_wanted import Scope, Wanted, filtered
from handrail.linking.models import Join
from handrail.prepared import Asked, given, statement


@dataclass(frozen=True, slots=True)
class Together:
    """One live join of two cases, both of which the reader works on: numbers and references."""

    leading: UUID
    other: UUID
    leads: str
    led: str


def joins_for(actor: Actor) -> tuple[Together, ...]:
    """All that the reader may know of. One statement where the body has none, two more where it has."""
    found = [Together(*row) for row in _live().rows(body=actor.body_id)]
    if not found:
        return ()
    cases = {number for one in found for number in (one.leading, one.other)}
    sights = policy.sights(actor, [FileFacts(number, actor.body_id) for number in cases], today())
    inside = {key for key, sight in sights.items() if sight.inside and Kind.IDENTITY in sight.kinds}
    return tuple(one for one in found if {one.leading, one.other} <= inside)


@statement
def _live() -> Asked:
    body = given("body")
    rows = Join.objects.filter(parted_at__isnull=True, leading__owner=body, other__owner=body)
    columns = ("leading_id", "other_id", "leading__reference", "other__reference")
    return rows.order_by("joined_at").values_list(*columns)


def left_out(actor: Actor, wanted: Wanted, joins: Iterable[Together]) -> tuple[UUID, ...]:
    """Cases that stand in the list of such filters under the one that leads them, because that one stands in it too."""
    joins = list(joins)
    if wanted.scope is Scope.SHARED or not joins:
        return ()
    leading = filtered(actor, wanted).filter(pk__in=[one.leading for one in joins])
    here = set(leading.values_list("pk", flat=True))
    return tuple(one.other for one in joins if one.leading in here)


def joined_with(joins: Iterable[Together]) -> Mapping[str, tuple[str, ...]]:
    """By the reference of a case, those of the cases that it is joined with."""
    found: dict[str, tuple[str, ...]] = {}
    for one in joins:
        found[one.leads] = (*found.get(one.leads, ()), one.led)
        found[one.led] = (*found.get(one.led, ()), one.leads)
    return found


def led_among(joins: Iterable[Together], references: Collection[str]) -> frozenset[str]:
    """Of these cases, those whose leading case is among them."""
    return frozenset(one.led for one in joins if {one.leads, one.led} <= {*references})
