"""Scrutiny programmes: one with all that its page shows, and the list of them."""

from uuid import UUID

from handrail.areas.oversight.models import Hearing, Programme
from handrail.areas.oversight.queries.open_action_counts import MAX_ROWS
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError


def get_scrutiny_programme(actor: Actor, programme_id: UUID) -> Programme:
    """One programme, with its hearings by day. Raises RecordNotVisibleError where it is another body's."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    programme = Programme.objects.visible_to(actor).for_page().filter(pk=programme_id).first()
    if programme is None:
        raise RecordNotVisibleError("programme")
    return programme


def get_hearing(programme: Programme, number: int) -> Hearing:
    """One hearing of a programme of `get_scrutiny_programme`."""
    for hearing in programme.hearings.all():
        if hearing.number == number:
            return hearing
    raise RecordNotVisibleError("hearing")


def list_scrutiny_programmes_with_counts(actor: Actor) -> list[Programme]:
    """The programmes of the actor's body, with their counts and the next hearing."""
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    return list(Programme.objects.visible_to(actor).for_list()[:MAX_ROWS])
