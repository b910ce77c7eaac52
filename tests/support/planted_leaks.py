"""Five leaks that somebody might add to what is published, each planted beside one figure of ten, and looked for."""

import random
from collections.abc import Sequence

from handrail.insight.disclosure.attacker import (
    MeasureCountingPeopleOfAnotherMeasure,
    find_cells_with_conflicting_figures,
    find_disclosed_cells,
)
from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.disclosure.published_text import AnyStatement, Cell
from support.year_of_figures import AREAS, MONTHS, PublishedYear, read_lines, write_line

KINDS = ("true percentage", "revised month", "area split", "total of two areas", "sixfold draw")


def find_ten(year: PublishedYear, measure: str, chance: random.Random) -> Cell | None:
    """A month of an area that is shown as ten, with another area of ten in the same month; None where there is none."""
    tens = [
        Cell(measure, month, area)
        for month in MONTHS
        for area in AREAS
        if year.figures.get(Cell(measure, month, area)) == 10
    ]
    chance.shuffle(tens)
    return next((cell for cell in tens if _find_other(year, cell)), None)


def _find_other(year: PublishedYear, cell: Cell) -> str:
    others = (area for area in AREAS if area != cell.area)
    return next((area for area in others if year.figures.get(cell._replace(area=area)) == 10), "")


def plant(year: PublishedYear, kind: str, cell: Cell) -> list[str]:
    """Lines of a leak of one kind.

    Args:
        year: what is published.
        kind: one of KINDS.
        cell: of ten people.
    """
    parts = [cell._replace(breakdown="planted", value=value) for value in ("north", "south")]
    if kind == "true percentage":  # 5 of 11 and nothing else up to 14
        return [write_line(parts[0], 5, percent="45.5"), write_line(parts[1], 5)]
    if kind == "revised month":
        return [write_line(cell, 15)]
    if kind == "area split":  # two parts of 10 are six or more each: 12 to 14 people, 6 to 8 in each part
        return [write_line(part, 10) for part in parts]
    if kind == "total of two areas":  # shown as 30, so 26 or more, and each is at most 14
        return [write_line(cell._replace(area=f"{cell.area}+{_find_other(year, cell)}"), 30)]
    draws = ((5, 10), (10, 5), (5, 5), (10, 10), (5, 10), (10, 5))
    return [write_line(part, people) for draw in draws for part, people in zip(parts, draw, strict=True)]


def is_found(
    statements: Sequence[AnyStatement],
    cell: Cell,
    same_people: Sequence[MeasureCountingPeopleOfAnotherMeasure],
) -> bool:
    """Whether the attacker sees it: a figure with two numbers, or one that is narrowed too far."""
    if [each for each in find_cells_with_conflicting_figures(statements) if each.area == cell.area]:
        return True
    touched = [cell, *(cell._replace(breakdown="planted", value=value) for value in ("north", "south"))]
    known = {each.cell for each in statements if hasattr(each, "cell")}
    return bool(
        find_disclosed_cells(
            statements, cells=[each for each in touched if each in known], same_people=same_people
        )
    )


def find_missed_kinds(
    year: PublishedYear,
    measure: str,
    same_people: Sequence[MeasureCountingPeopleOfAnotherMeasure],
    chance: random.Random,
    statements: Sequence[AnyStatement] | None = None,
) -> list[str] | None:
    """Kinds of leak that the attacker does not find beside a measure; None where it has no figure to plant beside.

    `statements` are those of the year, where they were read already.
    """
    cell = find_ten(year, measure, chance)
    if cell is None:
        return None
    around = _select_statements_of_connected_measures(
        read_lines(year.lines) if statements is None else statements, measure, same_people
    )
    return [
        kind
        for kind in KINDS
        if not is_found([*around, *read_lines(plant(year, kind, cell))], cell, same_people)
    ]


def _select_statements_of_connected_measures(
    statements: Sequence[AnyStatement],
    measure: str,
    same_people: Sequence[MeasureCountingPeopleOfAnotherMeasure],
) -> list[AnyStatement]:
    """What says something of a measure: of others the attacker learns nothing."""
    whole = {each.part: each.whole for each in same_people}
    named = ((each.cell if hasattr(each, "cell") else each.part).measure for each in statements)
    return [
        each
        for each, name in zip(statements, named, strict=True)
        if whole.get(name, name) == whole.get(measure, measure)
    ]


def find_broken(year: PublishedYear) -> list[str]:
    """What would make five values less than sure: a figure that is no multiple of five, too far from the truth, or

    a sum of months, areas or splits that does not hold.
    """
    broken, sums = list[str](), dict[tuple[str, Cell], int]()
    for cell, people in year.figures.items():
        true = year.true.get(cell, 0)
        if people % 5 or abs(people - true) > (9 if "Q" in cell.period else 4) or (people and not true):
            broken.append(f"{cell}: {people}")
        wholes = [("areas", cell._replace(area=COUNTRY))] if cell.area != COUNTRY else []
        if cell.breakdown:
            wholes.append((cell.breakdown, cell._replace(breakdown="", value="")))
        if "Q" not in cell.period:
            quarter = f"{cell.period[:4]}-Q{(int(cell.period[5:]) + 2) // 3}"
            wholes.append(("months", cell._replace(period=quarter)))
        for whole in wholes:
            sums[whole] = sums.get(whole, 0) + people
    return broken + [
        f"{sort} of {cell}" for (sort, cell), n in sums.items() if year.figures.get(cell, 0) != n
    ]
