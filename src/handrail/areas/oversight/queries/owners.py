"""Who may own an objective or an action: the two bodies of one area."""

from dataclasses import dataclass

from handrail.platform.access.actor import Actor
from handrail.platform.followups.permissions import get_own_body_ids
from handrail.platform.reference.models import Body


@dataclass(frozen=True, slots=True)
class OwnerChoice:
    """A body as a choice."""

    id: int
    name: str


def get_own_force(actor: Actor) -> OwnerChoice | None:
    """The force of the actor's area."""
    own = Body.objects.get(pk=actor.body_id)
    row = Body.objects.filter(kind="police", area=own.area_id, area__isnull=False).first()
    return OwnerChoice(row.pk, row.name) if row else None


def list_owner_choices(body_id: int, force_id: int | None) -> tuple[OwnerChoice, ...]:
    """The bodies of a meeting or plan, the force first: most that is promised is the force's."""
    rows = Body.objects.filter(pk__in=[body_id, *([force_id] if force_id else [])])
    return tuple(OwnerChoice(row.pk, row.name) for row in sorted(rows, key=lambda row: row.kind != "police"))


def is_own_body(actor: Actor, body_id: int) -> bool:
    """Whether the actor's body is that one, or took over its area."""
    return body_id in get_own_body_ids(actor)
