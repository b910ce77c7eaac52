"""A case that another body holds from now on. Its reference stays: people and papers know it."""

from django.db import transaction

from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.cases.name_search.actions_name_index import update_name_index
from handrail.people.records.models import Case, Event, Person
from handrail.people.records.national_reference import get_blind_index_scope, normalise_national_reference
from handrail.platform.access.actions import take_over_file
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import KeyAccess
from handrail.platform.audit.actions import record
from handrail.platform.vault import blind_index


@transaction.atomic
def take_over_case(*, case: Case, by: Actor) -> Case:
    """The actor's body holds the case, the actor is its point of contact. The case is locked by the caller.

    What a name and a national reference are found by is made anew: those numbers are apart for each body.
    """
    take_over_file(file_id=case.pk, by=by)
    Case.objects.filter(pk=case.pk).update(owner=by.body_id, point_of_contact=by.user_id, stand_in=None)
    moved = Case.objects.select_related("owner", "area").get(pk=case.pk)
    access = KeyAccess(case.pk)  # the numbers are worked out anew, and nobody is shown anything
    update_name_index(moved, Person.objects.opened_for(access).get(pk=case.pk))
    _rebuild_national_reference_index(moved, access)
    recompute_case(moved)
    record(who=by.who, verb="took the case over", about=case.pk)
    return moved


def _rebuild_national_reference_index(case: Case, access: KeyAccess) -> None:
    for event in Event.objects.filter(case=case, reference_seal__isnull=False).opened_for(access):
        key = blind_index.compute_blind_index(
            get_blind_index_scope(case.owner_id), normalise_national_reference(event.reference_seal.open())
        )
        Event.objects.filter(pk=event.pk).update(reference_key=key)
