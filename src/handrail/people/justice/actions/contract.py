"""The victim contract: an item answered, a signature asked for, given or refused, the level of rights decided."""

import datetime
from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventInput, save_event_in_locked_case
from handrail.people.cases.events.case_evaluation import recompute_case
from handrail.people.cases.events.clock_start_facts import STANDARD_RIGHTS_ONLY
from handrail.people.justice.actions.case_items import update_contract_items_of_case
from handrail.people.justice.models import (
    ContractAnswer,
    ContractItem,
    RightsLevelDecision,
    SignOffDecision,
    SignOffRequest,
)
from handrail.people.justice.permissions import (
    require_may_answer_victim_contract,
    require_may_sign_victim_contract,
)
from handrail.people.justice.rules.entitlements import EventPattern, get_entitlement
from handrail.people.justice.text_choices import NEEDS_REASON, ContractAnswerKind, SignOffOutcome
from handrail.people.records.language_and_body_lookups import get_language_by_tag
from handrail.people.records.models import Case
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg, pluralise

OPEN_ANSWERS: Final = ("", ContractAnswerKind.NOT_YET.value)
GIVEN_BEFORE: Final = ("same_day", "before")
"""Units of what may lawfully be given before the event that it is for: notice of a request, views before conditions."""
CHANGED_MEANWHILE: Final = "The contract has changed since the signature was asked for. Ask for it again."
NOTHING_CHANGED_SINCE_REFUSAL: Final = (
    "Nothing has changed since the supervisor refused to sign. Answer what they asked for, then ask again."
)


@transaction.atomic
def answer_contract_item(
    answer: ContractAnswer, *, item_id: UUID, case_id: UUID, language_tag: str, by: Actor
) -> ContractAnswer:
    """Answer one entitlement of the contract.

    Args:
        answer: what, when, why or what shows it; unsaved.
        item_id: the item.
        case_id: the case.
        language_tag: in which language it was asked or told; "" where none is said.
        by: of the police.

    Returns:
        The saved answer. Where it says done and one event means that, the event is recorded as well.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: the item is not of this case, or it had not come on that day.
        ValidationError: by field; a gap has no reason, or what is done no evidence.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.KEEP_CONTRACT)
    require_may_answer_victim_contract(access)
    item = ContractItem.objects.filter(case=case, pk=item_id, is_current=True).first()
    if item is None:
        raise ActionNotPossibleError("That entitlement is not on this case any more.")
    answer.case, answer.item = case, item
    answer.recorded_at, answer.recorded_by_id, answer.body_id = timezone.now(), by.user_id, by.body_id
    answer.language = get_language_by_tag(language_tag)
    answer.bind(access)
    entitlement = get_entitlement(item.entitlement, item.started)
    if answer.on < item.started and entitlement.unit not in GIVEN_BEFORE:
        raise ActionNotPossibleError("That is before the day from which this entitlement counts.")
    answer.full_clean(exclude={"case", "item", "recorded_by", "body", "event"})
    answer.event_id = _record_event_of_contract_answer(case, item, answer, by)
    answer.save(force_insert=True)
    # Other words are another answer, though the same kind on the same day: whoever was asked to sign saw the former.
    ContractItem.objects.filter(pk=item.pk).update(changed_at=answer.recorded_at)
    update_contract_items_of_case(case)
    write_audit_record(
        who=by.who,
        verb="answered an entitlement of the victim contract",
        about=case.pk,
        why=f"{entitlement.words}: {answer.get_answer_display()}",
    )
    return answer


@transaction.atomic
def request_sign_off(*, case_id: UUID, by: Actor) -> SignOffRequest:
    """Ask a supervisor to sign the contract as it is now.

    Args:
        case_id: the case.
        by: of the police.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: a question is open, a gap lacks its reason, or a signature is asked for already.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.KEEP_CONTRACT)
    require_may_answer_victim_contract(access)
    update_contract_items_of_case(case)
    items = list(ContractItem.objects.filter(case=case, is_current=True, is_asked=True))
    waiting = [row for row in items if row.answer in OPEN_ANSWERS]
    if not items:
        raise ActionNotPossibleError("No entitlement has come yet: there is nothing to sign.")
    raise_if_questions_open(len(waiting))
    newest = SignOffRequest.objects.filter(case=case).select_related("decision").order_by("-id").first()
    if newest is not None and not _has_contract_changed_since(case, newest.last_seen_at):
        raise ActionNotPossibleError(
            NOTHING_CHANGED_SINCE_REFUSAL
            if newest.is_refused
            else "A supervisor was asked already, and nothing has changed since."
        )
    gaps = [row for row in items if row.answer in NEEDS_REASON]
    unexplained = sum(1 for row in gaps if not _has_newest_answer_reason(row))
    request = SignOffRequest(
        case=case,
        asked_by_id=by.user_id,
        asked_at=timezone.now(),
        body_id=by.body_id,
        questions=len(items),
        gaps=len(gaps),
        not_yet=0,
        unexplained=unexplained,
    )
    request.save(force_insert=True)
    write_audit_record(who=by.who, verb="asked for a signature under the victim contract", about=case.pk)
    return request


def raise_if_questions_open(number: int) -> None:
    """Raise ActionNotPossibleError while so many questions of the contract are to be answered."""
    if number:
        raise ActionNotPossibleError(
            msg(
                "{questions} still to answer. A contract is signed when none says “not yet”.",
                questions=pluralise(number, "question"),
            )
        )


@transaction.atomic
def record_sign_off_decision(
    decision: SignOffDecision,
    *,
    request_id: UUID,
    case_id: UUID,
    by: Actor,
    ask_again: Collection[UUID] = (),
) -> SignOffDecision:
    """Sign the contract, or refuse with what has to be done first.

    Args:
        decision: outcome and words; unsaved.
        request_id: which request the page showed.
        case_id: the case.
        by: a supervisor of the police, and not whoever asked.
        ask_again: the items that the officer has to answer again after a refusal.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: they asked themselves, it was decided, the contract changed, or a refusal says
            nothing.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.SIGN_CONTRACT)
    require_may_sign_victim_contract(access)
    rows = SignOffRequest.objects.filter(case=case).select_related("decision").order_by("-id")
    request = rows.first()
    if request is None or request.pk != request_id or request.decision_or_none is not None:
        raise ActionNotPossibleError("This was decided or asked again since. Look at the contract.")
    if request.asked_by_id == by.user_id:
        raise ActionNotPossibleError("Someone else has to sign: you asked for it.")
    if decision.outcome == SignOffOutcome.SIGNED and _has_contract_changed_since(case, request.asked_at):
        raise ActionNotPossibleError(CHANGED_MEANWHILE)
    decision.case, decision.request, decision.asked_by_id = case, request, request.asked_by_id
    decision.by_id, decision.at = by.user_id, timezone.now()
    decision.bind(access).full_clean(exclude={"case", "request", "by", "asked_by"})
    try:
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError:
        raise ActionNotPossibleError("Someone else has decided since.") from None
    if decision.outcome == SignOffOutcome.REFUSED and ask_again:
        chosen = ContractItem.objects.filter(case=case, pk__in=ask_again, is_current=True, is_asked=True)
        chosen.update(refused_at=timezone.now())
        update_contract_items_of_case(case)
    verb = "signed the victim contract" if decision.outcome == SignOffOutcome.SIGNED else "refused to sign"
    write_audit_record(
        who=by.who, verb=verb, about=case.pk, why=msg("{number} explained", number=request.gaps)
    )
    return decision


@transaction.atomic
def record_rights_level_decision(
    decision: RightsLevelDecision, *, case_id: UUID, by: Actor
) -> RightsLevelDecision:
    """Say on which ground Enhanced Rights apply, or why they do not. The deadlines of the case follow.

    Args:
        decision: enhanced, ground, why not; unsaved.
        case_id: the case.
        by: of the police.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: no ground or no reason.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.KEEP_CONTRACT)
    require_may_answer_victim_contract(access)
    if decision.enhanced and not decision.ground:
        raise ActionNotPossibleError("Choose the ground on which Enhanced Rights apply.")
    if not decision.enhanced and not decision.because:
        raise ActionNotPossibleError("Enter why Enhanced Rights do not apply.")
    if not decision.enhanced:
        decision.ground = ""
    decision.case, decision.decided_at, decision.decided_by_id = case, timezone.now(), by.user_id
    decision.bind(access).save(force_insert=True)
    told = set(case.told) - {STANDARD_RIGHTS_ONLY} | (set() if decision.enhanced else {STANDARD_RIGHTS_ONLY})
    if sorted(told) != sorted(case.told):
        case.told = sorted(told)
        case.save(update_fields=["told"])
        recompute_case(case)
    level = "Enhanced Rights" if decision.enhanced else "Standard rights"
    write_audit_record(who=by.who, verb="decided which rights apply", about=case.pk, why=level)
    return decision


def _record_event_of_contract_answer(
    case: Case, item: ContractItem, answer: ContractAnswer, by: Actor
) -> UUID | None:
    """The event that means that it was done or declined, so that the deadlines of the case end with it.

    Where several do, such as an acknowledgement and the decision itself, the first of them is what was answered.
    """
    entitlement = get_entitlement(item.entitlement, item.started)
    meant: tuple[EventPattern, ...] = ()
    if answer.answer == ContractAnswerKind.DONE and item.done_on is None:
        meant = entitlement.done_by
    elif answer.answer == ContractAnswerKind.DECLINED and item.answer != ContractAnswerKind.DECLINED:
        meant = entitlement.declined_by
    if not meant or meant[0].of.startswith("{"):
        return None
    happening = EventInput(meant[0].event, answer.on, of=meant[0].of)
    return save_event_in_locked_case(case, happening, by).event_id


def _has_newest_answer_reason(item: ContractItem) -> bool:
    newest = ContractAnswer.objects.filter(item=item).order_by("-id").first()
    return newest is not None and bool(newest.because)


def _has_contract_changed_since(case: Case, moment: datetime.datetime) -> bool:
    return ContractItem.objects.filter(case=case, changed_at__gt=moment).exists()
