"""Opening a case, at night, by phone: the first answer opens it, each later one is saved as it is given."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from handrail.people.cases.events.evaluation import recompute_case
from handrail.people.records.errors import StaleCaseContactsError
from handrail.people.records.models import Case, Event, Person, ReferenceCounter
from handrail.people.records.permissions import lock_and_authorise
from handrail.people.records.states import Age
from handrail.platform.access.actions import name_colleague, open_file
from handrail.platform.access.actor import Actor
from handrail.platform.access.key_access import KeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.reference.models import Area, Body


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

    `identified` is when the person was met, now where nobody says otherwise. What is known already (age, area, a note
    to how they were met) may come at once, so that the rules are asked once.
    """
    require_permission(by, Permission.OPEN_CASE)
    when = timezone.localtime(identified or timezone.now())
    file = open_file(by=by)
    owner = Body.objects.select_related("area").get(pk=by.body_id)
    where = area or owner.area
    case = Case.objects.create(
        file=file,
        owner=owner,
        reference=_make_next_reference(owner),
        area=where,
        jurisdiction=where.nation if where else "england",
        age=age or Age.UNSURE,
        age_asked=age is not None,
        point_of_contact_id=by.user_id,
        opened_at=timezone.now(),
        opened_by_id=by.user_id,
    )
    Person.objects.create(case=case)
    met = Event(
        case=case,
        event="identified",
        at=when.date(),
        at_time=when.time().replace(second=0, microsecond=0),
        recorded_at=timezone.now(),
        recorded_by_id=by.user_id,
    )
    met.bind(KeyAccess(case.pk)).note = note
    met.save(force_insert=True)
    recompute_case(case)
    record(who=by.who, verb="opened a case", about=case.pk)
    return case


@transaction.atomic
def set_age(*, case_id: UUID, age: Age, by: Actor) -> None:
    """Adult, child or not sure: not sure takes the child's path."""
    case, _ = lock_and_authorise(case_id, by, Permission.EDIT_PERSON, Kind.PATHWAY)
    case.age, case.age_asked = Age(age), True
    case.save(update_fields=["age", "age_asked"])
    Person.objects.filter(pk=case.pk).update(
        version=F("version") + 1, changed_at=timezone.now(), changed_by=by.user_id
    )
    recompute_case(case)
    record(who=by.who, verb="said adult or child", about=case.pk, why=Age(age).label)


@transaction.atomic
def set_area(*, case_id: UUID, area_code: str, by: Actor) -> None:
    """The police force area where the person is; it decides between England's and Wales's pathway."""
    area = Area.objects.filter(code=area_code).first()
    if area is None:
        raise ActionNotAllowed("Choose an area from the list.")
    case, _ = lock_and_authorise(case_id, by, Permission.EDIT_PERSON)
    case.area, case.jurisdiction = area, area.nation
    case.save(update_fields=["area", "jurisdiction"])
    recompute_case(case)
    record(who=by.who, verb="said where", about=case.pk)


@transaction.atomic
def set_case_contacts(
    *,
    case_id: UUID,
    point_of_contact_id: int,
    stand_in_id: int | None,
    by: Actor,
    seen: tuple[int, int | None] | None = None,
) -> None:
    """Name the point of contact and a stand-in, both of the body that holds the case, both named on it.

    `seen` is who they were on the page that this comes from: raises StaleContacts where it is somebody else by now.
    """
    case, case_access = lock_and_authorise(case_id, by, Permission.SHARE)
    if seen is not None and seen != (case.point_of_contact_id, case.stand_in_id):
        raise StaleCaseContactsError
    if point_of_contact_id == stand_in_id:
        raise ActionNotAllowed("The stand-in must be somebody else than the point of contact.")
    for user_id, because in ((point_of_contact_id, "Point of contact"), (stand_in_id, "Stand-in")):
        if user_id is not None:
            colleague = User.objects.filter(pk=user_id, is_active=True).first()
            if colleague is None:
                raise ActionNotAllowed("Choose somebody who has an account with your organisation.")
            name_colleague(case_access=case_access, colleague=colleague, because=because, by=by)
    case.point_of_contact_id, case.stand_in_id = point_of_contact_id, stand_in_id
    case.save(update_fields=["point_of_contact", "stand_in"])
    recompute_case(case)
    record(who=by.who, verb="named the point of contact", about=case.pk)


def _make_next_reference(owner: Body) -> str:
    """The body's prefix and its next number, taken under the row's lock so that no two are alike.

    A body without a prefix begins with B and its own number: most codes are too long for a reference.
    """
    ReferenceCounter.objects.get_or_create(body=owner)
    ReferenceCounter.objects.filter(body=owner).update(last=F("last") + 1)
    number = ReferenceCounter.objects.get(body=owner).last
    return f"{owner.prefix or f'B{owner.pk}'}-{number:04d}"
