"""One outcome over time as a small picture: where they placed themselves on which day. Its table says the same."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from handrail.kernel.saying import joined, say
from handrail.recovery.core_outcomes import FURTHEST, NEAREST
from handrail.recovery.queries.outcomes import LookBackLine
from handrail.web.design import words

WIDTH, HEIGHT = 320, 146
LEFT, RIGHT, TOP, FOOT = 26, 300, 14, 98
BASE = 118  # where days stand on which nothing was placed


@dataclass(frozen=True, slots=True)
class Mark:
    """One day. `kind`: placed, words (said something, and left the scale), silent (did not want to say)."""

    x: float
    y: float
    kind: str
    text: str


def picture(name: str, said: Sequence[LookBackLine]) -> dict[str, Any] | None:
    """The drawing’s numbers for the template; nothing where nobody has been asked yet."""
    lines = [line for line in said if not line.followed]
    if not lines:
        return None
    across = _across([line.on for line in lines])
    marks = [_mark(line, across[line.on]) for line in lines]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "days": _days(across),
        "days_y": HEIGHT - 5,
        "rungs": [(number, _down(number)) for number in range(FURTHEST, NEAREST + 1)],
        "marks": marks,
        "runs": _runs(marks),
        "title": say("{name}: {told}", name=name, told=_told(lines)),
    }


def _across(days: Sequence[datetime.date]) -> dict[datetime.date, float]:
    """Days set out as far apart as they were; a single one in the middle."""
    first, last = min(days), max(days)
    length = (last - first).days
    if not length:
        return {first: (LEFT + RIGHT) / 2}
    room = RIGHT - LEFT - 24
    return {on: round(LEFT + 12 + room * (on - first).days / length, 1) for on in days}


def _days(across: dict[datetime.date, float]) -> list[tuple[float, str, str]]:
    """The first day and the last beneath the picture: where, how it is set, and the day."""
    first, last = min(across), max(across)
    if first == last:
        return [(across[first], "middle", words.day(first))]
    return [(LEFT, "start", words.day(first)), (RIGHT, "end", words.day(last))]


def _down(number: int) -> float:
    """How far down a place on the scale stands."""
    return round(FOOT - (FOOT - TOP) * (number - FURTHEST) / (NEAREST - FURTHEST), 1)


def _mark(line: LookBackLine, x: float) -> Mark:
    if line.placed is not None:
        return Mark(x, _down(line.placed), "placed", str(line.placed))
    return Mark(x, BASE, "silent" if line.silent else "words", "")


def _runs(marks: Sequence[Mark]) -> list[str]:
    """The lines between days that follow each other and were both placed: over a day without a place none is drawn."""
    found: list[list[Mark]] = [[]]
    for mark in marks:
        if mark.kind == "placed":
            found[-1].append(mark)
        elif found[-1]:
            found.append([])
    return [joined((f"{mark.x},{mark.y}" for mark in run), " ") for run in found if len(run) > 1]


def _told(lines: Sequence[LookBackLine]) -> str:
    return joined(
        (say("{on}, {place_words}", on=words.day(line.on), place_words=place_words(line)) for line in lines),
        "; ",
    )


def place_words(line: LookBackLine) -> str:
    """Where they put it, in words."""
    if line.silent:
        return "did not want to say"
    return (
        say("{placed} of {nearest}", placed=line.placed, nearest=NEAREST)
        if line.placed is not None
        else "in words alone"
    )
