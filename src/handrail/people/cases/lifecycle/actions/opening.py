"""Opening a case, at night, by phone: the first answer opens it, each later one is saved as it is given."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.cases.person.actions import set_age_group, set_point_of_contact_and_stand_in
from handrail.people.cases.signals import person_identified
from handrail.people.records.models import Case, Event, Person, ReferenceCounter
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.people.records.text_choices import Age
from handrail.platform.access.actions import create_case_file
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import File
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.case_references import (
    format_case_reference,
    make_fallback_reference_letters_of_body,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Area, Body

__all__ = ["open_case", "set_age_group", "set_case_area", "set_point_of_contact_and_stand_in"]


@transaction.atomic
def open_case(
    *,
    by: Actor,
    identified: datetime.datetime | None = None,
    age: Age | None = None,
    area: Area | None = None,
    note: str = "",
) -> Case:
    """Open a case held by the actor's body, with the actor as its point of contact.

    Args:
        by: who opens it, for their body.
        identified: when the person was met; None for now.
        age: adult, child or not sure, where that is known already.
        area: the police force area; None for the body's own.
        note: to how they were met.

    Raises:
        Denied: the role may not open cases.
    """
    require_permission(by, Permission.OPEN_CASE)
    when = timezone.localtime(identified or timezone.now())
    file = create_case_file(by=by)
    owner = Body.objects.select_related("area", "parent").get(pk=by.body_id)
    case = create_case_row(file, owner, age=age, area=area, point_of_contact_id=by.user_id, by=by)
    Person(case=case).save_by(by)
    met = Event(
        case=case,
        event="identified",
        at=when.date(),
        at_time=when.time().replace(second=0, microsecond=0),
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    met.bind(UnrecordedKeyAccess(case.pk)).note = note
    met.save(force_insert=True)
    recompute_case(case)
    write_audit_record(who=by.who, verb="opened a case", about=case.pk)
    person_identified.send(sender=None, case=case, by=by)
    return case


def create_case_row(
    file: File, owner: Body, *, age: Age | None, area: Area | None, point_of_contact_id: int, by: Actor
) -> Case:
    """Part of an action that opens a case: its row, with the next reference of the body.

    Args:
        file: opened by the caller.
        owner: the body that holds it, with area and parent.
        age: None where it is not known.
        area: the police force area; None for the body's own.
        point_of_contact_id: the account of who keeps in touch.
        by: who opens it.

    Returns:
        The case, without its person.
    """
    where = area or owner.area
    return Case.objects.create(
        file=file,
        owner=owner,
        reference=_allocate_next_case_reference(owner.parent or owner),
        area=where,
        jurisdiction=where.nation if where else "england",
        age=age or Age.UNSURE,
        age_asked=age is not None,
        point_of_contact_id=point_of_contact_id,
        opened_at=timezone.now(),
        opened_by_id=by.user_id,
    )


@transaction.atomic
def set_case_area(*, case_id: UUID, area_code: str, by: Actor) -> None:
    """Say in which police force area the person is; it decides between England's and Wales's pathway.

    Args:
        case_id: the case.
        area_code: the area's code.
        by: who acts.

    Raises:
        ActionNotPossibleError: the area is not on the list.
    """
    area = Area.objects.filter(code=area_code).first()
    if area is None:
        raise ActionNotPossibleError("Choose an area from the list.")
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.EDIT_PERSON)
    case.area, case.jurisdiction = area, area.nation
    case.save(update_fields=["area", "jurisdiction"])
    recompute_case(case)
    write_audit_record(who=by.who, verb="recorded where they are", about=case.pk)


def _allocate_next_case_reference(owner: Body) -> str:
    """The body's prefix and its next number, taken under the row's lock so that no two are alike.

    A body without a prefix has letters made of its own number: most codes are too long for a reference. The sides of
    one organisation count as one, so that no reference tells the side.
    """
    ReferenceCounter.objects.get_or_create(body=owner)
    ReferenceCounter.objects.filter(body=owner).update(last=F("last") + 1)
    number = ReferenceCounter.objects.get(body=owner).last
    return format_case_reference(owner.prefix or make_fallback_reference_letters_of_body(owner.pk), number)
