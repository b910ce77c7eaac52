"""The counts of one measure in one month that are drawn together: every area and the country, whole and split.

Each split adds up to its area, and each value over the areas to the country. Splits are published one at a time beside
area and month; a finer split adds up to the value that it splits, and two finer splits of one value are not crossed
with each other: so any figures that add up this way are those of some caseload.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

COUNTRY: Final = "K04000001"
"""England and Wales, as the Office for National Statistics codes it."""


class CellKey(NamedTuple):
    """One cell. `breakdown` and `value` are empty for the whole of an area."""

    area: str
    breakdown: str = ""
    value: str = ""


type Counts = Mapping[CellKey, int]
type Equation = tuple[CellKey, tuple[CellKey, ...]]


@dataclass(frozen=True, slots=True)
class CountTable:
    """True counts, or figures, with the sums that hold between them. A cell that is not named holds nobody.

    `parents`: the breakdown that a finer one splits further; the finer values are “parent's value.own value”.
    """

    areas: tuple[str, ...]
    breakdowns: Mapping[str, tuple[str, ...]]
    counts: Counts
    parents: Mapping[str, str] = field(default_factory=dict)

    def count(self, key: CellKey) -> int:
        """What the cell holds."""
        return self.counts.get(key, 0)

    def list_keys(self) -> list[CellKey]:
        """Every cell, the country's first."""
        return [key for area in (COUNTRY, *self.areas) for key in self._list_keys_of_area(area)]

    def list_equations(self) -> list[Equation]:
        """Each sum with what it is the sum of."""
        within = [
            (CellKey(area), tuple(CellKey(area, breakdown, value) for value in values))
            for area in (COUNTRY, *self.areas)
            for breakdown, values in self.breakdowns.items()
        ]
        within += [
            (CellKey(area, parent, value), parts)
            for area in (COUNTRY, *self.areas)
            for finer, parent in self.parents.items()
            for value, parts in self._list_finer_cells(area, finer)
        ]
        over_areas = [
            (key, tuple(CellKey(area, *key[1:]) for area in self.areas))
            for key in self._list_keys_of_area(COUNTRY)
        ]
        return within + over_areas

    def find_broken_equations(self) -> list[Equation]:
        """Sums that do not hold."""
        return [
            (whole, parts)
            for whole, parts in self.list_equations()
            if self.count(whole) != sum(map(self.count, parts))
        ]

    def _list_finer_cells(self, area: str, finer: str) -> list[tuple[str, tuple[CellKey, ...]]]:
        found = defaultdict[str, list[CellKey]](list)
        for value in self.breakdowns[finer]:
            found[value.partition(".")[0]].append(CellKey(area, finer, value))
        return [(value, tuple(parts)) for value, parts in found.items()]

    def _list_keys_of_area(self, area: str) -> list[CellKey]:
        parts = [
            CellKey(area, breakdown, value)
            for breakdown, values in self.breakdowns.items()
            for value in values
        ]
        return [CellKey(area), *parts]


def make_count_table(
    areas: Iterable[str],
    breakdowns: Mapping[str, tuple[str, ...]],
    counts: Counts,
    parents: Mapping[str, str] | None = None,
) -> CountTable:
    """A table of areas' counts, with the country's worked out.

    Args:
        areas: all of them, those that hold nobody too.
        breakdowns: codes of values by the code of the breakdown.
        counts: of the areas, without the country.
        parents: the coarser breakdown by the code of each finer one.

    Returns:
        The table, whose sums all hold.

    Raises:
        ValueError: the parts of an area do not add up to it, or a cell is of no area or value of the table.
    """
    named, country = tuple(areas), dict[CellKey, int]()
    for key, number in counts.items():
        whole = CellKey(COUNTRY, *key[1:])
        country[whole] = country.get(whole, 0) + number
    table = CountTable(named, dict(breakdowns), {**counts, **country}, dict(parents or {}))
    if set(counts) - set(table.list_keys()) or table.find_broken_equations():
        raise ValueError("the counts do not add up, or are of an area or a value that the table has not")
    return table
