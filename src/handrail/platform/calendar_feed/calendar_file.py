"""The calendar as a file of the iCalendar format (RFC 5545), through the icalendar library."""

import datetime
from collections.abc import Iterable
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from icalendar import Calendar, Event, vDuration

from handrail.platform.calendar_feed.entries import DEFAULT_LENGTH, CalendarEntry

PRODUCT: Final = "-//Handrail//Handrail//EN"
ASK_AGAIN: Final = datetime.timedelta(hours=1)


def write_calendar_file(entries: Iterable[CalendarEntry], *, now: datetime.datetime, secret: str) -> bytes:
    """Write the entries.

    Args:
        entries: of one person.
        now: the moment.
        secret: what numbers are made of, so that they are the same each time and tell nothing.

    Returns:
        The file, UTF-8.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", "Handrail")
    calendar.add("x-wr-calname", "Handrail")
    calendar.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_make_event(entry, now, secret))
    return bytes(calendar.to_ical())


def _make_event(entry: CalendarEntry, now: datetime.datetime, secret: str) -> Event:
    event = Event()
    number = salted_hmac("handrail.calendar.entry", f"{secret}/{entry.key}", algorithm="sha256").hexdigest()
    event.add("uid", f"{number[:32]}@handrail")
    event.add("dtstamp", now)
    event.add("summary", entry.title)
    event.add("class", "PRIVATE")
    event.add("url", settings.ADDRESS.rstrip("/") + reverse("first_page"))
    if isinstance(entry.starts, datetime.datetime):
        event.add("dtstart", entry.starts.astimezone(datetime.UTC))
        event.add("dtend", (entry.ends or entry.starts + DEFAULT_LENGTH).astimezone(datetime.UTC))
    else:
        event.add("dtstart", entry.starts)
        event.add("transp", "TRANSPARENT")
    return event
