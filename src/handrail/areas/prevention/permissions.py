"""Which records of prevention somebody may change, beside what their role may do at all."""

from typing import Any
from uuid import UUID

from handrail.areas.prevention.models.base import PreventionRecord
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError


def lock_and_authorise_prevention_record[Record: PreventionRecord](
    model: type[Record], record_id: UUID, permission: Permission, by: Actor, thing: str
) -> Record:
    """Lock a record that the actor's body holds.

    Args:
        model: of the record.
        record_id: which.
        permission: that its change needs.
        by: who acts.
        thing: what it is called where it cannot be opened.

    Raises:
        Denied: by role.
        RecordNotVisibleError: it is another body's.
    """
    require_permission(by, permission)
    manager: Any = model._default_manager
    row: Record | None = manager.held_by(by).select_for_update(of=("self",)).filter(pk=record_id).first()
    if row is None:
        raise RecordNotVisibleError(thing)
    return row
