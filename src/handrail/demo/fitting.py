"""Nationality beside responder, age, gender and exploitation: fitted until every published cross-table is met.

No published table crosses all five at once here, so this is a model: iterative proportional fitting, begun from
nationality by age and gender, then rounded to whole people with what was rounded off carried on to the next cell.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from handrail.demo.calibration import Cell, counts, margin, one
from handrail.demo.dealing import whole

ROUNDS: Final = 40
REST: Final = "All other"

Table = dict[Cell, float]
"""By responder, age, gender, exploitation, nationality."""


@cache
def people() -> Mapping[Cell, int]:
    """How many of the 17,023 are of each of the five at once."""
    return _rounded(_fitted())


def _fitted() -> Table:
    table = _begun()
    for _ in range(ROUNDS):
        for key, wanted in _margins():
            _scale(table, key, wanted)
    return table


def _begun() -> Table:
    known, ages = counts("nationality_age_gender"), margin("nationality_age_gender", 1, 2)
    return {
        (who, age, gender, what, nation): count * known[nation, age, gender] / ages[age, gender]
        for (who, age, gender, what), count in counts("joint").items()
        for nation in one("nationality_age_gender")
        if (nation, age, gender) in known
    }


def _margins() -> tuple[tuple[Callable[[Cell], Cell | None], Mapping[Cell, int]], ...]:
    """Each published table that speaks of these five, the one that must hold exactly last."""
    large = set(one("nationality_exploitation"))

    def folded(nation: str) -> str:
        return nation if nation in large else REST

    return (
        (lambda cell: (cell[4],) if cell[0] == "Police" else None, counts("police_nationality")),
        (lambda cell: (folded(cell[4]), cell[3]), counts("nationality_exploitation")),
        (lambda cell: (cell[0], folded(cell[4])), counts("first_responder_nationality")),
        (lambda cell: (cell[4], cell[1], cell[2]), counts("nationality_age_gender")),
        (lambda cell: cell[:4], counts("joint")),
    )


def _scale(table: Table, key: Callable[[Cell], Cell | None], wanted: Mapping[Cell, int]) -> None:
    stand: defaultdict[Cell, float] = defaultdict(float)
    keys = {cell: name for cell in table if (name := key(cell)) is not None}
    for cell, name in keys.items():
        stand[name] += table[cell]
    for cell, name in keys.items():
        if stand[name]:
            table[cell] *= wanted.get(name, 0) / stand[name]


def _rounded(table: Table) -> dict[Cell, int]:
    """Whole people: each cell of four keeps its published count, and nationalities are not lost between cells."""
    found: dict[Cell, int] = {}
    carried: defaultdict[str, float] = defaultdict(float)
    within = _by_four(table)
    for four, count in sorted(counts("joint").items()):
        exact = {cell[4]: table[cell] for cell in within[four]}
        wanted = {nation: max(0.0, share + carried[nation]) for nation, share in exact.items() if share}
        given = whole(wanted, count)
        for nation, number in given.items():
            carried[nation] += exact[nation] - number
            if number:
                found[*four, nation] = number
    return found


def _by_four(table: Table) -> Mapping[Cell, list[Cell]]:
    found: defaultdict[Cell, list[Cell]] = defaultdict(list)
    for cell in table:
        found[cell[:4]].append(cell)
    return found
