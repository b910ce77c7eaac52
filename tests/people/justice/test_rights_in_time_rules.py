"""What became of an entitlement by a day, and its quarter: worked out by hand on a calendar."""

import datetime

import pytest

from handrail.people.justice.rules.rights_in_time import GivenItem, GivenState, count_given, judge_item

FRI_6_NOV = datetime.date(2026, 11, 6)
LAST_OF_2026 = datetime.date(2026, 12, 31)


def item(**changes):
    plain = {
        "right": "4",
        "owner": "police",
        "due_on": None,
        "started": FRI_6_NOV,
        "answer": "",
        "done_on": None,
        "is_asked": True,
        "by_fallback": False,
        "enhanced": True,
    }
    return GivenItem(**plain | changes)


def test_a_right_without_a_number_runs_until_its_quarter_ends():
    after = LAST_OF_2026 + datetime.timedelta(days=1)
    assert judge_item(item(), FRI_6_NOV) is GivenState.RUNNING
    assert judge_item(item(), LAST_OF_2026) is GivenState.RUNNING
    assert judge_item(item(), after) is GivenState.UNEXPLAINED
    assert judge_item(item(is_asked=False), after) is GivenState.UNKNOWN
    assert judge_item(item(answer="done", done_on=after), after) is GivenState.IN_TIME


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"answer": "done", "done_on": datetime.date(2026, 11, 10)}, GivenState.IN_TIME),
        ({"answer": "done", "done_on": datetime.date(2026, 11, 11)}, GivenState.LATE),
        ({"answer": "declined"}, GivenState.DECLINED),
        ({"answer": "withheld"}, GivenState.WITHHELD),
        ({"answer": "not_possible"}, GivenState.EXPLAINED),
        ({}, GivenState.UNEXPLAINED),
        ({"by_fallback": True}, GivenState.UNKNOWN),
    ],
)
def test_what_became_of_an_entitlement_that_was_due(changes, state):
    due = datetime.date(2026, 11, 10)
    assert judge_item(item(due_on=due, **changes), datetime.date(2026, 11, 12)) is state


def test_a_rate_is_out_of_what_was_due_less_declined_and_withheld():
    due = datetime.date(2026, 11, 10)
    rows = [
        item(due_on=due, answer="done", done_on=due),
        item(due_on=due),
        item(due_on=due, answer="declined"),
        item(due_on=due, answer="withheld"),
        item(),
    ]
    (count,) = count_given(
        rows, since=datetime.date(2026, 10, 1), until=LAST_OF_2026, today=datetime.date(2026, 11, 12)
    )
    assert (count.due, count.base, count.share) == (4, 2, 0.5)
