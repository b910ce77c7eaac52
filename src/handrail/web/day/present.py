"""From a day's values to rows with words, tags and the button that opens the act itself."""

import datetime
from collections.abc import Callable
from typing import Any

from handrail.access.today import today
from handrail.caseload.queries.my_day import MyDay
from handrail.casework.lists.queries.day import MOST, MOST_OF_A_TEAM, MOST_OF_ONE, DayRow
from handrail.kernel.saying import say
from handrail.web import due
from handrail.web.design import words
from handrail.web.design.addresses import address

PLACES = {
    "child": ("overdue", "Not placed", "Ring and mark the time"),
    "missing": ("overdue", "Missing", "See the stay"),
    "hold": ("today", "Held", "Confirm or let go"),
}
UNDATED = {
    "hand_over": ("today", "Waits for you"),
    "referral": ("today", "No answer yet"),
    "form": ("today", "Waits for you"),
    "form_back": ("today", "Sent back"),
    "unworked": ("unknown", "Not worked out"),
    "stock": ("today", "Running low"),
    "gap": ("unknown", "No stand-in"),
}
ACTS: dict[str, tuple[str, str]] = {
    "review": ("Review plan", "review_plan"),
    "offer": ("Record answer", "answer_offer"),
    "agreement": ("Record answer", "share"),
    "task": ("Done, or not needed", "end_task"),
    "contact": ("Say what came of it", "contact_outcome"),
    "hand_over": ("Answer", "answer_hand_over"),
    "form": ("Answer", "nrm_handed"),
    "form_back": ("Go on", "nrm_form"),
    "said": ("Answer", "answer_said"),
    "gap": ("Name a stand-in", "contacts"),
    "unworked": ("Open case", "case"),
}
"""The button of each sort of row, and its address: of the case, with the row's own number where it has one."""
SOON = 3
NUMBERED = frozenset({"offer", "task", "contact", "hand_over", "form", "said"})
PLAN = (
    "A plan is looked at again at each move, threat and hearing, and on the day set when it was written.",
    "Your team’s rule. No national rule sets a time.",
)


def day(found: MyDay, *, whole: str) -> dict[str, Any]:
    """Everything that the template needs. `whole` is the address at which nothing is left out."""
    count, most = found.count, MOST_OF_A_TEAM if found.team else MOST_OF_ONE
    first_offer = next((n for n, row in enumerate(found.todo) if row.sort == "offer"), None)
    rows = [
        _row(row) | {"id": "offers" if n == first_offer else "", "anchor": "rest" if n == found.rest else ""}
        for n, row in enumerate(found.todo)
    ]
    worst = sum(1 for row in found.todo if _worst(row))
    return {
        "first": rows[:worst],
        "todo": rows[worst:],
        "todo_count": count.todo - worst,
        "left": count.todo - len(found.todo),
        "later": found.later,
        "whole": whole,
        "folds": found.rest is not None or found.waiting_rest is not None,
        "more": count.more,
        "nearest": most if found.cases > most else 0,
        "next": _next(found),
        "contacts": [_contact(row) for row in found.today],
        "waiting": [
            _waited(row) | {"anchor": "waiting-rest" if n == found.waiting_rest else ""}
            for n, row in enumerate(found.waiting)
        ],
        "waiting_count": count.waiting,
        "waiting_left": count.waiting - len(found.waiting),
        "gaps": [_row(row) for row in found.gaps],
        "gap_count": found.gap_count,
        "cases": found.cases,
        "counts": [
            *([(_capped(found.gap_count, 1000), "without a stand-in", "#gaps")] if found.gap_count else []),
            (count.late, "overdue", "#todo"),
            (count.now, "due today", "#todo"),
            (len(found.today), "contact today" if len(found.today) == 1 else "contacts today", "#contacts"),
            (
                _capped(count.offers, MOST),
                "offer with no answer" if count.offers == 1 else "offers with no answer",
                _offers_href(count.offers, first_offer, whole),
            ),
            (_capped(count.waiting, MOST), "waited on from others", "#waiting"),
        ],
    }


def _offers_href(count: int, first: int | None, whole: str) -> str:
    """Where the first stands: on the whole page, where none presses enough for this one."""
    if not count:
        return "#todo"
    return "#offers" if first is not None else f"{whole}#offers"


def _worst(row: DayRow) -> bool:
    """Somebody has nowhere to sleep, or nobody knows where they are: before gaps in cover, before everything."""
    return row.sort == "place" and row.due_on == datetime.date.min


def _capped(count: int, most: int) -> str:
    """The number, or that there may be more than the page shows."""
    return f"{count}" if count < most else say("{most} or more", most=f"{most:,}")


def _next(found: MyDay) -> dict[str, Any] | None:
    """What comes first, where nothing is due today or late."""
    row = next(iter(found.todo), None)
    if row is None or found.today or row.due_on is None or row.due_on <= today():
        return None
    return {"on": words.in_year(row.due_on), "called": row.called or row.reference}


def _row(row: DayRow) -> dict[str, Any]:
    state, said = _tag(row)
    act, act_href = _act(row)
    return {
        "state": state,
        "words": said,
        "ours": row.ours,
        "title": _title(row),
        "href": address("case", row.reference) if row.reference else act_href,
        "called": row.called or row.reference or row.who,
        "reference": _reference(row),
        "phase": row.phase,
        "text": _text(row),
        "why": row.why if row.sort == "due" else PLAN[0] if row.sort == "review" else "",
        "rule": row.rule,
        "source": row.source or (PLAN[1] if row.sort == "review" else ""),
        "confidence": row.confidence,
        "act": act,
        "act_href": act_href,
    }


def _reference(row: DayRow) -> str:
    """Beside the name: the reference, and with which cases it was joined as one person."""
    said = row.reference if row.called else ""
    if not row.joined:
        return said
    return say("{reference} joined with {others}", reference=said, others=row.joined).strip()


def _tag(row: DayRow) -> tuple[str, str]:
    if row.sort == "place":
        return PLACES[row.code][:2] if row.code in PLACES else _dated(row)
    if row.sort == "due":
        return due.tag(kind=row.kind, ours=row.ours, due_on=row.due_on, started=row.started)
    if row.sort == "offer" and row.started:
        return _unanswered((today() - row.started).days)
    if row.due_on is None:
        return UNDATED.get(row.sort, ("soon", "To do"))
    return _dated(row)


def _unanswered(days: int) -> tuple[str, str]:
    """An offer is asked about again after a few days: before that the person has time to think."""
    if days < SOON:
        return "soon", "Not answered yet"
    return "today", say("No answer for {days}", days=words.plural(days, "day"))


def _dated(row: DayRow) -> tuple[str, str]:
    return due.tag(kind="maximum", ours=row.ours, due_on=row.due_on, started=None)


def _title(row: DayRow) -> str:
    """Verb first."""
    if row.sort == "review" and row.called:
        return say("Review {called}’s safety plan", called=row.called)
    return row.title


def _act(row: DayRow) -> tuple[str, str]:
    """The words of the button and where it leads: the act itself."""
    if row.sort == "due":
        name, act, more = due.PROMPT_ACTS.get(row.code, ("Open case", "case", ()))
        return name, address(act, row.reference, *more)
    if row.sort == "place":
        return _place(row)
    if row.sort == "referral":
        return "Answer", address("answer_referral", row.number)
    if row.sort == "sent":
        return "Chase", address("chase_referral", row.number)
    if row.sort == "stock":
        return "See the store", address("bag_store", row.number)
    name, act = ACTS[row.sort]
    return name, address(act, row.reference, *([row.number] if row.sort in NUMBERED else []))


def _place(row: DayRow) -> tuple[str, str]:
    name = PLACES[row.code][2] if row.code in PLACES else "See the stay"
    if row.number:
        return name, address("stay", row.reference, row.number)
    return name, address("place_tonight", row.reference)


def _text(row: DayRow) -> str:
    """Why today, in one line."""
    return TEXTS[row.sort](row)


def _reviewed(row: DayRow) -> str:
    if row.why:
        return say("Because of {why}.", why=row.why)
    return say("The review day is {due_on}.", due_on=words.in_year(row.due_on))


def _planned(row: DayRow) -> str:
    at = say(", {due_time}", due_time=words.clock_time(row.due_time)) if row.due_time else ""
    whom = say(" With {for_whom}.", for_whom=row.for_whom) if row.for_whom else ""
    asked = " Nobody has said yet what came of it." if row.due_on and row.due_on < today() else ""
    return say(
        "Planned for {due_on}{at}.{whom}{asked}{unsafe}",
        due_on=words.in_year(row.due_on),
        at=at,
        whom=whom,
        asked=asked,
        unsafe=UNSAFE if row.warning else "",
    )


UNSAFE = " This way is not known to be safe."


def _when(row: DayRow) -> str:
    if row.due_on:
        return say("By {due_on}.", due_on=words.in_year(row.due_on))
    if not row.started:
        return ""
    limit = (
        "Your team has set no length for it."
        if row.kind == "setting"
        else "No time limit exists: it is never overdue."
    )
    return say("Since {started}. {limit}", started=words.in_year(row.started), limit=limit)


TEXTS: dict[str, Callable[[DayRow], str]] = {
    "due": _when,
    "review": _reviewed,
    "offer": lambda row: say(
        "Offered {started}, and not answered yet.", started=words.relative_day(row.started)
    ),
    "agreement": lambda row: say("What they agreed to ends on {due_on}.", due_on=words.in_year(row.due_on)),
    "task": lambda row: say("For {for_whom}.", for_whom=row.for_whom) if row.for_whom else "",
    "contact": _planned,
    "hand_over": lambda row: say(
        "Asked {started}, {who}.", started=words.relative_day(row.started), who=row.who
    ),
    "form": lambda row: say(
        "{who}, handed to you {started}.", who=row.who, started=words.relative_day(row.started)
    ),
    "form_back": lambda row: say("{who} did not make it, and said why.", who=row.who),
    "said": lambda row: say("They were promised an answer by {due_on}.", due_on=words.in_year(row.due_on)),
    "referral": lambda row: say(
        "{who}, sent {started}.", who=row.who, started=words.relative_day(row.started)
    ),
    "gap": lambda row: say("{who} is the point of contact, and nobody stands in.", who=row.who),
    "stock": lambda row: say("{who}. {why}", who=row.who, why=row.why),
    "unworked": lambda row: row.why,
    "place": lambda row: row.why,
}
"""Each sort says it in its own way; only the one that is asked for is put together."""


def _waited(row: DayRow) -> dict[str, Any]:
    """What somebody else owes us: never late on our side, and chased only by choice."""
    state, said = due.tag(kind=row.kind, ours=False, due_on=row.due_on, started=row.started)
    shown = _row(row) if row.sort == "due" else _sent(row)
    lead = (
        say("From: {who}. {when}", who=row.who, when=_when(row))
        if row.sort == "due"
        else say("From: {who}.", who=row.who)
    )
    chase = shown["act"] if row.sort == "sent" else ""
    return shown | {"state": state, "words": said, "text": lead, "act": chase}


def _sent(row: DayRow) -> dict[str, Any]:
    act, act_href = _act(row)
    return {
        "ours": False,
        "title": row.title,
        "href": address("referral", row.number),
        "called": row.called or row.reference,
        "reference": _reference(row),
        "phase": row.phase,
        "why": "",
        "rule": "",
        "source": "",
        "confidence": "",
        "act": act,
        "act_href": act_href,
    }


def _contact(row: DayRow) -> dict[str, Any]:
    at: datetime.time | None = row.due_time
    return {
        "at": at,
        "title": row.title,
        "href": _act(row)[1],
        "with_words": say(", {called}", called=row.called or row.reference),
        "note": say("With {for_whom}", for_whom=row.for_whom) if row.for_whom else "",
        "warnings": (("no", UNSAFE.strip()),) if row.warning else (),
    }
