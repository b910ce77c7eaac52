"""Where conferences are held, and who chairs there."""

from django.db import transaction

from handrail.people.conferences.models import ConferenceArea
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record


@transaction.atomic
def save_conference_area(area: ConferenceArea, *, by: Actor, seen: int | None = None) -> ConferenceArea:
    """Add a council area, or change its chair, deputy and quorum.

    Args:
        area: as it was filled in.
        by: a duty lead of the organisation that keeps it.
        seen: the version that the page showed; None for a new one.

    Returns:
        The saved area.

    Raises:
        Denied: by role; NotVisible: another organisation keeps it.
        ConcurrentEditError, ValidationError: as ever.
    """
    require_permission(by, Permission.SET_LENGTHS)
    if area._state.adding:
        area.kept_by_id = by.body_id
    elif area.kept_by_id != by.body_id:
        raise NotVisible
    area.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="set where conferences are held", about=None, why=area.name)
    return area
