"""Additive random rounding to multiples of five: Cox's unbiased controlled rounding, by an integer programme.

Each count becomes one of the two multiples of five beside it, by chance and leaning to the nearer, so that all sums
hold. What is shown is then itself a possible truth, and so is that table with up to four people more or fewer anywhere:
at least five values stay possible for every figure. Whatever is shown again must be this draw: a second one of the same
counts would narrow them. The random costs are thrown away.
"""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from handrail.insight.disclosure.count_table import CellKey, CountTable, TableLayout

BASE: Final = 5
LARGEST_ERROR: Final = BASE - 1
SPREAD: Final = 2.0
"""Standard deviation of the random costs, in people: large enough that any of the possible tables may be drawn."""
SECONDS: Final = 60.0
WHOLE_WITHIN: Final = 1e-6
TOLERANCES: Final = (LARGEST_ERROR, 2 * BASE - 1)
"""How far a quarter may be from the truth: the first where that can be had, else the second."""


class DrawNotPossibleError(Exception):
    """No figures add up within what is allowed. Nothing is published."""


type Errors = Mapping[CellKey, int]


def draw_figures(
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
        DrawNotPossibleError: there are none.
    """
    if not table.counts:
        return table
    layout = table.make_layout()
    true, ahead = layout.to_array(table.counts), _lay_out_known(layout, carried or {})
    floors = BASE * (true // BASE)
    stays = _lay_out_known(layout, dict.fromkeys(frozen or {}, 1)) > 0
    floors[stays] = _lay_out_known(layout, frozen or {})[stays]
    is_open = ~stays & (floors != true)
    down = (ahead + floors - true)[is_open]
    costs = BASE / 2 - (true - floors)[is_open] + SPREAD * _draw_normal(int(is_open.sum()))
    shown = floors.copy()
    shown[is_open] += BASE * _solve(layout, floors, is_open, costs, _limit_by_quarter(down, tolerance))
    _check(layout, true, shown)
    return replace(table, counts=layout.to_counts(shown))


def _lay_out_known(layout: TableLayout, numbers: Errors) -> np.ndarray:
    """Numbers of cells that the table has; what was told of others before concerns nobody now."""
    known, areas = set(layout.columns), set(layout.areas)
    return layout.to_array(
        {key: number for key, number in numbers.items() if key[0] in areas and key[1:] in known}
    )


def _draw_normal(number: int) -> np.ndarray:
    """Normal draws from the system's source of chance, all at once (Box and Muller 1958)."""
    half = (number + 1) // 2
    words = np.frombuffer(secrets.token_bytes(16 * half), dtype=np.uint64).reshape(2, half)
    even = (words.astype(float) + 0.5) / 2.0**64
    radius, angle = np.sqrt(-2 * np.log(even[0])), 2 * np.pi * even[1]
    drawn: np.ndarray = np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])[:number]
    return drawn


def draw_figures_of_quarter(table: CountTable, carried: Errors) -> tuple[CountTable, int]:
    """Draw with the closest tolerance for the quarter that there is.

    Args:
        table: true counts of a month.
        carried: by how much the figures of the quarter's earlier months are above the truth so far.

    Returns:
        The figures, and the tolerance that was had.

    Raises:
        DrawNotPossibleError: not even the widest is possible.
    """
    for tolerance in TOLERANCES[:-1]:
        try:
            return draw_figures(table, carried, tolerance=tolerance), tolerance
        except DrawNotPossibleError:
            continue
    return draw_figures(table, carried, tolerance=TOLERANCES[-1]), TOLERANCES[-1]


def _limit_by_quarter(down: np.ndarray, tolerance: int) -> tuple[np.ndarray, np.ndarray]:
    """Which counts must go up and which must go down, so that the quarter stays near the truth.

    Args:
        down: by how much the quarter is above the truth where the count goes down.
        tolerance: how far it may be, up or down.

    Returns:
        The least and the greatest of each choice: 0 is down, 1 is up.

    Raises:
        DrawNotPossibleError: neither way is near enough.
    """
    may_fall, may_rise = np.abs(down) <= tolerance, np.abs(down + BASE) <= tolerance
    if not (may_fall | may_rise).all():
        raise DrawNotPossibleError
    return np.where(may_fall, 0, 1), np.where(may_rise, 1, 0)


def _solve(
    layout: TableLayout,
    floors: np.ndarray,
    is_open: np.ndarray,
    costs: np.ndarray,
    limits: tuple[np.ndarray, np.ndarray],
) -> np.ndarray:
    """Choose up or down for each count between two multiples, at the least cost.

    Returns:
        1 for up and 0 for down, for each open cell in the order of the array.
    """
    missing = -layout.find_differences(floors) // BASE
    sums, cells, signs = layout.list_terms()
    places = np.where(is_open.ravel(), np.cumsum(is_open.ravel()) - 1, -1)[cells]
    is_free = places >= 0
    asked, rows = np.unique(sums[is_free], return_inverse=True)
    is_asked = np.zeros(len(missing), dtype=bool)
    is_asked[asked] = True
    if missing[~is_asked].any():
        raise DrawNotPossibleError
    if not len(costs):
        return np.zeros(0, dtype=np.int64)
    matrix = csr_array((signs[is_free], (rows, places[is_free])), shape=(len(asked), len(costs)))
    constraint = LinearConstraint(matrix, missing[asked], missing[asked])
    chosen = _minimise(costs, constraint, Bounds(*limits), whole=False)
    if (np.abs(chosen - np.rint(chosen)) > WHOLE_WITHIN).any():
        chosen = _minimise(costs, constraint, Bounds(*limits), whole=True)
    return np.rint(chosen).astype(np.int64)


def _minimise(costs: np.ndarray, constraint: LinearConstraint, bounds: Bounds, *, whole: bool) -> np.ndarray:
    """The cheapest choice. Unasked it mostly is of whole numbers, and then the same one, in half the time.

    Args:
        costs: of each choice of up.
        constraint: the sums.
        bounds: of each choice.
        whole: ask for whole numbers.

    Returns:
        Each choice, between 0 and 1.
    """
    answer = milp(
        costs,
        constraints=constraint,
        integrality=np.full(len(costs), int(whole)),
        bounds=bounds,
        options={"mip_rel_gap": 0.0, "time_limit": SECONDS},
    )
    if answer.status != 0 or answer.x is None:
        raise DrawNotPossibleError
    chosen: np.ndarray = answer.x
    return chosen


def _check(layout: TableLayout, true: np.ndarray, shown: np.ndarray) -> None:
    """The solver is trusted in nothing. Raises DrawNotPossibleError where what it gave is no such rounding."""
    is_rounding = (shown % BASE == 0) & (np.abs(shown - true) <= LARGEST_ERROR) & ((true > 0) | (shown == 0))
    if not is_rounding.all() or layout.find_differences(shown).any():
        raise DrawNotPossibleError
