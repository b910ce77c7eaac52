"""From a day's values to rows with words, tags and the button that opens the act itself."""

from typing import Any

from django.urls import reverse

from handrail.casework.queries.day import MOST, Day, DueRow, OpenOffer, Review
from handrail.web import due
from handrail.web.design import words


def day(found: Day) -> dict[str, Any]:
    """Everything that the template needs."""
    todo = sorted([*map(_due, found.todo), *map(_review, found.reviews)], key=lambda row: row["order"])
    late = sum(1 for row in todo if row["state"] == "overdue")
    now = sum(1 for row in todo if row["state"] == "today")
    return {
        "todo": todo,
        "offers": [_offer(row) for row in found.offers],
        "waiting": [_due(row) for row in found.waiting],
        "cases": found.cases,
        "counts": [
            (late, "overdue", "#todo"),
            (now, "due today", "#todo"),
            (
                len(found.offers),
                words.plural(len(found.offers), "offer", "offers").split(" ")[1] + " with no answer",
                "#offers",
            ),
            (_capped(len(found.waiting)), "waited on from others", "#waiting"),
        ],
    }


def _capped(count: int) -> str:
    """The number, or that there are more than the page shows."""
    return f"{count}" if count < MOST else f"{MOST} or more"


def _due(row: DueRow) -> dict[str, Any]:
    state, said = due.tag(kind=row.kind, ours=row.ours, due_on=row.due_on, started=row.started)
    name, act, more = due.PROMPT_ACTS.get(row.code, ("Open case", "case", ()))
    lead = "" if row.ours else f"From: {row.who}. "
    return {
        "order": (row.due_on is None, str(row.due_on), row.reference),
        "state": state,
        "words": said,
        "ours": row.ours,
        "title": row.title,
        "href": reverse("case", args=[row.reference]),
        "called": row.called or row.reference,
        "reference": row.reference if row.called else "",
        "phase": row.phase,
        "text": f"{lead}{_when(row)}",
        "why": row.why,
        "rule": row.rule,
        "source": row.source,
        "confidence": row.confidence,
        "act": name if row.ours else "",
        "act_href": reverse(act, args=[row.reference, *more]),
    }


def _when(row: DueRow) -> str:
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


def _review(row: Review) -> dict[str, Any]:
    state, said = due.tag(kind="maximum", ours=True, due_on=row.review_on, started=None)
    return {
        "order": (False, str(row.review_on), row.reference),
        "state": state,
        "words": said,
        "ours": True,
        "title": f"Review {row.called + '’s' if row.called else 'the'} safety plan",
        "href": reverse("case", args=[row.reference]),
        "called": row.called or row.reference,
        "reference": row.reference if row.called else "",
        "phase": row.phase,
        "text": f"The review day is {words.in_year(row.review_on)}.",
        "why": "A plan is looked at again at each move, threat and hearing, and on the day set when it was written.",
        "rule": "",
        "source": "Your team’s rule. No national rule sets a time.",
        "confidence": "",
        "act": "Review plan",
        "act_href": reverse("safety_plan", args=[row.reference]),
    }


def _offer(row: OpenOffer) -> dict[str, Any]:
    return {
        "name": row.service,
        "href": reverse("answer_offer", args=[row.reference, row.offer_id]),
        "called": row.called or row.reference,
        "on": row.offered_on,
    }
