"""Recording what happened to one suspect of a criminal case: by number, so that each has an end of their own."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from handrail.pathway.event_order import list_effective_events
from handrail.people.cases.events.actions.events import EventInput, save_event_in_locked_case
from handrail.people.cases.events.pathway_history import to_pathway_event
from handrail.people.justice.actions.case_items import update_contract_items_of_case
from handrail.people.justice.models import SuspectStep
from handrail.people.justice.models.suspects import MOST_SUSPECTS
from handrail.people.justice.permissions import require_may_answer_victim_contract
from handrail.people.justice.rules.suspects import SUSPECT_EVENTS
from handrail.people.records.models import Case, Event
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg


@transaction.atomic
def record_suspect_step(
    *, case_id: UUID, number: int | None, event: str, on: datetime.date, by: Actor
) -> SuspectStep:
    """Record what happened to one suspect. The event is on the case as well, or is the one that was there already.

    Args:
        case_id: the case.
        number: which suspect; None for a further one.
        event: a word of SUSPECT_EVENTS.
        on: the day.
        by: of the police.

    Raises:
        Denied, NotVisible: the actor may not.
        ActionNotPossibleError: there is no such suspect or word, there are too many, or it is recorded already.
    """
    case, access = lock_and_authorise_case_by_id(case_id, by, Permission.KEEP_CONTRACT)
    require_may_answer_victim_contract(access)
    if event not in SUSPECT_EVENTS:
        raise ActionNotPossibleError("Choose what happened from the list.")
    steps = SuspectStep.objects.filter(case=case)
    most = steps.aggregate(most=Max("number"))["most"] or 0
    if number is not None and not 1 <= number <= most:
        raise ActionNotPossibleError("Choose a suspect from the list.")
    if number is None and most >= MOST_SUSPECTS:
        raise ActionNotPossibleError(msg("A case holds {number} suspects at most.", number=MOST_SUSPECTS))
    if (
        number is not None
        and steps.filter(
            number=number, event__in=_list_uncorrected_event_ids_of_day(case, event, on)
        ).exists()
    ):
        raise ActionNotPossibleError("That is recorded of this suspect already.")
    event_id = (
        _find_event_without_suspect_number(case, event, on)
        or save_event_in_locked_case(case, EventInput(event, on), by).event_id
    )
    step = SuspectStep(case=case, number=number or most + 1, event_id=event_id)
    step.save(force_insert=True)
    update_contract_items_of_case(case)
    write_audit_record(who=by.who, verb="recorded what happened to a suspect", about=case.pk)
    return step


def _find_event_without_suspect_number(case: Case, event: str, on: datetime.date) -> UUID | None:
    """An event of that day that was recorded by itself and says of no suspect."""
    taken = set(SuspectStep.objects.filter(case=case).values_list("event_id", flat=True))
    return next((pk for pk in _list_uncorrected_event_ids_of_day(case, event, on) if pk not in taken), None)


def _list_uncorrected_event_ids_of_day(case: Case, event: str, on: datetime.date) -> list[UUID]:
    rows = [to_pathway_event(row) for row in Event.objects.filter(case=case).order_by("id")]
    return [UUID(one.id) for one in list_effective_events(tuple(rows)) if one.event == event and one.at == on]
