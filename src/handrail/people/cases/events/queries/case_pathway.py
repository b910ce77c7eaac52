"""What the rules say of a case today, and what happened on it, for one reader."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from handrail import pathway
from handrail.pathway.conditions import DANGER_OPEN
from handrail.people.cases.events.pathway_history import build_pathway_history_of_case, get_adulthood_prompt
from handrail.people.cases.events.queries.clock_lengths import get_own_clock_lengths_of_body_by_code
from handrail.people.cases.events.queries.timeline_rows import EventRow, list_timeline_rows
from handrail.people.records.models import Case, Consent, Event
from handrail.people.records.queries.consents import select_consents_not_entered_in_error
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.sealed import bind_rows_to_access


@dataclass(frozen=True, slots=True)
class CasePathwayStatus:
    """What the rules say today, the steps taken, and what is asked again at eighteen."""

    answer: pathway.PathwayStatus
    steps: tuple[pathway.PathwayStep, ...]
    lanes: tuple[pathway.SupportPeriod, ...]
    again: pathway.Prompt | None = None


class ClockFactsToldByWorker(NamedTuple):
    """Codes of the facts that start clocks and that no event tells."""

    codes: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """What a form carries, to notice that somebody else told other facts meanwhile."""
        return ",".join(self.codes)


def get_pathway_status_and_events(
    case: Case,
    case_access: CaseAccess,
    consents: Sequence[Consent],
    *,
    notes: bool,
    now: datetime.datetime,
    known: CasePartsKnownEmptyOrFetched = NOTHING,
) -> tuple[CasePathwayStatus, tuple[EventRow, ...]]:
    """The case's status and its events. Whoever calls has asked whether the pathway is open.

    To a reader who may not see danger the rules answer as if nobody had been asked about it: from what happened alone.

    Args:
        case: with its owner, area and person.
        case_access: what the reader may see.
        consents: those that stand; the rules read the answers.
        notes: whether the reader may see support notes.
        now: the moment for which the rules are asked.
        known: what a page fetched of the case.

    Returns:
        The status, and the events with the newest first.
    """
    rows: list[Event] = bind_rows_to_access(known.take("event", select_events, case.pk), case_access)
    born = case.person.date_of_birth.decrypt_for(case_access.key_access)
    history = build_pathway_history_of_case(
        case,
        rows,
        consents,
        datetime.date.fromisoformat(born) if born else None,
        get_own_clock_lengths_of_body_by_code(case.owner_id, known),
    )
    if Kind.SAFETY not in case_access.kinds:  # what the rules ask because of a danger would tell of it
        history = replace(history, facts=history.facts - {DANGER_OPEN})
    status = CasePathwayStatus(
        answer=pathway.evaluate_pathway(history, now),
        steps=pathway.list_map_steps_on_day(history, now),
        lanes=pathway.list_support_periods(history, now),
        again=get_adulthood_prompt(case, consents, history),
    )
    return status, list_timeline_rows(rows, notes=notes)


def find_case_pathway_status(case_access: CaseAccess) -> CasePathwayStatus | None:
    """The status alone, for pages that show nothing else of the case; None where the pathway is not open."""
    if not case_access.sees(Kind.PATHWAY):
        return None
    case: Case = _select_case(case_access.file_id).get()
    consents: list[Consent] = bind_rows_to_access(select_consents_not_entered_in_error(case), case_access)
    return get_pathway_status_and_events(case, case_access, consents, notes=False, now=timezone.localtime())[
        0
    ]


def list_case_events(case_access: CaseAccess) -> tuple[EventRow, ...]:
    """What happened on a case.

    Returns:
        The events, newest first; their notes are empty where support is not open. Nothing where the pathway is not.
    """
    if not case_access.sees(Kind.PATHWAY):
        return ()
    rows: list[Event] = bind_rows_to_access(select_events(case_access.file_id), case_access)
    return list_timeline_rows(rows, notes=case_access.sees(Kind.NOTES))


def get_clock_facts_told_by_worker(case_access: CaseAccess) -> ClockFactsToldByWorker:
    """The facts of a case; none where the pathway is not open."""
    if not case_access.sees(Kind.PATHWAY):
        return ClockFactsToldByWorker()
    return ClockFactsToldByWorker(
        tuple(_select_case(case_access.file_id).values_list("told", flat=True).get())
    )


def _select_case(case: UUID) -> QuerySet[Any, Any]:
    return Case.objects.filter(pk=case).select_related("owner", "area", "person")


def select_events(case: UUID) -> QuerySet[Any, Any]:
    """What happened on a case, oldest first, with who recorded it."""
    return Event.objects.filter(case=case).select_related("recorded_by__body").order_by("at", "id")
