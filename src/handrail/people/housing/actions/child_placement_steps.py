"""Ringing for a child, or somebody who may be one: the time runs from the first mark until they are placed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.housing.models import ChildPlacementSearch, ChildPlacementStep
from handrail.people.housing.permissions import lock_case_to_find_place
from handrail.people.housing.text_choices import ChildPlacementStepKind
from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def record_child_placement_step(
    *, case_id: UUID, sort: ChildPlacementStepKind, words: str, by: Actor
) -> None:
    """One step, now. The first begins the watch; “placed” ends it.

    Args:
        case_id: the case of a child, or of somebody who may be one.
        sort: what was done.
        words: what was said.
        by: who acts.

    Raises:
        Denied: the actor may not find a place for this person.
        ActionNotPossibleError: the case is an adult's.
    """
    case, case_access = lock_case_to_find_place(case_id, by)
    if case.age == "adult":
        raise ActionNotPossibleError(
            "This page is for a child, or someone whose age is uncertain. For an adult, find a place instead."
        )
    sort, now = ChildPlacementStepKind(sort), timezone.now()
    watch = ChildPlacementSearch.objects.select_for_update().filter(case=case, placed_at__isnull=True).first()
    if watch is None:
        watch = ChildPlacementSearch.objects.create(case=case, began_at=now, began_by_id=by.user_id)
    row = ChildPlacementStep(watch=watch, sort=sort, at=now, by_id=by.user_id)
    row.words = words
    row.bind(case_access).save(force_insert=True)
    if sort is ChildPlacementStepKind.PLACED:
        watch.placed_at, watch.placed_by_id = now, by.user_id
        watch.save()
    write_audit_record(who=by.who, verb="recorded a call for a child", about=case.pk, why=sort.label)
