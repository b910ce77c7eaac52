"""Who may own an objective or an action: the two bodies of one area."""

from dataclasses import dataclass

from handrail.access.actor import Actor
from handrail.followups.permissions import mine
from handrail.reference.models import Body


@dataclass(frozen=True, slots=True)
class Owner:
    """A body as a choice."""

    id: int
    name: str


def own_force(actor: Actor) -> Owner | None:
    """The force of the actor's area."""
    own = Body.objects.get(pk=actor.body_id)
    row = Body.objects.filter(kind="police", area=own.area_id, area__isnull=False).first()
    return Owner(row.pk, row.name) if row else None


def owners_for(body_id: int, force_id: int | None) -> tuple[Owner, ...]:
    """The bodies of a meeting or plan, the force first: most that is promised is the force's."""
    rows = Body.objects.filter(pk__in=[body_id, *([force_id] if force_id else [])])
    return tuple(Owner(row.pk, row.name) for row in sorted(rows, key=lambda row: row.kind != "police"))


def is_ours(actor: Actor, body_id: int) -> bool:
    """Whether the actor's body is that one, or took over its area."""
    return body_id in mine(actor)
