"""The contracts of many cases whose events came in as rows: a few statements for hundreds of cases, not thirty each."""

from collections.abc import Collection, Iterable
from itertools import batched
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.events.queries.case_histories import read_pathway_histories_of_cases
from handrail.people.justice.actions.case_items import (
    set_contract_item,
    set_criminal_case_state,
    update_contract_items_of_case,
)
from handrail.people.justice.models import ContractItem, CriminalCaseState, OfficerInCase
from handrail.people.justice.queries.case_facts import (
    fetch_contact_plan_rows,
    list_uncorrected_events_by_day,
)
from handrail.people.justice.rules.items import ContractReopening, compute_entitlements
from handrail.people.justice.rules.stages import is_crime_known_to_police
from handrail.people.records.models import Case, PersonMove
from handrail.platform.reference.body_kinds import POLICE_KINDS

AT_ONCE: Final = 200


def update_contract_items_of_cases(cases: Iterable[Case]) -> None:
    """The same as for each case alone; those that have no contract yet are written together.

    Args:
        cases: with owner and area; nobody else writes to them meanwhile.
    """
    for some in batched(cases, AT_ONCE):
        begun = set(CriminalCaseState.objects.filter(case__in=some).values_list("case", flat=True))
        with transaction.atomic():
            _write_first_contracts([case for case in some if case.pk not in begun])
            for case in some:
                if case.pk in begun:
                    update_contract_items_of_case(case)


def _write_first_contracts(cases: Collection[Case]) -> None:
    histories = read_pathway_histories_of_cases(cases)
    plans = fetch_contact_plan_rows([case.pk for case in cases])
    moves = _list_moves_by_case_id(cases)
    items, states, officers = list[ContractItem](), list[CriminalCaseState](), list[OfficerInCase]()
    for case in cases:
        history = histories[case.pk]
        events = list_uncorrected_events_by_day(history)
        if not is_crime_known_to_police(events):
            continue
        if case.owner.kind in POLICE_KINDS:
            officers.append(
                OfficerInCase(case=case, officer_id=case.point_of_contact_id, known_at=timezone.now())
            )
        enhanced = "enhanced_rights" in history.facts
        own = []
        for one in compute_entitlements(
            events, facts=frozenset(history.facts), enhanced=enhanced, reopenings=moves.get(case.pk, ())
        ):
            row = ContractItem(case=case, entitlement=one.code, trigger_id=UUID(one.event_id))
            set_contract_item(row, one, None, enhanced=enhanced)
            own.append(row)
        state = CriminalCaseState(
            case=case, contract_changed_at=max((row.changed_at for row in own), default=None)
        )
        set_criminal_case_state(state, own, plans[case.pk])
        items += own
        states.append(state)
    OfficerInCase.objects.bulk_create(officers)
    ContractItem.objects.bulk_create(items)
    CriminalCaseState.objects.bulk_create(states)


def _list_moves_by_case_id(cases: Collection[Case]) -> dict[UUID, list[ContractReopening]]:
    found = dict[UUID, list[ContractReopening]]()
    for case_id, at in PersonMove.objects.filter(case__in=cases).values_list("case_id", "at"):
        found.setdefault(case_id, []).append(ContractReopening("move", timezone.localtime(at).date(), at))
    return found
