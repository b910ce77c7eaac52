"""One thing that happened, on its day. Events are added, never edited: a correction supersedes."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PathwayEvent:
    """What happened (a word of the vocabulary), when, and where needed about which decision and referral.

    `time` is London's. `recorded` is when somebody wrote it down; it only settles the order within a day.
    `supersedes` names the id of the event whose place this one takes.
    """

    event: str
    at: datetime.date
    time: datetime.time | None = None
    of: str | None = None
    referral: int | None = None
    id: str = ""
    supersedes: str | None = None
    recorded: datetime.datetime | None = None
