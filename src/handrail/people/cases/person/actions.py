"""Who the person is, how to reach them, what keeps them safe."""

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from handrail.people.cases.events.actions.person_moves import record_person_moved
from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.cases.name_search.actions_name_index import update_name_index
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.models import Channel, SafestContactWay
from handrail.people.records.language_and_body_lookups import get_language_by_tag
from handrail.people.records.models import Case, DangerCheck, Person, SafetyPlan, SafetyPlanReview
from handrail.people.records.models.case import AT_RISK
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.people.records.text_choices import (
    Age,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    YesNoOrNotAsked,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.actions import grant_colleague_access
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import User
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError

CONTACTS_VERB = "named the point of contact"
"""What the trail says of it: the page reads there who did so last."""
SEALED_FIELDS = ("called", "full_name", "date_of_birth", "where_now")


@transaction.atomic
def save_person(person: Person, *, by: Actor, age: Age | None = None, seen: int | None = None) -> None:
    """Save what is known of who the person is, with adult or child where `age` says something new.

    Args:
        person: with what was changed on it.
        by: who acts.
        age: adult, child or not sure; None leaves what the case says.
        seen: the version that the page showed.

    Raises:
        ValidationError: by field.
        ConcurrentEditError: somebody saved a newer version.
    """
    case, case_access = lock_and_authorise_case_by_id(
        person.case_id, by, Permission.EDIT_PERSON, Kind.IDENTITY
    )
    _save_person(case, person, case_access, by=by, seen=seen)
    if age is not None and (age != case.age or not case.age_asked):
        set_age_group(case_id=case.pk, age=age, by=by)


@transaction.atomic
def update_some_person_answers(
    *,
    case_id: UUID,
    texts: Mapping[str, str],
    by: Actor,
    language_tag: str = "",
    interpreter: YesNoOrNotAsked | None = None,
) -> None:
    """Save some answers about who the person is, for questions that are asked one by one; the others stay.

    Args:
        case_id: whose person it is.
        texts: by the name of the sealed field; a date of birth is an ISO date.
        by: who acts.
        language_tag: "" for no language. Read only with `interpreter`.
        interpreter: whether they need one; None leaves language and interpreter as they are.

    Raises:
        ActionNotPossibleError: the language is not on the list.
        ValidationError: by field.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.EDIT_PERSON, Kind.IDENTITY)
    person = Person.objects.get(pk=case.pk)
    for name, text in texts.items():
        setattr(person, name, text)
    if interpreter is not None:
        person.language, person.interpreter = get_language_by_tag(language_tag), YesNoOrNotAsked(interpreter)
    _save_person(case, person, case_access, by=by)


def _save_person(
    case: Case, person: Person, case_access: CaseAccess, *, by: Actor, seen: int | None = None
) -> None:
    """Under the lock of the case: save, index the name, ask the rules where something counts for them."""
    key_access = case_access.key_access  # compared and indexed, and shown to nobody
    before = Person.objects.opened_for(key_access).get(pk=case.pk)
    person.bind(key_access).save_by(by, seen=seen)
    update_name_index(case, person)
    changed = [name for name in SEALED_FIELDS if getattr(person, name).open() != getattr(before, name).open()]
    if "where_now" in changed and before.where_now:
        record_person_moved(case=case, by=by)
    elif "date_of_birth" in changed:
        recompute_case(case)
    write_audit_record(who=by.who, verb="changed their details", about=case.pk, shown=sorted(changed))


@transaction.atomic
def record_danger_check(
    *,
    case_id: UUID,
    answer: ImmediateDangerOrInjuryAnswer,
    note: str,
    by: Actor,
    worries: Mapping[RiskFactor, YesNoUnsureOrNotAsked] = MappingProxyType({}),
) -> None:
    """Record what was seen and said of danger now: whether they are in danger or hurt, and what else was asked.

    A question that was not asked leaves the earlier answer as it stands.

    Args:
        case_id: the case.
        answer: whether they are in danger or hurt.
        note: what was seen or told.
        by: who acts.
        worries: the answers to the further questions; one that is left out was not asked.

    Raises:
        ActionNotPossibleError: nothing was answered.
    """
    case, case_access = lock_and_authorise_case_by_id(
        case_id, by, Permission.EDIT_PERSON, Kind.SAFETY, allow_restricted=True
    )
    danger, sure = (
        ImmediateDangerOrInjuryAnswer(answer),
        {RiskFactor(worry).value: YesNoUnsureOrNotAsked(said) for worry, said in worries.items()},
    )
    if danger is ImmediateDangerOrInjuryAnswer.NOT_ASKED and set(sure.values()) <= {
        YesNoUnsureOrNotAsked.NOT_ASKED
    }:
        raise ActionNotPossibleError("Answer at least one question, or go back.")
    check = DangerCheck(case=case, answer=danger, asked_at=timezone.now(), asked_by_id=by.user_id, **sure)
    check.note = note
    check.bind(case_access).save()
    was_open = case.danger in AT_RISK
    if danger is not ImmediateDangerOrInjuryAnswer.NOT_ASKED:
        case.danger = danger
        case.save(update_fields=["danger"])
    if was_open == (case.danger in AT_RISK):
        _recompute_case_if_safety_plan_exists(case)
    else:
        recompute_case(case)
    write_audit_record(who=by.who, verb="asked about danger", about=case.pk)


@transaction.atomic
def record_safest_contact_way(*, case_id: UUID, how: str, by: Actor) -> None:
    """Record the safest way and time to reach the person. Follows the earlier word, which stays on record.

    Args:
        case_id: the case.
        how: in words.
        by: who acts.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.EDIT_PERSON, Kind.CONTACT)
    SafestContactWay(case=case, how=how, asked_at=timezone.now(), asked_by_id=by.user_id).bind(
        case_access
    ).save()
    write_audit_record(who=by.who, verb="asked for the safest way to reach them", about=case.pk)


@transaction.atomic
def record_contact_channel(
    *,
    case_id: UUID,
    kind: ContactChannelKind,
    safe: ChannelSafety,
    detail: str,
    note: str,
    by: Actor,
    seen: UUID | Literal[""] | None = None,
) -> None:
    """Record what is known of one way to reach the person. Follows the earlier word, which stays on record.

    Args:
        case_id: the case.
        kind: the way.
        safe: whether it is safe.
        detail: a number or an address.
        note: when, and what to say or do.
        by: who acts.
        seen: the earlier word that the page showed, "" for none; None where nothing was shown.

    Raises:
        ConcurrentEditError: another word was kept since.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.EDIT_PERSON, Kind.CONTACT)
    if seen is not None and seen != _get_newest_channel_id(case, kind):
        raise ConcurrentEditError
    channel = Channel(
        case=case,
        kind=ContactChannelKind(kind),
        safe=ChannelSafety(safe),
        detail=detail,
        note=note,
        asked_at=timezone.now(),
        asked_by_id=by.user_id,
    )
    channel.bind(case_access).save()
    write_audit_record(who=by.who, verb="asked about safe contact", about=case.pk, shown=[channel.kind])


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

    Args:
        case_id: the case.
        plan: what they do if it turns bad.
        watched: who or what watches them.
        if_missing: whom to ring if they disappear.
        review_on: the day set for the next look; None for no day.
        seen_number: the version that the page showed, 0 for none.
        by: who acts.

    Returns:
        The new version.

    Raises:
        ConcurrentEditError: another version was written since.
    """
    case, case_access = lock_and_authorise_case_by_id(
        case_id, by, Permission.EDIT_PERSON, Kind.SAFETY, allow_restricted=True
    )
    newest = SafetyPlan.objects.filter(case=case).order_by("-number").first()
    if (newest.number if newest else 0) != seen_number:
        raise ConcurrentEditError
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
    write_audit_record(
        who=by.who, verb="wrote the safety plan", about=case.pk, why=f"version {written.number}"
    )
    return written


@transaction.atomic
def confirm_safety_plan(
    *, case_id: UUID, seen_number: int, review_on: datetime.date | None, by: Actor
) -> SafetyPlanReview:
    """Record that the plan was looked at with the person and is still right, until the day set for the next look.

    Args:
        case_id: the case.
        seen_number: the version that was looked at.
        review_on: the day of the next look; None for no day.
        by: who acts.

    Returns:
        The look.

    Raises:
        ConcurrentEditError: another version was written since.
        ActionNotPossibleError: there is no plan, or the day is in the past.
    """
    case, _ = lock_and_authorise_case_by_id(
        case_id, by, Permission.EDIT_PERSON, Kind.SAFETY, allow_restricted=True
    )
    plan = SafetyPlan.objects.filter(case=case, is_newest=True).first()
    if plan is None:
        raise ActionNotPossibleError("There is no plan yet. Write one first.")
    if plan.number != seen_number:
        raise ConcurrentEditError
    if review_on and review_on < timezone.localdate():
        raise ActionNotPossibleError("The next review date cannot be in the past.")
    looked = SafetyPlanReview.objects.create(
        plan=plan, case=case, next_on=review_on, reviewed_at=timezone.now(), reviewed_by_id=by.user_id
    )
    recompute_case(case)
    write_audit_record(
        who=by.who, verb="reviewed the safety plan", about=case.pk, why=f"version {plan.number}: still right"
    )
    return looked


def _get_newest_channel_id(case: Case, kind: ContactChannelKind) -> UUID | Literal[""]:
    row = Channel.objects.filter(case=case, kind=kind).order_by("-id").first()
    return row.pk if row else ""


def _recompute_case_if_safety_plan_exists(case: Case) -> None:
    """Whether what was said makes the plan due; nothing to ask where there is no plan."""
    if SafetyPlan.objects.filter(case=case, is_newest=True).exists():
        recompute_case(case)


@transaction.atomic
def set_age_group(*, case_id: UUID, age: Age, by: Actor) -> None:
    """Say adult, child or not sure: not sure takes the child's path.

    Args:
        case_id: the case.
        age: the answer.
        by: who acts.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.EDIT_PERSON, Kind.PATHWAY)
    case.age, case.age_asked = Age(age), True
    case.save(update_fields=["age", "age_asked"])
    Person.objects.filter(pk=case.pk).update(
        version=F("version") + 1, changed_at=timezone.now(), changed_by=by.user_id
    )
    recompute_case(case)
    write_audit_record(who=by.who, verb="recorded adult or child", about=case.pk, why=Age(age).label)


@transaction.atomic
def set_point_of_contact_and_stand_in(
    *,
    case_id: UUID,
    point_of_contact_id: int,
    stand_in_id: int | None,
    by: Actor,
    seen: tuple[int, int | None] | None = None,
) -> None:
    """Name the point of contact and a stand-in, both of the body that holds the case, both named on it.

    Args:
        case_id: the case.
        point_of_contact_id: the account of the point of contact.
        stand_in_id: the account of the stand-in, None for none.
        by: who acts.
        seen: the two accounts that the page showed; None where nothing was shown.

    Raises:
        ConcurrentEditError: it is somebody else by now.
        ActionNotPossibleError: both are one person, or somebody has no account with the body.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.SHARE)
    if seen is not None and seen != (case.point_of_contact_id, case.stand_in_id):
        raise ConcurrentEditError
    if point_of_contact_id == stand_in_id:
        raise ActionNotPossibleError("The stand-in must be a different person from the point of contact.")
    for user_id, because in ((point_of_contact_id, "Point of contact"), (stand_in_id, "Stand-in")):
        if user_id is not None:
            colleague = User.objects.filter(pk=user_id, is_active=True).first()
            if colleague is None:
                raise ActionNotPossibleError("Choose someone who has an account with your organisation.")
            grant_colleague_access(case_access=case_access, colleague=colleague, because=because, by=by)
    case.point_of_contact_id, case.stand_in_id = point_of_contact_id, stand_in_id
    case.save(update_fields=["point_of_contact", "stand_in"])
    recompute_case(case)
    write_audit_record(who=by.who, verb=CONTACTS_VERB, about=case.pk)
