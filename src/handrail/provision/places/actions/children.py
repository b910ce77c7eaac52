"""Ringing for a child, or somebody who may be one: the time runs from the first mark until they are placed."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.audit.actions import record
from handrail.casework.case.sealing import box_to_write, seal
from handrail.kernel.refusals import NotNow
from handrail.provision.places.models import ChildCall, ChildWatch
from handrail.provision.places.permissions import enter_place
from handrail.provision.places.states import ChildCallSort


@transaction.atomic
def mark(*, case_id: UUID, sort: ChildCallSort, words: str, by: Actor) -> None:
    """One step, now. The first begins the watch; “placed” ends it."""
    case, _ = enter_place(case_id, by)
    if case.age == "adult":
        raise NotNow("This is for a child, or while the age is not sure. Find an adult a place instead.")
    sort, now = ChildCallSort(sort), timezone.now()
    watch = ChildWatch.objects.select_for_update().filter(case=case, placed_at__isnull=True).first()
    if watch is None:
        watch = ChildWatch.objects.create(case=case, began_at=now, began_by_id=by.user_id)
    row = ChildCall(watch=watch, sort=sort, at=now, by_id=by.user_id)
    seal(box_to_write(case.pk), row, words=words)
    row.save(force_insert=True)
    if sort is ChildCallSort.PLACED:
        watch.placed_at, watch.placed_by_id = now, by.user_id
        watch.save()
    record(who=by.who, verb="marked the time for a child", about=case.pk, why=sort.label)
