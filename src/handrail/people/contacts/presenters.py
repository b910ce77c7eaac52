"""From values to the words, tags and links of the pages about tasks, contacts, handing over and closing."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple, TypedDict
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.events.presenters import TimelineItem
from handrail.people.cases.panels import CaseLines
from handrail.people.contacts.channel_safety import get_channel_safety
from handrail.people.contacts.queries.absence_cover import ColleagueToRingFirst
from handrail.people.contacts.queries.case_work import CaseWork, ContactRow, TaskRow, get_open_case_work
from handrail.people.contacts.queries.case_work_summary import CaseWorkSummary, get_work_summary
from handrail.people.contacts.queries.closing_and_hand_over_history import (
    ClosingOrHandOverHistoryRow,
    list_closing_and_hand_over_history_rows,
)
from handrail.people.contacts.queries.contact_day import ContactOfDayRow, ContactsOfDay
from handrail.people.contacts.text_choices import (
    ContactFrequency,
    ContactState,
    KnownChannelSafety,
    TaskState,
)
from handrail.people.records.queries.case_lookup import CaseOpenToActor
from handrail.people.records.queries.known_case_parts import NOTHING, CasePartsKnownEmptyOrFetched
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting

MOST_SHOWN = 4
USED_CHANNEL = "used"
"""In the address of a case's work: the channel of the contact that was just recorded."""
CONTACT_STATES = {
    ContactState.PLANNED: "soon",
    ContactState.HELD: "met",
    ContactState.MISSED: "unsafe",
    ContactState.CALLED_OFF: "declined",
}
SAFETY_STATES = {
    KnownChannelSafety.SAFE: "met",
    KnownChannelSafety.NOT_SAFE: "unsafe",
    KnownChannelSafety.UNSURE: "unsure",
    KnownChannelSafety.NOT_ASKED: "unknown",
}
ENDED_STATES = {TaskState.DONE: "met", TaskState.NOT_NEEDED: "declined"}


class CaseTaskItem(NamedTuple):
    """A task as a row, with the tag of its day or its end. `end`, `change` and `take` are addresses."""

    line: TaskRow
    state: str
    words: str
    whose: str
    mine: bool
    end: str
    change: str
    take: str


class ContactItem(NamedTuple):
    """A contact as a row, with the tag of its day or its outcome. `outcome`, `move` and `missed` are addresses."""

    line: ContactRow
    state: str
    words: str
    title: str
    when: str
    who: str
    again: str
    warned: str
    warned_state: str
    outcome: str
    move: str
    missed: str


class DayContactItem(NamedTuple):
    """A contact of a day. `warned` says what is known of its channel where that is not known to be safe."""

    row: ContactOfDayRow
    state: str
    words: str
    when: str
    href: str
    planned: bool
    warned: str
    warned_state: str


class CaseWorkPanel(NamedTuple):
    """What the case page says of the work. `more` counts the tasks and contacts that are not shown."""

    reference: str
    ring: ColleagueToRingFirst | None
    no_stand_in: bool
    dependants: int
    at_risk: int
    hand_over: UUID | None
    in_touch: str
    closed: bool
    tasks: list[CaseTaskItem]
    contacts: list[ContactItem]
    more: int
    may: bool
    may_hand: bool


class CaseWorkContext(TypedDict):
    """Everything planned and to do on a case, and what became of the rest."""

    reference: str
    tasks: list[CaseTaskItem]
    ended: list[CaseTaskItem]
    planned: list[ContactItem]
    past: list[ContactItem]
    may: bool


class UsedChannelNotice(NamedTuple):
    """A way that was safe when it was used, and is not recorded as safe. `href` asks about it."""

    title: str
    href: str


class TaskHeaderContext(TypedDict):
    """A task above the form that ends it; None above the form of a new one."""

    task: TaskRow | None
    change: str


class ContactsOfDayContext(TypedDict):
    """A day’s contacts, with the days around it."""

    day: datetime.date
    before: datetime.date
    after: datetime.date
    rows: list[DayContactItem]
    late: list[DayContactItem]


def present_case_work_panel(
    case_access: CaseAccess, lines: CaseLines, known: CasePartsKnownEmptyOrFetched
) -> CaseWorkPanel | None:
    """What the case page says of the work: whom to ring first, what is to do and planned. Three statements at most.

    Args:
        case_access: what the reader may see and do.
        lines: what one statement told of the case.
        known: which parts hold anything.

    Returns:
        None for whoever does not work on the case.
    """
    if not case_access.inside or Kind.NOTES not in case_access.kinds:
        return None
    work_now, head = get_open_case_work(case_access, known), get_work_summary(lines)
    return CaseWorkPanel(
        reference=head.reference,
        ring=head.person_to_ring,
        no_stand_in=head.no_stand_in,
        dependants=head.dependants,
        at_risk=head.at_risk,
        hand_over=head.hand_over_id,
        in_touch=_describe_last_contact(head),
        closed=head.closed,
        tasks=[
            make_case_task_item(line, head.reference, case_access)
            for line in work_now.open_tasks[:MOST_SHOWN]
        ],
        contacts=[
            make_contact_item(line, head.reference, case_access) for line in work_now.planned[:MOST_SHOWN]
        ],
        more=max(0, len(work_now.open_tasks) - MOST_SHOWN) + max(0, len(work_now.planned) - MOST_SHOWN),
        may=case_access.may(Permission.RECORD) and not head.closed,
        may_hand=case_access.may(Permission.SHARE) and not head.closed,
    )


def _describe_last_contact(head: CaseWorkSummary) -> str:
    """When somebody last spoke with them."""
    last = head.in_touch
    if last is None:
        return "No contact with them recorded yet."
    return msg(
        "Last recorded contact: {channel}, {with_whom}, {on}.",
        on=formatting.format_relative_day(last.on),
        channel=formatting.lower_first(last.channel),
        with_whom=last.with_whom,
    )


class ClosingOrHandOverItem(TypedDict):
    """One line of the timeline: the case was closed, reopened or handed over."""

    title: str
    by: str
    at: datetime.datetime
    has_time: bool
    text: str


def merge_closings_and_hand_overs_into_timeline(
    events: Sequence[TimelineItem], case_access: CaseAccess, known: CasePartsKnownEmptyOrFetched = NOTHING
) -> list[TimelineItem | ClosingOrHandOverItem]:
    """What happened, newest first.

    Args:
        events: rows of the timeline, newest first.
        case_access: what the reader may see.
        known: which parts hold anything.

    Returns:
        The rows of the timeline with the turns that the case took, each in its own place.
    """
    rows: list[TimelineItem | ClosingOrHandOverItem] = list(events)
    for turn in reversed(list_closing_and_hand_over_history_rows(case_access, known)):
        at = timezone.localtime(turn.at).replace(tzinfo=None)
        place = next((number for number, row in enumerate(rows) if _to_datetime(row["at"]) <= at), len(rows))
        rows.insert(place, _make_closing_or_hand_over_item(turn, at))
    return rows


def _to_datetime(at: datetime.date) -> datetime.datetime:
    return at if isinstance(at, datetime.datetime) else datetime.datetime.combine(at, datetime.time.min)


def _make_closing_or_hand_over_item(
    turn: ClosingOrHandOverHistoryRow, at: datetime.datetime
) -> ClosingOrHandOverItem:
    return {"title": turn.title, "by": turn.by, "at": at, "has_time": True, "text": turn.text}


def present_case_work(found: CaseWork, reference: str, case_access: CaseAccess) -> CaseWorkContext:
    """Everything that the page of one case's work needs.

    Args:
        found: the work.
        reference: of the case.
        case_access: what the reader may do.
    """
    return {
        "reference": reference,
        "tasks": [make_case_task_item(line, reference, case_access) for line in found.open_tasks],
        "ended": [make_case_task_item(line, reference, case_access) for line in found.ended],
        "planned": [make_contact_item(line, reference, case_access) for line in found.planned],
        "past": [make_contact_item(line, reference, case_access) for line in found.past],
        "may": case_access.may(Permission.RECORD),
    }


def make_used_channel_notice(found: CaseOpenToActor, used: str) -> UsedChannelNotice | None:
    """That a way which was just used is still not recorded as safe; None where it is, or where nothing may be said.

    Args:
        found: the case.
        used: the channel of the contact that was just recorded, as the address has it.
    """
    access = found.case_access
    if used not in ContactChannelKind.values or not access.may(Permission.EDIT_PERSON):
        return None
    if not access.sees(Kind.CONTACT):
        return None
    kind = ContactChannelKind(used)
    if get_channel_safety(access).by_channel[kind].says is KnownChannelSafety.SAFE:
        return None
    return UsedChannelNotice(
        title=msg("{channel} is not recorded as safe", channel=kind.label),
        href=reverse("reach", args=[found.reference, kind.value]),
    )


def make_case_task_item(line: TaskRow, reference: str, case_access: CaseAccess) -> CaseTaskItem:
    """A task as a row.

    Args:
        line: the task.
        reference: of the case.
        case_access: of the reader, whose own tasks are marked.
    """
    state, said = make_day_distance_tag(line.due_on)
    if line.state != TaskState.OPEN:
        state, said = ENDED_STATES[TaskState(line.state)], line.state_words
    mine = line.for_user_id == case_access.actor.user_id
    return CaseTaskItem(
        line=line,
        state=state,
        words=said,
        whose="you" if mine else line.for_whom or "the team",
        mine=mine,
        end=reverse("end_task", args=[reference, line.task_id]),
        change=reverse("change_task", args=[reference, line.task_id]),
        take=reverse("take_task", args=[reference, line.task_id]),
    )


def present_task_header(line: TaskRow, reference: str) -> TaskHeaderContext:
    """A task above the form that ends it."""
    return {"task": line, "change": reverse("change_task", args=[reference, line.task_id])}


def make_contact_item(line: ContactRow, reference: str, case_access: CaseAccess) -> ContactItem:
    """A contact as a row.

    Args:
        line: the contact.
        reference: of the case.
        case_access: of the reader, whose own contacts are marked.
    """
    state, said = CONTACT_STATES[ContactState(line.state)], line.state_words
    if line.state == ContactState.PLANNED:
        state, said = make_day_distance_tag(line.on)
    again = dict(ContactFrequency.choices).get(str(line.every_days), "") if line.every_days else ""
    return ContactItem(
        line=line,
        state=state,
        words=said,
        title=msg("{channel_words}: {about}", channel_words=line.channel_words, about=line.about)
        if line.about
        else line.channel_words,
        when=formatting.format_long_day_omitting_current_year(line.on)
        + (msg(", {at_time}", at_time=formatting.format_time(line.at_time)) if line.at_time else ""),
        who="you" if line.with_user_id == case_access.actor.user_id else line.with_whom,
        again=formatting.lower_first(again) if again else "",
        warned=line.says_words if line.says != KnownChannelSafety.SAFE else "",
        warned_state=SAFETY_STATES[KnownChannelSafety(line.says)],
        outcome=reverse("contact_outcome", args=[reference, line.contact_id]),
        move=reverse("move_contact", args=[reference, line.contact_id]),
        missed=reverse("contact_missed", args=[reference, line.contact_id])
        if line.state == ContactState.MISSED
        else "",
    )


def present_contacts_of_day(found: ContactsOfDay, day: datetime.date) -> ContactsOfDayContext:
    """The day's contacts, with the days around it."""
    return {
        "day": day,
        "before": day - datetime.timedelta(days=1),
        "after": day + datetime.timedelta(days=1),
        "rows": [_present_contact_of_day(row) for row in found.rows],
        "late": [_present_contact_of_day(row) for row in found.late],
    }


def _present_contact_of_day(row: ContactOfDayRow) -> DayContactItem:
    planned = row.state == ContactState.PLANNED
    state, said = (
        make_day_distance_tag(row.on)
        if planned
        else (CONTACT_STATES[ContactState(row.state)], row.state_words)
    )
    here = "contact_outcome" if planned else "case_work"
    args = [row.reference, row.contact_id] if planned else [row.reference]
    return DayContactItem(
        row=row,
        state=state,
        words=said,
        when=formatting.format_time(row.at_time) or ("any time" if planned else "time not recorded"),
        href=reverse(here, args=args),
        planned=planned,
        warned=row.says_words if row.says != KnownChannelSafety.SAFE else "",
        warned_state=SAFETY_STATES[KnownChannelSafety(row.says)],
    )


def make_day_distance_tag(on: datetime.date) -> tuple[str, str]:
    """How near a day is.

    Returns:
        The code of a state, and words: ("soon", "In 3 days").
    """
    left = (on - timezone.localdate()).days
    if left < 0:
        return ("overdue", msg("{days} overdue", days=formatting.plural(-left, "day")))
    if left == 0:
        return ("today", "Today")
    return ("soon", "Tomorrow" if left == 1 else msg("In {days}", days=formatting.plural(left, "day")))
