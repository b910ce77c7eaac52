"""Small numbers: hidden, rounded, and never to be worked out from what stands beside them."""

from random import Random

import pytest

from handrail.people.recovery.small_count_disclosure import (
    FEWEST_POSSIBLE_VALUES,
    HIDDEN_TEXT,
    LOWEST_SHOWN,
    compute_lowest_true_count_of_rounded_rows,
    disclose_total_and_tables,
    hide_or_round_count,
)

CODES = "abcde"
WEIGHTS = (12, 5, 4, 4, 3)  # one row large, the rest about the threshold


def people(random: Random, number: int) -> list[set[str]]:
    """For each of so many people one row of a table or two."""
    return [set(random.choices(CODES, WEIGHTS, k=random.choice((1, 1, 2)))) for _ in range(number)]


def counts(of: list[set[str]]) -> dict[str, int]:
    return {code: len([one for one in of if code in one]) for code in CODES}


def test_under_five_is_hidden_nought_too_and_the_rest_is_rounded():
    assert [hide_or_round_count("", count).text for count in (0, 1, 4)] == [HIDDEN_TEXT] * 3
    shown = {5: 5, 7: 5, 8: 10, 12: 10, 13: 15, 22: 20, 23: 25}
    assert {count: hide_or_round_count("", count).size for count in shown} == shown


def test_a_total_that_would_give_a_hidden_row_away_takes_its_table_with_it():
    # Seven of one reason and at least eleven more people in three hidden rows: each of the three is three or four.
    total, (table,) = disclose_total_and_tables(18, [{"a": 7, "b": 4, "c": 4, "d": 3}])
    assert total.size == 20
    assert (table.rows, table.withheld) == ((), True)


def test_what_another_table_tells_counts_too():
    # No total of its own is needed: twenty in a row of the one table are people of the other as well.
    _, (first, second) = disclose_total_and_tables(20, [{"x": 20}, {"a": 7, "b": 4, "c": 4, "d": 4}])
    assert first.rows[0].size == 20
    assert second.withheld


def test_tables_with_room_for_doubt_are_shown():
    total, (table,) = disclose_total_and_tables(12, [{"a": 10, "b": 3, "c": 0}])
    assert total.size == 10
    assert [row.text for row in table.rows] == ["About 10", HIDDEN_TEXT, HIDDEN_TEXT]


@pytest.mark.parametrize("seed", range(40))
def test_every_hidden_row_could_be_at_least_four_numbers(seed):
    """Tried by going through all totals and values, apart from the reckoning of the product."""
    random = Random(seed)
    for number in range(3, 30):
        total, made = disclose_total_and_tables(number, [counts(people(random, number)) for _ in range(2)])
        ranges = [[_range(row) for row in table.rows] for table in made if table.rows]
        for rows in ranges:
            others = [each for each in ranges if each is not rows]
            for at in (at for at, (low, _) in enumerate(rows) if low == 0):
                possible = [
                    value
                    for value in range(LOWEST_SHOWN)
                    if any(_fits(n, rows, at, value, others) for n in range(*_span(total)))
                ]
                assert len(possible) >= FEWEST_POSSIBLE_VALUES, (number, ranges, total)


def test_nothing_under_five_is_ever_shown():
    random = Random(7)
    for number in range(40):
        total, (table,) = disclose_total_and_tables(number, [counts(people(random, number))], known=0)
        for row in (total, *table.rows):
            assert row.size is None or row.size >= LOWEST_SHOWN
        assert compute_lowest_true_count_of_rounded_rows(total) <= number


def _range(row):
    return (0, LOWEST_SHOWN - 1) if row.size is None else (max(LOWEST_SHOWN, row.size - 2), row.size + 2)


def _span(total):
    low, high = _range(total)
    return low, high + 1


def _fits(people, rows, at, value, others):
    """Whether so many people could stand in the rows, each in one at least, with this row at this value."""
    fixed = [*rows[:at], (value, value), *rows[at + 1 :]]
    return all(
        max(low for low, _ in each) <= people <= sum(min(high, people) for _, high in each)
        for each in (fixed, *others)
    )
