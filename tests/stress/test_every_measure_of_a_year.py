"""Every measure of a year of 43 areas attacked, and five leaks planted beside each: `make attack-year`."""

import random

import pytest

from handrail.insight.disclosure.attacker import find_cells_with_conflicting_figures, find_disclosed_cells
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.publication.count_families import list_measures_counting_same_people
from support.planted_leaks import KINDS, find_broken, find_missed_kinds
from support.year_of_figures import publish_year, read_lines

pytestmark = [pytest.mark.stress, pytest.mark.timeout(3 * 60 * 60)]
OF_EACH = 3
"""So many small figures of each measure are attacked."""


def test_every_measure_leaves_five_values_and_every_planted_leak_is_found(capsys):
    year, same = (
        publish_year(MEASURES, people_a_month=300, seed=18),
        list_measures_counting_same_people(MEASURES),
    )
    assert find_broken(year) == []
    statements, chance = read_lines(year.lines), random.Random(7)
    assert find_cells_with_conflicting_figures(statements) == []
    told = {each.cell for each in statements}
    attacked, planted, missed = 0, 0, {}
    for measure in MEASURES:
        of_it = (cell for cell in told if cell.measure == measure.key)
        small = sorted(cell for cell in of_it if 0 < year.figures[cell] <= 10)
        cells = chance.sample(small, min(OF_EACH, len(small)))
        assert find_disclosed_cells(statements, cells=cells, same_people=same) == []
        attacked += len(cells)
        found = find_missed_kinds(year, measure.key, same, chance, statements)
        if found is not None:
            planted += len(KINDS)
            missed |= {measure.key: found} if found else {}
    with capsys.disabled():
        print(
            f"\n{len(year.figures):,} figures, {len(statements):,} statements, {attacked} attacked, {planted} planted."
        )
    assert missed == {}
