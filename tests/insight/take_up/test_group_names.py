"""A group says by itself what it is: beside “started support” no days are those of another wait."""

import pytest

from handrail.insight.take_up.presenters import (
    GROUP_NAMES,
    GROUPS_BY_CODE,
    ComparedGroups,
    present_group_comparison,
)
from handrail.insight.take_up.queries import TakeUpFigures

WAITED = ComparedGroups(GROUPS_BY_CODE["waited"], "days_2", "days_14")


@pytest.mark.parametrize(
    ("breakdown", "value", "name"),
    [
        ("waited", "days_14", "Reached in 8 to 14 days"),
        ("waited", "later", "Reached after 31 days"),
        ("referrer", "police", "Referred by the police"),
        ("language", "other", "Speakers of other languages"),
        ("need", "legal", "Legal advice (kind of service)"),
        ("phase", "before", "People before the NRM"),
    ],
)
def test_a_group_is_named_with_what_it_is(breakdown, value, name):
    assert ComparedGroups(GROUPS_BY_CODE[breakdown], value, value).get_name(value) == name


def test_each_value_of_these_breakdowns_has_its_name():
    for breakdown in ("language", "referrer", "waited"):
        named = {value for code, value in GROUP_NAMES if code == breakdown}
        assert named == set(GROUPS_BY_CODE[breakdown].codes) - {"not_known"}


def test_the_group_that_is_too_small_is_named_beside_the_share_of_everyone():
    """35 of 50: 20 of 20 reached in 2 days or fewer, 5 of 15 in 8 to 14 days and 10 of 15 later."""
    cells = {
        "step=started": [35], "step=accepted": [15], "step_waited=started.days_2": [20],
        "step_waited=started.days_14": [5], "step_waited=accepted.days_14": [10],
    }  # fmt: skip
    answer = present_group_comparison(TakeUpFigures([], cells), WAITED)
    assert answer.title == "70% of those referred started support"
    assert "Reached in 8 to 14 days: 15 people, too few to compare." in answer.text
    assert answer.range_note.startswith(
        "If you quote a range, use one from above: it covers everyone referred"
    )


def test_without_a_range_there_is_no_note_on_ranges():
    """Fifteen people in all: numbers alone."""
    cells = {"step=started": [15], "step_waited=started.days_14": [15]}
    answer = present_group_comparison(TakeUpFigures([], cells), WAITED)
    assert "The true share" not in answer.text
    assert answer.range_note == ""
