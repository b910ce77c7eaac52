"""Small numbers hidden: what may be shown of counts of people, so that nobody can be worked out from them.

A count under five, nought too, reads “fewer than 5”; every other is rounded to the nearest five on its own. Where a
total and the rows that are shown would leave too few possible values for a hidden row, that table is left out.
Rounding, a cut at the first of the month and no filters keep one reading from being set against another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handrail.platform.kernel.messages import msg

LOWEST_SHOWN, ROUNDING_BASE = 5, 5
HIDDEN_TEXT: Final = msg("Fewer than {least}", least=LOWEST_SHOWN)
FEWEST_POSSIBLE_VALUES = 4
"""A hidden row must be able to hold at least so many different numbers."""


@dataclass(frozen=True, slots=True)
class DisclosedCount:
    """One count as it is shown. `size` is the rounded number, nothing where it is hidden; for drawing, and no more."""

    code: str
    text: str
    size: int | None


def hide_or_round_count(code: str, count: int) -> DisclosedCount:
    """The count, hidden or rounded."""
    if count < LOWEST_SHOWN:
        return DisclosedCount(code, HIDDEN_TEXT, None)
    size = ROUNDING_BASE * ((count + ROUNDING_BASE // 2) // ROUNDING_BASE)
    return DisclosedCount(code, msg("About {size}", size=size), size)


@dataclass(frozen=True, slots=True)
class DisclosedTable:
    """Rows that may be shown; `rows` is empty where they would tell too much."""

    rows: tuple[DisclosedCount, ...]
    withheld: bool


def disclose_total_and_tables(
    total: int, counted: Sequence[Mapping[str, int]], known: int = 0
) -> tuple[DisclosedCount, list[DisclosedTable]]:
    """Disclose a total, and tables over those same people: each stands in at least one row of every table.

    Args:
        total: how many people there are.
        counted: for each table, the numbers by code.
        known: how many there are at least, as other figures beside these tell.

    Returns:
        The total, and the tables in the same order.
    """
    shown = hide_or_round_count("", total)
    made = [
        DisclosedTable(
            tuple(hide_or_round_count(code, count) for code, count in each.items()), withheld=False
        )
        for each in counted
    ]
    while True:
        sure = max(
            known,
            compute_lowest_true_count_of_rounded_rows(shown, *(row for table in made for row in table.rows)),
        )
        telling = [
            n for n, table in enumerate(made) if table.rows and _is_hidden_row_deducible(table.rows, sure)
        ]
        if not telling:
            return shown, made
        for n in telling:
            made[n] = DisclosedTable((), withheld=True)


def compute_lowest_true_count_of_rounded_rows(*rows: DisclosedCount) -> int:
    """At least how many people there are, as the rows that are shown tell."""
    return max((_compute_lowest_true_count_of_rounded_row(row) for row in rows), default=0)


def _is_hidden_row_deducible(rows: Sequence[DisclosedCount], sure: int) -> bool:
    """Whether a hidden row could be narrowed down, knowing that there are at least `sure` people."""
    hidden = [row for row in rows if row.size is None]
    if not hidden:
        return False
    others = (len(hidden) - 1) * (LOWEST_SHOWN - 1)
    return (
        sure - others - _compute_highest_true_total_of_shown_rows(rows)
        > LOWEST_SHOWN - FEWEST_POSSIBLE_VALUES
    )


def _compute_highest_true_total_of_shown_rows(rows: Sequence[DisclosedCount]) -> int:
    """At most how many people the shown rows hold together; nobody is told, it guards the rows that are hidden."""
    found = 0
    for row in rows:
        found += 0 if row.size is None else row.size + ROUNDING_BASE // 2
    return found


def _compute_lowest_true_count_of_rounded_row(row: DisclosedCount) -> int:
    return 0 if row.size is None else max(LOWEST_SHOWN, row.size - ROUNDING_BASE // 2)
