"""From values to the words, tags and links of the pages about tasks, contacts, handing over and closing."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.caseload.queries.closed import closings_of
from handrail.caseload.queries.contact_day import ContactDay, DayContact
from handrail.caseload.queries.history import Turn, turns_of
from handrail.caseload.queries.outstanding import outstanding
from handrail.caseload.queries.panel import Head, head_of
from handrail.caseload.queries.work import ContactLine, TaskLine, Work, open_work_of
from handrail.caseload.states import ChannelSays, ContactState, Rhythm, TaskState
from handrail.casework.consent.queries.sharing import GrantLine
from handrail.casework.whole.queries.open_things import OpenThing
from handrail.kernel.saying import joined, say
from handrail.web.design import words

FEW = 4
READ_WHEN_CLOSED = ("stay", "referral", "case_money")
"""Pages of open things that are read, not filled in: a closed case leads to them."""
CONTACT_STATES = {
    ContactState.PLANNED: "soon",
    ContactState.HELD: "met",
    ContactState.MISSED: "unsafe",
    ContactState.CALLED_OFF: "declined",
}
SAYS_STATES = {
    ChannelSays.SAFE: "met",
    ChannelSays.NOT_SAFE: "unsafe",
    ChannelSays.UNSURE: "unsafe",
    ChannelSays.NOT_ASKED: "unknown",
}
ENDED_STATES = {TaskState.DONE: "met", TaskState.NOT_NEEDED: "declined"}


def case_panel(sight: Sight, now: datetime.datetime) -> dict[str, Any] | None:
    """What the case page says of the work: whom to ring first, what is to do and planned. Four statements at most."""
    if not sight.inside or Kind.SUPPORT not in sight.kinds:
        return None
    work_now, head = open_work_of(sight), head_of(sight)
    return {
        "reference": head.reference,
        "ring": head.ring_first,
        "no_stand_in": head.no_stand_in,
        "dependants": head.dependants,
        "at_risk": head.at_risk,
        "hand_over": head.hand_over_id,
        "in_touch": _in_touch(head),
        "closed": head.closed,
        "tasks": [task(line, head.reference, sight) for line in work_now.open_tasks[:FEW]],
        "contacts": [contact(line, head.reference, sight) for line in work_now.planned[:FEW]],
        "more": max(0, len(work_now.open_tasks) - FEW) + max(0, len(work_now.planned) - FEW),
        "may": sight.may(Permission.RECORD) and not head.closed,
        "may_hand": sight.may(Permission.SHARE) and not head.closed,
    }


def _in_touch(head: Head) -> str:
    """When somebody last spoke with them."""
    last = head.in_touch
    if last is None:
        return "No contact with them is recorded yet."
    return say(
        "Last in touch {on}: {channel}, {with_whom}.",
        on=words.relative_day(last.on),
        channel=words.small(last.channel),
        with_whom=last.with_whom,
    )


def on_case_page(sight: Sight, reference: str, *, closed: bool) -> dict[str, Any]:
    """What this part adds to the case page."""
    return {
        "work": case_panel(sight, timezone.localtime()),
        "closed": closed_notice(sight, reference) if closed else None,
        "may_end": sight.may(Permission.SHARE),
    }


def woven(events: Sequence[dict[str, Any]], sight: Sight) -> list[dict[str, Any]]:
    """What happened, newest first, with the turns that the case took in its own place among the events."""
    rows = list(events)
    for turn in reversed(turns_of(sight)):
        at = timezone.localtime(turn.at).replace(tzinfo=None)
        place = next((number for number, row in enumerate(rows) if _moment(row["at"]) <= at), len(rows))
        rows.insert(place, _turn(turn, at))
    return rows


def _moment(at: datetime.date) -> datetime.datetime:
    return at if isinstance(at, datetime.datetime) else datetime.datetime.combine(at, datetime.time.min)


def _turn(turn: Turn, at: datetime.datetime) -> dict[str, Any]:
    return {"title": turn.title, "by": turn.by, "at": at, "has_time": True, "text": turn.text}


def closed_notice(sight: Sight, reference: str) -> dict[str, Any]:
    """The head of a closed case: why, what is still open, and the way to open it again."""
    lines = closings_of(sight)
    line = lines[0] if lines and lines[0].reopened_at is None else None
    sees = sight.inside and {Kind.PATHWAY, Kind.SUPPORT, Kind.CONTACT} <= sight.kinds
    return {
        "line": line,
        "groups": grouped(outstanding(sight)) if sees else [],
        "reopen": reverse("reopen_case", args=[reference]) if sight.may(Permission.RECORD) else "",
    }


def work(found: Work, reference: str, sight: Sight) -> dict[str, Any]:
    """Everything that the page of one case's work needs."""
    return {
        "reference": reference,
        "tasks": [task(line, reference, sight) for line in found.open_tasks],
        "ended": [task(line, reference, sight) for line in found.ended],
        "planned": [contact(line, reference, sight) for line in found.planned],
        "past": [contact(line, reference, sight) for line in found.past],
        "may": sight.may(Permission.RECORD),
    }


def task(line: TaskLine, reference: str, sight: Sight) -> dict[str, Any]:
    """A task as a row."""
    state, said = day_tag(line.due_on)
    if line.state != TaskState.OPEN:
        state, said = ENDED_STATES[TaskState(line.state)], line.state_words
    mine = line.for_user_id == sight.actor.user_id
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


def one_task(line: TaskLine, reference: str) -> dict[str, Any]:
    """A task above the form that ends it."""
    return {"task": line, "change": reverse("change_task", args=[reference, line.task_id])}


def contact(line: ContactLine, reference: str, sight: Sight) -> dict[str, Any]:
    """A contact as a row."""
    state, said = CONTACT_STATES[ContactState(line.state)], line.state_words
    if line.state == ContactState.PLANNED:
        state, said = day_tag(line.on)
    again = dict(Rhythm.choices).get(str(line.every_days), "") if line.every_days else ""
    return {
        "line": line,
        "state": state,
        "words": said,
        "title": say("{channel_words}: {about}", channel_words=line.channel_words, about=line.about)
        if line.about
        else line.channel_words,
        "when": words.in_year(line.on)
        + (say(", {at_time}", at_time=words.clock_time(line.at_time)) if line.at_time else ""),
        "who": "you" if line.with_user_id == sight.actor.user_id else line.with_whom,
        "again": words.small(again) if again else "",
        "warned": line.says_words if line.says != ChannelSays.SAFE else "",
        "warned_state": SAYS_STATES[ChannelSays(line.says)],
        "outcome": reverse("contact_outcome", args=[reference, line.contact_id]),
        "move": reverse("move_contact", args=[reference, line.contact_id]),
        "missed": reverse("contact_missed", args=[reference, line.contact_id])
        if line.state == ContactState.MISSED
        else "",
    }


def contact_day(found: ContactDay, day: datetime.date) -> dict[str, Any]:
    """The day's contacts, with the days around it."""
    return {
        "day": day,
        "before": day - datetime.timedelta(days=1),
        "after": day + datetime.timedelta(days=1),
        "rows": [_day_contact(row) for row in found.rows],
        "late": [_day_contact(row) for row in found.late],
    }


def _day_contact(row: DayContact) -> dict[str, Any]:
    planned = row.state == ContactState.PLANNED
    state, said = day_tag(row.on) if planned else (CONTACT_STATES[ContactState(row.state)], row.state_words)
    here = "contact_outcome" if planned else "case_work"
    args = [row.reference, row.contact_id] if planned else [row.reference]
    return {
        "row": row,
        "state": state,
        "words": said,
        "when": words.clock_time(row.at_time) or ("any time" if planned else "time not noted"),
        "href": reverse(here, args=args),
        "planned": planned,
        "warned": row.says_words if row.says != ChannelSays.SAFE else "",
        "warned_state": SAYS_STATES[ChannelSays(row.says)],
    }


def day_tag(on: datetime.date) -> tuple[str, str]:
    """How near the day is."""
    left = (on - timezone.localdate()).days
    if left < 0:
        return ("overdue", say("Overdue {days}", days=words.plural(-left, "day")))
    if left == 0:
        return ("today", "Today")
    return ("soon", "Tomorrow" if left == 1 else say("In {days}", days=words.plural(left, "day")))


def open_name(thing: OpenThing) -> str:
    """“Task: ring the council”"""
    return say("{sort}: {title}", sort=thing.sort, title=thing.title)


def open_hints(things: Iterable[OpenThing]) -> dict[str, str]:
    """What stands under each box."""
    return {thing.key: open_text(thing) for thing in things}


def open_text(thing: OpenThing) -> str:
    """“Wren Ashdown, by 3 December 2026”"""
    return (
        words.capital(say("{what} {on}", what=thing.text, on=words.day(thing.on)).strip())
        if thing.on
        else words.capital(thing.text)
    )


def grouped(things: Iterable[OpenThing]) -> list[tuple[str, list[dict[str, str]]]]:
    """What is outstanding by its sort, each with its own page."""
    groups: dict[str, list[dict[str, str]]] = {}
    for thing in things:
        one = {
            "title": thing.title,
            "text": open_text(thing),
            "href": reverse(thing.act, args=thing.args) if thing.act != "case" else "",
            "read": reverse(thing.act, args=thing.args) if thing.act in READ_WHEN_CLOSED else "",
        }
        groups.setdefault(thing.sort, []).append(one)
    return list(groups.items())


def grants_to_end(grants: Iterable[GrantLine]) -> list[tuple[str, str]]:
    """Whose sharing can end with the case: not the point of contact's, nor the stand-in's."""
    return [(str(grant.grant_id), grant.to) for grant in grants if not grant.keeps_contact]


def grant_hints(grants: Iterable[GrantLine]) -> dict[str, str]:
    """What each may see, on which ground."""
    return {
        str(grant.grant_id): grant.because
        if grant.person
        else say("{kinds}. {ground}.", kinds=joined(grant.kinds, "; "), ground=grant.ground)
        + (say(" Until {until}.", until=words.day(grant.until)) if grant.until else "")
        for grant in grants
    }
