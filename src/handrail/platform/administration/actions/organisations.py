"""Adding an organisation that the reference data do not hold."""

from collections.abc import Iterable

from django.db import transaction

from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Area, Body


@transaction.atomic
def add_organisation(
    body: Body, *, areas: Iterable[Area] = (), replaces: Body | None = None, by: Actor
) -> Body:
    """Add an organisation as a platform administrator says it.

    Args:
        body: not saved yet.
        areas: further police force areas in which it works.
        replaces: the organisation that it succeeds.
        by: a platform administrator.

    Returns:
        The organisation.

    Raises:
        ValidationError: by field.
        ActionNotPossibleError: another organisation succeeds that one already.
    """
    require_permission(by, Permission.ADD_ORGANISATIONS)
    body.source, body.confidence = f"Added in Handrail by {by.body_name}", "secondary"
    body.prefix = body.prefix.upper() if body.prefix else None
    body.full_clean()
    body.save(force_insert=True)
    body.further_areas.set(areas)
    if replaces and not Body.objects.filter(pk=replaces.pk, successor__isnull=True).update(successor=body):
        raise ActionNotPossibleError("Another organisation has taken over from that one already.")
    record(who=by.who, verb="added an organisation", about=None, why=f"{body.code}: {body.name}")
    return body
