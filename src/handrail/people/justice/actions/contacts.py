"""Keeping in touch about the criminal case: agreed, made or tried, explained where it was missed."""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventInput, save_event_in_locked_case
from handrail.people.justice.actions.case_items import update_contract_items_of_case
from handrail.people.justice.models import AgreedContact, ExplainedMiss, JusticeContact
from handrail.people.justice.permissions import require_may_answer_victim_contract
from handrail.people.justice.queries.contact_plan import get_contact_plan
from handrail.people.justice.rules.contact_plan import ContactKeptState
from handrail.people.justice.text_choices import TOPICS_OF_NEWS, JusticeTopic
from handrail.people.records.language_and_body_lookups import get_language_by_tag
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def record_agreed_contact_arrangements(agreed: AgreedContact, *, case_id: UUID, by: Actor) -> AgreedContact:
    """Record how often and how the person wants to hear about the case.

    Args:
        agreed: interval, way, safe times; unsaved.
        case_id: the case.
        by: of the police.

    Raises:
        Denied, NotVisible: the actor may not.
        ValidationError: by field.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.KEEP_CONTRACT, Kind.CONTACT)
    require_may_answer_victim_contract(access)
    agreed.case, agreed.recorded_at, agreed.recorded_by_id = case, timezone.now(), by.user_id
    agreed.bind(access).full_clean(exclude={"case", "recorded_by"})
    agreed.save(force_insert=True)
    save_event_in_locked_case(case, EventInput("preferences_agreed", agreed.on), by)
    update_contract_items_of_case(case)
    write_audit_record(who=by.who, verb="agreed how to keep in touch about the case", about=case.pk)
    return agreed


@transaction.atomic
def record_justice_contact(
    contact: JusticeContact, *, topics: Sequence[str], language_tag: str, case_id: UUID, by: Actor
) -> JusticeContact:
    """Record a contact about the case, or an attempt that reached nobody.

    Args:
        contact: day, way, whether they were reached, their answers; unsaved.
        topics: codes of JusticeTopic; none for an attempt.
        language_tag: of the interpreter; "" for none.
        case_id: the case.
        by: of the police.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: reached, and not said of what they were told.
        ValidationError: by field.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.KEEP_CONTRACT)
    require_may_answer_victim_contract(access)
    if contact.reached and not topics:
        raise ActionNotPossibleError("Choose what they were told. “That there is no news” counts.")
    if not set(topics) <= set(JusticeTopic.values):
        raise ActionNotPossibleError("Choose from the list.")
    contact.bind(access)
    contact.topics = ",".join(sorted(topics)) if contact.reached else None
    contact.told_news = contact.reached and not TOPICS_OF_NEWS.isdisjoint(topics)
    if not contact.reached:
        contact.asked = None
    contact.case, contact.recorded_at, contact.recorded_by_id = case, timezone.now(), by.user_id
    contact.body_id = by.body_id
    contact.interpreter = get_language_by_tag(language_tag)
    contact.full_clean(exclude={"case", "recorded_by", "body"})
    contact.save(force_insert=True)
    update_contract_items_of_case(case)
    verb = "reached the person about the case" if contact.reached else "tried to reach the person"
    write_audit_record(who=by.who, verb=verb, about=case.pk)
    return contact


@transaction.atomic
def explain_missed_contact(miss: ExplainedMiss, *, case_id: UUID, by: Actor) -> ExplainedMiss:
    """Enter why a contact that was due was not made. The next one is due an interval later.

    Args:
        miss: the due day and why; unsaved.
        case_id: the case.
        by: of the police.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: nothing was missed on that day, or it was explained.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.KEEP_CONTRACT)
    require_may_answer_victim_contract(access)
    plan = get_contact_plan(case.pk, today())
    missed = {one.due for one in plan.expected if one.state is ContactKeptState.MISSED} if plan else set()
    if miss.due_on not in missed:
        raise ActionNotPossibleError("No contact was missed on that day, or it was made or explained since.")
    miss.case, miss.recorded_at, miss.recorded_by_id = case, timezone.now(), by.user_id
    miss.bind(access).full_clean(exclude={"case", "recorded_by"})
    try:
        with transaction.atomic():
            miss.save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError("Someone else has explained it since.") from None
    update_contract_items_of_case(case)
    write_audit_record(
        who=by.who, verb="explained a contact that was missed", about=case.pk, why=miss.get_reason_display()
    )
    return miss
