"""Who the person is, how to reach them, what keeps them safe."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from handrail.people.cases.events.actions.moves import record_move
from handrail.people.cases.events.evaluation import recompute_case
from handrail.people.cases.name_search.actions import index_name
from handrail.people.cases.person.models import Channel, SafestContact
from handrail.people.cases.person.states import ChannelSafety
from handrail.people.records.errors import (
    ConcurrentEditError,
    StaleCaseContactsError,
    StaleChannelError,
    StaleSafetyPlanError,
)
from handrail.people.records.lookups import get_language_by_tag
from handrail.people.records.models import Case, DangerCheck, Person, PlanReview, SafetyPlan
from handrail.people.records.permissions import lock_and_authorise
from handrail.people.records.states import Age, ChannelKind, Danger, RiskAnswer, RiskFactor, YesNo
from handrail.platform.access.actions import name_colleague
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed

SEALED_FIELDS = ("called", "full_name", "date_of_birth", "where_now")


@transaction.atomic
def update_person(
    *,
    case_id: UUID,
    texts: Mapping[str, str],
    by: Actor,
    language_tag: str = "",
    interpreter: YesNo | None = None,
    seen_version: int | None = None,
) -> None:
    """Keep what is known of who the person is; names not in `texts` stay as they are.

    A date of birth is an ISO date. Raises ConcurrentEditError where somebody changed it since `seen_version`.
    """
    case, case_access = lock_and_authorise(case_id, by, Permission.EDIT_PERSON, Kind.IDENTITY)
    person = Person.objects.select_for_update().get(pk=case.pk)
    if seen_version is not None and seen_version != person.version:
        raise ConcurrentEditError
    person.bind(case_access.key_access)  # compared and indexed, and shown to nobody
    was = person.where_now.open()
    for name in SEALED_FIELDS:
        if name in texts:
            setattr(person, name, texts[name])
    if interpreter is not None:
        person.language, person.interpreter = get_language_by_tag(language_tag), YesNo(interpreter)
    person.version += 1
    person.changed_at, person.changed_by_id = timezone.now(), by.user_id
    person.save()
    index_name(case, person)
    if was and texts.get("where_now", was).strip() != was:
        record_move(case=case, by=by)
    elif "date_of_birth" in texts:
        recompute_case(case)
    record(who=by.who, verb="changed who they are", about=case.pk, shown=sorted(texts))


@transaction.atomic
def record_danger_check(
    *,
    case_id: UUID,
    answer: Danger,
    note: str,
    by: Actor,
    worries: Mapping[RiskFactor, RiskAnswer] = MappingProxyType({}),
) -> None:
    """What was seen and said of danger now: whether they are in danger or hurt, and what else was asked.

    A question that was not asked leaves the earlier answer as it stands.
    """
    case, case_access = lock_and_authorise(case_id, by, Permission.EDIT_PERSON, Kind.SAFETY)
    danger, sure = (
        Danger(answer),
        {RiskFactor(worry).value: RiskAnswer(said) for worry, said in worries.items()},
    )
    if danger is Danger.NOT_ASKED and set(sure.values()) <= {RiskAnswer.NOT_ASKED}:
        raise ActionNotAllowed("Answer at least one question, or go back.")
    check = DangerCheck(case=case, answer=danger, asked_at=timezone.now(), asked_by_id=by.user_id, **sure)
    check.note = note
    check.bind(case_access).save()
    if danger is not Danger.NOT_ASKED:
        case.danger = danger
        case.save(update_fields=["danger"])
    _recompute_if_planned(case)
    record(who=by.who, verb="asked about danger", about=case.pk)


@transaction.atomic
def record_safest_contact(*, case_id: UUID, how: str, by: Actor) -> None:
    """The safest way and time to reach the person. Follows the earlier word, which stays on record."""
    case, case_access = lock_and_authorise(case_id, by, Permission.EDIT_PERSON, Kind.CONTACT)
    SafestContact(case=case, how=how, asked_at=timezone.now(), asked_by_id=by.user_id).bind(
        case_access
    ).save()
    record(who=by.who, verb="asked for the safest way to reach them", about=case.pk)


@transaction.atomic
def record_channel(
    *,
    case_id: UUID,
    kind: ChannelKind,
    safe: ChannelSafety,
    detail: str,
    note: str,
    by: Actor,
    seen: UUID | Literal[""] | None = None,
) -> None:
    """What is known of one way to reach the person. Follows the earlier word, which stays on record.

    `seen` is the earlier word that the writer had before them, "" for none. Raises StaleWay where another was said
    since.
    """
    case, case_access = lock_and_authorise(case_id, by, Permission.EDIT_PERSON, Kind.CONTACT)
    if seen is not None and seen != _get_newest_channel_id(case, kind):
        raise StaleChannelError
    channel = Channel(
        case=case,
        kind=ChannelKind(kind),
        safe=ChannelSafety(safe),
        detail=detail,
        note=note,
        asked_at=timezone.now(),
        asked_by_id=by.user_id,
    )
    channel.bind(case_access).save()
    record(who=by.who, verb="asked about safe contact", about=case.pk, shown=[channel.kind])


@transaction.atomic
def write_safety_plan(
    *,
    case_id: UUID,
    plan: str,
    watched: str,
    if_missing: str,
    review_on: datetime.date | None,
    seen_number: int,
    by: Actor,
) -> SafetyPlan:
    """Write the next version of the plan, in the person's words.

    `seen_number` is the version that the writer had before them, 0 for none. Raises StalePlan where another
    has been written since.
    """
    case, case_access = lock_and_authorise(case_id, by, Permission.EDIT_PERSON, Kind.SAFETY)
    newest = SafetyPlan.objects.filter(case=case).order_by("-number").first()
    if (newest.number if newest else 0) != seen_number:
        raise StaleSafetyPlanError
    written = SafetyPlan(
        case=case,
        number=seen_number + 1,
        plan=plan,
        watched=watched,
        if_missing=if_missing,
        asked_for=review_on,
        review_on=review_on,
        written_at=timezone.now(),
        written_by_id=by.user_id,
    )
    SafetyPlan.objects.filter(case=case, is_newest=True).update(is_newest=False)
    written.bind(case_access).save()
    recompute_case(case)
    record(who=by.who, verb="wrote the safety plan", about=case.pk, why=f"version {written.number}")
    return written


@transaction.atomic
def confirm_safety_plan(
    *, case_id: UUID, seen_number: int, review_on: datetime.date | None, by: Actor
) -> PlanReview:
    """The plan was looked at with the person and is still right, until the day set for the next look.

    Raises StalePlan where another version has been written since the one that was looked at.
    """
    case, _ = lock_and_authorise(case_id, by, Permission.EDIT_PERSON, Kind.SAFETY)
    plan = SafetyPlan.objects.filter(case=case, is_newest=True).first()
    if plan is None:
        raise ActionNotAllowed("There is no plan yet: write one first.")
    if plan.number != seen_number:
        raise StaleSafetyPlanError
    if review_on and review_on < timezone.localdate():
        raise ActionNotAllowed("The next look cannot be in the past.")
    looked = PlanReview.objects.create(
        plan=plan, case=case, next_on=review_on, reviewed_at=timezone.now(), reviewed_by_id=by.user_id
    )
    recompute_case(case)
    record(
        who=by.who, verb="looked at the safety plan", about=case.pk, why=f"version {plan.number}: still right"
    )
    return looked


def _get_newest_channel_id(case: Case, kind: ChannelKind) -> UUID | Literal[""]:
    row = Channel.objects.filter(case=case, kind=kind).order_by("-id").first()
    return row.pk if row else ""


def _recompute_if_planned(case: Case) -> None:
    """Whether what was said makes the plan due; nothing to ask where there is no plan."""
    if SafetyPlan.objects.filter(case=case, is_newest=True).exists():
        recompute_case(case)


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
def set_case_contacts(
    *,
    case_id: UUID,
    point_of_contact_id: int,
    stand_in_id: int | None,
    by: Actor,
    seen: tuple[int, int | None] | None = None,
) -> None:
    """Name the point of contact and a stand-in, both of the body that holds the case, both named on it.

    `seen` is who they were on the page that this comes from. Raises StaleCaseContactsError where it is somebody else
    by now.
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
