"""Who narrows down a published figure: the least and the greatest number of people that all published text allows.

Knows what a careful reader knows: that parts add up to their area, areas to the country, months to their quarter, and
that figures were rounded by up to four. A file tells a table whole; of what packs and reports tell, others may be left
out, so their parts are no more than the whole. A linear programme finds the bounds; whole numbers settle what it flags.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from handrail.insight.disclosure.published_text import (
    COUNTRY,
    MONTHS_OF_QUARTER,
    AnyStatement,
    Cell,
    PublishedCountStatement,
    PublishedShareStatement,
)

if TYPE_CHECKING:
    from scipy.optimize import LinearConstraint

FEWEST_VALUES: Final = 4
"""Below so many possible values a figure is a leak."""
OWN_SPLIT: Final = "share"
"""The breakdown that each measure has of its own, whatever others count."""
HALVES: Final = 2
"""Parts of that breakdown: those within it, and the rest."""
FILE_ENDINGS: Final = (".csv", ".json")


class DisclosedCell(NamedTuple):
    """A cell of which too few values remain possible; none where the statements contradict each other."""

    cell: Cell
    least: int
    greatest: int
    where: str


class MeasureCountingPeopleOfAnotherMeasure(NamedTuple):
    """That one measure counts the people of another, or some of them: anybody reads that in the definitions."""

    part: str
    whole: str
    is_all: bool


@dataclass(slots=True)
class _LinearSystem:
    """The unknowns and what is known of them, as one linear system."""

    places: dict[Cell, int]
    rows: list[dict[int, float]]
    least: list[float]
    greatest: list[float]
    lows: np.ndarray
    highs: np.ndarray


def find_disclosed_cells(
    statements: Sequence[AnyStatement],
    *,
    cells: Iterable[Cell] | None = None,
    same_people: Sequence[MeasureCountingPeopleOfAnotherMeasure] = (),
) -> list[DisclosedCell]:
    """Cells that the statements narrow to fewer than FEWEST_VALUES numbers of people.

    Args:
        statements: of everything that was published.
        cells: to try; all that a statement speaks of where it is None. An area where nobody is shown is no leak.
        same_people: measures that are about the same people.

    Returns:
        By measure, period, area and value.
    """
    told = defaultdict[str, list[AnyStatement]](list)
    for each in statements:
        told[(each.cell if isinstance(each, PublishedCountStatement) else each.part).measure].append(each)
    wanted = set(cells) if cells is not None else None
    measures = {cell.measure for cell in wanted} if wanted is not None else set(told)
    found = list[DisclosedCell]()
    for some in _group_connected_measures(told, same_people):
        if some & measures:
            together = [each for measure in sorted(some) for each in told[measure]]
            found += _find_disclosed_cells_of_measures(together, wanted, same_people)
    return sorted(found)


def _group_connected_measures(
    told: Iterable[str], same_people: Sequence[MeasureCountingPeopleOfAnotherMeasure]
) -> list[set[str]]:
    """Measures that say something of each other."""
    whole = {each.part: each.whole for each in same_people}
    joined = defaultdict[str, set[str]](set)
    for measure in told:
        joined[whole.get(measure, measure)].add(measure)
    return list(joined.values())


def find_cells_with_conflicting_figures(statements: Iterable[AnyStatement]) -> list[Cell]:
    """Cells of which two texts give two numbers: counts that were drawn twice, of which each draw tells a little more.

    Returns:
        By measure, period, area and value.
    """
    told = defaultdict[Cell, set[int]](set)
    for each in statements:
        if isinstance(each, PublishedCountStatement):
            told[each.cell].add(each.printed)
    return sorted(cell for cell, numbers in told.items() if len(numbers) > 1)


def find_values_unequal_to_sum_of_their_parts(statements: Iterable[AnyStatement]) -> list[Cell]:
    """Values that their finer parts do not add up to as printed: drawn apart, so that one count is told as two.

    Args:
        statements: of texts that tell crossings whole. What they do not name is nought.

    Returns:
        By measure, period, area and value.
    """
    printed = {each.cell: each.printed for each in statements if isinstance(each, PublishedCountStatement)}
    sums = defaultdict[tuple[str, str, str], Counter[Cell]](Counter)
    told = defaultdict[tuple[str, str], set[Cell]](set)
    for cell, people in printed.items():
        told[cell.measure, cell.breakdown].add(cell)
        for coarser in _list_coarser_cells(cell):
            sums[cell.measure, cell.breakdown, coarser.breakdown][coarser] += people
    found = set[Cell]()
    for (measure, _, code), summed in sums.items():
        if there := told[measure, code]:
            found |= {cell for cell in there | set(summed) if summed[cell] != printed.get(cell, 0)}
    return sorted(found)


def _find_disclosed_cells_of_measures(
    statements: Sequence[AnyStatement],
    wanted: set[Cell] | None,
    same_people: Sequence[MeasureCountingPeopleOfAnotherMeasure],
) -> list[DisclosedCell]:
    system, said = (
        _build_linear_system(statements, same_people),
        _get_first_place_mentioning_each_cell(statements),
    )
    found = []
    for cell, where in said.items():
        if wanted is not None and cell not in wanted:
            continue
        if system.highs[system.places[cell]] == 0:
            continue  # nobody is there
        low, high = _find_bound_of_cell(system, cell, 1), _find_bound_of_cell(system, cell, -1)
        if low is None or high is None:
            found.append(DisclosedCell(cell, 0, -1, where))
        elif high - low + 1 < FEWEST_VALUES and high > 0:
            found.append(DisclosedCell(cell, low, high, where))
    return found


def _get_first_place_mentioning_each_cell(statements: Sequence[AnyStatement]) -> dict[Cell, str]:
    said = dict[Cell, str]()
    for each in statements:
        said.setdefault(each.cell if isinstance(each, PublishedCountStatement) else each.part, each.where)
    return said


def _build_linear_system(
    statements: Sequence[AnyStatement], same_people: Sequence[MeasureCountingPeopleOfAnotherMeasure]
) -> _LinearSystem:
    named = [cell for each in statements for cell in _list_cells_of_statement(each)]
    parts = [
        Cell(c.measure, c.period, area, c.breakdown, c.value) for c in named for area in c.area.split("+")
    ]
    places = {cell: place for place, cell in enumerate(dict.fromkeys([*named, *parts]))}
    system = _LinearSystem(places, [], [], [], np.zeros(len(places)), np.full(len(places), np.inf))
    for each in statements:
        _add_statement_to_system(system, each)
    for whole, summed, is_all in _list_sums_between_cells(places, _find_cells_told_in_files(statements)):
        row = {places[part]: 1.0 for part in summed}
        row[places[whole]] = row.get(places[whole], 0.0) - 1.0
        _add_constraint_row(system, row, 0.0 if is_all else -np.inf, 0.0)
    for cell, other, is_all in _list_cell_pairs_of_same_people(places, same_people):
        _add_constraint_row(system, {places[cell]: 1.0, places[other]: -1.0}, 0.0 if is_all else -np.inf, 0.0)
    return system


def _list_cell_pairs_of_same_people(
    places: dict[Cell, int], same_people: Sequence[MeasureCountingPeopleOfAnotherMeasure]
) -> list[tuple[Cell, Cell, bool]]:
    """Cells of two measures that hold the same people; a part’s whole holds no more. A share is each measure’s own."""
    whole = {each.part: each for each in same_people}
    pairs = []
    for cell in places:
        known = whole.get(cell.measure)
        if known is None or cell.breakdown == OWN_SPLIT or (cell.breakdown and not known.is_all):
            continue
        other = cell._replace(measure=known.whole)
        if other in places:
            pairs.append((cell, other, known.is_all))
    return pairs


def _list_cells_of_statement(each: AnyStatement) -> tuple[Cell, ...]:
    return (each.cell,) if isinstance(each, PublishedCountStatement) else (each.part, each.whole)


def _add_statement_to_system(system: _LinearSystem, each: AnyStatement) -> None:
    if isinstance(each, PublishedShareStatement):
        part, whole = system.places[each.part], system.places[each.whole]
        _add_constraint_row(system, {part: 1.0, whole: -each.least}, 0.0, np.inf)
        _add_constraint_row(system, {part: 1.0, whole: -each.greatest}, -np.inf, 0.0)
        return
    place = system.places[each.cell]
    system.lows[place] = max(system.lows[place], each.least)
    system.highs[place] = min(system.highs[place], each.greatest)


def _add_constraint_row(system: _LinearSystem, row: dict[int, float], least: float, greatest: float) -> None:
    system.rows.append(row)
    system.least.append(least)
    system.greatest.append(greatest)


def _find_cells_told_in_files(statements: Sequence[AnyStatement]) -> set[Cell]:
    """Of these every part is told, since files hold tables whole."""
    return {
        cell
        for each in statements
        if each.where.endswith(FILE_ENDINGS)
        for cell in _list_cells_of_statement(each)
    }


def _list_sums_between_cells(
    places: dict[Cell, int], in_files: set[Cell]
) -> list[tuple[Cell, list[Cell], bool]]:
    """Parts of an area, areas of the country, months of a quarter, areas taken together.

    Args:
        places: of all cells that are told.
        in_files: those of which every part is told.

    Returns:
        The whole, what is told of its parts, and whether that is all of them.
    """
    splits, over_areas, months = (defaultdict[Cell, list[Cell]](list) for _ in range(3))
    sums = list[tuple[Cell, list[Cell], bool]]()
    sums_of_finer = defaultdict[Cell, dict[str, list[Cell]]](lambda: defaultdict(list))
    for cell in places:
        if cell.breakdown:
            splits[cell._replace(value="")].append(cell)
        for coarser in _list_coarser_cells(cell):
            sums_of_finer[coarser][cell.breakdown].append(cell)
        if "+" in cell.area:
            sums.append((cell, [cell._replace(area=area) for area in cell.area.split("+")], True))
        elif cell.area != COUNTRY:
            over_areas[cell._replace(area=COUNTRY)].append(cell)
        if quarter := _get_quarter_of_month_or_empty(cell.period):
            months[cell._replace(period=quarter)].append(cell)
    for split, parts in splits.items():
        whole, both = split._replace(breakdown=""), split.breakdown == OWN_SPLIT and len(parts) == HALVES
        sums.append((whole, parts, both or whole in in_files))
    sums += [(whole, parts, whole in in_files) for whole, parts in over_areas.items()]
    sums += [
        (whole, parts, whole in in_files)
        for whole, finer in sums_of_finer.items()
        for parts in finer.values()
    ]
    sums += [(whole, parts, True) for whole, parts in months.items() if len(parts) == 3]
    return [each for each in sums if each[0] in places]


def _list_coarser_cells(cell: Cell) -> list[Cell]:
    """The values that a finer one is a part of: “district_phase=x.before” of “district=x” and of “phase=before”."""
    if "." not in cell.value:
        return []
    (code, _, own), (value, _, own_value) = cell.breakdown.partition("_"), cell.value.partition(".")
    return [
        cell._replace(breakdown=code, value=value),
        cell._replace(breakdown=own, value=own_value),
    ]


def _get_quarter_of_month_or_empty(period: str) -> str:
    if MONTHS_OF_QUARTER.match(period) or len(period) != 7:
        return ""
    return f"{period[:4]}-Q{(int(period[5:]) + 2) // 3}"


def _find_bound_of_cell(system: _LinearSystem, cell: Cell, sign: int) -> int | None:
    """The least (sign 1) or greatest (sign −1) whole number; None where the statements contradict each other."""
    from scipy.optimize import Bounds, milp  # noqa: PLC0415 - half a second of every program's start

    place = system.places[cell]
    costs = np.zeros(len(system.places))
    costs[place] = sign
    answer = milp(
        costs,
        constraints=[_make_linear_constraint(system)] if system.rows else [],
        integrality=np.ones(len(costs)),
        bounds=Bounds(system.lows, system.highs),
    )
    if answer.status == 3:  # no upper bound
        return 10**9
    return round(answer.x[place]) if answer.x is not None else None


def _make_linear_constraint(system: _LinearSystem) -> "LinearConstraint":
    from scipy.optimize import LinearConstraint  # noqa: PLC0415 - as above
    from scipy.sparse import csr_array  # noqa: PLC0415 - as above

    entries = [(row, place, value) for row, cells in enumerate(system.rows) for place, value in cells.items()]
    rows, places, values = zip(*entries, strict=True)
    matrix = csr_array((values, (rows, places)), shape=(len(system.rows), len(system.places)))
    return LinearConstraint(matrix, system.least, system.greatest)
