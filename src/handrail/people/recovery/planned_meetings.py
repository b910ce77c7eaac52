"""What is planned with the person, for their own page: rooms that plan meetings add their source when they start."""

import datetime
from collections.abc import Callable, Iterable
from typing import NamedTuple

from handrail.platform.access.case_access import CaseAccess


class PlannedMeeting(NamedTuple):
    """One meeting: the words for its channel, its day, and its time where one is agreed."""

    channel_words: str
    on: datetime.date
    at_time: datetime.time | None

    def is_ahead_at(self, moment: datetime.datetime) -> bool:
        """Whether it is still to come; without an agreed time, until its day is over.

        Args:
            moment: in London's time.
        """
        if self.on == moment.date() and self.at_time is not None:
            return self.at_time >= moment.time()
        return self.on >= moment.date()


type MeetingSource = Callable[[CaseAccess], Iterable[PlannedMeeting]]
meeting_sources: list[MeetingSource] = []


def list_planned_meetings(case_access: CaseAccess) -> list[PlannedMeeting]:
    """The meetings of every source, the soonest first, as far as the reader may see them."""
    found = (meeting for source in meeting_sources for meeting in source(case_access))
    return sorted(found, key=lambda meeting: (meeting.on, meeting.at_time or datetime.time.max))
