"""Which entitlements have come, by when, and what of them is known to be done: from the events of a case."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handrail.pathway.clock_deadlines import compute_deadline, get_counting_start
from handrail.pathway.events import PathwayEvent
from handrail.people.justice.rules.entitlements import EventPattern, VictimCodeEntitlement, list_entitlements

COURT_TOPICS: Final = {
    "hearing_fixed": "hearing",
    "trial_fixed": "hearing",
    "trial_moved": "hearing",
    "hearing_held": "hearing",
    "convicted": "outcome",
    "acquitted": "outcome",
    "sentenced": "outcome",
}
"""What witness care is told of, by the court's event; a hearing that was held on bail has a topic of its own."""
DECIDED_AFTER: Final = frozenset({"suspect_released", "bail_changed"})
"""Events by which proposed bail conditions were set."""
REOPENING_EVENTS: Final = {
    "suspect_released": "release",
    "released_offender": "release",
    "trial_moved": "trial",
}
"""Events after which answers are asked for again; moves and a new officer are no events of the pathway."""


type ItemKey = tuple[str, str]
"""Code of the entitlement and number of the event that started it."""


@dataclass(frozen=True, slots=True)
class StartedEntitlement:
    """An entitlement and the event that started it; `is_fallback` where that is the court's own."""

    row: VictimCodeEntitlement
    start: PathwayEvent
    is_fallback: bool

    @property
    def key(self) -> ItemKey:
        """What there is once within a case."""
        return (self.row.code, self.start.id)


@dataclass(frozen=True, slots=True)
class ContractReopening:
    """Something after which answers are asked for again: its day, and when it became known here."""

    cause: str
    on: datetime.date
    known: datetime.datetime


@dataclass(frozen=True, slots=True)
class ComputedEntitlement:
    """An entitlement whose trigger has come.

    `due` is None where no number is set; `done_on` the day of the event that met it, `declined_on` of the one by which
    the person said no; `by_fallback` says that it is counted from the court's own event, since it is not known when
    witness care was told.
    """

    code: str
    event_id: str
    started: datetime.date
    due: datetime.date | None
    done_on: datetime.date | None
    reopened: ContractReopening | None
    by_fallback: bool = False
    declined_on: datetime.date | None = None


def compute_entitlements(
    events: Sequence[PathwayEvent],
    *,
    facts: frozenset[str],
    enhanced: bool,
    reopenings: Iterable[ContractReopening] = (),
    doubted: Mapping[ItemKey, datetime.datetime] | None = None,
    answers: Mapping[str, ItemKey] | None = None,
) -> list[ComputedEntitlement]:
    """Every entitlement that has come.

    Args:
        events: those that stand, in the order of their days.
        facts: what the case says beside events.
        enhanced: whether Enhanced Rights apply.
        reopenings: moves and changes of the officer; releases and a moved trial are read from the events.
        doubted: when "not yet" was answered, by code and trigger: an event known before it proves nothing.
        answers: code and trigger of the item that was answered, by the event that the answer recorded: one answer
            answers one entitlement, while an event that was recorded by itself speaks for all that it meets.

    Returns:
        In the order of the entitlements, and of what started them.
    """
    causes = [*reopenings, *list_contract_reopenings_by_events(events)]
    found = []
    for one in list_started_entitlements(events, facts):
        speaking = [event for event in events if (answers or {}).get(event.id, one.key) == one.key]
        doubt = (doubted or {}).get(one.key)
        found.append(_compute_entitlement(one, speaking, enhanced=enhanced, causes=causes, doubted=doubt))
    return found


def list_started_entitlements(
    events: Sequence[PathwayEvent], facts: frozenset[str]
) -> list[StartedEntitlement]:
    """What has come, in the order of the entitlements, and of what started them."""
    rows = [row for row in list_entitlements() if _do_facts_of_entitlement_hold(row, facts)]
    return [StartedEntitlement(row, *start) for row in rows for start in _list_starting_events(row, events)]


def list_contract_reopenings_by_events(events: Iterable[PathwayEvent]) -> list[ContractReopening]:
    """Releases and moved trials."""
    return [
        ContractReopening(REOPENING_EVENTS[event.event], event.at, event.recorded)
        for event in events
        if event.event in REOPENING_EVENTS and event.recorded is not None
    ]


def list_court_events_told_by(told: PathwayEvent, events: Sequence[PathwayEvent]) -> list[PathwayEvent]:
    """The court's events of which witness care was told by this event; none for any other event."""
    if told.event != "wcu_told":
        return []
    return [
        one
        for one in events
        if one.at <= told.at
        and get_witness_care_topic(one)
        and _find_event_telling_witness_care(one, events) is told
    ]


def compute_entitlement_due_day(
    row: VictimCodeEntitlement, start: PathwayEvent, *, enhanced: bool, fallback: bool = False
) -> datetime.date | None:
    """The last day for the duty holder.

    Args:
        row: the entitlement.
        start: the event that started it. Its own day never counts.
        enhanced: whether Enhanced Rights apply.
        fallback: counted from the court's event, for both legs together.

    Returns:
        The day; None for a right without a number, or one that is due before a decision without a day.
    """
    length = row.get_length(enhanced=enhanced, fallback=fallback)
    if row.unit == "same_day":
        return start.at
    if row.unit in ("none", "before") or length is None:
        return None
    until = compute_deadline(get_counting_start(start.at, start.time, row.unit), length, row.unit, False)
    return until.date() if isinstance(until, datetime.datetime) else until


def _compute_entitlement(
    item: StartedEntitlement,
    events: Sequence[PathwayEvent],
    *,
    enhanced: bool,
    causes: Sequence[ContractReopening],
    doubted: datetime.datetime | None,
) -> ComputedEntitlement:
    row, start = item.row, item.start
    due = compute_entitlement_due_day(row, start, enhanced=enhanced, fallback=item.is_fallback)
    if row.unit == "before":
        due = next((one.at for one in events if one.event in DECIDED_AFTER and one.at >= start.at), None)
    since = [
        cause for cause in causes if row.is_asked_again_by(cause.cause, start.event) and cause.on >= start.at
    ]
    newest = max(since, key=lambda cause: cause.known, default=None)
    known = max((at for at in (newest.known if newest else None, doubted) if at), default=None)
    done = _find_day_entitlement_done(row, start, events, known)
    declined = None if done else _find_day_entitlement_met(row.declined_by, start, events, known)
    return ComputedEntitlement(row.code, start.id, start.at, due, done, newest, item.is_fallback, declined)


def _list_starting_events(
    row: VictimCodeEntitlement, events: Sequence[PathwayEvent]
) -> list[tuple[PathwayEvent, bool]]:
    """The events that start the entitlement, each with whether it is the fallback."""
    own = [event for event in events if _matches_any_event_pattern(row.starts, event)]
    other = [
        event
        for event in events
        if _matches_any_event_pattern(row.fallback_starts, event)
        and _find_event_telling_witness_care(event, events) is None
    ]
    if row.fallback_starts:
        own = [event for event in own if _is_court_event_told_for_entitlement(row, event, events)]
    starts = [(event, False) for event in own] + [(event, True) for event in other]
    starts = [(event, fallback) for event, fallback in starts if row.holds_on(event.at)]
    starts.sort(key=lambda pair: pair[0].at)
    return starts if row.repeats else starts[:1]


def _is_court_event_told_for_entitlement(
    row: VictimCodeEntitlement, told: PathwayEvent, events: Sequence[PathwayEvent]
) -> bool:
    """Whether witness care was told of the court's event that the entitlement is about.

    Verdict and sentence of one day are told at once, and start both. Where no event of the court is recorded that it
    could be about, it is the sentence after a sentence, else the verdict or the hearing.
    """
    court = list_court_events_told_by(told, events)
    if court:
        return any(_matches_any_event_pattern(row.fallback_starts, one) for one in court)
    is_sentenced = any(one.event == "sentenced" and one.at <= told.at for one in events)
    return told.of != "outcome" or is_sentenced == (row.code == "9.2")


def _find_event_telling_witness_care(
    court: PathwayEvent, events: Sequence[PathwayEvent]
) -> PathwayEvent | None:
    """When witness care was told of the court's event: the first of its topic before the next event of that topic."""
    topic = get_witness_care_topic(court)
    for one in events:
        if one.id == court.id or one.at < court.at:
            continue
        if one.event == "wcu_told" and one.of == topic:
            return one
        if get_witness_care_topic(one) == topic and one.at > court.at:
            return None
    return None


def get_witness_care_topic(event: PathwayEvent) -> str:
    """What witness care is told of after it; "" for what the court does not tell them."""
    if event.event == "hearing_held" and event.of == "bail":
        return "bail"
    return COURT_TOPICS.get(event.event, "")


def _find_day_entitlement_done(
    row: VictimCodeEntitlement,
    start: PathwayEvent,
    events: Sequence[PathwayEvent],
    after: datetime.datetime | None,
) -> datetime.date | None:
    """The day on which the entitlement was met; of the court's own leg the day on which witness care was told."""
    if row.code == "8.0":
        told = _find_event_telling_witness_care(start, events)
        return told.at if told else None
    if row.unit == "same_day":
        return _find_day_notice_given(row, start, events, after)
    return _find_day_entitlement_met(row.done_by, start, events, after)


def _find_day_notice_given(
    row: VictimCodeEntitlement,
    start: PathwayEvent,
    events: Sequence[PathwayEvent],
    after: datetime.datetime | None,
) -> datetime.date | None:
    """The day of the notice of this very request; it may be before the request itself.

    A notice is of the request that was written down last before it; of the first request, where none was.
    """
    written = sorted(events, key=_get_moment_written_down)
    about = next((one for one in written if _matches_any_event_pattern(row.starts, one)), start)
    for one in written:
        if _matches_any_event_pattern(row.starts, one):
            about = one
        is_notice = about.id == start.id and _matches_any_event_pattern(row.done_by, one)
        if is_notice and (after is None or (one.recorded is not None and one.recorded > after)):
            return one.at
    return None


def _get_moment_written_down(event: PathwayEvent) -> float:
    """Those of which it is not known come first, in the order of their days."""
    return event.recorded.timestamp() if event.recorded else 0


def _find_day_entitlement_met(
    patterns: Sequence[EventPattern],
    start: PathwayEvent,
    events: Sequence[PathwayEvent],
    after: datetime.datetime | None,
) -> datetime.date | None:
    """The day of the first event of these, of those known after `after`.

    From the start on; somebody may be told before witness care is, so that the court's own day counts there.
    """
    first = min((one.at for one in list_court_events_told_by(start, events)), default=start.at)
    for one in events:
        if one.at < first or one.id == start.id or not _matches_any_event_pattern(patterns, one):
            continue
        if after is None or (one.recorded is not None and one.recorded > after):
            return one.at
    return None


def _matches_any_event_pattern(patterns: Iterable[EventPattern], event: PathwayEvent) -> bool:
    return any(pattern.matches(event.event, event.of) for pattern in patterns)


def _do_facts_of_entitlement_hold(row: VictimCodeEntitlement, facts: frozenset[str]) -> bool:
    return all((fact[1:] not in facts) if fact.startswith("!") else (fact in facts) for fact in row.facts)
