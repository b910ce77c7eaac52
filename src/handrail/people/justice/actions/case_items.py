"""The contract and the plan follow what happened: worked out again within the transaction of whatever happened."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import History
from handrail.people.cases.events.case_evaluation import read_pathway_history_of_case
from handrail.people.justice.models import ContractAnswer, ContractItem, CriminalCaseState, OfficerInCase
from handrail.people.justice.queries.case_facts import (
    ContactPlanRows,
    build_contact_plan_facts,
    fetch_contact_plan_rows,
    find_last_contact_day,
    list_contract_reopenings,
    list_uncorrected_events_by_day,
)
from handrail.people.justice.rules.adoption import find_item_successions
from handrail.people.justice.rules.contact_plan import compute_justice_contact_plan
from handrail.people.justice.rules.entitlements import get_entitlement
from handrail.people.justice.rules.items import (
    ComputedEntitlement,
    ContractReopening,
    ItemKey,
    compute_entitlements,
    list_started_entitlements,
)
from handrail.people.justice.rules.stages import (
    find_last_court_day,
    is_crime_known_to_police,
    list_criminal_case_stages,
)
from handrail.people.justice.text_choices import NEEDS_REASON, ContractAnswerKind
from handrail.people.records.models import Case
from handrail.platform.access.today import today
from handrail.platform.reference.body_kinds import POLICE_KINDS

COMPARED = (
    *("due_on", "by_fallback", "enhanced", "done_on", "answer", "answered_on", "reopened_on", "reopened_by"),
    *("is_asked", "is_current", "started", "given_answer", "given_on"),
)


def update_criminal_case_when_recomputed(sender: object, *, case: Case, history: History, **_: Any) -> None:
    """A receiver: the rules of the pathway were asked again.

    Args:
        sender: nobody.
        case: locked.
        history: of the case, as the rules read it.
    """
    update_contract_items_of_case(case, history)


def update_contract_items_of_case(case: Case, history: History | None = None) -> None:
    """Bring items and state of a locked case in line with what happened. Nothing before the police know.

    Args:
        case: locked by the caller.
        history: of the case, where it was just read.
    """
    history = history or read_pathway_history_of_case(case)
    events = list_uncorrected_events_by_day(history)
    state = CriminalCaseState.objects.filter(case=case).first()
    if not is_crime_known_to_police(events) and state is None:
        return
    _record_officer_in_case(case)
    items = (
        _update_contract_items(case, history, events)
        if is_crime_known_to_police(events)
        else _withdraw_all_contract_items(case)
    )
    _update_criminal_case_state(case, items, state or CriminalCaseState(case=case))


def _record_officer_in_case(case: Case) -> None:
    """Whoever is named, or takes the case over, is the officer in the case, where the police hold it."""
    if case.owner.kind not in POLICE_KINDS:
        return
    newest = OfficerInCase.objects.filter(case=case).order_by("-id").first()
    if newest is None or newest.officer_id != case.point_of_contact_id:
        OfficerInCase(case=case, officer_id=case.point_of_contact_id, known_at=timezone.now()).save()


def _update_contract_items(
    case: Case, history: History, events: Sequence[PathwayEvent]
) -> list[ContractItem]:
    enhanced, facts = "enhanced_rights" in history.facts, frozenset(history.facts)
    kept = _get_contract_items_by_current_trigger(case, history, events)
    newest = _get_newest_contract_answer_by_item(case)
    computed = compute_entitlements(
        events,
        facts=facts,
        enhanced=enhanced,
        reopenings=list_contract_reopenings(case.pk),
        doubted=_get_moments_of_doubt(kept, newest),
        answers=_get_answered_contract_item_by_event(kept, case, history.events),
    )
    rows = []
    for one in computed:
        row = kept.pop((one.code, one.event_id), None) or ContractItem(
            case=case, entitlement=one.code, trigger_id=UUID(one.event_id)
        )
        if set_contract_item(row, one, newest.get(row.pk), enhanced=enhanced):
            row.save()
        rows.append(row)
    for row in kept.values():
        if row.is_current:
            row.is_current, row.changed_at = False, timezone.now()
            row.save()
    return rows


def _get_moments_of_doubt(
    kept: Mapping[ItemKey, ContractItem], newest: Mapping[UUID, ContractAnswer]
) -> dict[ItemKey, datetime.datetime]:
    """When "not yet" was answered, or a supervisor refused: an event known before then proves nothing."""
    found = {key: row.refused_at for key, row in kept.items() if row.refused_at is not None}
    for key, row in kept.items():
        said = newest.get(row.pk)
        if said is not None and said.answer == ContractAnswerKind.NOT_YET:
            found[key] = max(said.recorded_at, found.get(key, said.recorded_at))
    return found


def _get_contract_items_by_current_trigger(
    case: Case, history: History, events: Sequence[PathwayEvent]
) -> dict[ItemKey, ContractItem]:
    """Items by what they count from now: one whose trigger was corrected or found earlier goes on with its answers."""
    kept = {(row.entitlement, str(row.trigger_id)): row for row in ContractItem.objects.filter(case=case)}
    started = list_started_entitlements(events, frozenset(history.facts))
    found = find_item_successions(
        {key: row.is_current for key, row in kept.items()}, started, events, history.events
    )
    for former, key in found.moved.items():
        row = kept.pop(former)
        row.trigger_id, row.changed_at = UUID(key[1]), timezone.now()
        row.save()
        kept[key] = row
    for former, key in found.merged.items():
        ContractAnswer.objects.filter(item=kept[former]).update(item=kept[key])
    return kept


def _withdraw_all_contract_items(case: Case) -> list[ContractItem]:
    ContractItem.objects.filter(case=case, is_current=True).update(
        is_current=False, changed_at=timezone.now()
    )
    return []


def _get_newest_contract_answer_by_item(case: Case) -> dict[UUID, ContractAnswer]:
    rows = ContractAnswer.objects.filter(case=case).order_by("id")
    return {row.item_id: row for row in rows}


def _get_answered_contract_item_by_event(
    kept: Mapping[ItemKey, ContractItem], case: Case, events: Sequence[PathwayEvent]
) -> dict[str, ItemKey]:
    """Which item was answered, by the event that its answer recorded, or by the correction of that event."""
    keys = {row.pk: key for key, row in kept.items()}
    rows = ContractAnswer.objects.filter(case=case, event__isnull=False).values_list("event_id", "item_id")
    found = {str(event_id): keys[item_id] for event_id, item_id in rows}
    waiting = [one for one in events if one.supersedes in found]
    while waiting:
        found |= {one.id: found[one.supersedes or ""] for one in waiting}
        waiting = [one for one in events if one.supersedes in found and one.id not in found]
    return found


def set_contract_item(
    row: ContractItem, one: ComputedEntitlement, said: ContractAnswer | None, *, enhanced: bool
) -> bool:
    """Bring an item in line with what was worked out, without saving it.

    Args:
        row: the item, new or kept.
        one: what the rules say of it.
        said: the newest answer.
        enhanced: whether Enhanced Rights apply.

    Returns:
        Whether it is to be saved.
    """
    before = {name: getattr(row, name) for name in COMPARED}
    row.started, row.due_on, row.by_fallback, row.enhanced = one.started, one.due, one.by_fallback, enhanced
    row.done_on, row.is_current = one.done_on, True
    row.is_asked = get_entitlement(one.code, one.started).asked
    reopened = _find_newest_reopening(row, one)
    row.reopened_on = reopened.on if reopened else None
    row.reopened_by = reopened.cause if reopened else ""
    counts = said is not None and (reopened is None or said.recorded_at > reopened.known)
    if counts and said is not None:
        row.answer, row.answered_on = said.answer, said.on
    else:
        row.answer, row.answered_on = "", None
    if row.done_on is not None and row.answer in ("", ContractAnswerKind.NOT_YET):
        row.answer, row.answered_on = ContractAnswerKind.DONE.value, row.done_on
    elif one.declined_on is not None and row.answer in ("", ContractAnswerKind.NOT_YET):
        row.answer, row.answered_on = ContractAnswerKind.DECLINED.value, one.declined_on
    _set_counted_answer_of_contract_item(row)
    is_changed = row._state.adding or before != {name: getattr(row, name) for name in COMPARED}
    if is_changed:
        row.changed_at = timezone.now()
    return is_changed


def _find_newest_reopening(row: ContractItem, one: ComputedEntitlement) -> ContractReopening | None:
    """The release, move or other cause that asked for it again last, or the refusal of a supervisor who named it."""
    if row.refused_at is None or (one.reopened is not None and one.reopened.known > row.refused_at):
        return one.reopened
    return ContractReopening("refusal", timezone.localtime(row.refused_at).date(), row.refused_at)


def _set_counted_answer_of_contract_item(row: ContractItem) -> None:
    """What is counted as given: the answer as it is now; after a reopening, what was done before stays done."""
    is_answered = row.answer not in ("", ContractAnswerKind.NOT_YET)
    was_done = row.given_answer == ContractAnswerKind.DONE
    if is_answered and not (was_done and (row.reopened_on or row.answer == ContractAnswerKind.DONE)):
        days = (row.done_on, row.answered_on) if row.answer == ContractAnswerKind.DONE else (row.answered_on,)
        row.given_answer, row.given_on = row.answer, min((day for day in days if day), default=None)
    elif not is_answered and not row.reopened_on:
        row.given_answer, row.given_on = "", None


def _update_criminal_case_state(case: Case, items: Sequence[ContractItem], state: CriminalCaseState) -> None:
    changes = ContractItem.objects.filter(case=case).aggregate(newest=Max("changed_at"))
    state.contract_changed_at = changes["newest"]
    set_criminal_case_state(state, items, fetch_contact_plan_rows([case.pk])[case.pk])
    state.save()


def set_criminal_case_state(
    state: CriminalCaseState, items: Sequence[ContractItem], rows: ContactPlanRows
) -> None:
    """What lists read of a case, without saving it; when its contract changed is the caller's to say.

    Args:
        state: new or kept.
        items: those that are current.
        rows: what the plan of contacts reads.
    """
    facts, day = build_contact_plan_facts(rows), today()
    plan = compute_justice_contact_plan(facts, day) if facts else None
    open_items = [row for row in items if row.is_open]
    state.open_questions = len(open_items)
    state.gaps = sum(1 for row in items if row.is_asked and row.answer in NEEDS_REASON)
    state.next_due_on = min((row.due_on for row in open_items if row.due_on), default=None)
    state.next_contact_on = plan.next.due if plan and plan.next else None
    state.next_contact_why = plan.next.cause.value if plan and plan.next else ""
    state.failed_attempts = plan.failed_attempts if plan else 0
    stages = list_criminal_case_stages(rows.events)
    state.stage = stages[-1].event if stages else ""
    state.stage_since = stages[-1].since if stages else None
    state.last_court_on = find_last_court_day(rows.events, day)
    state.last_contact_on = find_last_contact_day(rows)
