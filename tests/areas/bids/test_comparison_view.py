"""How a comparison is drawn: shares on one scale of a hundred, their difference on its own, worked by hand."""

import datetime

import pytest

from handrail.areas.bids.models import EvaluationLine
from handrail.areas.bids.presenters import present_evaluation_comparison

pytestmark = pytest.mark.one_engine
D = datetime.date


def shown(first, second, design="comparison"):
    line = EvaluationLine(
        design=design, first_number=first[0], first_of=first[1], second_number=second[0], second_of=second[1],
        since=D(2025, 1, 1), until=D(2025, 12, 31), published_words=[],
    )  # fmt: skip
    return present_evaluation_comparison(line).shown


def test_shares_and_difference_are_drawn_with_their_intervals():
    """56/70 against 48/80 is 0.2000 (0.0524 to 0.3339): on 400 units for a hundred points, none at 200."""
    view = shown((56, 70), (48, 80))
    assert (view.first.x, view.second.x) == (320.0, 240.0)
    drawn = view.difference_drawing
    assert drawn.limit == 50
    assert (drawn.x, drawn.low, drawn.high) == pytest.approx((280.0, 221.0, 333.5), abs=0.1)


def test_a_wide_difference_is_drawn_on_a_wider_scale():
    """20 of 20 against 2 of 20 is 90 points: 180 of 200 units to the right of none."""
    drawn = shown((20, 20), (2, 20)).difference_drawing
    assert drawn.limit == 100
    assert drawn.x == 380.0


def test_a_small_group_has_no_mark_and_no_difference_drawn():
    view = shown((56, 70), (6, 19))
    assert view.first is not None
    assert view.second is None
    assert view.difference_drawing is None


@pytest.mark.parametrize(
    ("design", "level"), [("once", 1), ("before_after", 2), ("comparison", 3), ("random", 5)]
)
def test_the_level_is_drawn_as_its_number(design, level):
    assert shown((56, 70), (48, 80), design).level_number == level
