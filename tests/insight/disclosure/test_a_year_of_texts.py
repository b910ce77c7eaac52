"""A year of 43 areas: public tables by quarter, packs by month and quarter, and returns that take a quarter's figure.

For every figure at once: what is shown is itself a possible truth, and so is that with one to four people more; so at
least five values stay possible, whatever is put together (design of figures, section 5). The attacker with a solver is
the second check, on figures of a fixed seed; what is planted among the texts it finds, each time. Every measure, and
many figures: `make attack-year`.
"""

import random

import pytest

from handrail.insight.disclosure.attacker import (
    MeasureCountingPeopleOfAnotherMeasure,
    find_cells_with_conflicting_figures,
    find_disclosed_cells,
)
from handrail.insight.disclosure.published_text import Cell, PublishedCountStatement
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.publication.count_families import list_measures_counting_same_people
from support.planted_leaks import find_broken, find_missed_kinds, find_ten
from support.year_of_figures import publish_year, read_lines, write_line

MEASURES = [
    MEASURES_BY_KEY[key]
    for key in ("no-recourse", "offers-answered", "offers-declined", "referred", "referred-in-a-week")
]
SAME = list_measures_counting_same_people(MEASURES)
ATTACKED = 6
pytestmark = pytest.mark.one_engine  # reads text


@pytest.fixture(scope="module")
def year():
    return publish_year(MEASURES, people_a_month=300, seed=17)


def test_every_figure_of_the_year_leaves_five_values(year):
    """All sums hold between the figures as they are shown, and no text allows fewer than four people either way."""
    assert find_broken(year) == []
    assert len(year.figures) > 43 * 16 * 5
    stated = [each for each in read_lines(year.lines) if isinstance(each, PublishedCountStatement)]
    assert min(each.greatest - year.figures[each.cell] for each in stated) >= 4


def test_the_attacker_narrows_nothing_of_the_year(year):
    statements = read_lines(year.lines)
    told = {each.cell for each in statements}
    small = sorted(cell for cell, people in year.figures.items() if 0 < people <= 10 and cell in told)
    cells = random.Random(4).sample(small, ATTACKED)
    assert find_disclosed_cells(statements, cells=cells, same_people=SAME) == []
    assert find_cells_with_conflicting_figures(statements) == []


def test_what_is_planted_in_the_year_is_found(year):
    """A true percentage, a month issued afresh, an area split further apart, a total of two areas, a sixfold draw."""
    assert find_missed_kinds(year, "no-recourse", SAME, random.Random(5)) == []


def test_one_count_that_two_measures_tell_apart_is_found(year):
    """20 of one measure is 16 or more, 10 of the other 14 or fewer: the definitions say that they are the same."""
    whole = find_ten(year, "no-recourse", random.Random(6))
    alone = read_lines([write_line(whole, 10), write_line(Cell("identified", *whole[1:]), 20)])
    assert find_disclosed_cells(alone) == []
    assert (
        len(
            find_disclosed_cells(
                alone,
                same_people=[MeasureCountingPeopleOfAnotherMeasure("no-recourse", "identified", is_all=True)],
            )
        )
        == 2
    )
