"""A year of 43 areas: public tables by quarter, packs by month and quarter, and returns that take a quarter's figure.

For every figure at once: what is shown is itself a possible truth, and so is that with one to four people more; so at
least five values stay possible, whatever is put together (design of figures, section 5). The attacker with a solver is
the second check, on figures of a fixed seed; what is planted among the texts it finds, each time.
"""

import random
from collections import Counter
from dataclasses import dataclass

import pytest

from handrail.insight.disclosure.attacker import SamePeople, find_cells_told_differently, find_leaks
from handrail.insight.disclosure.count_table import COUNTRY, CellKey
from handrail.insight.disclosure.published_text import Cell, Statement, read_published_text
from handrail.insight.disclosure.random_rounding import draw_figures_of_quarter
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.publication.count_families import (
    list_count_families,
    list_same_people,
    make_family_table,
)

AREAS = tuple(f"E{n:02}" for n in range(43))
QUARTERS = ("2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4")
MEASURES = [MEASURES_BY_KEY[key] for key in ("identified", "no-recourse")]
pytestmark = pytest.mark.one_engine  # reads text
HEADS = "measure,quarter,month,area_code,breakdown,value,people,within,percent"
ATTACKED = 6


@dataclass(frozen=True)
class Year:
    """What was published, as lines of files; and every figure by cell."""

    lines: list[str]
    figures: dict[Cell, int]


def counts_of_a_month(chance):
    """About 400 people a month over 43 areas: nine each, and none in some."""
    found = Counter()
    for _ in range(400):
        area = chance.choice(AREAS[:40])
        age, half = chance.choice(("adult", "adult", "child")), chance.choice(("within", "rest"))
        for measure, breakdown, value in (
            ("identified", "", ""), ("identified", "age", age), ("no-recourse", "", ""),
            ("no-recourse", "share", half),
        ):  # fmt: skip
            found[measure, CellKey(area, breakdown, value)] += 1
    return {
        measure.key: {key: n for (name, key), n in found.items() if name == measure.key}
        for measure in MEASURES
    }


@pytest.fixture(scope="module")
def year():
    chance, figures, within = random.Random(17), {}, {}
    (family,) = list_count_families(
        [each for each in MEASURES if each.by == ()] + [each for each in MEASURES if each.by]
    )
    for quarter in QUARTERS:
        carried, within[quarter] = Counter(), 0
        for n in range(3):
            month = f"2025-{int(quarter[-1]) * 3 - 2 + n:02}"
            table = make_family_table(family, with_other_splits(counts_of_a_month(chance)))
            drawn, tolerance = draw_figures_of_quarter(table, carried)
            within[quarter] = max(within[quarter], tolerance)
            for key in table.list_keys():
                carried[key] += drawn.count(key) - table.count(key)
            for measure in family.measures:
                for key, people in family.take_measure(drawn, measure).items():
                    if key.breakdown in ("", "age", "share"):
                        figures[Cell(measure.key, month, *key)] = people
                        whole = Cell(measure.key, quarter, *key)
                        figures[whole] = figures.get(whole, 0) + people
    return Year([line(cell, people, within.get(cell.period, 4)) for cell, people in figures.items()], figures)


def with_other_splits(counts):
    """“Identified” is split by more; nobody was asked for it."""
    rest = [each.code for each in MEASURES_BY_KEY["identified"].by if each.code != "age"]
    told = counts["identified"]
    for key, n in [(key, n) for key, n in told.items() if not key.breakdown]:
        told |= {CellKey(key.area, code, "not_known"): n for code in rest}
    return counts


def line(cell, people, within=4, percent=""):
    quarter, month = (cell.period, "") if "Q" in cell.period else ("", cell.period)
    return f"{cell.measure},{quarter},{month},{cell.area},{cell.breakdown},{cell.value},{people},{within},{percent}"


def read(*groups):
    rows = [HEADS, *(each for group in groups for each in group)]
    return read_published_text("year.csv", "\n".join(rows))


def attack(statements, cells):
    return find_leaks(statements, cells=cells, same_people=list_same_people(MEASURES))


def test_every_figure_of_the_year_leaves_five_values(year):
    """All sums hold between the figures as they are shown, and no text allows fewer than four people either way."""
    shown = year.figures
    sums = Counter()
    for cell, people in shown.items():
        assert people % 5 == 0
        if cell.area != COUNTRY:
            sums["areas", cell._replace(area=COUNTRY)] += people
        if cell.breakdown:
            sums[cell.breakdown, cell._replace(breakdown="", value="")] += people
        if "Q" not in cell.period:
            quarter = f"2025-Q{(int(cell.period[5:]) + 2) // 3}"
            sums["months", cell._replace(period=quarter)] += people
    broken = [(sort, cell) for (sort, cell), people in sums.items() if shown.get(cell, 0) != people]
    assert broken == []
    same = [
        cell
        for cell, n in shown.items()
        if not cell.breakdown and shown[cell._replace(measure="identified")] != n
    ]
    assert same == []  # both measures show one number for the same people
    assert len(shown) > 43 * 16 * 5
    assert (
        min(each.greatest - shown[each.cell] for each in read(year.lines) if isinstance(each, Statement)) >= 4
    )


def test_the_attacker_narrows_nothing_of_the_year(year):
    statements = read(year.lines)
    small = sorted(cell for cell, people in year.figures.items() if 0 < people <= 10)
    assert attack(statements, random.Random(4).sample(small, ATTACKED)) == []
    assert find_cells_told_differently(statements) == []


def find_small(year, **like):
    return next(
        cell for cell, n in sorted(year.figures.items())
        if n == 10 and cell.area != COUNTRY and all(getattr(cell, name) == value for name, value in like.items())
    )  # fmt: skip


def test_what_is_planted_in_the_year_is_found(year):
    """A true percentage, a month issued afresh, an area split further apart, a total of two areas, a sixfold draw."""
    whole = find_small(year, measure="no-recourse", period="2025-05", breakdown="")
    half = whole._replace(breakdown="share", value="within")
    percentage = [line(half, year.figures.get(half, 0), 4, "45.5")]  # 5 of 11 and nothing else up to 14
    assert whole in {leak.cell for leak in attack(read(year.lines, percentage), [whole])}

    afresh = read(year.lines, [line(whole, 15)])
    assert find_cells_told_differently(afresh) == [whole]

    split = [line(whole._replace(breakdown="place", value=value), 10) for value in ("north", "south")]
    found = {
        leak.cell.value
        for leak in attack(read(year.lines, split), [whole._replace(breakdown="place", value="north")])
    }
    assert found == {"north"}

    other = next(
        area for area in AREAS if year.figures.get(whole._replace(area=area), 0) == 10 and area != whole.area
    )
    both = whole._replace(area=f"{whole.area}+{other}")
    total = [line(both, 30)]  # 26 or more, and each at most 14: 12, 13 or 14 each
    assert attack(read(year.lines, total), [whole])[0][1:3] == (12, 14)

    six = [line(whole, people) for people in (10, 15, 10, 15, 15, 10)]
    six += [line(whole._replace(breakdown="place", value=v), n) for n in (5, 10) for v in ("north", "south")]
    drawn_again = read(year.lines, six)
    assert whole in find_cells_told_differently(drawn_again)


def test_one_count_that_two_measures_tell_apart_is_found(year):
    """20 of one measure is 16 or more, 10 of the other 14 or fewer: the definitions say that they are the same."""
    whole = find_small(year, measure="identified", period="2025-05", breakdown="")
    other = [line(whole._replace(measure="no-recourse"), 20)]
    alone = read([line(whole, 10)], other)
    assert find_leaks(alone) == []
    assert len(find_leaks(alone, same_people=[SamePeople("no-recourse", "identified", is_all=True)])) == 2
