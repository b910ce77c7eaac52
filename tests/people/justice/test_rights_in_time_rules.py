"""What became of an entitlement by a day, and its quarter: worked out by hand on a calendar."""

import datetime

import pytest

from handrail.people.justice.rules.rights_in_time import (
    COUNTED,
    CountedEntitlement,
    RightGivenState,
    classify_entitlement_given,
    count_rights_given,
    list_counted_rights_and_duty_holders,
)

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
    return CountedEntitlement(**plain | changes)


def test_a_right_without_a_number_runs_until_its_quarter_ends():
    after = LAST_OF_2026 + datetime.timedelta(days=1)
    assert classify_entitlement_given(item(), FRI_6_NOV) is RightGivenState.RUNNING
    assert classify_entitlement_given(item(), LAST_OF_2026) is RightGivenState.RUNNING
    assert classify_entitlement_given(item(), after) is RightGivenState.UNEXPLAINED
    assert classify_entitlement_given(item(is_asked=False), after) is RightGivenState.UNKNOWN
    assert classify_entitlement_given(item(answer="done", done_on=after), after) is RightGivenState.IN_TIME


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"answer": "done", "done_on": datetime.date(2026, 11, 10)}, RightGivenState.IN_TIME),
        ({"answer": "done", "done_on": datetime.date(2026, 11, 11)}, RightGivenState.LATE),
        ({"answer": "declined"}, RightGivenState.DECLINED),
        ({"answer": "withheld"}, RightGivenState.WITHHELD),
        ({"answer": "not_possible"}, RightGivenState.EXPLAINED),
        ({}, RightGivenState.UNEXPLAINED),
        ({"by_fallback": True}, RightGivenState.UNKNOWN),
    ],
)
def test_what_became_of_an_entitlement_that_was_due(changes, state):
    due = datetime.date(2026, 11, 10)
    assert classify_entitlement_given(item(due_on=due, **changes), datetime.date(2026, 11, 12)) is state


def test_what_a_body_owes_once_they_asked_is_counted_and_that_they_asked_is_not():
    owed = {"6.6.decided", "6.7.answered", "6.7.decided", "12.1", "12.1.answered", "6.9"}
    assert owed <= COUNTED
    assert not {"6.6", "6.6.latest", "6.7", "5.2"} & COUNTED
    names = dict(list_counted_rights_and_duty_holders())
    assert {"6_police", "6_prosecution", "12_complained_of"} <= set(names)


def test_a_rate_is_out_of_what_was_due_less_declined_and_withheld():
    due = datetime.date(2026, 11, 10)
    rows = [
        item(due_on=due, answer="done", done_on=due),
        item(due_on=due),
        item(due_on=due, answer="declined"),
        item(due_on=due, answer="withheld"),
        item(),
    ]
    (count,) = count_rights_given(
        rows, since=datetime.date(2026, 10, 1), until=LAST_OF_2026, today=datetime.date(2026, 11, 12)
    )
    assert (count.due, count.base, count.share) == (4, 2, 0.5)
