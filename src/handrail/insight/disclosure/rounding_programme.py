"""The integer programme of a draw: up or down for each count between two multiples, at the least cost; all sums hold.

Tables that share no count are solved as one programme with a block for each: the cheapest choice of all is the cheapest
of each, and a month of small tables takes one call of the solver instead of fifty.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from handrail.insight.disclosure.count_table import CountTableArrayLayout

BASE: Final = 5
SECONDS: Final = 60.0
WHOLE_WITHIN: Final = 1e-6


class RoundingNotPossibleError(Exception):
    """No figures add up within what is allowed. Nothing is published."""


@dataclass(frozen=True, slots=True)
class RoundingOptimisationProblem:
    """What is to be chosen of one table: 1 for up and 0 for down, for each open cell in the order of the array.

    `rows`, `places` and `signs` are the terms: which sum, which choice, plus or minus. `sums` is what each must come
    to; `least` and `greatest` bound each choice.
    """

    costs: np.ndarray
    rows: np.ndarray
    places: np.ndarray
    signs: np.ndarray
    sums: np.ndarray
    least: np.ndarray
    greatest: np.ndarray


def make_rounding_optimisation_problem(
    layout: CountTableArrayLayout,
    floors: np.ndarray,
    is_open: np.ndarray,
    costs: np.ndarray,
    limits: tuple[np.ndarray, np.ndarray],
) -> RoundingOptimisationProblem:
    """The programme of a table.

    Args:
        layout: of its cells.
        floors: the multiple below each count.
        is_open: which counts lie between two multiples.
        costs: of going up, for each open cell.
        limits: the least and the greatest of each choice.

    Raises:
        RoundingNotPossibleError: a sum in which nothing is open does not hold.
    """
    missing = -layout.find_differences(floors) // BASE
    sums, cells, signs = layout.terms
    places = np.where(is_open.ravel(), np.cumsum(is_open.ravel()) - 1, -1)[cells]
    is_free = places >= 0
    asked, rows = np.unique(sums[is_free], return_inverse=True)
    is_asked = np.zeros(len(missing), dtype=bool)
    is_asked[asked] = True
    if missing[~is_asked].any():
        raise RoundingNotPossibleError
    return RoundingOptimisationProblem(costs, rows, places[is_free], signs[is_free], missing[asked], *limits)


def solve_rounding_optimisation_problems(
    programmes: Sequence[RoundingOptimisationProblem],
) -> list[np.ndarray]:
    """The cheapest choice of each, found in one call.

    Args:
        programmes: of tables that share no count.

    Returns:
        The choices of each, 0 or 1.

    Raises:
        RoundingNotPossibleError: one of them has none.
    """
    some = [one for one in programmes if len(one.costs)]
    ends = np.cumsum([len(one.costs) for one in some])
    found = iter(
        np.split(
            _solve_lowest_cost_rounding_choices(_join_rounding_problems_into_blocks(some), whole=False),
            ends[:-1],
        )
        if some
        else []
    )
    chosen = []
    for one in programmes:
        choices = next(found) if len(one.costs) else np.zeros(0)
        if (np.abs(choices - np.rint(choices)) > WHOLE_WITHIN).any():
            choices = _solve_lowest_cost_rounding_choices(one, whole=True)
        chosen.append(np.rint(choices).astype(np.int64))
    return chosen


def _join_rounding_problems_into_blocks(
    programmes: Sequence[RoundingOptimisationProblem],
) -> RoundingOptimisationProblem:
    """One programme of several, each of them a block."""
    sums_before = np.cumsum([0, *(len(one.sums) for one in programmes)])
    choices_before = np.cumsum([0, *(len(one.costs) for one in programmes)])
    return RoundingOptimisationProblem(
        np.concatenate([one.costs for one in programmes]),
        np.concatenate([one.rows + n for one, n in zip(programmes, sums_before, strict=False)]),
        np.concatenate([one.places + n for one, n in zip(programmes, choices_before, strict=False)]),
        np.concatenate([one.signs for one in programmes]),
        np.concatenate([one.sums for one in programmes]),
        np.concatenate([one.least for one in programmes]),
        np.concatenate([one.greatest for one in programmes]),
    )


def _solve_lowest_cost_rounding_choices(programme: RoundingOptimisationProblem, *, whole: bool) -> np.ndarray:
    """The cheapest choice. Unasked it mostly is of whole numbers, and then the same one, in half the time.

    Args:
        programme: what is to be chosen.
        whole: ask for whole numbers.

    Returns:
        Each choice, between 0 and 1.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - half a second of every program's start
    from scipy.sparse import csr_array  # noqa: PLC0415 - as above

    shape = (len(programme.sums), len(programme.costs))
    matrix = csr_array((programme.signs, (programme.rows, programme.places)), shape=shape)
    answer = milp(
        programme.costs,
        constraints=LinearConstraint(matrix, programme.sums, programme.sums),
        integrality=np.full(len(programme.costs), int(whole)),
        bounds=Bounds(programme.least, programme.greatest),
        options={"mip_rel_gap": 0.0, "time_limit": SECONDS, "presolve": whole},
    )
    if answer.status != 0 or answer.x is None:
        raise RoundingNotPossibleError
    chosen: np.ndarray = answer.x
    return chosen
