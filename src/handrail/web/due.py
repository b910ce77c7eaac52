"""What is due, in words and a tag: ours solid, others' broken; a wait is never late."""

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from handrail import pathway
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.web.design import words

WAITS = ("waiting", "setting", "event")
PROMPT_ACTS: dict[str, tuple[str, str, tuple[str, ...]]] = {}


def tag(
    *, kind: str, ours: bool, due_on: datetime.date | None, started: datetime.date | None
) -> tuple[str, str]:
    """State and words of something open, as seen today."""
    today = timezone.localdate()
    if due_on is None:
        if started is None:
            return ("soon", "To do")
        days = (today - started).days
        return ("waiting", f"Waiting {words.plural(days, 'day')}" if days else "Waiting since today")
    left = (due_on - today).days
    if left < 0:
        return ("overdue", f"Overdue {words.plural(-left, 'day')}") if ours else ("passed", "Target passed")
    if left == 0:
        return ("today", "Ends today" if kind == "window" else "Due today")
    return ("soon", "Tomorrow" if left == 1 else f"In {words.plural(left, 'day')}")


def review(on: datetime.date) -> tuple[str, str]:
    """The tag of a safety plan's review."""
    left = (on - timezone.localdate()).days
    if left < 0:
        return ("overdue", f"Review overdue {words.plural(-left, 'day')}")
    return ("today", "Review due today") if left == 0 else ("soon", f"Review {words.relative_day(on)}")


def clock(run: pathway.ClockRun, now: datetime.datetime) -> dict[str, Any]:
    """A row of the clock table."""
    state, said = _clock_tag(run, now)
    return {
        "name": run.name,
        "state": state,
        "words": said,
        "ours": run.ours,
        "when": _when(run),
        "why": run.why,
        "rule": run.rule,
        "source": run.source,
        "confidence": run.confidence,
        "owner": run.owner,
        "open": run.state in ("running", "waiting", "paused")
        or (run.state == "missed" and run.ended is None),
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


def waited(item: Any, now: datetime.datetime) -> dict[str, Any]:
    """Somebody whom we wait on."""
    state, said = tag(kind="waiting", ours=False, due_on=_date(item.by), started=_date(item.since))
    return {"who": item.who, "what": item.what, "state": state, "words": said}


def _clock_tag(run: pathway.ClockRun, now: datetime.datetime) -> tuple[str, str]:
    if run.state == "met":
        return ("met", "Met")
    if run.state == "ended":
        return ("declined", "Ended")
    if run.state == "paused":
        return ("waiting", "Paused")
    started = _date(run.started)
    if run.state == "missed":
        return _missed(run)
    if run.kind == "minimum" and started and run.due:
        whole = (_date(run.due) - started).days + 1  # type: ignore[operator]
        return ("running", f"Day {(timezone.localdate(now) - started).days + 1} of {whole}")
    if run.kind == "not_before":
        return (
            "waiting",
            f"Waiting {words.plural((timezone.localdate(now) - started).days, 'day')}"
            if started
            else "Waiting",
        )
    return tag(kind=run.kind, ours=run.ours, due_on=_date(run.due), started=started)


def _missed(run: pathway.ClockRun) -> tuple[str, str]:
    if run.kind == "minimum":
        return ("unsafe", "Cut short")
    if run.kind == "not_before":
        return ("unknown", "Came early: ask")
    if run.ended is not None:
        return ("passed", "Came late")
    return tag(kind=run.kind, ours=run.ours, due_on=_date(run.due), started=_date(run.started))


def _when(run: pathway.ClockRun) -> str:
    if run.due is None:
        return f"Since {words.short_day(_date(run.started))}" if run.started else ""
    day = words.short_day(_date(run.due), with_year=_date(run.due).year != timezone.localdate().year)  # type: ignore[union-attr]
    time = f", {words.clock_time(run.due)}" if isinstance(run.due, datetime.datetime) else ""
    lead = {"minimum": "At least to ", "not_before": "Not before "}.get(run.kind, "")
    return f"{lead}{day}{time}"


def _date(moment: datetime.date | datetime.datetime | None) -> datetime.date | None:
    if isinstance(moment, datetime.datetime):
        return timezone.localtime(moment).date() if timezone.is_aware(moment) else moment.date()
    return moment
