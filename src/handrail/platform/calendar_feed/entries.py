"""What a calendar may say: that something is then, and what kind of thing. The rooms hand these over."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.module_loading import import_string

from handrail.platform.access.actor import Actor

DAYS_BACK: Final = datetime.timedelta(days=30)
MOST_OF_A_KIND: Final = 200
DEFAULT_LENGTH: Final = datetime.timedelta(minutes=30)
"""Where nobody said how long it takes: ours, so that it is seen in a day's view."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing of a person's own. `key` tells it apart from others and is never shown as it is."""

    key: str
    title: str  # the kind of thing, in words that say nothing of anybody
    starts: datetime.datetime | datetime.date  # a day alone: some time on it
    ends: datetime.datetime | None = None


type CalendarSource = Callable[[Actor, datetime.date], Iterator[CalendarEntry]]


def iterate_calendar_entries(actor: Actor, since: datetime.date) -> Iterator[CalendarEntry]:
    """Everything that the rooms hand over (settings.CALENDAR_SOURCES), from this day on."""
    for path in settings.CALENDAR_SOURCES:
        source: CalendarSource = import_string(path)
        yield from source(actor, since)
