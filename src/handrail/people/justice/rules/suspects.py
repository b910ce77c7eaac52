"""What became of each suspect, by number; and the day on which the criminal case ended for the last of them."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handrail.pathway.event_vocabulary import get_event_name
from handrail.pathway.events import PathwayEvent
from handrail.people.justice.rules.contact_plan import HearingWithKnownDay
from handrail.people.justice.rules.stages import COURT_EVENTS, ENDING_EVENTS

SUSPECT_EVENTS: Final = (
    "suspect_arrested",
    "suspect_interviewed",
    "suspect_released",
    "charged",
    "no_charge_decided",
    "out_of_court_disposal",
    "discontinued",
    "convicted",
    "acquitted",
    "sentenced",
)
"""Events that are about one suspect."""


@dataclass(frozen=True, slots=True)
class SuspectState:
    """The newest event about one suspect."""

    number: int
    event: str
    since: datetime.date

    @property
    def name(self) -> str:
        """What happened last."""
        return get_event_name(self.event)

    @property
    def has_ended(self) -> bool:
        """Whether nothing more is to come for them, unless they appeal."""
        return self.event in ENDING_EVENTS


def list_suspect_states(events: Sequence[PathwayEvent], numbers: Mapping[str, int]) -> list[SuspectState]:
    """Each suspect with a number, in that order.

    Args:
        events: those that stand, in the order of their days.
        numbers: of the suspect that an event is about, by the number of the event.
    """
    newest = {numbers[one.id]: one for one in events if one.id in numbers}
    return [SuspectState(number, one.event, one.at) for number, one in sorted(newest.items())]


def get_suspect_number_by_event_id(
    events: Sequence[PathwayEvent], numbers: Mapping[str, int]
) -> dict[str, int]:
    """The suspect of each event, of a correction that of the event whose place it took.

    Args:
        events: corrected and taken back ones as well.
        numbers: of the suspect, by the number of the event that was recorded for them.

    Returns:
        The suspect's number by the number of the event.
    """
    found = dict(numbers)
    waiting = [one for one in events if one.supersedes in found and one.id not in found]
    while waiting:
        found |= {one.id: found[one.supersedes or ""] for one in waiting}
        waiting = [one for one in events if one.supersedes in found and one.id not in found]
    return found


def find_end_of_criminal_case(
    events: Sequence[PathwayEvent], numbers: Mapping[str, int], hearings: Sequence[HearingWithKnownDay]
) -> datetime.date | None:
    """The day on which the criminal case ended.

    Args:
        events: those that stand, in the order of their days.
        numbers: of the suspect that an event is about, by the number of the event.
        hearings: each with its day.

    Returns:
        None while a suspect has no end, an event of the court came after the end, or a trial is still to come; a later
        hearing moves the day.
    """
    last = next((one for one in reversed(events) if one.event in COURT_EVENTS | ENDING_EVENTS), None)
    if last is None or last.event not in ENDING_EVENTS:
        return None
    if not all(one.has_ended for one in list_suspect_states(events, numbers)):
        return None
    later = [one for one in hearings if one.moved is None and one.held > last.at]
    if any(one.is_trial for one in later):
        return None
    return max([last.at, *(one.held for one in later)])
