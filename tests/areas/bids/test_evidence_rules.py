"""Levels, caveats and intervals: the checked values of two proportions, worked with statsmodels beforehand."""

import datetime

import pytest

from handrail.areas.bids.evidence_rules import (
    LEVEL_WORDS,
    LEVELS,
    EvidenceCaveatFacts,
    PartAndWholeCount,
    compare_group_shares,
    list_evidence_caveats,
)
from handrail.areas.bids.published_comparisons import _sum_group_over_its_quarters
from handrail.insight.take_up.group_comparison import (
    PublishedSum,
    ShareWithConfidenceInterval,
    compute_difference_with_confidence_interval,
    find_wilson_interval,
)

D = datetime.date
SOUND = EvidenceCaveatFacts("random", D(2024, 1, 1), D(2024, 12, 31), "By file", *("yes",) * 4, 50)


def share(number, out_of):
    return ShareWithConfidenceInterval(number / out_of, *find_wilson_interval(number, out_of))


@pytest.mark.parametrize(
    ("first", "second", "difference", "low", "high"),
    [
        ((16, 18), (6, 18), 0.5556, 0.2400, 0.7440),
        ((56, 70), (48, 80), 0.2000, 0.0524, 0.3339),
        ((0, 5), (2, 7), -0.2857, -0.6411, 0.1941),
    ],
)
def test_newcombe_gives_the_checked_values(first, second, difference, low, high):
    found = compute_difference_with_confidence_interval(share(*first), share(*second))
    assert (round(found.share, 4), round(found.low, 4), round(found.high, 4)) == (difference, low, high)


def test_wilson_gives_the_checked_values():
    assert [round(each, 4) for each in find_wilson_interval(16, 18)] == [0.6720, 0.9690]
    assert [round(each, 4) for each in find_wilson_interval(6, 18)] == [0.1628, 0.5625]


def test_counts_that_were_not_rounded_are_compared_without_widening():
    found = compare_group_shares(PartAndWholeCount(56, 70), PartAndWholeCount(48, 80))
    assert round(found.difference.low, 4) == 0.0524
    assert found.is_beyond_chance
    wider = compare_group_shares(PartAndWholeCount(55, 70, 3, 2), PartAndWholeCount(50, 80, 3, 3))
    exact = compare_group_shares(PartAndWholeCount(55, 70), PartAndWholeCount(50, 80))
    assert wider.difference.low < exact.difference.low
    assert wider.difference.high > exact.difference.high


def test_a_small_group_has_no_share_and_no_difference():
    found = compare_group_shares(PartAndWholeCount(16, 18), PartAndWholeCount(48, 80))
    assert (found.first, found.difference, found.is_beyond_chance) == (None, None, False)
    assert found.second is not None


def test_every_design_has_its_level():
    assert [LEVELS[code] for code in ("once", "before_after", "comparison", "matched", "random")] == [
        1,
        2,
        3,
        4,
        5,
    ]
    assert len(set(LEVEL_WORDS.values())) == 5


def test_a_sound_comparison_has_no_caveat_and_each_weakness_one():
    assert list_evidence_caveats(SOUND) == []
    weaknesses = (
        {"design": "once"},
        {"design": "before_after"},
        {"design": "comparison"},
        {"defined": ""},
        {"same_time": "no"},
        {"same_time": "not_known"},
        {"all_ended": "no"},
        {"all_ended": "not_known"},
        {"all_known": "no"},
        {"all_known": "not_known"},
        {"one_per_case": "no"},
        {"one_per_case": "not_known"},
        {"since": D(2022, 12, 1), "until": D(2023, 2, 1)},
        {"smallest_base": 19},
    )
    said = [list_evidence_caveats(SOUND._replace(**weakness)) for weakness in weaknesses]
    assert [len(each) for each in said] == [1] * len(weaknesses)
    assert len({each[0] for each in said}) == len(weaknesses)


@pytest.mark.parametrize(
    ("since", "until", "spans"),
    [
        (D(2023, 1, 29), D(2023, 1, 30), True),
        (D(2023, 1, 30), D(2023, 12, 31), False),
        (D(2022, 1, 1), D(2023, 1, 29), False),
    ],
)
def test_the_rules_changed_within_a_period_only_where_it_spans_the_day(since, until, spans):
    said = list_evidence_caveats(SOUND._replace(since=since, until=until))
    assert bool(said) == spans


def test_a_quarter_without_anybody_of_a_group_is_left_out_and_noughts_of_the_others_count():
    """With: 25 + 0 engaged, 5 + 0 not; a third quarter has nobody of the group, and is in neither sum."""
    quarters = [{"a": 25, "b": 5}, {"a": 0, "b": 10}, {"c": 40}]
    part, rest = _sum_group_over_its_quarters(quarters, ["a"], ["b", "d"])
    assert (part, rest) == (PublishedSum(25, 2), PublishedSum(15, 4))
