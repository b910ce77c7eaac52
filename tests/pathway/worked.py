"""Worked examples: a history in a few lines, the day asked, and what the rules must answer.

The same text is checked by the tests and printed in the manual, so that the manual cannot be wrong.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handrail.pathway import History, PathwayStatus, evaluate_pathway
from handrail.pathway.json_format import build_history, format_iso


@dataclass(frozen=True)
class Example:
    """`given`: the first line says who, the others are events. `why` shows how the dates were worked by hand."""

    name: str
    why: str
    given: str
    on: str
    expect: str

    def lines(self) -> list[str]:
        return [line.strip() for line in self.expect.strip().splitlines()]


@dataclass(frozen=True)
class Chapter:
    title: str
    intro: str
    examples: tuple[Example, ...]


def history(given: str) -> History:
    first, *events = [line.strip() for line in given.strip().splitlines()]
    return build_history({**_person(first), "events": [_event(line) for line in events]})


def _person(line: str) -> dict[str, Any]:
    """england, adult, born 2006-12-01, with enhanced_rights, own place_of_safety=5."""
    nation, age, *rest = [part.strip() for part in line.split(",")]
    person: dict[str, Any] = {"jurisdiction": nation, "age": age, "facts": [], "settings": {}}
    for part in rest:
        word, value = part.split(" ", 1)
        if word == "born":
            person["date_of_birth"] = value
        elif word == "with":
            person["facts"] += value.split()
        else:
            clock, length = value.split("=")
            person["settings"][clock] = int(length)
    return person


def _event(line: str) -> dict[str, Any]:
    at, event, *rest = line.split()
    more: dict[str, Any] = dict(part.split("=", 1) for part in rest)
    if "referral" in more:
        more["referral"] = int(more["referral"])
    return {"at": at, "event": event, **more}


def day(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def check(example: Example) -> None:
    found = evaluate_pathway(history(example.given), day(example.on))
    for line in example.lines():
        assert _holds(line, found), f"{example.name}: {line}\n{_seen(found)}"


def _seen(found: PathwayStatus) -> str:
    clocks = [f"{run.clock} due {format_iso(run.due) or 'none'} {run.state}" for run in found.clocks]
    asks = [f"asks about {question.about}: {question.ask}" for question in found.questions]
    nexts = [f"next {prompt.code} {prompt.late}" for prompt in found.next]
    says = [f"headline {found.headline}", f"detail {found.detail}"]
    return "\n".join([f"phase {found.phase}", f"stage {found.stage}", *says, *clocks, *asks, *nexts])


CLOCK = re.compile(r"^(\w+): (no due|due \S+), (\w+)$")


def _holds(line: str, found: PathwayStatus) -> bool:
    if match := CLOCK.match(line):
        clock, due, state = match.groups()
        wanted = (clock, None if due == "no due" else due.removeprefix("due "), state)
        return any((run.clock, format_iso(run.due), run.state) == wanted for run in found.clocks)
    word, _, value = line.partition(" ")
    return CHECKS[word](found, value)


def _paths(found: PathwayStatus, names: str) -> bool:
    present = {run.clock for run in found.clocks}
    return not present.intersection(names.split())


def _words(value: str) -> list[str]:
    """Codes in their order; `none` for no code."""
    return [] if value == "none" else value.split()


CHECKS: dict[str, Callable[[PathwayStatus, str], bool]] = {
    "headline": lambda found, value: found.headline == value,
    "detail": lambda found, value: found.detail == value,
    "prompts": lambda found, value: [prompt.code for prompt in found.next] == _words(value),
    "questions": lambda found, value: [question.about for question in found.questions] == _words(value),
    "late": lambda found, value: any(
        f"{prompt.code} {prompt.late}".strip() == value for prompt in found.next
    ),
    "phase": lambda found, value: found.phase == value,
    "stage": lambda found, value: found.stage == value,
    "says": lambda found, value: value in f"{found.headline} {found.detail}",
    "support": lambda found, value: found.national_support == value,
    "no": _paths,
    "only": lambda found, value: sorted(run.clock for run in found.clocks) == sorted(value.split()),
    "suspended": lambda found, value: any(f"{r.clock} {r.suspended_days}" == value for r in found.clocks),
    "asks": lambda found, value: any(question.about == value for question in found.questions),
    "unasked": lambda found, value: all(question.about != value for question in found.questions),
    "next": lambda found, value: any(prompt.code == value for prompt in found.next),
    "not": lambda found, value: all(prompt.code != value for prompt in found.next),
    "nothing": lambda found, value: not found.next,
    "by": lambda found, value: any(f"{p.code} {format_iso(p.by)}" == value for p in found.next),
    "waits": lambda found, value: (found.waiting_on or "for nobody") == value,
    "route": lambda found, value: found.route == value,
    "urgent": lambda found, value: any(run.clock == value and run.urgent for run in found.clocks),
}


def clocks_in(example: Example) -> set[str]:
    """Clocks whose date or state the example pins down."""
    return {match.group(1) for line in example.lines() if (match := CLOCK.match(line))}
