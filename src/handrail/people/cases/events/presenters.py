"""From events to the lines of what happened."""

import datetime
from collections.abc import Iterable
from typing import Any, TypedDict

from handrail.people.cases.events.queries.timeline_rows import EventRow
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url


class TimelineItem(TypedDict):
    """One line of what happened; `recorded` where that was written down later, `href` where it may be corrected."""

    title: str
    by: str
    at: datetime.date
    has_time: bool
    phase: str
    text: str
    started: tuple[str, ...]
    recorded: datetime.datetime | None
    struck: bool
    correction: str
    href: str


def present_timeline(
    events: Iterable[EventRow], reference: str, case_access: CaseAccess
) -> list[TimelineItem]:
    """What happened, newest first.

    Args:
        events: in that order.
        reference: the case's, for the links.
        case_access: what the reader may do.
    """
    return [
        _present_event(line, reference, case_access) for line in events if line.event != "entered_in_error"
    ]


def _present_event(line: EventRow, reference: str, case_access: CaseAccess) -> TimelineItem:
    at: Any = datetime.datetime.combine(line.at, line.at_time) if line.at_time else line.at
    text = (
        msg(
            "Reference {national_reference}. {note}",
            national_reference=line.national_reference,
            note=line.note,
        ).strip(". ")
        if line.national_reference
        else line.note
    )
    if line.held_on:
        text = msg(
            "It is on {held_on}. {text}", held_on=formatting.format_long_day(line.held_on), text=text
        ).strip()
    may = case_access.may(Permission.RECORD) and not line.struck
    return {
        "title": line.name,
        "by": msg(
            "{recorded_by}, {recorded_by_body}",
            recorded_by=line.recorded_by,
            recorded_by_body=line.recorded_by_body,
        ),
        "at": at,
        "has_time": line.at_time is not None,
        "phase": line.phase,
        "text": text,
        "started": (),
        "recorded": line.recorded_at if line.late else None,
        "struck": line.struck,
        "correction": "Corrected by a later entry"
        if line.struck
        else "Corrects an earlier entry"
        if line.corrects
        else "",
        "href": get_url("correct_event", reference, line.event_id) if may else "",
    }
