"""The weights, limits and expiries of an organisation, from a day on."""

from django.db import transaction
from django.utils import timezone

from handrail.directory.practitioners.models import DeploymentSettings
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def add_dated_deployment_settings(settings: DeploymentSettings, *, by: Actor) -> DeploymentSettings:
    """Set them from a day on. What was in force before stays as it was.

    Raises:
        Denied; ValidationError by field; ActionNotPossibleError for a day in the past.
    """
    require_permission(by, Permission.EDIT_PRACTITIONERS)
    if settings.since and settings.since < today():
        raise ActionNotPossibleError("Settings must start today or later. Earlier decisions do not change.")
    settings.body_id, settings.set_by_id, settings.set_at = by.body_id, by.user_id, timezone.now()
    settings.full_clean(exclude={"set_by"})
    settings.save(force_insert=True)
    write_audit_record(
        who=by.who, verb="set weights and limits of deployment", about=None, why=str(settings.since)
    )
    return settings
