"""What is due, in words and a tag: ours solid, others' broken; a wait is never late."""

import datetime
from typing import Any

from django.urls import reverse

from handrail import pathway
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.kernel.saying import say, small
from handrail.pathway import clocks, states
from handrail.web.design import words

PROMPT_ACTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "make_safe": ("Add a need or offer", "add_need", ()),
    "social_care": ("Record it", "record_event", ("social_care_referred",)),
    "guardian": ("Record it", "record_event", ("ictg_referred",)),
    "refer_child": ("Prepare the form", "nrm_form", ()),
    "explain_nrm": ("Record it", "record_event", ("nrm_explained",)),
    "ask_decision": ("Record answer", "answer", ("nrm",)),
    "ask_again": ("Record answer", "answer", ("nrm",)),
    "refer": ("Prepare the form", "nrm_form", ()),
    "notify": ("Prepare the form", "nrm_form", ()),
    "place_ends": ("Record it", "record_event", ("place_of_safety_left",)),
    "conference": ("Record it", "record_event", ("conference_held",)),
    "conference_wales": ("Record it", "record_event", ("conference_held",)),
    "conference_review": ("Record it", "record_event", ("conference_held",)),
    "record_crime": ("Record it", "record_event", ("crime_recorded",)),
    "local_support": ("Record answer", "answer", ("local_support",)),
    "contact_point": ("Name a stand-in", "contacts", ()),
    "ask_support": ("Record answer", "answer", ("national_support",)),
    "adult_support_consent": ("Record answer", "answer", ("national_support",)),
    "stay_consent": ("Record answer", "record_event", ("stay_consent_given",)),
    "send_evidence": ("Record it", "record_event", ("evidence_sent",)),
    "reconsider": ("Record request", "record_event", ("reconsideration_requested",)),
    "letter": ("Record it", "record_event", ("cg_notice_received",)),
    "needs_assessment": ("Record it", "record_event", ("rna_decided",)),
    "ask_at_18": ("Ask again", "consents", ()),
    "safety_plan": ("Review plan", "review_plan", ()),
    "compensation": ("Record claim", "record_event", ("claim_made",)),
    "review_no_charge": ("Record request", "record_event", ("review_requested",)),
}
"""The act that each prompt opens: its button, its address, and what the address names."""


def tag(
    *, kind: str, ours: bool, due_on: datetime.date | None, started: datetime.date | None
) -> tuple[str, str]:
    """State and words of something open, as seen today."""
    now = today()
    if due_on is None:
        if started is None:
            return ("soon", "To do")
        days = (now - started).days
        return (
            "waiting",
            say("Waiting {days}", days=words.plural(days, "day")) if days else "Waiting since today",
        )
    left = (due_on - now).days
    if left < 0:
        return (
            ("overdue", say("Overdue {days}", days=words.plural(-left, "day")))
            if ours
            else ("passed", "Target passed")
        )
    if left == 0:
        return ("today", "Ends today" if kind == "window" else "Due today")
    return ("soon", "Tomorrow" if left == 1 else say("In {days}", days=words.plural(left, "day")))


def review(on: datetime.date) -> tuple[str, str]:
    """The tag of a safety plan's review."""
    left = (on - today()).days
    if left < 0:
        return ("overdue", say("Review overdue {days}", days=words.plural(-left, "day")))
    return (
        ("today", "Review due today")
        if left == 0
        else ("soon", say("Review {on}", on=words.relative_day(on)))
    )


def clock(run: pathway.ClockRun) -> dict[str, Any]:
    """A row of the clock table."""
    return {
        "name": run.name,
        "state": _state(run),
        "words": run.tag,
        "ours": run.ours,
        "when": run.date_words,
        "why": run.why,
        "rule": run.rule,
        "source": run.source,
        "confidence": "your team’s own setting" if run.theirs else run.confidence,
        "owner": run.owner,
        "open": run.is_open,
        "urgent": run.urgent,
    }


def prompt(item: pathway.Prompt, reference: str, sight: Sight) -> dict[str, Any]:
    """Something that ought to be done, with the act that does it."""
    name, act, more = PROMPT_ACTS.get(item.code, ("Record", "record", ()))
    href = reverse(act, args=[reference, *more]) if sight.may(Permission.RECORD) else ""
    return {
        "do": item.do,
        "who": item.who,
        "why": item.why,
        "source": item.source,
        "by": item.by,
        "act": name,
        "href": href,
    }


def waited(run: pathway.ClockRun) -> dict[str, Any]:
    """Somebody whom we wait on."""
    what = say("for: {name}", name=small(run.name))
    return {"who": run.owner, "what": what, "state": _state(run), "words": run.tag}


def _state(run: pathway.ClockRun) -> str:
    """Which tag the clock's state is drawn with."""
    if run.state == states.MISSED:
        return _missed(run)
    if run.state == states.RUNNING and run.days_left == 0:
        return "today"
    running = "running" if run.kind in (clocks.MINIMUM, clocks.WINDOW) else "soon"
    return {
        states.RUNNING: "waiting" if run.kind == clocks.NOT_BEFORE else running,
        states.WAITING: "waiting",
        states.PAUSED: "waiting",
        states.MET: "met",
        states.ENDED: "declined",
    }[run.state]


def _missed(run: pathway.ClockRun) -> str:
    if run.kind in (clocks.MINIMUM, clocks.NOT_BEFORE):
        return "unknown"
    return "overdue" if run.ours and run.ended is None else "passed"
