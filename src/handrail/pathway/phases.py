"""The phase to keep on what happened: on a day, at the moment of an event, or when something was written down.

A case with many offers asks for many moments, and most lie between the same events: those are read once.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from handrail.pathway.case_state import Phase, list_uncorrected_events_until
from handrail.pathway.event_order import list_effective_events
from handrail.pathway.events import PathwayEvent
from handrail.pathway.history import History
from handrail.pathway.replay import compute_case_state_on_day, list_phases_after_events
from handrail.platform.kernel import dates


class PhaseReader:
    """Phases of one history at many moments. A phase is that of the events that stand then, and of nothing else."""

    def __init__(self, history: History) -> None:
        self.history = history
        self._phases: dict[tuple[PathwayEvent, ...], Phase] = {}

    def get_phase_on(self, day: date | datetime) -> Phase:
        """As `get_phase_on` says."""
        return self._read_phase_at_moment(self.history, day)

    def list_event_phases(self) -> dict[str, Phase]:
        """As `list_event_phases` says.

        Returns:
            By the id of the event; what was corrected or taken back is left out.
        """
        last = max((each.at for each in self.history.events), default=date.min)
        return list_phases_after_events(self.history, last)

    def get_phase_when_recorded(self, day: date, recorded: datetime) -> Phase:
        """As `get_phase_when_recorded` says."""
        moment = dates.to_london(recorded)
        if moment.date() != day:
            return self.get_phase_on(day)
        first = {event.id: event for event in self.history.events if event.id}
        earlier = tuple(
            event
            for event in list_effective_events(self.history.events)
            if event.at != day or not _happened_after_moment(event, first, moment)
        )
        return self._read_phase_at_moment(replace(self.history, events=earlier), day)

    def _read_phase_at_moment(self, history: History, on: date) -> Phase:
        events = tuple(list_uncorrected_events_until(history, on))
        if events not in self._phases:
            self._phases[events] = compute_case_state_on_day(history, on).phase
        return self._phases[events]


def get_phase_on(history: History, day: date | datetime) -> Phase:
    """The phase of that day, to be kept on whatever happened then."""
    return PhaseReader(history).get_phase_on(day)


def list_event_phases(history: History) -> dict[str, Phase]:
    """The phase to keep on each event: after what the timeline tells before it, and itself.

    Returns:
        By the id of the event; what was corrected or taken back is left out.
    """
    return PhaseReader(history).list_event_phases()


def get_phase_when_recorded(history: History, day: date, recorded: datetime) -> Phase:
    """The phase to keep on something that has a day and no time, such as an offer.

    Written down on that same day, it came before whatever has a later time, or was first written down later: a no in
    the afternoon does not move the offer of the morning. Written down on another day, nobody can tell, and the whole
    day counts (ours: no source says).

    Args:
        history: all that is known of the person.
        day: the day of the thing.
        recorded: when it was written down.

    Returns:
        The phase in which it happened.
    """
    return PhaseReader(history).get_phase_when_recorded(day, recorded)


def _happened_after_moment(event: PathwayEvent, by_id: Mapping[str, PathwayEvent], moment: datetime) -> bool:
    """By its time; without one by when it, or the entry that it corrects, was first written down."""
    if event.time is not None:
        return event.time > moment.time()
    seen: set[str] = set()
    while (corrected := event.supersedes or "") in by_id and corrected not in seen:
        seen.add(corrected)
        event = by_id[corrected]
    return event.recorded is not None and dates.to_utc(event.recorded) > dates.to_utc(moment)
