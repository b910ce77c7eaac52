"""A case that another body holds from now on. Its reference stays: people and papers know it."""

from uuid import UUID

from django.db import transaction

from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.cases.name_search.actions_name_index import update_name_index
from handrail.people.records.models import Case, Event, Person
from handrail.people.records.national_reference import get_blind_index_scope, normalise_national_reference
from handrail.platform.access.actions import take_over_case_file_from_holding_body
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.vault import blind_index


@transaction.atomic
def take_over_case(*, case: Case, by: Actor) -> Case:
    """The actor's body holds the case, the actor is its point of contact. The case is locked by the caller.

    What a name and a national reference are found by is made anew: those numbers are apart for each body.
    """
    take_over_case_file_from_holding_body(file_id=case.pk, by=by)
    moved = set_holder_of_case(case.pk, owner_id=by.body_id, point_of_contact_id=by.user_id)
    write_audit_record(who=by.who, verb="took over the case", about=case.pk)
    return moved


def set_holder_of_case(case_id: UUID, *, owner_id: int, point_of_contact_id: int) -> Case:
    """Part of an action that changes who holds a case: the columns, and what it is found by.

    Args:
        case_id: the case, whose file is held by the new holder already.
        owner_id: the body that holds it from now on.
        point_of_contact_id: of its people.

    Returns:
        The case as it is kept now.
    """
    Case.objects.filter(pk=case_id).update(
        owner=owner_id, point_of_contact=point_of_contact_id, stand_in=None
    )
    moved = Case.objects.select_related("owner", "area").get(pk=case_id)
    access = UnrecordedKeyAccess(case_id)  # the numbers are worked out anew, and nobody is shown anything
    update_name_index(moved, Person.objects.opened_for(access).get(pk=case_id))
    _rebuild_national_reference_index(moved, access)
    recompute_case(moved)
    return moved


def _rebuild_national_reference_index(case: Case, access: UnrecordedKeyAccess) -> None:
    for event in Event.objects.filter(case=case, reference_seal__isnull=False).opened_for(access):
        key = blind_index.compute_blind_index(
            get_blind_index_scope(case.owner_id), normalise_national_reference(event.reference_seal.open())
        )
        Event.objects.filter(pk=event.pk).update(reference_key=key)
