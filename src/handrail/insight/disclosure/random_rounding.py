"""Additive random rounding to multiples of five: Cox's unbiased controlled rounding, by an integer programme.

Each count becomes one of the two multiples of five beside it, by chance and leaning to the nearer, so that all sums
hold. What is shown is then itself a possible truth, and so is that table with up to four people more or fewer anywhere:
at least five values stay possible for every figure. Whatever is shown again must be this draw: a second one of the same
counts would narrow them. The random costs are thrown away.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from handrail.insight.disclosure.count_table import CountTable, CountTableArrayLayout, CountTableCellKey
from handrail.insight.disclosure.rounding_programme import (
    BASE,
    RoundingNotPossibleError,
    RoundingOptimisationProblem,
    make_rounding_optimisation_problem,
    solve_rounding_optimisation_problems,
)

LARGEST_ERROR: Final = BASE - 1
SPREAD: Final = 2.0
"""Standard deviation of the random costs, in people: large enough that any of the possible tables may be drawn."""
TOLERANCES: Final = (LARGEST_ERROR, 2 * BASE - 1)
"""How far a quarter may be from the truth: the first where that can be had, else the second."""


MOST_CELLS_AT_ONCE: Final = 3_000
"""Open cells of one call of the solver: more in one call take longer than in two."""

type Errors = Mapping[CountTableCellKey, int]
type TableAndErrors = tuple[CountTable, Errors]


@dataclass(frozen=True, slots=True)
class PreparedRounding:
    """A draw that is prepared: its chance is thrown, and the solver not yet asked."""

    table: CountTable
    true: np.ndarray
    floors: np.ndarray
    is_open: np.ndarray
    programme: RoundingOptimisationProblem

    def close(self, chosen: np.ndarray) -> CountTable:
        """The figures. Raises RoundingNotPossibleError where what the solver gave is no rounding that adds up."""
        shown = self.floors.copy()
        shown[self.is_open] += BASE * chosen
        layout = self.table.layout
        _raise_unless_valid_rounding(layout, self.true, shown)
        return replace(self.table, counts=layout.to_counts(shown))


def round_figures_at_random(
    table: CountTable,
    carried: Errors | None = None,
    *,
    tolerance: int = LARGEST_ERROR,
    frozen: Errors | None = None,
) -> CountTable:
    """Draw the figures of a table. Once: the caller keeps them, and never draws the same counts again.

    Args:
        table: true counts.
        carried: by how much the figures of the quarter's earlier months are above the truth so far.
        tolerance: how far the quarter so far may be from the truth, up or down.
        frozen: figures that were drawn before, which stay: a split that is asked for later is drawn on its total.

    Returns:
        Figures, each a multiple of five within four of its count; a count of zero is shown as zero.

    Raises:
        RoundingNotPossibleError: there are none.
    """
    if not table.counts:
        return table
    draw = _prepare_rounding(table, carried or {}, tolerance, frozen or {})
    (chosen,) = solve_rounding_optimisation_problems([draw.programme])
    return draw.close(chosen)


def _prepare_rounding(table: CountTable, carried: Errors, tolerance: int, frozen: Errors) -> PreparedRounding:
    layout = table.layout
    true, ahead = layout.to_array(table.counts), _make_array_of_numbers_of_layout_cells(layout, carried)
    floors = BASE * (true // BASE)
    stays = _make_array_of_numbers_of_layout_cells(layout, dict.fromkeys(frozen, 1)) > 0
    floors[stays] = _make_array_of_numbers_of_layout_cells(layout, frozen)[stays]
    is_open = ~stays & (floors != true)
    down = (ahead + floors - true)[is_open]
    costs = BASE / 2 - (true - floors)[is_open] + SPREAD * _sample_normal_values(int(is_open.sum()))
    limits = _limit_rounding_choices_by_quarter_total(down, tolerance)
    programme = make_rounding_optimisation_problem(layout, floors, is_open, costs, limits)
    return PreparedRounding(table, true, floors, is_open, programme)


def _make_array_of_numbers_of_layout_cells(layout: CountTableArrayLayout, numbers: Errors) -> np.ndarray:
    """Numbers of cells that the table has; what was told of others before concerns nobody now."""
    known, areas = set(layout.columns), set(layout.areas)
    return layout.to_array(
        {key: number for key, number in numbers.items() if key[0] in areas and key[1:] in known}
    )


def _sample_normal_values(number: int) -> np.ndarray:
    """Normal draws from the system's source of chance, all at once (Box and Muller 1958)."""
    half = (number + 1) // 2
    words = np.frombuffer(secrets.token_bytes(16 * half), dtype=np.uint64).reshape(2, half)
    even = (words.astype(float) + 0.5) / 2.0**64
    radius, angle = np.sqrt(-2 * np.log(even[0])), 2 * np.pi * even[1]
    drawn: np.ndarray = np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])[:number]
    return drawn


def round_month_figures_near_quarter_total(table: CountTable, carried: Errors) -> tuple[CountTable, int]:
    """Draw with the closest tolerance for the quarter that there is.

    Args:
        table: true counts of a month.
        carried: by how much the figures of the quarter's earlier months are above the truth so far.

    Returns:
        The figures, and the tolerance that was had.

    Raises:
        RoundingNotPossibleError: not even the widest is possible.
    """
    for tolerance in TOLERANCES[:-1]:
        try:
            return round_figures_at_random(table, carried, tolerance=tolerance), tolerance
        except RoundingNotPossibleError:
            continue
    return round_figures_at_random(table, carried, tolerance=TOLERANCES[-1]), TOLERANCES[-1]


def round_month_tables_near_quarter_totals(tables: Sequence[TableAndErrors]) -> list[tuple[CountTable, int]]:
    """Draw the tables of a month as `round_month_figures_near_quarter_total` draws each, in few calls of the solver.

    Args:
        tables: true counts that no two tables share, each with what is carried over.

    Returns:
        The figures of each, and the tolerance that was had.

    Raises:
        RoundingNotPossibleError: not even the widest is possible.
    """
    drawn = list[tuple[CountTable, int]]()
    for some in _iterate_batches_of_tables(tables):
        try:
            draws = [_prepare_rounding(table, carried, TOLERANCES[0], {}) for table, carried in some]
            chosen = solve_rounding_optimisation_problems([draw.programme for draw in draws])
            drawn += [(draw.close(up), TOLERANCES[0]) for draw, up in zip(draws, chosen, strict=True)]
        except (
            RoundingNotPossibleError
        ):  # of one of them: each is drawn alone, and nothing of this draw was shown
            drawn += [round_month_figures_near_quarter_total(table, carried) for table, carried in some]
    return drawn


def _iterate_batches_of_tables(tables: Sequence[TableAndErrors]) -> Iterator[list[TableAndErrors]]:
    """In their order, so many together as one call of the solver takes."""
    some, cells = list[TableAndErrors](), 0
    for table, carried in tables:
        more = sum(number % BASE > 0 for number in table.counts.values())
        if some and cells + more > MOST_CELLS_AT_ONCE:
            yield some
            some, cells = [], 0
        some.append((table, carried))
        cells += more
    if some:
        yield some


def _limit_rounding_choices_by_quarter_total(
    down: np.ndarray, tolerance: int
) -> tuple[np.ndarray, np.ndarray]:
    """Which counts must go up and which must go down, so that the quarter stays near the truth.

    Args:
        down: by how much the quarter is above the truth where the count goes down.
        tolerance: how far it may be, up or down.

    Returns:
        The least and the greatest of each choice: 0 is down, 1 is up.

    Raises:
        RoundingNotPossibleError: neither way is near enough.
    """
    may_fall, may_rise = np.abs(down) <= tolerance, np.abs(down + BASE) <= tolerance
    if not (may_fall | may_rise).all():
        raise RoundingNotPossibleError
    return np.where(may_fall, 0, 1), np.where(may_rise, 1, 0)


def _raise_unless_valid_rounding(layout: CountTableArrayLayout, true: np.ndarray, shown: np.ndarray) -> None:
    """The solver is trusted in nothing. Raises RoundingNotPossibleError where what it gave is no such rounding."""
    is_rounding = (shown % BASE == 0) & (np.abs(shown - true) <= LARGEST_ERROR) & ((true > 0) | (shown == 0))
    if not is_rounding.all() or layout.find_differences(shown).any():
        raise RoundingNotPossibleError
