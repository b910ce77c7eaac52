"""Who may own an objective or an action: the two bodies of one area."""

from django.db.models import Case, QuerySet, When

from handrail.platform.access.actor import Actor
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor
from handrail.platform.reference.models import Body


def find_police_force_of_actors_area(actor: Actor) -> Body | None:
    """The force of the actor's area."""
    own = Body.objects.get(pk=actor.body_id)
    return Body.objects.filter(kind="police", area=own.area_id, area__isnull=False).first()


def select_bodies_that_may_own_follow_up(body_id: int, force_id: int | None) -> QuerySet[Body]:
    """The bodies of a meeting or plan, the force first: most that is promised is the force's."""
    force_first = Case(When(kind="police", then=0), default=1)
    return Body.objects.filter(pk__in=[body_id, *([force_id] if force_id else [])]).order_by(force_first)


def is_body_represented_by_actors_body(actor: Actor, body_id: int) -> bool:
    """Whether the actor's body is that one, or took over its area."""
    return body_id in get_own_and_taken_over_body_ids_of_actor(actor)
