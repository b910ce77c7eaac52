"""Additive random rounding to multiples of five: Cox's unbiased controlled rounding, by an integer programme.

Each count becomes one of the two multiples of five beside it, by chance and leaning to the nearer, so that all sums
hold. What is shown is then itself a possible truth, and so is that table with up to four people more or fewer anywhere:
at least five values stay possible for every figure. Whatever is shown again must be this draw: a second one of the same
counts would narrow them. The random costs are thrown away.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from handrail.insight.disclosure.count_table import CellKey, CountTable

BASE: Final = 5
LARGEST_ERROR: Final = BASE - 1
SPREAD: Final = 2.0
"""Standard deviation of the random costs, in people: large enough that any of the possible tables may be drawn."""
SECONDS: Final = 60.0
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
    keys = table.list_keys()
    stays = dict(frozen or {})
    floors = {key: stays.get(key, BASE * (table.count(key) // BASE)) for key in keys}
    between = [key for key in keys if key not in stays and floors[key] != table.count(key)]
    places = {key: place for place, key in enumerate(between)}
    ups = _solve(table, floors, places, _limit_by_quarter(table, floors, between, carried or {}, tolerance))
    figures = {key: floors[key] + (BASE * ups[places[key]] if key in places else 0) for key in keys}
    drawn = replace(table, counts={key: number for key, number in figures.items() if number})
    _check(table, drawn)
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


def _limit_by_quarter(
    table: CountTable, floors: Mapping[CellKey, int], between: list[CellKey], carried: Errors, tolerance: int
) -> tuple[list[int], list[int]]:
    """Which counts must go up and which must go down, so that the quarter stays near the truth.

    Returns:
        The least and the greatest of each choice, in the order of `between`: 0 is down, 1 is up.

    Raises:
        DrawNotPossibleError: neither way is near enough.
    """
    least, greatest = [], []
    for key in between:
        down = carried.get(key, 0) + floors[key] - table.count(key)
        allowed = [up for up in (0, 1) if abs(down + BASE * up) <= tolerance]
        if not allowed:
            raise DrawNotPossibleError
        least.append(min(allowed))
        greatest.append(max(allowed))
    return least, greatest


def _solve(
    table: CountTable,
    floors: Mapping[CellKey, int],
    places: Mapping[CellKey, int],
    limits: tuple[list[int], list[int]],
) -> list[int]:
    """Choose up or down for each count between two multiples.

    Returns:
        1 for up and 0 for down, in the order of `places`.
    """
    rows, columns, signs, rights = list[int](), list[int](), list[int](), list[int]()
    for whole, parts in table.list_equations():
        open_cells = [(part, 1) for part in parts if part in places]
        open_cells += [(whole, -1)] if whole in places else []
        right = (floors[whole] - sum(floors[part] for part in parts)) // BASE
        if not open_cells:
            if right:
                raise DrawNotPossibleError
            continue
        rows += [len(rights)] * len(open_cells)
        columns += [places[key] for key, _ in open_cells]
        signs += [sign for _, sign in open_cells]
        rights.append(right)
    if not places:
        return []
    chance = random.SystemRandom()
    leanings = [BASE / 2 - (table.count(key) - floors[key]) for key in places]
    costs = np.array([leaning + chance.gauss(0, SPREAD) for leaning in leanings])
    sums = csr_array((signs, (rows, columns)), shape=(len(rights), len(places)))
    answer = milp(
        costs,
        constraints=LinearConstraint(sums, rights, rights),
        integrality=np.ones(len(places)),
        bounds=Bounds(np.array(limits[0]), np.array(limits[1])),
        options={"mip_rel_gap": 0.0, "time_limit": SECONDS},
    )
    if answer.status != 0 or answer.x is None:
        raise DrawNotPossibleError
    return [round(choice) for choice in answer.x]


def _check(table: CountTable, drawn: CountTable) -> None:
    """The solver is trusted in nothing. Raises DrawNotPossibleError where what it gave is no such rounding."""
    for key in table.list_keys():
        true, shown = table.count(key), drawn.count(key)
        if shown % BASE or abs(shown - true) > LARGEST_ERROR or (true == 0 and shown):
            raise DrawNotPossibleError
    if drawn.find_broken_equations():
        raise DrawNotPossibleError
