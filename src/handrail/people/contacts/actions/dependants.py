"""Who depends on the person: added, changed, taken out where it was a mistake."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.contacts.errors import CaseReferenceNotVisibleError
from handrail.people.contacts.models import Dependant
from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def add_dependant(dependant: Dependant, *, by: Actor) -> Dependant:
    """Add somebody to the case `dependant.case_id`.

    Raises:
        CaseReferenceNotVisibleError: the reference of their own case opens no case to the actor.
        ActionNotPossibleError: that reference is of the person’s own case.
        ValidationError: by field.
    """
    dependant.case, case_access = _lock_case_to_edit_dependants(dependant.case_id, by)
    dependant.bind(case_access)
    dependant.said_at, dependant.said_by_id = timezone.now(), by.user_id
    dependant.own_reference = _get_dependant_case_reference_or_raise(dependant, by)
    dependant.save_by(by)
    write_audit_record(who=by.who, verb="recorded a dependant", about=dependant.case_id)
    return dependant


@transaction.atomic
def change_dependant(dependant: Dependant, *, seen: int, by: Actor) -> Dependant:
    """Save what changed of somebody who depends on the person.

    Args:
        dependant: the entry, with what changed.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        CaseReferenceNotVisibleError: as `add_dependant`.
        ActionNotPossibleError: as `add_dependant`; or it was taken out.
        ValidationError: by field.
        ConcurrentEditError: somebody saved it after version `seen`.
    """
    dependant.case, case_access = _lock_case_to_edit_dependants(dependant.case_id, by)
    _lock_dependant(dependant.case, dependant.pk, seen)
    dependant.bind(case_access)
    dependant.own_reference = _get_dependant_case_reference_or_raise(dependant, by)
    dependant.save_by(by, seen=seen)
    write_audit_record(who=by.who, verb="changed a dependant", about=dependant.case_id)
    return dependant


@transaction.atomic
def mark_dependant_entered_by_mistake(*, case_id: UUID, dependant_id: UUID, seen: int, by: Actor) -> None:
    """Take out somebody who was entered by mistake: kept on record, shown no longer.

    Args:
        case_id: the case that the page is about.
        dependant_id: the entry; one of another case is refused.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        ActionNotPossibleError: it is not on this case any more.
        ConcurrentEditError: somebody saved it after version `seen`.
    """
    case, case_access = _lock_case_to_edit_dependants(case_id, by)
    dependant = _lock_dependant(case, dependant_id, seen).bind(case_access)
    dependant.taken_out_at = timezone.now()
    dependant.save_by(by)
    write_audit_record(who=by.who, verb="removed a dependant", about=case.pk)


def _lock_case_to_edit_dependants(case_id: UUID, by: Actor) -> tuple[Case, CaseAccess]:
    return lock_and_authorise_case_by_id(
        case_id, by, Permission.EDIT_PERSON, Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY
    )


def _lock_dependant(case: Case, dependant_id: UUID, seen: int) -> Dependant:
    rows = Dependant.objects.select_for_update(of=("self",)).filter(case=case, taken_out_at__isnull=True)
    row = rows.filter(pk=dependant_id).first()
    if row is None:
        raise ActionNotPossibleError("This dependant is no longer on this case.")
    row.raise_if_seen_version_stale(seen)
    return row


def _get_dependant_case_reference_or_raise(dependant: Dependant, by: Actor) -> str:
    """The reference of their own case as it is kept. One that is not open is answered as one that does not exist."""
    reference = dependant.own_reference.open()
    if not reference:
        return ""
    try:
        found = get_case_open_to_actor_by_reference(by, reference)
    except NotVisible as no:
        raise CaseReferenceNotVisibleError(reference) from no
    if found.case_id == dependant.case_id:
        raise ActionNotPossibleError("That is the person’s own case.")
    return found.reference
