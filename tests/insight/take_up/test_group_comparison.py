"""Wilson's and Newcombe's intervals beside printed examples, and when no share is told."""

import pytest

from handrail.insight.take_up.group_comparison import (
    PublishedSum,
    ShareWithConfidenceInterval,
    compute_difference_with_confidence_interval,
    compute_share_with_confidence_interval,
    find_wilson_interval,
    is_beyond_chance,
    sum_published_figures,
)


def share(part, base, figures=0, rest_figures=None):
    return compute_share_with_confidence_interval(
        PublishedSum(part, figures),
        PublishedSum(base - part, figures if rest_figures is None else rest_figures),
    )


def test_newcombes_printed_example():
    """Newcombe 1998, table II, method 10: 56/70 and 48/80: 0.0524 to 0.3339; 9/10 and 3/10: 0.1705 to 0.8090."""
    found = compute_difference_with_confidence_interval(share(56, 70), share(48, 80))
    assert [round(each, 4) for each in found] == [0.2, 0.0524, 0.3339]
    assert is_beyond_chance(found)
    small = [ShareWithConfidenceInterval(each / 10, *find_wilson_interval(each, 10)) for each in (9, 3)]
    assert [round(each, 4) for each in compute_difference_with_confidence_interval(*small)] == [
        0.6,
        0.1705,
        0.8090,
    ]


def test_no_share_is_told_under_a_base_of_twenty():
    assert share(10, 19) is None
    assert share(10, 20).share == 0.5


def test_rounding_makes_a_range_wider_and_never_leaves_nought_to_one():
    plain, rounded = share(30, 60), share(30, 60, figures=4)
    assert rounded.low < plain.low
    assert rounded.high > plain.high
    edge = share(20, 20, figures=4)
    assert 0 <= edge.low <= edge.high <= 1


def test_a_nought_hides_people_too_so_all_or_none_of_a_group_is_no_more_certain():
    """By hand. 20 of 20: Wilson's least 20/(20 + 1.96²) = 20/23.8415 = 0.8389, 0.1611 below.

    Two noughts in the rest hide a variance of 2 × 4 people squared, of the share 8/20² = 0.02; 1.96² × 0.02 = 0.0768.
    √(0.1611² + 0.0768) = √0.1028 = 0.3206, so the least is 0.6794; of none it is as far above.
    """
    everybody = share(20, 20, figures=1, rest_figures=2)
    assert [round(each, 4) for each in everybody] == [1.0, 0.6794, 1.0]
    nobody = share(0, 20, figures=2, rest_figures=1)
    assert [round(each, 4) for each in nobody] == [0.0, 0.0, 0.3206]
    assert [round(each, 4) for each in share(20, 20)] == [1.0, 0.8389, 1.0]  # counted exactly


def test_a_sum_of_published_figures_counts_its_noughts():
    assert sum_published_figures([10, 0, 5, 0]) == PublishedSum(15, 4)


@pytest.mark.parametrize(
    ("low", "high", "beyond"),
    [(0.06, 0.2, True), (0.004, 0.2, False), (-0.2, -0.06, True), (-0.1, 0.1, False)],
)
def test_a_range_that_touches_nought_as_printed_could_be_chance(low, high, beyond):
    assert is_beyond_chance(ShareWithConfidenceInterval((low + high) / 2, low, high)) is beyond
