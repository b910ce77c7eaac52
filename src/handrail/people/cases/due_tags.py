"""What is due, in words and a tag: ours solid, others' broken; a wait is never late."""

import datetime
from collections.abc import Sequence
from typing import TypedDict

from django.urls import reverse

from handrail import pathway
from handrail.pathway import clock_states, clocks
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import lower_first, msg
from handrail.platform.ui import formatting

PROMPT_ACTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "make_safe": ("Find a place tonight", "place_tonight", ()),
    "check_safe": ("Ask about danger", "danger", ()),
    "social_care": ("Record", "record_event", ("social_care_referred",)),
    "guardian": ("Record", "record_event", ("ictg_referred",)),
    "refer_child": ("Prepare the form", "nrm_form", ()),
    "explain_nrm": ("Record", "record_event", ("nrm_explained",)),
    "ask_as_adult": ("Record", "record_event", ("nrm_explained",)),
    "ask_decision": ("Record answer", "answer", ("nrm",)),
    "ask_again": ("Record answer", "answer", ("nrm",)),
    "refer": ("Prepare the form", "nrm_form", ()),
    "notify": ("Write the report", "notify", ()),
    "ask_to_notify": ("Record", "record_event", ("duty_to_notify_sent",)),
    "place_ends": ("Record", "record_event", ("place_of_safety_left",)),
    "conference": ("Record", "record_event", ("conference_held",)),
    "conference_wales": ("Record", "record_event", ("conference_held",)),
    "conference_review": ("Record", "record_event", ("conference_held",)),
    "record_crime": ("Record", "record_event", ("crime_recorded",)),
    "local_support": ("Record answer", "answer", ("local_support",)),
    "contact_point": ("Name a stand-in", "contacts", ()),
    "ask_support": ("Record answer", "answer", ("national_support",)),
    "adult_support_consent": ("Record answer", "answer", ("national_support",)),
    "stay_consent": ("Record answer", "record_event", ("stay_consent_given",)),
    "send_evidence": ("Record", "record_event", ("evidence_sent",)),
    "reconsider": ("Record request", "record_event", ("reconsideration_requested",)),
    "disqualification_review": ("Record request", "record_event", ("disqualification_review_requested",)),
    "letter": ("Record", "record_event", ("cg_notice_received",)),
    "needs_assessment": ("Record", "record_event", ("rna_decided",)),
    "ask_at_18": ("Ask again", "consents", ()),
    "safety_plan": ("Review plan", "review_plan", ()),
    "danger_plan": ("Write the plan", "safety_plan", ()),
    "plan_after_missing": ("Write the plan", "safety_plan", ()),
    "compensation_child": ("Record claim", "record_event", ("claim_made",)),
    "compensation": ("Record claim", "record_event", ("claim_made",)),
    "review_no_charge": ("Record request", "record_event", ("review_requested",)),
}
"""The act that each prompt opens: its button, its address, and what the address names."""


class ClockItem(TypedDict):
    """A clock as `components/table.html` draws it."""

    name: str
    state: str
    words: str
    ours: bool
    when: str
    why: str
    rule: str
    source: str
    confidence: str
    owner: str
    open: bool
    urgent: bool


class PromptItem(TypedDict):
    """Something that ought to be done; `href` is empty where the reader may not do it."""

    code: str
    do: str
    who: str
    why: str
    source: str
    by: datetime.date | None
    act: str
    href: str
    late: str  # since when, where its day has passed


class ClockAwaitingOtherBodyItem(TypedDict):
    """Somebody who owes us something."""

    who: str
    what: str
    state: str
    words: str


CG_DECISION, KEEP_IN_TOUCH = "cg_decision", "vc_keep_in_touch"
SEE_JUSTICE = "See the Justice tab"
PASSED = {"maximum": "Limit passed", "": "Late"}
"""What others owe, by the kind of its clock; a prompt has none."""


def _format_days_or_years_since(day: datetime.date, now: datetime.date) -> str:
    """From two years on in whole years: nobody reads 1,826 days."""
    years = now.year - day.year - ((now.month, now.day) < (day.month, day.day))
    return formatting.plural(years, "year") if years >= 2 else formatting.plural((now - day).days, "day")


def make_due_tag(
    *, kind: str, ours: bool, due_on: datetime.date | None, started: datetime.date | None
) -> tuple[str, str]:
    """State and words of something open, as seen today.

    Args:
        kind: the clock's kind.
        ours: whether it is ours to do; what others owe is never overdue.
        due_on: its last day, None where it has none.
        started: since when it runs.

    Returns:
        The tag's state (a code of `components/tag.html`) and its words.
    """
    now = today()
    if due_on is None:
        if started is None:
            return ("soon", "No due date")
        if started == now:
            return ("waiting", "Since today")
        if ours:
            return ("waiting", msg("Since {day}", day=formatting.format_day_omitting_current_year(started)))
        return ("waiting", msg("Waiting {days}", days=formatting.plural((now - started).days, "day")))
    left = (due_on - now).days
    if left < 0 and ours:
        return ("overdue", msg("{days} overdue", days=_format_days_or_years_since(due_on, now)))
    if left < 0:
        return ("passed", PASSED.get(kind, "Target missed"))
    if left == 0:
        return ("today", "Ends today" if kind == "window" else "Due today")
    return ("soon", "Tomorrow" if left == 1 else msg("In {days}", days=formatting.plural(left, "day")))


def make_safety_plan_review_tag(on: datetime.date) -> tuple[str, str]:
    """The tag of a safety plan's review.

    Returns:
        The tag's state and its words.
    """
    left = (on - today()).days
    if left < 0:
        return ("overdue", msg("Review {days} overdue", days=formatting.plural(-left, "day")))
    return (
        ("today", "Review due today")
        if left == 0
        else ("soon", msg("Review {on}", on=formatting.format_relative_day(on)))
    )


def make_clock_item(run: pathway.ClockRun) -> ClockItem:
    """A row of the clock table."""
    return {
        "name": run.name,
        "state": _get_clock_tag_state(run),
        "words": SEE_JUSTICE if _has_days_of_its_own(run) else run.tag,
        "ours": run.ours,
        "when": _describe_clock_day(run),
        "why": run.why,
        "rule": run.rule,
        "source": run.source,
        "confidence": "your organisation’s own target" if run.theirs else run.confidence,
        "owner": run.owner,
        "open": run.is_open,
        "urgent": run.urgent,
    }


def _describe_clock_day(run: pathway.ClockRun) -> str:
    return "" if _has_days_of_its_own(run) else run.date_words


def _has_days_of_its_own(run: pathway.ClockRun) -> bool:
    """Updates to the victim have days that the rules do not know: what is agreed, a hearing, a move."""
    return run.clock == KEEP_IN_TOUCH and run.due is None


def leave_out_decisions_before_their_earliest_day(
    runs: Sequence[pathway.ClockRun],
) -> list[pathway.ClockRun]:
    """Nobody waits for a conclusive grounds decision that may not come yet: its earliest day says so."""
    early = {run.event_id for run in runs if run.kind == clocks.NOT_BEFORE and (run.days_left or 0) > 0}
    return [run for run in runs if run.clock != CG_DECISION or run.event_id not in early]


def make_prompt_item(item: pathway.Prompt, reference: str, case_access: CaseAccess) -> PromptItem:
    """Something that ought to be done, with the act that does it.

    Args:
        item: what the rules ask.
        reference: the case's, for the link.
        case_access: what the reader may do.
    """
    name, act, more = PROMPT_ACTS.get(item.code, ("Record", "record", ()))
    href = reverse(act, args=[reference, *more]) if case_access.may(Permission.RECORD) else ""
    return {
        "code": item.code,
        "do": item.do,
        "who": item.who,
        "why": item.why,
        "source": item.source,
        "by": item.by,
        "late": item.late,
        "act": name,
        "href": href,
    }


def make_clock_awaiting_other_body_item(run: pathway.ClockRun) -> ClockAwaitingOtherBodyItem:
    """Somebody whom we wait on; `who` is empty where the words themselves say who."""
    return {
        "who": run.owner if run.awaited == run.name else "",
        "what": lower_first(run.name) if run.awaited == run.name else run.awaited,
        "state": _get_clock_tag_state(run),
        "words": SEE_JUSTICE if _has_days_of_its_own(run) else run.tag,
    }


def _get_clock_tag_state(run: pathway.ClockRun) -> str:
    """Which tag the clock's state is drawn with."""
    if run.state == clock_states.MISSED:
        return _get_missed_clock_tag_state(run)
    if run.state == clock_states.RUNNING and run.days_left == 0:
        return "today"
    running = "running" if run.kind in (clocks.MINIMUM, clocks.WINDOW) else "soon"
    return {
        clock_states.RUNNING: "waiting" if run.kind == clocks.NOT_BEFORE else running,
        clock_states.WAITING: "waiting",
        clock_states.PAUSED: "waiting",
        clock_states.MET: "met",
        clock_states.ENDED: "declined",
    }[run.state]


def _get_missed_clock_tag_state(run: pathway.ClockRun) -> str:
    if run.kind in (clocks.MINIMUM, clocks.NOT_BEFORE):
        return "unknown"
    return "overdue" if run.ours and run.ended is None else "passed"
