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
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.casework.case.states import Danger
from handrail.casework.lists.queries.case_wanted import Scope, Wanted, filtered
from handrail.linking.models import Join
from handrail.prepared import Asked, given, statement

HARMED = (Danger.IN_DANGER, Danger.HURT, Danger.BOTH)


@dataclass(frozen=True, slots=True)
class Together:
    """One live join of two cases, both of which the reader works on: numbers, references, whether each is in danger."""

    leading: UUID
    other: UUID
    leads: str
    led: str
    leads_in_danger: bool
    led_in_danger: bool


def joins_for(actor: Actor) -> tuple[Together, ...]:
    """All that the reader may know of. One statement where the body has none, two more where it has."""
    found = _live().rows(body=actor.body_id)
    if not found:
        return ()
    cases = {number for row in found for number in row[:2]}
    sights = policy.sights(actor, [FileFacts(number, actor.body_id) for number in cases], today())
    inside = {key: sight for key, sight in sights.items() if sight.inside and Kind.IDENTITY in sight.kinds}
    return tuple(_together(inside, *row) for row in found if {*row[:2]} <= inside.keys())


def _together(
    sights: Mapping[UUID, Sight], leading: UUID, other: UUID, leads: str, led: str, *dangers: str
) -> Together:
    """Danger of a case is told where the reader may see it of that case."""
    first, second = (
        Kind.SAFETY in sights[case].kinds and danger in HARMED
        for case, danger in zip((leading, other), dangers, strict=True)
    )
    return Together(leading, other, leads, led, first, second)


@statement
def _live() -> Asked:
    body = given("body")
    rows = Join.objects.filter(parted_at__isnull=True, leading__owner=body, other__owner=body)
    columns = (
        *("leading_id", "other_id", "leading__reference", "other__reference"),
        *("leading__danger", "other__danger"),
    )
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


def in_danger_beside(joins: Iterable[Together]) -> Mapping[str, tuple[str, ...]]:
    """By the reference of a case, those of the cases joined with it in which the person is in danger or hurt."""
    found: dict[str, tuple[str, ...]] = {}
    for one in joins:
        if one.led_in_danger:
            found[one.leads] = (*found.get(one.leads, ()), one.led)
        if one.leads_in_danger:
            found[one.led] = (*found.get(one.led, ()), one.leads)
    return found


def led_among(joins: Iterable[Together], references: Collection[str]) -> frozenset[str]:
    """Of these cases, those whose leading case is among them."""
    return frozenset(one.led for one in joins if {one.leads, one.led} <= {*references})
