"""From a day's values to rows with words, tags and the button that opens the act itself."""

import datetime
from typing import Any

from django.urls import reverse

from handrail.access.today import today
from handrail.caseload.queries.my_day import MyDay
from handrail.casework.queries.day import MOST, MOST_OF_A_TEAM, DayRow
from handrail.web import due
from handrail.web.design import words

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


def day(found: MyDay) -> dict[str, Any]:
    """Everything that the template needs."""
    late = sum(1 for row in found.todo if row.due_on and row.due_on < today())
    now = sum(1 for row in found.todo if row.due_on == today())
    offers = sum(1 for row in found.todo if row.sort == "offer")
    todo = [row for row in found.todo if not _worst(row)]
    return {
        "first": [_row(row) for row in found.todo if _worst(row)],
        "todo": [_row(row) for row in todo],
        "first_offer": next((n for n, row in enumerate(todo) if row.sort == "offer"), None),
        "more": found.more,
        "nearest": MOST_OF_A_TEAM if found.cases > MOST_OF_A_TEAM and found.team else 0,
        "next": _next(found),
        "contacts": [_contact(row) for row in found.today],
        "waiting": [_waited(row) for row in found.waiting],
        "gaps": [_row(row) for row in found.gaps],
        "gap_count": found.gap_count,
        "cases": found.cases,
        "counts": [
            *([(_capped(found.gap_count, 1000), "without a stand-in", "#gaps")] if found.gap_count else []),
            (late, "overdue", "#todo"),
            (now, "due today", "#todo"),
            (len(found.today), f"{_noun(len(found.today), 'contact')} today", "#contacts"),
            (
                _capped(offers, MOST),
                f"{_noun(offers, 'offer')} with no answer",
                "#offers" if offers else "#todo",
            ),
            (_capped(len(found.waiting), MOST), "waited on from others", "#waiting"),
        ],
    }


def _worst(row: DayRow) -> bool:
    """Somebody has nowhere to sleep, or nobody knows where they are: before gaps in cover, before everything."""
    return row.sort == "place" and row.due_on == datetime.date.min


def _noun(count: int, noun: str) -> str:
    return words.plural(count, noun).split(" ")[1]


def _capped(count: int, most: int) -> str:
    """The number, or that there may be more than the page shows."""
    return f"{count}" if count < most else f"{most:,} or more"


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
        "href": reverse("case", args=[row.reference]) if row.reference else act_href,
        "called": row.called or row.reference or row.who,
        "reference": row.reference if row.called else "",
        "phase": row.phase,
        "text": _text(row),
        "why": row.why if row.sort == "due" else PLAN[0] if row.sort == "review" else "",
        "rule": row.rule,
        "source": row.source or (PLAN[1] if row.sort == "review" else ""),
        "confidence": row.confidence,
        "act": act,
        "act_href": act_href,
    }


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
    return "today", f"No answer for {words.plural(days, 'day')}"


def _dated(row: DayRow) -> tuple[str, str]:
    return due.tag(kind="maximum", ours=row.ours, due_on=row.due_on, started=None)


def _title(row: DayRow) -> str:
    """Verb first."""
    if row.sort == "review" and row.called:
        return f"Review {row.called}’s safety plan"
    return row.title


def _act(row: DayRow) -> tuple[str, str]:
    """The words of the button and where it leads: the act itself."""
    if row.sort == "due":
        name, act, more = due.PROMPT_ACTS.get(row.code, ("Open case", "case", ()))
        return name, reverse(act, args=[row.reference, *more])
    if row.sort == "place":
        return _place(row)
    if row.sort == "referral":
        return "Answer", reverse("answer_referral", args=[row.number])
    if row.sort == "sent":
        return "Chase", reverse("chase_referral", args=[row.number])
    if row.sort == "stock":
        return "See the store", reverse("bag_store", args=[row.number])
    name, act = ACTS[row.sort]
    return name, reverse(act, args=[row.reference, *([row.number] if row.sort in NUMBERED else [])])


def _place(row: DayRow) -> tuple[str, str]:
    name = PLACES[row.code][2] if row.code in PLACES else "See the stay"
    if row.number:
        return name, reverse("stay", args=[row.reference, row.number])
    return name, reverse("place_tonight", args=[row.reference])


def _text(row: DayRow) -> str:
    """Why today, in one line."""
    if row.sort == "due":
        return _when(row)
    return {
        "review": f"Because of {row.why}." if row.why else f"The review day is {words.in_year(row.due_on)}.",
        "offer": f"Offered {words.relative_day(row.started)}, and not answered yet.",
        "agreement": f"What they agreed to ends on {words.in_year(row.due_on)}.",
        "task": f"For {row.for_whom}." if row.for_whom else "",
        "contact": _planned(row),
        "hand_over": f"Asked {words.relative_day(row.started)}, {row.who}.",
        "form": f"{row.who}, handed to you {words.relative_day(row.started)}.",
        "form_back": f"{row.who} did not make it, and said why.",
        "said": f"They were promised an answer by {words.in_year(row.due_on)}.",
        "referral": f"{row.who}, sent {words.relative_day(row.started)}.",
        "gap": f"{row.who} is the point of contact, and nobody stands in.",
        "stock": f"{row.who}. {row.why}",
        "unworked": row.why,
        "place": row.why,
    }[row.sort]


def _planned(row: DayRow) -> str:
    at = f", {words.clock_time(row.due_time)}" if row.due_time else ""
    whom = f" With {row.for_whom}." if row.for_whom else ""
    asked = " Nobody has said yet what came of it." if row.due_on and row.due_on < today() else ""
    return f"Planned for {words.in_year(row.due_on)}{at}.{whom}{asked}{UNSAFE if row.warning else ''}"


UNSAFE = " This way is not known to be safe."


def _when(row: DayRow) -> str:
    if row.due_on:
        return f"By {words.in_year(row.due_on)}."
    if not row.started:
        return ""
    limit = (
        "Your team has set no length for it."
        if row.kind == "setting"
        else "No time limit exists: it is never overdue."
    )
    return f"Since {words.in_year(row.started)}. {limit}"


def _waited(row: DayRow) -> dict[str, Any]:
    """What somebody else owes us: never late on our side, and chased only by choice."""
    state, said = due.tag(kind=row.kind, ours=False, due_on=row.due_on, started=row.started)
    shown = _row(row) if row.sort == "due" else _sent(row)
    lead = f"From: {row.who}. {_when(row)}" if row.sort == "due" else f"From: {row.who}."
    chase = shown["act"] if row.sort == "sent" else ""
    return shown | {"state": state, "words": said, "text": lead, "act": chase}


def _sent(row: DayRow) -> dict[str, Any]:
    act, act_href = _act(row)
    return {
        "ours": False,
        "title": row.title,
        "href": reverse("referral", args=[row.number]),
        "called": row.called or row.reference,
        "reference": row.reference if row.called else "",
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
        "with_words": f", {row.called or row.reference}",
        "note": f"With {row.for_whom}" if row.for_whom else "",
        "warnings": (("no", UNSAFE.strip()),) if row.warning else (),
    }
