"""The counts of one measure in one month that are drawn together: every area and the country, whole and split.

Each split adds up to its area, and each value over the areas to the country. Splits are published one at a time beside
area and month; a finer split adds up to every coarser one that stands beside it (district and phase to the district and
to the phase). Finer splits share at most one coarser one and close no ring (need and phase, district and phase): so any
figures that add up this way are those of some caseload.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

COUNTRY: Final = "K04000001"
"""England and Wales, as the Office for National Statistics codes it."""


class CountTableCellKey(NamedTuple):
    """One cell. `breakdown` and `value` are empty for the whole of an area."""

    area: str
    breakdown: str = ""
    value: str = ""


type Counts = Mapping[CountTableCellKey, int]
type Parents = Mapping[str, tuple[str, ...]]
"""By the code of a finer breakdown those that it adds up to: by the first part of its values, then by the second."""


class CountTableArrayLayout:
    """Cells as an array, an area a row (the country first) and a value of a split a column (the whole first).

    All arithmetic of a draw is done on such arrays: a month of the country has 30,000 cells.
    """

    def __init__(
        self, areas: Iterable[str], breakdowns: Mapping[str, tuple[str, ...]], parents: Parents
    ) -> None:
        self.areas = (COUNTRY, *areas)
        self.columns = (("", ""), *((code, value) for code, some in breakdowns.items() for value in some))
        self._rows = {area: place for place, area in enumerate(self.areas)}
        self._places = {column: place for place, column in enumerate(self.columns)}
        splits = [(("", ""), [(code, value) for value in some]) for code, some in breakdowns.items()]
        for finer, coarser in parents.items():
            parts = defaultdict[tuple[str, str], list[tuple[str, str]]](list)
            for value in breakdowns[finer]:
                for column in zip(coarser, value.split(".", 1), strict=False):
                    parts[column].append((finer, value))
            splits += parts.items()
        self._splits = np.zeros(
            (len(splits), len(self.columns))
        )  # products of floats are quicker, and as exact
        for row, (whole, some) in enumerate(splits):
            self._splits[row, [self._places[part] for part in some]] = 1
            self._splits[row, self._places[whole]] = -1

    def to_array(self, counts: Counts) -> np.ndarray:
        """Counts by cell as an array. Raises KeyError: an area or a value that the table has not."""
        found = np.zeros((len(self.areas), len(self.columns)), dtype=np.int64)
        rows, places = self._rows, self._places
        for (area, code, value), number in counts.items():
            found[rows[area], places[code, value]] = number
        return found

    def to_counts(self, cells: np.ndarray) -> dict[CountTableCellKey, int]:
        """The same array by cell, without those that hold nobody."""
        rows, columns = (each.tolist() for each in np.nonzero(cells))
        numbers = cells[rows, columns].tolist()
        return {
            CountTableCellKey(self.areas[row], *self.columns[column]): number
            for row, column, number in zip(rows, columns, numbers, strict=True)
        }

    def find_differences(self, cells: np.ndarray) -> np.ndarray:
        """Of each sum the parts less their whole, nought where it holds: splits of each area, then over the areas."""
        sums, places, signs = self.terms
        number = len(self.areas) * len(self._splits) + len(self.columns)
        found = np.bincount(
            sums, weights=signs * cells.ravel()[places], minlength=number
        )  # floats, exact to 2⁵³
        differences: np.ndarray = found.astype(np.int64)
        return differences

    @cached_property
    def terms(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """What each sum is made of.

        Returns:
            Numbers of sums as in `find_differences`, numbers of cells in the array laid flat, and 1, or −1 for a whole.
        """
        areas, columns = len(self.areas), len(self.columns)
        rows, places = np.nonzero(self._splits)
        of_area = np.arange(areas)[:, None]
        sums = (of_area * len(self._splits) + rows).ravel()
        cells = (of_area * columns + places).ravel()
        signs = np.tile(self._splits[rows, places], areas)
        over_areas = np.arange(areas * columns)
        return (
            np.concatenate([sums, areas * len(self._splits) + over_areas % columns]),
            np.concatenate([cells, over_areas]),
            np.concatenate([signs, np.where(over_areas < columns, -1, 1)]),
        )


@dataclass(frozen=True)
class CountTable:
    """True counts, or figures, with the sums that hold between them. A cell that is not named holds nobody.

    `parents`: the breakdowns that a finer one adds up to; its values are “first's value.second's value”.
    """

    areas: tuple[str, ...]
    breakdowns: Mapping[str, tuple[str, ...]]
    counts: Counts
    parents: Parents = field(default_factory=dict)

    def count(self, key: CountTableCellKey) -> int:
        """What the cell holds."""
        return self.counts.get(key, 0)

    def list_keys(self) -> list[CountTableCellKey]:
        """Every cell, the country's first."""
        layout = self.layout
        return [CountTableCellKey(area, *column) for area in layout.areas for column in layout.columns]

    @cached_property
    def layout(self) -> CountTableArrayLayout:
        """How its cells lie in an array."""
        return CountTableArrayLayout(self.areas, self.breakdowns, self.parents)

    def count_broken_sums(self) -> int:
        """How many sums do not hold."""
        return int(np.count_nonzero(self.layout.find_differences(self.layout.to_array(self.counts))))


def make_count_table(
    areas: Iterable[str],
    breakdowns: Mapping[str, tuple[str, ...]],
    counts: Counts,
    parents: Parents | None = None,
) -> CountTable:
    """A table of areas' counts, with the country's worked out.

    Args:
        areas: all of them, those that hold nobody too.
        breakdowns: codes of values by the code of the breakdown.
        counts: of the areas, without the country.
        parents: the coarser breakdowns by the code of each finer one.

    Returns:
        The table, whose sums all hold.

    Raises:
        ValueError: the parts of an area do not add up to it, or a cell is of no area or value of the table.
    """
    named, country = tuple(areas), dict[CountTableCellKey, int]()
    for key, number in counts.items():
        whole = CountTableCellKey(COUNTRY, *key[1:])
        country[whole] = country.get(whole, 0) + number
    table = CountTable(named, dict(breakdowns), {**counts, **country}, dict(parents or {}))
    try:
        if table.count_broken_sums():
            raise ValueError("the counts do not add up")
    except KeyError:
        raise ValueError("the counts do not add up: one is of an area or a value that is not there") from None
    return table
