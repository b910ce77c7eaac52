"""A case that another body holds from now on. Its reference stays: people and papers know it."""

from django.db import transaction

from handrail.access.actions import take_file
from handrail.access.actor import Actor
from handrail.audit.actions import record
from handrail.casework.case.models import Case, Event, Person
from handrail.casework.case.sealing import box_to_write, read
from handrail.casework.events.national_reference import fold, scope
from handrail.casework.events.recompute import recompute
from handrail.casework.names.actions import index_name
from handrail.vault import blind
from handrail.vault.box import Box


@transaction.atomic
def take_case_over(*, case: Case, by: Actor) -> Case:
    """The actor's body holds the case, the actor is its point of contact. The case is locked by the caller.

    What a name and a national reference are found by is made anew: those numbers are apart for each body.
    """
    take_file(file_id=case.pk, by=by)
    Case.objects.filter(pk=case.pk).update(owner=by.body_id, point_of_contact=by.user_id, stand_in=None)
    moved = Case.objects.select_related("owner", "area").get(pk=case.pk)
    box = box_to_write(case.pk)
    index_name(moved, Person.objects.get(pk=case.pk), box)
    _index_references(moved, box)
    recompute(moved)
    record(who=by.who, verb="took the case over", about=case.pk)
    return moved


def _index_references(case: Case, box: Box) -> None:
    for event in Event.objects.filter(case=case, reference_seal__isnull=False):
        key = blind.index(scope(case.owner_id), fold(read(box, event, "reference_seal")))
        Event.objects.filter(pk=event.pk).update(reference_key=key)
