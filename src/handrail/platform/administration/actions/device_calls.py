"""Whether the people of an organisation may call from their devices."""

from django.db import transaction
from django.db.models import F

from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.reference.models import Body


@transaction.atomic
def set_calls_from_devices(*, allowed: bool, by: Actor) -> None:
    """Allow calls from devices of the organisation's people, or end them at once.

    After a no, each device has to say yes anew: the number of times they were allowed is part of what it keeps.

    Args:
        allowed: whether each may choose it for a device.
        by: a duty lead or an administrator, for their own organisation.

    Raises:
        Denied: by role.
    """
    require_permission(by, Permission.ALLOW_DEVICE_CALLS)
    changed = Body.objects.filter(pk=by.body_id).exclude(calls_from_devices=allowed)
    times = F("calls_allowed_times") + (1 if allowed else 0)
    if changed.update(calls_from_devices=allowed, calls_allowed_times=times):
        verb = "allowed calls from devices" if allowed else "ended calls from devices"
        write_audit_record(who=by.who, verb=verb, about=None, why=by.body_name)
