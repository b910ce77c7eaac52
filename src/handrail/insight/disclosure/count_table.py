"""The counts of one measure in one month that are drawn together: every area and the country, whole and split.

Each split adds up to its area, and each value over the areas to the country. Splits are published one at a time beside
area and month, never crossed: so any figures that add up this way are those of some caseload.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    """True counts, or figures, with the sums that hold between them. A cell that is not named holds nobody."""

    areas: tuple[str, ...]
    breakdowns: Mapping[str, tuple[str, ...]]
    counts: Counts

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

    def _list_keys_of_area(self, area: str) -> list[CellKey]:
        parts = [
            CellKey(area, breakdown, value)
            for breakdown, values in self.breakdowns.items()
            for value in values
        ]
        return [CellKey(area), *parts]


def make_count_table(
    areas: Iterable[str], breakdowns: Mapping[str, tuple[str, ...]], counts: Counts
) -> CountTable:
    """A table of areas' counts, with the country's worked out.

    Args:
        areas: all of them, those that hold nobody too.
        breakdowns: codes of values by the code of the breakdown.
        counts: of the areas, without the country.

    Returns:
        The table, whose sums all hold.

    Raises:
        ValueError: the parts of an area do not add up to it, or a cell is of no area or value of the table.
    """
    named, country = tuple(areas), dict[CellKey, int]()
    for key, number in counts.items():
        whole = CellKey(COUNTRY, *key[1:])
        country[whole] = country.get(whole, 0) + number
    table = CountTable(named, dict(breakdowns), {**counts, **country})
    if set(counts) - set(table.list_keys()) or table.find_broken_equations():
        raise ValueError("the counts do not add up, or are of an area or a value that the table has not")
    return table
