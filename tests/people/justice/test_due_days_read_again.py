"""Due days of the entitlements, worked out a second time by another reader than whoever wrote the rules.

From the limits in `victims-code.csv` and a calendar of 2027 alone, without the first reading beside it. Everything
starts on Thursday 29 April 2027; Monday 3 May and Monday 31 May are bank holidays. Working days after it: Fri 30 April
is the 1st, Tue 4 May the 2nd, Fri 7 May the 5th, Mon 10 May the 6th, Fri 14 May the 10th, Fri 28 May the 20th. After
the bank holiday Tue 1 June is the 21st, Fri 4 June the 24th, Fri 11 June the 29th, Mon 14 June the 30th.
"""

import datetime

import pytest

from handrail.pathway.events import PathwayEvent
from handrail.people.justice.rules.entitlements import get_entitlement, list_entitlements
from handrail.people.justice.rules.items import compute_entitlement_due_day

START = datetime.date(2027, 4, 29)
FIRST, SECOND, FIFTH, TENTH, TWENTIETH = "2027-04-30", "2027-05-04", "2027-05-07", "2027-05-14", "2027-05-28"
SIXTH, THIRTIETH = "2027-05-10", "2027-06-14"

# code: with standard rights, with Enhanced Rights
BY_EVENT = {
    "2.1": (FIRST, FIRST),  # 24 hours
    "4.2": (SECOND, SECOND),
    "5.2": ("2029-04-29", "2029-04-29"),  # two years
    "6.1": (FIFTH, FIRST),
    "6.2": (FIFTH, FIRST),
    "6.4": (FIFTH, FIRST),
    "6.5": (FIFTH, FIRST),
    "6.6": (TENTH, TENTH),
    "6.6.latest": ("2027-07-29", "2027-07-29"),  # three months at most
    "6.7": ("2027-07-29", "2027-07-29"),  # three months
    "6.7.answered": (TENTH, TENTH),
    "6.7.decided": (THIRTIETH, THIRTIETH),
    "6.9": ("2027-04-29", "2027-04-29"),  # on or before the request
    "8.0": (FIFTH, FIFTH),
    "8.1": (FIRST, FIRST),
    "8.2": (FIFTH, FIRST),
    "8.3": (FIRST, FIRST),
    "9.1": (FIRST, FIRST),
    "9.2": (FIRST, FIRST),
    "9.3": (FIRST, FIRST),
    "10.1": (TENTH, TENTH),
    "11.1": (TENTH, TENTH),
    "11.2": (TWENTIETH, TWENTIETH),
    "12.1": (TENTH, TENTH),
}
# counted from the court's own event, where nobody knows when witness care was told
BY_COURT = {"8.1": (SIXTH, SIXTH), "8.2": (TENTH, SIXTH), "9.1": (SIXTH, SIXTH), "9.2": (SIXTH, SIXTH)}


@pytest.mark.parametrize(("table", "fallback"), [(BY_EVENT, False), (BY_COURT, True)])
def test_each_due_day_is_the_one_that_the_second_reader_found(table, fallback):
    found = {
        code: tuple(
            str(
                compute_entitlement_due_day(
                    get_entitlement(code, START),
                    PathwayEvent("x", START, id="1"),
                    enhanced=enhanced,
                    fallback=fallback,
                )
            )
            for enhanced in (False, True)
        )
        for code in table
    }
    assert found == table


def test_the_second_reader_found_a_number_for_each_row_that_has_one():
    numbered = {
        row.code for row in list_entitlements() if not row.ours and row.unit not in ("none", "before")
    }
    assert numbered == set(BY_EVENT)
    assert {row.code for row in list_entitlements() if row.fallback_starts} == set(BY_COURT)
