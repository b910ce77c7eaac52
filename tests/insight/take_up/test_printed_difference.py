"""The difference that is printed is that of the shares as they are printed beside it."""

from handrail.insight.take_up.presenters import (
    GROUPS_BY_CODE,
    ComparedGroups,
    present_group_comparison,
    present_take_up_steps,
)
from handrail.insight.take_up.queries import TakeUpFigures

LANGUAGE = GROUPS_BY_CODE["language"]
FIRST, SECOND = LANGUAGE.codes[:2]
"""74 of 113 (65.49) and 18 of 61 (29.51): 35.98 before rounding, 35 as printed."""
CELLS = {
    f"step_language=referred.{FIRST}": [39],
    f"step_language=started.{FIRST}": [74],
    f"step_language=referred.{SECOND}": [43],
    f"step_language=started.{SECOND}": [18],
}


def test_65_minus_30_is_35():
    figures, groups = TakeUpFigures([], CELLS), ComparedGroups(LANGUAGE, FIRST, SECOND)
    reached = next(row for row in present_take_up_steps(figures, groups) if row.code == "reached")
    assert (reached.first.words, reached.second.words) == ("65%", "30%")
    assert reached.difference.words == f"{groups.get_name(FIRST)}: 35 points higher"
    assert "That is 35 percentage points more" in present_group_comparison(figures, groups).text


def test_below_nought_is_told_as_lower():
    """10 of 40 against 12 of 40: five percentage points fewer, which could be chance."""
    cells = {
        f"step_language=referred.{FIRST}": [30], f"step_language=started.{FIRST}": [10],
        f"step_language=referred.{SECOND}": [28], f"step_language=started.{SECOND}": [12],
    }  # fmt: skip
    text = present_group_comparison(TakeUpFigures([], cells), ComparedGroups(LANGUAGE, FIRST, SECOND)).text
    assert "percentage points lower and " in text
    assert "-" not in text


def test_equal_shares_are_no_difference_with_their_range():
    """20 of 40 and 30 of 60: 50% each."""
    cells = {
        f"step_language=referred.{FIRST}": [20], f"step_language=started.{FIRST}": [20],
        f"step_language=referred.{SECOND}": [30], f"step_language=started.{SECOND}": [30],
    }  # fmt: skip
    steps = present_take_up_steps(TakeUpFigures([], cells), ComparedGroups(LANGUAGE, FIRST, SECOND))
    difference = next(row for row in steps if row.code == "reached").difference
    assert difference.words == "Same in both groups"
    low, high = difference.range_words.split(" to ")
    assert (low[0], high.isdigit()) == ("−", True)
