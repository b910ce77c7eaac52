"""From values to the words, tags and links of the pages about tasks, contacts, handing over and closing."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.consent.queries.sharing import GrantRow
from handrail.people.cases.lifecycle.queries.open_items import OpenItem
from handrail.people.cases.panels import CaseLines
from handrail.people.contacts.queries.case_history import CaseHistoryRow, get_case_history_rows
from handrail.people.contacts.queries.closings import get_closing_rows
from handrail.people.contacts.queries.contact_day import ContactDay, ContactDayRow
from handrail.people.contacts.queries.outstanding import get_outstanding_items
from handrail.people.contacts.queries.work import CaseWork, ContactRow, TaskRow, get_open_work
from handrail.people.contacts.queries.work_summary import CaseWorkSummary, get_work_summary
from handrail.people.contacts.states import ContactFrequency, ContactState, KnownChannelSafety, TaskState
from handrail.people.records.queries.known import NOTHING, Known
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.ui import formatting

MOST_SHOWN = 4
READ_WHEN_CLOSED = ("stay", "referral", "case_money")
"""Pages of open things that are read, not filled in: a closed case leads to them."""
CONTACT_STATES = {
    ContactState.PLANNED: "soon",
    ContactState.HELD: "met",
    ContactState.MISSED: "unsafe",
    ContactState.CALLED_OFF: "declined",
}
SAFETY_STATES = {
    KnownChannelSafety.SAFE: "met",
    KnownChannelSafety.NOT_SAFE: "unsafe",
    KnownChannelSafety.UNSURE: "unsafe",
    KnownChannelSafety.NOT_ASKED: "unknown",
}
ENDED_STATES = {TaskState.DONE: "met", TaskState.NOT_NEEDED: "declined"}


def present_work_panel(case_access: CaseAccess, lines: CaseLines, known: Known) -> dict[str, Any] | None:
    """What the case page says of the work: whom to ring first, what is to do and planned. Three statements at most."""
    if not case_access.inside or Kind.SUPPORT not in case_access.kinds:
        return None
    work_now, head = get_open_work(case_access, known), get_work_summary(lines)
    return {
        "reference": head.reference,
        "ring": head.person_to_ring,
        "no_stand_in": head.no_stand_in,
        "dependants": head.dependants,
        "at_risk": head.at_risk,
        "hand_over": head.hand_over_id,
        "in_touch": _describe_last_contact(head),
        "closed": head.closed,
        "tasks": [
            present_task(line, head.reference, case_access) for line in work_now.open_tasks[:MOST_SHOWN]
        ],
        "contacts": [
            present_contact(line, head.reference, case_access) for line in work_now.planned[:MOST_SHOWN]
        ],
        "more": max(0, len(work_now.open_tasks) - MOST_SHOWN) + max(0, len(work_now.planned) - MOST_SHOWN),
        "may": case_access.may(Permission.RECORD) and not head.closed,
        "may_hand": case_access.may(Permission.SHARE) and not head.closed,
    }


def _describe_last_contact(head: CaseWorkSummary) -> str:
    """When somebody last spoke with them."""
    last = head.in_touch
    if last is None:
        return "No contact with them is recorded yet."
    return msg(
        "Last in touch {on}: {channel}, {with_whom}.",
        on=formatting.format_relative_day(last.on),
        channel=formatting.lower_first(last.channel),
        with_whom=last.with_whom,
    )


def merge_case_history(
    events: Sequence[dict[str, Any]], case_access: CaseAccess, known: Known = NOTHING
) -> list[dict[str, Any]]:
    """What happened, newest first, with the turns that the case took in its own place among the events."""
    rows = list(events)
    for turn in reversed(get_case_history_rows(case_access, known)):
        at = timezone.localtime(turn.at).replace(tzinfo=None)
        place = next((number for number, row in enumerate(rows) if _to_datetime(row["at"]) <= at), len(rows))
        rows.insert(place, _present_history_row(turn, at))
    return rows


def _to_datetime(at: datetime.date) -> datetime.datetime:
    return at if isinstance(at, datetime.datetime) else datetime.datetime.combine(at, datetime.time.min)


def _present_history_row(turn: CaseHistoryRow, at: datetime.datetime) -> dict[str, Any]:
    return {"title": turn.title, "by": turn.by, "at": at, "has_time": True, "text": turn.text}


def present_closed_notice(case_access: CaseAccess, reference: str) -> dict[str, Any]:
    """The head of a closed case: why, what is still open, and the way to open it again."""
    lines = get_closing_rows(case_access)
    line = lines[0] if lines and lines[0].reopened_at is None else None
    sees = case_access.inside and {Kind.PATHWAY, Kind.SUPPORT, Kind.CONTACT} <= case_access.kinds
    return {
        "line": line,
        "groups": group_open_items(get_outstanding_items(case_access)) if sees else [],
        "reopen": reverse("reopen_case", args=[reference]) if case_access.may(Permission.RECORD) else "",
    }


def present_work(found: CaseWork, reference: str, case_access: CaseAccess) -> dict[str, Any]:
    """Everything that the page of one case's work needs."""
    return {
        "reference": reference,
        "tasks": [present_task(line, reference, case_access) for line in found.open_tasks],
        "ended": [present_task(line, reference, case_access) for line in found.ended],
        "planned": [present_contact(line, reference, case_access) for line in found.planned],
        "past": [present_contact(line, reference, case_access) for line in found.past],
        "may": case_access.may(Permission.RECORD),
    }


def present_task(line: TaskRow, reference: str, case_access: CaseAccess) -> dict[str, Any]:
    """A task as a row."""
    state, said = get_day_tag(line.due_on)
    if line.state != TaskState.OPEN:
        state, said = ENDED_STATES[TaskState(line.state)], line.state_words
    mine = line.for_user_id == case_access.actor.user_id
    return {
        "line": line,
        "state": state,
        "words": said,
        "whose": "you" if mine else line.for_whom or "the team",
        "mine": mine,
        "end": reverse("end_task", args=[reference, line.task_id]),
        "change": reverse("change_task", args=[reference, line.task_id]),
        "take": reverse("take_task", args=[reference, line.task_id]),
    }


def present_task_header(line: TaskRow, reference: str) -> dict[str, Any]:
    """A task above the form that ends it."""
    return {"task": line, "change": reverse("change_task", args=[reference, line.task_id])}


def present_contact(line: ContactRow, reference: str, case_access: CaseAccess) -> dict[str, Any]:
    """A contact as a row."""
    state, said = CONTACT_STATES[ContactState(line.state)], line.state_words
    if line.state == ContactState.PLANNED:
        state, said = get_day_tag(line.on)
    again = dict(ContactFrequency.choices).get(str(line.every_days), "") if line.every_days else ""
    return {
        "line": line,
        "state": state,
        "words": said,
        "title": msg("{channel_words}: {about}", channel_words=line.channel_words, about=line.about)
        if line.about
        else line.channel_words,
        "when": formatting.format_weekday_near(line.on)
        + (msg(", {at_time}", at_time=formatting.format_time(line.at_time)) if line.at_time else ""),
        "who": "you" if line.with_user_id == case_access.actor.user_id else line.with_whom,
        "again": formatting.lower_first(again) if again else "",
        "warned": line.says_words if line.says != KnownChannelSafety.SAFE else "",
        "warned_state": SAFETY_STATES[KnownChannelSafety(line.says)],
        "outcome": reverse("contact_outcome", args=[reference, line.contact_id]),
        "move": reverse("move_contact", args=[reference, line.contact_id]),
        "missed": reverse("contact_missed", args=[reference, line.contact_id])
        if line.state == ContactState.MISSED
        else "",
    }


def present_contact_day(found: ContactDay, day: datetime.date) -> dict[str, Any]:
    """The day's contacts, with the days around it."""
    return {
        "day": day,
        "before": day - datetime.timedelta(days=1),
        "after": day + datetime.timedelta(days=1),
        "rows": [_present_day_contact(row) for row in found.rows],
        "late": [_present_day_contact(row) for row in found.late],
    }


def _present_day_contact(row: ContactDayRow) -> dict[str, Any]:
    planned = row.state == ContactState.PLANNED
    state, said = (
        get_day_tag(row.on) if planned else (CONTACT_STATES[ContactState(row.state)], row.state_words)
    )
    here = "contact_outcome" if planned else "case_work"
    args = [row.reference, row.contact_id] if planned else [row.reference]
    return {
        "row": row,
        "state": state,
        "words": said,
        "when": formatting.format_time(row.at_time) or ("any time" if planned else "time not noted"),
        "href": reverse(here, args=args),
        "planned": planned,
        "warned": row.says_words if row.says != KnownChannelSafety.SAFE else "",
        "warned_state": SAFETY_STATES[KnownChannelSafety(row.says)],
    }


def get_day_tag(on: datetime.date) -> tuple[str, str]:
    """How near the day is."""
    left = (on - timezone.localdate()).days
    if left < 0:
        return ("overdue", msg("Overdue {days}", days=formatting.plural(-left, "day")))
    if left == 0:
        return ("today", "Today")
    return ("soon", "Tomorrow" if left == 1 else msg("In {days}", days=formatting.plural(left, "day")))


def get_open_item_name(thing: OpenItem) -> str:
    """“Task: ring the council”"""
    return msg("{sort}: {title}", sort=thing.sort, title=thing.title)


def get_open_item_hints(things: Iterable[OpenItem]) -> dict[str, str]:
    """What stands under each box."""
    return {thing.key: get_open_item_text(thing) for thing in things}


def get_open_item_text(thing: OpenItem) -> str:
    """“Wren Ashdown, by 3 December 2026”"""
    return (
        formatting.capitalise_first(
            msg("{what} {on}", what=thing.text, on=formatting.format_day(thing.on)).strip()
        )
        if thing.on
        else formatting.capitalise_first(thing.text)
    )


def group_open_items(things: Iterable[OpenItem]) -> list[tuple[str, list[dict[str, str]]]]:
    """What is outstanding by its sort, each with its own page."""
    groups: dict[str, list[dict[str, str]]] = {}
    for thing in things:
        one = {
            "title": thing.title,
            "text": get_open_item_text(thing),
            "href": reverse(thing.act, args=thing.args) if thing.act != "case" else "",
            "read": reverse(thing.act, args=thing.args) if thing.act in READ_WHEN_CLOSED else "",
        }
        groups.setdefault(thing.sort, []).append(one)
    return list(groups.items())


def get_grant_choices(grants: Iterable[GrantRow]) -> list[tuple[str, str]]:
    """Whose sharing can end with the case: not the point of contact's, nor the stand-in's."""
    return [(str(grant.grant_id), grant.to) for grant in grants if not grant.keeps_contact]


def get_grant_hints(grants: Iterable[GrantRow]) -> dict[str, str]:
    """What each may see, on which ground."""
    return {
        str(grant.grant_id): grant.because
        if grant.person
        else msg("{kinds}. {ground}.", kinds=join_texts(grant.kinds, "; "), ground=grant.ground)
        + (msg(" Until {until}.", until=formatting.format_day(grant.until)) if grant.until else "")
        for grant in grants
    }
