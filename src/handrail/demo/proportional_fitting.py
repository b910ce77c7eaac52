"""Nationality beside responder, age, gender and exploitation: fitted until every published cross-table is met.

No published table crosses all five at once here, so this is a model: iterative proportional fitting, begun from
nationality by age and gender, then rounded to whole people with what was rounded off carried on to the next cell.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from handrail.demo.published_nrm_figures import (
    Cell,
    get_published_counts_by_label,
    get_published_counts_by_label_combination,
    sum_table_over_other_parts,
)
from handrail.demo.quota_sampling import round_shares

ROUNDS: Final = 40
REST: Final = "All other"

FittedTable = dict[Cell, float]
"""By responder, age, gender, exploitation, nationality."""


@cache
def get_fitted_counts_by_label_combination() -> Mapping[Cell, int]:
    """How many of the 17,023 are of each of the five at once."""
    return _round_fitted_table(_fit_proportional_table())


def _fit_proportional_table() -> FittedTable:
    table = _make_starting_table()
    for _ in range(ROUNDS):
        for key, wanted in _get_published_margins():
            _scale_table_to_margin(table, key, wanted)
    return table


def _make_starting_table() -> FittedTable:
    known, ages = (
        get_published_counts_by_label_combination("nationality_age_gender"),
        sum_table_over_other_parts("nationality_age_gender", 1, 2),
    )
    return {
        (who, age, gender, what, nation): count * known[nation, age, gender] / ages[age, gender]
        for (who, age, gender, what), count in get_published_counts_by_label_combination("joint").items()
        for nation in get_published_counts_by_label("nationality_age_gender")
        if (nation, age, gender) in known
    }


def _get_published_margins() -> tuple[tuple[Callable[[Cell], Cell | None], Mapping[Cell, int]], ...]:
    """Each published table that speaks of these five, the one that must hold exactly last."""
    large = set(get_published_counts_by_label("nationality_exploitation"))

    def folded(nation: str) -> str:
        return nation if nation in large else REST

    return (
        (
            lambda cell: (cell[4],) if cell[0] == "Police" else None,
            get_published_counts_by_label_combination("police_nationality"),
        ),
        (
            lambda cell: (folded(cell[4]), cell[3]),
            get_published_counts_by_label_combination("nationality_exploitation"),
        ),
        (
            lambda cell: (cell[0], folded(cell[4])),
            get_published_counts_by_label_combination("first_responder_nationality"),
        ),
        (
            lambda cell: (cell[4], cell[1], cell[2]),
            get_published_counts_by_label_combination("nationality_age_gender"),
        ),
        (lambda cell: cell[:4], get_published_counts_by_label_combination("joint")),
    )


def _scale_table_to_margin(
    table: FittedTable, key: Callable[[Cell], Cell | None], wanted: Mapping[Cell, int]
) -> None:
    stand: defaultdict[Cell, float] = defaultdict(float)
    keys = {cell: name for cell in table if (name := key(cell)) is not None}
    for cell, name in keys.items():
        stand[name] += table[cell]
    for cell, name in keys.items():
        if stand[name]:
            table[cell] *= wanted.get(name, 0) / stand[name]


def _round_fitted_table(table: FittedTable) -> dict[Cell, int]:
    """Whole people: each cell of four keeps its published count, and nationalities are not lost between cells."""
    found: dict[Cell, int] = {}
    carried: defaultdict[str, float] = defaultdict(float)
    within = _group_cells_by_first_four_parts(table)
    for four, count in sorted(get_published_counts_by_label_combination("joint").items()):
        exact = {cell[4]: table[cell] for cell in within[four]}
        wanted = {nation: max(0.0, share + carried[nation]) for nation, share in exact.items() if share}
        given = round_shares(wanted, count)
        for nation, number in given.items():
            carried[nation] += exact[nation] - number
            if number:
                found[*four, nation] = number
    return found


def _group_cells_by_first_four_parts(table: FittedTable) -> Mapping[Cell, list[Cell]]:
    found: defaultdict[Cell, list[Cell]] = defaultdict(list)
    for cell in table:
        found[cell[:4]].append(cell)
    return found
