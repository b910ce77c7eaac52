"""From a day's values to rows with words, tags and the button that opens the act itself."""

import datetime
from collections.abc import Callable
from typing import Any

from handrail.people.cases import due_tags
from handrail.people.workspace.queries.day_rows import (
    MOST_CASES_OF_TEAM,
    MOST_CASES_OF_WORKER,
    MOST_PER_SORT,
    DayRow,
)
from handrail.people.workspace.queries.my_day import MyDay
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.url_cache import get_url

PLACE_TAGS = {
    "child": ("overdue", "Not placed", "Ring and mark the time"),
    "missing": ("overdue", "Missing", "See the stay"),
    "hold": ("today", "Held", "Confirm or let go"),
}
UNDATED_TAGS = {
    "hand_over": ("today", "Waits for you"),
    "referral": ("today", "No answer yet"),
    "form": ("today", "Waits for you"),
    "form_back": ("today", "Sent back"),
    "unworked": ("unknown", "Not worked out"),
    "stock": ("today", "Running low"),
    "gap": ("unknown", "No stand-in"),
}
ROW_ACTS: dict[str, tuple[str, str]] = {
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
DAYS_TO_THINK = 3
NUMBERED_SORTS = frozenset({"offer", "task", "contact", "hand_over", "form", "said"})
REVIEW_EXPLANATION = (
    "A plan is looked at again at each move, threat and hearing, and on the day set when it was written.",
    "Your team’s rule. No national rule sets a time.",
)


def present_day(found: MyDay, *, whole: str) -> dict[str, Any]:
    """Everything that the template needs. `whole` is the address at which nothing is left out."""
    count, most = found.count, MOST_CASES_OF_TEAM if found.team else MOST_CASES_OF_WORKER
    first_offer = next((n for n, row in enumerate(found.todo) if row.sort == "offer"), None)
    rows = [
        _present_row(row)
        | {"id": "offers" if n == first_offer else "", "anchor": "rest" if n == found.rest else ""}
        for n, row in enumerate(found.todo)
    ]
    worst = sum(1 for row in found.todo if _is_worst(row))
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
        "next": _present_next(found),
        "contacts": [_present_contact(row) for row in found.today],
        "waiting": [
            _present_waiting_row(row) | {"anchor": "waiting-rest" if n == found.waiting_rest else ""}
            for n, row in enumerate(found.waiting)
        ],
        "waiting_count": count.waiting,
        "waiting_left": count.waiting - len(found.waiting),
        "gaps": [_present_row(row) for row in found.gaps],
        "gap_count": found.gap_count,
        "cases": found.cases,
        "counts": [
            *(
                [(_format_capped(found.gap_count, 1000), "without a stand-in", "#gaps")]
                if found.gap_count
                else []
            ),
            (count.late, "overdue", "#todo"),
            (count.now, "due today", "#todo"),
            (len(found.today), "contact today" if len(found.today) == 1 else "contacts today", "#contacts"),
            (
                _format_capped(count.offers, MOST_PER_SORT),
                "offer with no answer" if count.offers == 1 else "offers with no answer",
                _get_offers_href(count.offers, first_offer, whole),
            ),
            (_format_capped(count.waiting, MOST_PER_SORT), "waited on from others", "#waiting"),
        ],
    }


def _get_offers_href(count: int, first: int | None, whole: str) -> str:
    """Where the first stands: on the whole page, where none presses enough for this one."""
    if not count:
        return "#todo"
    return "#offers" if first is not None else f"{whole}#offers"


def _is_worst(row: DayRow) -> bool:
    """Somebody has nowhere to sleep, or nobody knows where they are: before gaps in cover, before everything."""
    return row.sort == "place" and row.due_on == datetime.date.min


def _format_capped(count: int, most: int) -> str:
    """The number, or that there may be more than the page shows."""
    return f"{count}" if count < most else msg("{most} or more", most=f"{most:,}")


def _present_next(found: MyDay) -> dict[str, Any] | None:
    """What comes first, where nothing is due today or late."""
    row = next(iter(found.todo), None)
    if row is None or found.today or row.due_on is None or row.due_on <= today():
        return None
    return {"on": formatting.format_weekday_near(row.due_on), "called": row.called or row.reference}


def _present_row(row: DayRow) -> dict[str, Any]:
    state, said = _get_tag(row)
    act, act_href = _get_act(row)
    return {
        "state": state,
        "words": said,
        "ours": row.ours,
        "title": _get_title(row),
        "href": get_url("case", row.reference) if row.reference else act_href,
        "called": row.called or row.reference or row.who,
        "reference": _describe_reference(row),
        "phase": row.phase,
        "text": _describe_row(row),
        "why": row.why if row.sort == "due" else REVIEW_EXPLANATION[0] if row.sort == "review" else "",
        "rule": row.rule,
        "source": row.source or (REVIEW_EXPLANATION[1] if row.sort == "review" else ""),
        "confidence": row.confidence,
        "act": act,
        "act_href": act_href,
    }


def _describe_reference(row: DayRow) -> str:
    """Beside the name: the reference, and with which cases it was joined as one person."""
    said = row.reference if row.called else ""
    if not row.joined:
        return said
    return msg("{reference} joined with {others}", reference=said, others=row.joined).strip()


def _get_tag(row: DayRow) -> tuple[str, str]:
    if row.sort == "place":
        return PLACE_TAGS[row.code][:2] if row.code in PLACE_TAGS else _get_dated_tag(row)
    if row.sort == "due":
        return due_tags.make_due_tag(kind=row.kind, ours=row.ours, due_on=row.due_on, started=row.started)
    if row.sort == "offer" and row.started:
        return _get_unanswered_tag((today() - row.started).days)
    if row.due_on is None:
        return UNDATED_TAGS.get(row.sort, ("soon", "To do"))
    return _get_dated_tag(row)


def _get_unanswered_tag(days: int) -> tuple[str, str]:
    """An offer is asked about again after a few days: before that the person has time to think."""
    if days < DAYS_TO_THINK:
        return "soon", "Not answered yet"
    return "today", msg("No answer for {days}", days=formatting.plural(days, "day"))


def _get_dated_tag(row: DayRow) -> tuple[str, str]:
    return due_tags.make_due_tag(kind="maximum", ours=row.ours, due_on=row.due_on, started=None)


def _get_title(row: DayRow) -> str:
    """Verb first."""
    if row.sort == "review" and row.called:
        return msg("Review {called}’s safety plan", called=row.called)
    return row.title


def _get_act(row: DayRow) -> tuple[str, str]:
    """The words of the button and where it leads: the act itself."""
    if row.sort == "due":
        name, act, more = due_tags.PROMPT_ACTS.get(row.code, ("Open case", "case", ()))
        return name, get_url(act, row.reference, *more)
    if row.sort == "place":
        return _get_place_act(row)
    if row.sort == "referral":
        return "Answer", get_url("answer_referral", row.number)
    if row.sort == "sent":
        return "Chase", get_url("chase_referral", row.number)
    if row.sort == "stock":
        return "See the store", get_url("bag_store", row.number)
    name, act = ROW_ACTS[row.sort]
    return name, get_url(act, row.reference, *([row.number] if row.sort in NUMBERED_SORTS else []))


def _get_place_act(row: DayRow) -> tuple[str, str]:
    name = PLACE_TAGS[row.code][2] if row.code in PLACE_TAGS else "See the stay"
    if row.number:
        return name, get_url("stay", row.reference, row.number)
    return name, get_url("place_tonight", row.reference)


def _describe_row(row: DayRow) -> str:
    """Why today, in one line."""
    return ROW_DESCRIPTIONS[row.sort](row)


def _describe_review(row: DayRow) -> str:
    if row.why:
        return msg("Because of {why}.", why=row.why)
    return msg("The review day is {due_on}.", due_on=formatting.format_weekday_near(row.due_on))


def _describe_contact(row: DayRow) -> str:
    at = msg(", {due_time}", due_time=formatting.format_time(row.due_time)) if row.due_time else ""
    whom = msg(" With {for_whom}.", for_whom=row.for_whom) if row.for_whom else ""
    asked = " Nobody has said yet what came of it." if row.due_on and row.due_on < today() else ""
    return msg(
        "Planned for {due_on}{at}.{whom}{asked}{unsafe}",
        due_on=formatting.format_weekday_near(row.due_on),
        at=at,
        whom=whom,
        asked=asked,
        unsafe=UNSAFE_WARNING if row.warning else "",
    )


UNSAFE_WARNING = " This way is not known to be safe."


def _describe_due(row: DayRow) -> str:
    if row.due_on:
        return msg("By {due_on}.", due_on=formatting.format_weekday_near(row.due_on))
    if not row.started:
        return ""
    limit = (
        "Your team has set no length for it."
        if row.kind == "setting"
        else "No time limit exists: it is never overdue."
    )
    return msg("Since {started}. {limit}", started=formatting.format_weekday_near(row.started), limit=limit)


ROW_DESCRIPTIONS: dict[str, Callable[[DayRow], str]] = {
    "due": _describe_due,
    "review": _describe_review,
    "offer": lambda row: msg(
        "Offered {started}, and not answered yet.", started=formatting.format_relative_day(row.started)
    ),
    "agreement": lambda row: msg(
        "What they agreed to ends on {due_on}.", due_on=formatting.format_weekday_near(row.due_on)
    ),
    "task": lambda row: msg("For {for_whom}.", for_whom=row.for_whom) if row.for_whom else "",
    "contact": _describe_contact,
    "hand_over": lambda row: msg(
        "Asked {started}, {who}.", started=formatting.format_relative_day(row.started), who=row.who
    ),
    "form": lambda row: msg(
        "{who}, handed to you {started}.", who=row.who, started=formatting.format_relative_day(row.started)
    ),
    "form_back": lambda row: msg("{who} did not make it, and said why.", who=row.who),
    "said": lambda row: msg(
        "They were promised an answer by {due_on}.", due_on=formatting.format_weekday_near(row.due_on)
    ),
    "referral": lambda row: msg(
        "{who}, sent {started}.", who=row.who, started=formatting.format_relative_day(row.started)
    ),
    "gap": lambda row: msg("{who} is the point of contact, and nobody stands in.", who=row.who),
    "stock": lambda row: msg("{who}. {why}", who=row.who, why=row.why),
    "unworked": lambda row: row.why,
    "place": lambda row: row.why,
}
"""Each sort says it in its own way; only the one that is asked for is put together."""


def _present_waiting_row(row: DayRow) -> dict[str, Any]:
    """What somebody else owes us: never late on our side, and chased only by choice."""
    state, said = due_tags.make_due_tag(kind=row.kind, ours=False, due_on=row.due_on, started=row.started)
    shown = _present_row(row) if row.sort == "due" else _present_sent_referral(row)
    lead = (
        msg("From: {who}. {when}", who=row.who, when=_describe_due(row))
        if row.sort == "due"
        else msg("From: {who}.", who=row.who)
    )
    chase = shown["act"] if row.sort == "sent" else ""
    return shown | {"state": state, "words": said, "text": lead, "act": chase}


def _present_sent_referral(row: DayRow) -> dict[str, Any]:
    act, act_href = _get_act(row)
    return {
        "ours": False,
        "title": row.title,
        "href": get_url("referral", row.number),
        "called": row.called or row.reference,
        "reference": _describe_reference(row),
        "phase": row.phase,
        "why": "",
        "rule": "",
        "source": "",
        "confidence": "",
        "act": act,
        "act_href": act_href,
    }


def _present_contact(row: DayRow) -> dict[str, Any]:
    at: datetime.time | None = row.due_time
    return {
        "at": at,
        "title": row.title,
        "href": _get_act(row)[1],
        "with_words": msg(", {called}", called=row.called or row.reference),
        "note": msg("With {for_whom}", for_whom=row.for_whom) if row.for_whom else "",
        "warnings": (("no", UNSAFE_WARNING.strip()),) if row.warning else (),
    }
