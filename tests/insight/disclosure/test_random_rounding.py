"""The draw: near the truth, adding up, and leaving at least five values to everybody who reads."""

import random
from dataclasses import replace

import numpy as np
import pytest

from handrail.insight.disclosure.count_table import COUNTRY, CountTable, CountTableCellKey, make_count_table
from handrail.insight.disclosure.random_rounding import (
    RoundingNotPossibleError,
    round_figures_at_random,
    round_month_figures_near_quarter_total,
    round_month_tables_near_quarter_totals,
)
from handrail.insight.disclosure.rounding_programme import (
    RoundingOptimisationProblem,
    solve_rounding_optimisation_problems,
)

SPLITS = {"age": ("adult", "child", "not_known"), "share": ("within", "rest")}


def table_of(people, areas=8):
    """People as (area, age, half), each chosen by chance."""
    counts = {}
    for area, age, half in people:
        for key in (
            CountTableCellKey(area),
            CountTableCellKey(area, "age", age),
            CountTableCellKey(area, "share", half),
        ):
            counts[key] = counts.get(key, 0) + 1
    return make_count_table([f"A{n}" for n in range(areas)], SPLITS, counts)


def caseload(number, chance, areas=8):
    return [
        (
            f"A{int(chance.random() ** 2 * areas)}",
            chance.choice(SPLITS["age"]),
            chance.choice(SPLITS["share"]),
        )
        for _ in range(number)
    ]


def test_figures_are_multiples_of_five_near_the_truth_that_add_up():
    chance = random.Random(5)
    for number in (0, 1, 7, 40, 300, 2_000):
        table = table_of(caseload(number, chance))
        drawn = round_figures_at_random(table)
        assert drawn.count_broken_sums() == 0
        for key in table.list_keys():
            assert drawn.count(key) % 5 == 0
            assert abs(drawn.count(key) - table.count(key)) <= 4
            assert table.count(key) or not drawn.count(key)


def test_chance_decides_and_leans_to_the_nearer_multiple():
    """One area with three people and one with two: over many draws both go both ways, the three more often up."""
    three, two = table_of([("A0", "adult", "rest")] * 3), table_of([("A0", "adult", "rest")] * 2)
    ups = {
        name: sum(round_figures_at_random(t).count(CountTableCellKey("A0")) == 5 for _ in range(80))
        for name, t in (("3", three), ("2", two))
    }
    assert 0 < ups["2"] < ups["3"] < 80


def test_a_year_of_months_stays_near_the_truth_of_each_quarter():
    chance = random.Random(11)
    for _ in range(4):
        carried, true, shown = {}, {}, {}
        for _ in range(3):
            table = table_of(caseload(60, chance))
            drawn, tolerance = round_month_figures_near_quarter_total(table, carried)
            for key in table.list_keys():
                true[key] = true.get(key, 0) + table.count(key)
                shown[key] = shown.get(key, 0) + drawn.count(key)
                carried[key] = shown[key] - true[key]
                assert abs(carried[key]) <= (tolerance if tolerance == 9 else 9)
        assert max(map(abs, carried.values())) <= 9


def test_what_is_shown_is_a_possible_truth_and_so_is_one_more_or_fewer_anywhere():
    """The proof that at least five values stay: with up to four people added to, or taken from, one cell of people
    the same figures are still an admissible draw."""
    chance = random.Random(3)
    shown = round_figures_at_random(table_of(caseload(90, chance)))
    for _ in range(40):
        area, age, half = (
            f"A{chance.randrange(8)}",
            chance.choice(SPLITS["age"]),
            chance.choice(SPLITS["share"]),
        )
        touched = [
            CountTableCellKey(where, *what)
            for where in (area, COUNTRY)
            for what in (("", ""), ("age", age), ("share", half))
        ]
        for more in (1, 2, 3, 4, -1, -2, -3, -4):
            moved = {key: shown.count(key) + more for key in touched}
            if min(moved.values()) < 0:
                continue
            truth = CountTable(shown.areas, shown.breakdowns, {**shown.counts, **moved})
            assert truth.count_broken_sums() == 0
            assert all(abs(truth.count(key) - shown.count(key)) <= 4 for key in shown.list_keys())


def test_counts_that_do_not_add_up_are_refused():
    with pytest.raises(ValueError, match="add up"):
        make_count_table(
            ["A0"], SPLITS, {CountTableCellKey("A0"): 2, CountTableCellKey("A0", "age", "adult"): 2}
        )
    with pytest.raises(ValueError, match="add up"):
        make_count_table(["A0"], {}, {CountTableCellKey("A9"): 2})


def test_a_quarter_that_cannot_be_kept_is_refused():
    """Six above the truth already: neither 0 nor 5 for one person more comes within four."""
    table = table_of([("A0", "adult", "rest")] * 1)
    with pytest.raises(RoundingNotPossibleError):
        round_figures_at_random(table, dict.fromkeys(table.list_keys(), 12))


def test_a_finer_split_adds_up_to_the_value_that_it_splits():
    """Two finer splits of the same steps, over two areas: every sum holds in what is drawn."""
    counts = {}
    for area, people in (("A", 7), ("B", 11)):
        counts |= {
            CountTableCellKey(area): 2 * people,
            CountTableCellKey(area, "step", "x"): people,
            CountTableCellKey(area, "step", "y"): people,
        }
        for step in ("x", "y"):
            counts |= {
                CountTableCellKey(area, "step_one", f"{step}.a"): people - 3,
                CountTableCellKey(area, "step_one", f"{step}.b"): 3,
                CountTableCellKey(area, "step_two", f"{step}.c"): 2,
                CountTableCellKey(area, "step_two", f"{step}.d"): people - 2,
            }
    splits = {
        "step": ("x", "y"), "step_one": ("x.a", "x.b", "y.a", "y.b"), "step_two": ("x.c", "x.d", "y.c", "y.d"),
    }  # fmt: skip
    table = make_count_table("AB", splits, counts, {"step_one": ("step",), "step_two": ("step",)})
    for _ in range(5):
        drawn = round_figures_at_random(table)
        assert drawn.count_broken_sums() == 0
        x = drawn.count(CountTableCellKey("A", "step", "x"))
        assert x == sum(drawn.count(CountTableCellKey("A", "step_one", value)) for value in ("x.a", "x.b"))
        assert x == sum(drawn.count(CountTableCellKey("A", "step_two", value)) for value in ("x.c", "x.d"))
    wrong = {
        **counts,
        CountTableCellKey("A", "step_one", "x.a"): 1,
        CountTableCellKey("A", "step_one", "y.a"): 7,
    }
    with pytest.raises(ValueError, match="add up"):
        make_count_table("AB", splits, wrong, {"step_one": ("step",), "step_two": ("step",)})


def test_a_crossing_adds_up_to_both_that_it_crosses():
    """Need and phase, district and phase: one figure of a phase, whichever way it is summed, and four people anywhere
    leave all that is shown as it is."""
    chance, counts = random.Random(8), {}
    for _ in range(90):
        area, need, place, phase = (chance.choice(each) for each in ("AB", "lp", "xyz", "bda"))
        for name, value in (
            ("need", need), ("phase", phase), ("place", place), ("need_phase", f"{need}.{phase}"),
            ("place_phase", f"{place}.{phase}"), ("", ""),
        ):  # fmt: skip
            counts[CountTableCellKey(area, name, value)] = (
                counts.get(CountTableCellKey(area, name, value), 0) + 1
            )
    splits = {"need": tuple("lp"), "phase": tuple("bda"), "place": tuple("xyz")}
    splits |= {
        f"{each}_phase": tuple(f"{v}.{p}" for v in splits[each] for p in "bda") for each in ("need", "place")
    }
    parents = {"need_phase": ("need", "phase"), "place_phase": ("place", "phase")}
    table = make_count_table("AB", splits, counts, parents)
    drawn = round_figures_at_random(table)
    for area, phase in (("A", "b"), ("B", "d"), (COUNTRY, "a")):
        whole = drawn.count(CountTableCellKey(area, "phase", phase))
        assert whole == sum(
            drawn.count(CountTableCellKey(area, "need_phase", f"{need}.{phase}")) for need in "lp"
        )
        assert whole == sum(
            drawn.count(CountTableCellKey(area, "place_phase", f"{place}.{phase}")) for place in "xyz"
        )
    touched = [
        CountTableCellKey(where, *what)
        for where in ("A", COUNTRY)
        for what in (
            ("", ""), ("need", "l"), ("phase", "b"), ("place", "y"), ("need_phase", "l.b"), ("place_phase", "y.b"),
        )
    ]  # fmt: skip
    moved = {**drawn.counts, **{key: drawn.count(key) + 4 for key in touched}}
    assert CountTable(drawn.areas, splits, moved, parents).count_broken_sums() == 0


def test_tables_that_are_drawn_together_get_the_choice_that_each_would_get_alone():
    """Three programmes by hand: the same chance gives the same figures, in one call of the solver or in three."""
    one = RoundingOptimisationProblem(  # two counts, of which one goes up
        costs=np.array([3.0, -1.0]), rows=np.array([0, 0]), places=np.array([0, 1]), signs=np.array([1, 1]),
        sums=np.array([1]), least=np.zeros(2), greatest=np.ones(2),
    )  # fmt: skip
    nothing_open = replace(
        one, **{name: np.zeros(0, dtype=int) for name in ("costs", "rows", "places", "signs")}
    )
    nothing_open = replace(nothing_open, sums=np.zeros(0), least=np.zeros(0), greatest=np.zeros(0))
    must_rise = replace(one, least=np.array([1.0, 0.0]))
    together = solve_rounding_optimisation_problems([one, nothing_open, must_rise])
    assert [choice.tolist() for choice in together] == [[0, 1], [], [1, 0]]
    assert [solve_rounding_optimisation_problems([each])[0].tolist() for each in (one, must_rise)] == [
        [0, 1],
        [1, 0],
    ]
    with pytest.raises(RoundingNotPossibleError):
        solve_rounding_optimisation_problems([one, replace(one, greatest=np.zeros(2))])


def test_a_month_of_tables_is_near_the_truth_and_one_that_needs_more_room_takes_it_alone():
    """Six above already and one person more: neither 0 nor 5 comes within four, and 0 is within nine."""
    chance = random.Random(2)
    tables = [table_of(caseload(number, chance)) for number in (4, 0, 900, 30)]
    far = table_of([("A0", "adult", "rest")])
    ahead = {key: 6 for key, people in far.counts.items() if people}
    drawn = round_month_tables_near_quarter_totals(
        [(tables[0], {}), (far, ahead), *((table, {}) for table in tables[1:])]
    )
    assert [tolerance for _, tolerance in drawn] == [4, 9, 4, 4, 4]
    assert drawn[1][0].counts == {}
    for table, (figures, _) in zip([tables[0], far, *tables[1:]], drawn, strict=True):
        assert figures.count_broken_sums() == 0
        assert all(abs(figures.count(key) - table.count(key)) <= 4 for key in table.list_keys())
        assert all(figures.count(key) % 5 == 0 for key in table.list_keys())
    with pytest.raises(RoundingNotPossibleError):
        round_month_tables_near_quarter_totals([(tables[0], {}), (far, dict.fromkeys(far.counts, 12))])
