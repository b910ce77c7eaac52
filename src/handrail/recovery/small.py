"""Small numbers hidden: what may be shown of counts of people, so that nobody can be worked out from them.

A count under five, nought too, reads “fewer than 5”; every other is rounded to the nearest five on its own. Where a
total and the rows that are shown would leave too few possible values for a hidden row, that table is left out.
Rounding, a cut at the first of the month and no filters keep one reading from being set against another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handrail.kernel.saying import say

LEAST, BASE = 5, 5
SMALL: Final = say("Fewer than {least}", least=LEAST)
VALUES_LEFT = 4
"""A hidden row must be able to hold at least so many different numbers."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One count as it is shown. `size` is the rounded number, nothing where it is hidden; for drawing, and no more."""

    code: str
    text: str
    size: int | None


def cell(code: str, count: int) -> Cell:
    """The count, hidden or rounded."""
    if count < LEAST:
        return Cell(code, SMALL, None)
    size = BASE * ((count + BASE // 2) // BASE)
    return Cell(code, say("About {size}", size=size), size)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that may be shown; `rows` is empty where they would tell too much."""

    rows: tuple[Cell, ...]
    withheld: bool


def tables(total: int, counted: Sequence[Mapping[str, int]], known: int = 0) -> tuple[Cell, list[Table]]:
    """One total of people, and tables over those same people: each person stands in at least one row of every table.

    `known` is how many of them there are at least, as other figures beside these tell.
    """
    shown = cell("", total)
    made = [
        Table(tuple(cell(code, count) for code, count in each.items()), withheld=False) for each in counted
    ]
    while True:
        sure = max(known, least(shown, *(row for table in made for row in table.rows)))
        telling = [n for n, table in enumerate(made) if table.rows and _tells(table.rows, sure)]
        if not telling:
            return shown, made
        for n in telling:
            made[n] = Table((), withheld=True)


def least(*rows: Cell) -> int:
    """At least how many people there are, as the rows that are shown tell."""
    return max((_least(row) for row in rows), default=0)


def _tells(rows: Sequence[Cell], sure: int) -> bool:
    """Whether a hidden row could be narrowed down, knowing that there are at least `sure` people."""
    hidden = [row for row in rows if row.size is None]
    if not hidden:
        return False
    others = (len(hidden) - 1) * (LEAST - 1)
    return sure - others - _most(rows) > LEAST - VALUES_LEFT


def _most(rows: Sequence[Cell]) -> int:
    """At most how many people the shown rows hold together; nobody is told, it guards the rows that are hidden."""
    found = 0
    for row in rows:
        found += 0 if row.size is None else row.size + BASE // 2
    return found


def _least(row: Cell) -> int:
    return 0 if row.size is None else max(LEAST, row.size - BASE // 2)
