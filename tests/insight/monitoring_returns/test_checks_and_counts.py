"""What has to be mended before a return is signed; and an exact count by the measure's own definition."""

from handrail.insight.facts.case_fact import CaseFact
from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.monitoring_returns.checks import (
    CountWithPreviousPeriod,
    find_monitoring_count_problems,
    is_large_change_since_last_period,
)
from handrail.insight.monitoring_returns.exact_counts import count_facts_in_memory


def line(number, people, source="typed", previous=None, why="", parts=()):
    return CountWithPreviousPeriod(number, f"Count {number}", source, people, previous, why, parts)


def test_a_missing_count_is_told_by_where_it_comes_from():
    found = find_monitoring_count_problems(
        [line(1, None), line(2, None, "exact"), line(3, None, "published"), line(4, 0)]
    )
    assert [(one.number, one.words.split()[-2]) for one in found] == [(1, "is"), (2, "it"), (3, "published")]


def test_a_sum_that_disagrees_is_told_unless_somebody_says_why():
    parts = [line(1, 10), line(2, 7)]
    assert find_monitoring_count_problems([*parts, line(3, 17, "sum", parts=(1, 2))]) == []
    (told,) = find_monitoring_count_problems([*parts, line(3, 16, "sum", parts=(1, 2))])
    assert told.words == "Counts 1, 2 add up to 17, and this is 16. Correct it, or enter the reason."
    assert (
        find_monitoring_count_problems(
            [*parts, line(3, 16, "sum", parts=(1, 2), why="One person is in both.")]
        )
        == []
    )
    assert (
        len(find_monitoring_count_problems([line(1, None), line(2, 7), line(3, 7, "sum", parts=(1, 2))])) == 1
    )


def test_a_change_of_a_fifth_and_of_ten_people_needs_a_reason():
    assert is_large_change_since_last_period(60, 50)
    assert not is_large_change_since_last_period(59, 50)  # nine people
    assert not is_large_change_since_last_period(119, 100)  # nineteen in a hundred
    assert is_large_change_since_last_period(0, 10)
    (told,) = find_monitoring_count_problems([line(1, 60, previous=50)])
    assert told.words == "It was 50 in the last period and is 60 now. Enter the reason."
    assert told.is_change
    assert find_monitoring_count_problems([line(1, 60, previous=50, why="A new worker.")]) == []


def test_an_exact_count_has_each_person_once_a_month_by_their_first_fact():
    def fact(who, nth, month, wait):
        return CaseFact(who, "first_contact", nth, month, wait)

    facts = [
        fact("a", 0, "2026-07", 1),
        fact("a", 1, "2026-07", 9),  # the second of the month says nothing
        fact("a", 2, "2026-08", 9),
        fact("b", 0, "2026-07", 2),
        fact("c", 0, "2026-09", -1),  # not known how long: the measure leaves it out
    ]
    measure = MEASURES_BY_KEY["reached-in-two-days"]
    assert count_facts_in_memory(facts, measure, share=False) == 3
    assert count_facts_in_memory(facts, measure, share=True) == 2
    assert count_facts_in_memory([], measure, share=False) == 0
