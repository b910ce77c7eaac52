"""Wilson's and Newcombe's intervals beside printed examples, and when no share is told."""

import pytest

from handrail.insight.take_up.group_comparison import (
    PublishedSum,
    ShareWithConfidenceInterval,
    compute_difference_with_confidence_interval,
    compute_share_with_confidence_interval,
    find_wilson_interval,
    is_beyond_chance,
)


def share(part, base, figures=0):
    return compute_share_with_confidence_interval(
        PublishedSum(part, figures), PublishedSum(base - part, figures)
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


@pytest.mark.parametrize(
    ("low", "high", "beyond"),
    [(0.06, 0.2, True), (0.004, 0.2, False), (-0.2, -0.06, True), (-0.1, 0.1, False)],
)
def test_a_range_that_touches_nought_as_printed_could_be_chance(low, high, beyond):
    assert is_beyond_chance(ShareWithConfidenceInterval((low + high) / 2, low, high)) is beyond
