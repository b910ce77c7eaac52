"""Adding an organisation that the reference data do not hold."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.body_kinds import BUSINESS, POLICE_KINDS
from handrail.platform.reference.models import Area, Body

ADDED_MEANWHILE = "Someone has just added an organisation with this name, code or letters. Check the list."
BUSINESS_OPENS_NO_CASES = (
    "A business opens no cases: leave its letters empty, and do not say that it is a first responder."
)


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
        ActionNotPossibleError: another organisation succeeds that one already, or it cannot be a side of the other, or
            a business is to open cases, or somebody else adds one of the same name, code or letters at this moment.
    """
    require_permission(by, Permission.ADD_ORGANISATIONS)
    body.source, body.confidence = f"Added in Handrail by {by.body_name}", "secondary"
    body.prefix = body.prefix.upper() if body.prefix else None
    _raise_unless_side_fits_parent_organisation(body)
    if body.kind == BUSINESS and (body.prefix or body.first_responder):
        raise ActionNotPossibleError(BUSINESS_OPENS_NO_CASES)
    if body.prefix:
        _lock_bodies_while_reference_letters_chosen()
    body.full_clean(exclude={"name_key"})  # which is on no form: of two at once the insert tells the second
    _insert_body_or_raise_if_taken(body)
    body.further_areas.set(areas)
    if replaces and not Body.objects.filter(pk=replaces.pk, successor__isnull=True).update(successor=body):
        raise ActionNotPossibleError("Another organisation has already taken over from that one.")
    write_audit_record(who=by.who, verb="added an organisation", about=None, why=f"{body.code}: {body.name}")
    return body


def _insert_body_or_raise_if_taken(body: Body) -> None:
    """Somebody else may have added it since it was checked: the database refuses the second."""
    try:
        with transaction.atomic():
            body.save(force_insert=True)
    except IntegrityError as error:
        raise ActionNotPossibleError(ADDED_MEANWHILE) from error


def _lock_bodies_while_reference_letters_chosen() -> None:
    """One organisation is added after the other: two at once could get letters that are nearly the same."""
    Body.objects.select_for_update().order_by("pk").values_list("pk").first()


def _raise_unless_side_fits_parent_organisation(body: Body) -> None:
    """A side is of the kind of its organisation, and has no sides of its own."""
    if body.parent is None:
        return
    if body.parent.parent_id is not None:
        raise ActionNotPossibleError(
            "That organisation is itself one side of another. Choose the organisation as a whole."
        )
    if (body.kind in POLICE_KINDS) != (body.parent.kind in POLICE_KINDS):
        raise ActionNotPossibleError("A separate side is of the same kind as its organisation.")
    if body.prefix:
        raise ActionNotPossibleError("A separate side uses its organisation’s letters: leave this empty.")
