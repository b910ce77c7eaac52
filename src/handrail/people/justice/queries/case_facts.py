"""The facts of one case that the rules of this room read: from its events, moves, officers and contacts."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from handrail.pathway.event_order import list_effective_events
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import History
from handrail.people.cases.events.pathway_history import to_pathway_event
from handrail.people.justice.models import (
    AgreedContact,
    ExplainedMiss,
    JusticeContact,
    OfficerInCase,
    SuspectStep,
)
from handrail.people.justice.rules.contact_plan import (
    AgreedContactInterval,
    ChangeToBeToldAbout,
    ContactPlanFacts,
    HearingWithKnownDay,
    JusticeContactCause,
)
from handrail.people.justice.rules.items import ContractReopening
from handrail.people.justice.rules.stages import BEGINNING_EVENTS, CHANGE_EVENTS, COURT_EVENTS
from handrail.people.justice.rules.suspects import find_end_of_criminal_case, get_suspect_number_by_event_id
from handrail.people.records.models import Event, PersonMove

TRIAL_EVENTS: Final = frozenset({"trial_fixed", "trial_moved"})
HEARING_EVENTS: Final = TRIAL_EVENTS | {"hearing_fixed"}


def list_uncorrected_events_by_day(history: History) -> list[PathwayEvent]:
    """Events that no correction replaced, in the order of their days."""
    return sort_events_as_written_down(list_effective_events(history.events))


def sort_events_as_written_down(events: Iterable[PathwayEvent]) -> list[PathwayEvent]:
    """In the order of their days, and within a day as they were written down."""
    return sorted(events, key=lambda one: one.at)


def list_contract_reopenings(case_id: UUID) -> list[ContractReopening]:
    """Moves of the person and new officers; the first officer is no new one. Two statements."""
    moves = PersonMove.objects.filter(case=case_id).values_list("at", flat=True)
    officers = OfficerInCase.objects.filter(case=case_id).order_by("id").values_list("known_at", flat=True)
    return [
        *(ContractReopening("move", timezone.localtime(at).date(), at) for at in moves),
        *(ContractReopening("officer", timezone.localtime(at).date(), at) for at in list(officers)[1:]),
    ]


@dataclass(slots=True)
class ContactPlanRows:
    """What the plan of one case reads: its events that stand, in the order of their days, and rows of this room."""

    events: list[PathwayEvent] = field(default_factory=list)
    contacts: list[JusticeContact] = field(default_factory=list)
    agreed: list[AgreedContact] = field(default_factory=list)
    misses: list[ExplainedMiss] = field(default_factory=list)
    held_on: dict[str, datetime.date] = field(default_factory=dict)
    moves: list[datetime.date] = field(default_factory=list)
    suspects: dict[str, int] = field(default_factory=dict)


def find_last_contact_day(rows: ContactPlanRows) -> datetime.date | None:
    """The last day on which the person heard of the case: a contact that reached them, or news recorded as told."""
    told = [event.at for event in rows.events if event.event == "victim_informed"]
    return max([*told, *(row.on for row in rows.contacts if row.reached)], default=None)


def fetch_contact_plan_rows(case_ids: Collection[UUID]) -> dict[UUID, ContactPlanRows]:
    """Everything that plans read, of several cases. Five statements, however many there are.

    Returns:
        By the number of the case, each of those asked for.
    """
    found = {case_id: ContactPlanRows() for case_id in case_ids}
    _add_suspect_events_to_facts(found)
    contacts = JusticeContact.objects.filter(case__in=case_ids).select_related("recorded_by", "interpreter")
    for contact in contacts.order_by("on", "id"):
        found[contact.case_id].contacts.append(contact)
    for agreed in AgreedContact.objects.filter(case__in=case_ids).order_by("id"):
        found[agreed.case_id].agreed.append(agreed)
    for miss in ExplainedMiss.objects.filter(case__in=case_ids):
        found[miss.case_id].misses.append(miss)
    for case_id, at in PersonMove.objects.filter(case__in=case_ids).values_list("case_id", "at"):
        found[case_id].moves.append(timezone.localtime(at).date())
    return found


def _add_suspect_events_to_facts(found: Mapping[UUID, ContactPlanRows]) -> None:
    number = SuspectStep.objects.filter(event=OuterRef("pk")).values("number")
    told = Event.objects.filter(case__in=list(found)).annotate(suspect=Subquery(number))
    for event in told.order_by("at", "recorded_at", "id"):
        rows = found[event.case_id]
        rows.events.append(to_pathway_event(event))
        if event.suspect:
            rows.suspects[str(event.pk)] = event.suspect
        if event.held_on:
            rows.held_on[str(event.pk)] = event.held_on
    for rows in found.values():
        rows.suspects = get_suspect_number_by_event_id(rows.events, rows.suspects)
        rows.events = sort_events_as_written_down(list_effective_events(tuple(rows.events)))


def fetch_events_with_suspect_numbers(case_id: UUID) -> tuple[list[PathwayEvent], dict[str, int]]:
    """The events of a case that stand, and of which suspect they are. One statement.

    Returns:
        The events in the order of their days; the suspect's number by the number of the event.
    """
    number = SuspectStep.objects.filter(event=OuterRef("pk")).values("number")
    rows = list(Event.objects.filter(case=case_id).annotate(suspect=Subquery(number)).order_by("at", "id"))
    events = [to_pathway_event(row) for row in rows]
    numbers = get_suspect_number_by_event_id(
        events, {str(row.pk): row.suspect for row in rows if row.suspect}
    )
    return sort_events_as_written_down(list_effective_events(tuple(events))), numbers


def build_contact_plan_facts(rows: ContactPlanRows) -> ContactPlanFacts | None:
    """What the plan is worked out from; None while the police do not know of the crime."""
    events = rows.events
    start = next((one.at for one in events if one.event in BEGINNING_EVENTS), None)
    if start is None:
        return None
    hearings = tuple(_list_hearings_with_day(events, rows.held_on, rows.suspects))
    return ContactPlanFacts(
        start,
        contacts=tuple(row.on for row in rows.contacts if row.reached),
        news=tuple(row.on for row in rows.contacts if row.told_news),
        attempts=tuple(row.on for row in rows.contacts if not row.reached),
        agreed=tuple(AgreedContactInterval(row.on, row.every_days) for row in rows.agreed),
        court=tuple(one.at for one in events if one.event in COURT_EVENTS),
        hearings=hearings,
        changes=tuple(
            [
                ChangeToBeToldAbout(one.at, CHANGE_EVENTS[one.event])
                for one in events
                if one.event in CHANGE_EVENTS
            ]
            + [ChangeToBeToldAbout(day, JusticeContactCause.MOVE) for day in rows.moves if day >= start]
        ),
        explained=frozenset(row.due_on for row in rows.misses),
        end=find_end_of_criminal_case(events, rows.suspects, hearings),
    )


def _list_hearings_with_day(
    events: Sequence[PathwayEvent], held_on: Mapping[str, datetime.date], numbers: Mapping[str, int]
) -> Iterable[HearingWithKnownDay]:
    """Each hearing with its day. A trial ends the day of the trial that was fixed before it."""
    fixed = [one for one in events if one.event in HEARING_EVENTS]
    for place, one in enumerate(fixed):
        day = held_on.get(one.id)
        if day is None:
            continue
        moved, is_trial = None, one.event in TRIAL_EVENTS
        if is_trial:
            moved = _find_day_trial_was_moved(one, fixed[place + 1 :], numbers)
        yield HearingWithKnownDay(one.at, day, moved, is_trial)


def _find_day_trial_was_moved(
    trial: PathwayEvent, later: Sequence[PathwayEvent], numbers: Mapping[str, int]
) -> datetime.date | None:
    """When the trial was moved. With several suspects the trial that is fixed after another one is a further trial."""
    moving = {"trial_moved"} if len(set(numbers.values())) > 1 else TRIAL_EVENTS
    return next((one.at for one in later if one.event in moving), None)
