"""Every entitlement's due day, worked out by hand from the calendar and from `victims-code.csv`.

The days are around Christmas 2026 (Friday 25 and Monday 28 December, Friday 1 January are bank holidays) and Easter
2027 (Friday 26 and Monday 29 March).
"""

import datetime
from dataclasses import replace

import pytest

from handrail.pathway.events import PathwayEvent
from handrail.people.justice.rules.entitlements import get_entitlement, list_entitlements
from handrail.people.justice.rules.items import (
    ContractReopening,
    compute_entitlement_due_day,
    compute_entitlements,
)

WED_23_DEC = datetime.date(2026, 12, 23)
THU_25_MAR = datetime.date(2027, 3, 25)
FRI_6_NOV = datetime.date(2026, 11, 6)


def day(text):
    return datetime.date.fromisoformat(text)


# code, event, its day, enhanced, by fallback, due day by hand
BY_HAND = [
    (
        "2.1",
        "reported_to_police",
        WED_23_DEC,
        True,
        False,
        "2026-12-24",
    ),  # 24 hours from a day without a time
    ("4.2", "crime_recorded", WED_23_DEC, True, False, "2026-12-29"),  # Thu 24, Tue 29
    ("4.2", "crime_recorded", FRI_6_NOV, False, False, "2026-11-10"),  # Mon 9, Tue 10
    ("5.2", "exploitation_ended", day("2026-03-01"), True, False, "2028-03-01"),  # two years
    ("6.1", "suspect_arrested", WED_23_DEC, True, False, "2026-12-24"),
    ("6.1", "suspect_interviewed", THU_25_MAR, True, False, "2027-03-30"),
    ("6.1", "bail_changed", FRI_6_NOV, False, False, "2026-11-13"),
    ("6.1", "suspect_released", WED_23_DEC, False, False, "2027-01-04"),  # 24, 29, 30, 31, then Mon 4
    ("6.2", "not_investigated", THU_25_MAR, True, False, "2027-03-30"),  # past Good Friday and Easter Monday
    ("6.2", "not_investigated", THU_25_MAR, False, False, "2027-04-05"),  # Tue 30, 31, 1, 2, Mon 5
    ("6.4", "charged", FRI_6_NOV, True, False, "2026-11-09"),
    ("6.4", "charged", FRI_6_NOV, False, False, "2026-11-13"),
    ("6.5", "no_charge_decided", THU_25_MAR, True, False, "2027-03-30"),
    ("6.4", "out_of_court_disposal", WED_23_DEC, False, False, "2027-01-04"),
    ("6.5", "charge_altered", FRI_6_NOV, True, False, "2026-11-09"),
    ("6.5", "discontinued", FRI_6_NOV, False, False, "2026-11-13"),
    ("6.6", "victim_informed", FRI_6_NOV, True, False, "2026-11-20"),  # ten working days
    ("6.6.latest", "victim_informed", FRI_6_NOV, True, False, "2027-02-06"),  # three months, on a Saturday
    ("6.7", "victim_informed", day("2026-11-30"), True, False, "2027-02-28"),  # three months, a short one
    # Thu 24; Tue 29, 30, 31; Mon 4 to Fri 8 January: nine working days. Christmas, its Monday and New Year are none.
    ("6.7.answered", "review_requested", WED_23_DEC, True, False, "2027-01-11"),
    # The tenth is Mon 11 January; Mon 18 is the 15th, Fri 22 the 19th, Fri 29 the 24th, Fri 5 February the 29th.
    ("6.7.decided", "review_requested", WED_23_DEC, False, False, "2027-02-08"),
    ("6.9", "record_requested", FRI_6_NOV, True, False, "2026-11-06"),  # on or before the request
    ("8.0", "trial_fixed", WED_23_DEC, True, False, "2027-01-04"),
    ("8.0", "convicted", THU_25_MAR, False, False, "2027-04-05"),  # Tue 30, 31, 1, 2, Mon 5: for everybody
    ("8.0", "hearing_held", FRI_6_NOV, True, False, "2026-11-13"),
    ("8.1", "wcu_told", WED_23_DEC, True, False, "2026-12-24"),
    ("8.1", "trial_moved", FRI_6_NOV, False, True, "2026-11-16"),  # 9, 10, 11, 12, 13, Mon 16
    ("8.1", "trial_fixed", WED_23_DEC, True, True, "2027-01-05"),  # both legs: six working days
    ("8.2", "wcu_told", FRI_6_NOV, True, False, "2026-11-09"),
    ("8.2", "wcu_told", FRI_6_NOV, False, False, "2026-11-13"),
    ("8.2", "hearing_held", FRI_6_NOV, True, True, "2026-11-16"),  # six
    ("8.2", "hearing_held", FRI_6_NOV, False, True, "2026-11-20"),  # ten
    ("8.3", "witness_required", THU_25_MAR, True, False, "2027-03-30"),
    ("9.1", "wcu_told", FRI_6_NOV, False, False, "2026-11-09"),  # one day for everybody
    ("9.1", "acquitted", THU_25_MAR, False, True, "2027-04-06"),
    ("9.1", "convicted", FRI_6_NOV, True, True, "2026-11-16"),
    ("9.2", "wcu_told", THU_25_MAR, False, False, "2027-03-30"),
    ("9.2", "sentenced", THU_25_MAR, True, True, "2027-04-06"),  # Tue 30, 31, 1, 2, 5, Tue 6
    ("9.3", "appeal_decided", WED_23_DEC, False, False, "2026-12-24"),
    ("9.3", "appeal_lodged", FRI_6_NOV, True, False, "2026-11-09"),
    ("10.1", "expenses_claimed", WED_23_DEC, True, False, "2027-01-11"),  # 24, 29, 30, 31, 4 to 8, Mon 11
    ("11.1", "sentenced", FRI_6_NOV, True, False, "2026-11-20"),
    ("11.2", "support_referral_made", FRI_6_NOV, True, False, "2026-12-04"),  # twenty working days
    ("12.1", "complaint_made", FRI_6_NOV, True, False, "2026-11-20"),
]
AS_SOON = "a duty when its event comes; the abridged Code gives no number"
BY_NOW = "done or not done by the end of the quarter in which it came; the Code gives no number"
WITHOUT_NUMBER = {
    "1.1": BY_NOW,
    "1.2": AS_SOON,
    "1.3": AS_SOON,
    "1.4": AS_SOON,
    "2.2": AS_SOON,
    "2.3": AS_SOON,
    "2.4": AS_SOON,
    "2.5": AS_SOON,
    "3.1": "the right is confirmed, its length was not found: a setting of the force",
    "3.2": "five working days in the Code before 2021; the length of 2021 was not seen",
    "4.1": "again whenever needs change, so that no day ends it",
    "4.3": "whether or not they report, and after they withdraw: it has no end",
    "4.4": AS_SOON,
    "4.5": AS_SOON,
    "5.1": BY_NOW,
    "6.3": "as agreed with the person: the plan of contacts counts it",
    "6.6.decided": "how long a review by the prosecution may take was not found",
    "6.8": "before the decision on the conditions: due on the day they are set, see the test below",
    "7.1": "they may add to it until the sentence",
    "7.2": "for the court to decide on the day",
    "8.4": AS_SOON,
    "8.5": "before the trial, on no day that the Code names",
    "10.2": "as soon as possible",
    "11.3": "at key points of the sentence, on no day that the Code names",
    "11.4": AS_SOON,
    "12.1.answered": "answered in full after it is acknowledged, on no day that the Code names",
}
"""Each entitlement without a number of its own, with the reason that `victims-code.csv` gives."""


@pytest.mark.parametrize(("code", "event", "on", "enhanced", "fallback", "due"), BY_HAND)
def test_the_due_day_of_an_entitlement(code, event, on, enhanced, fallback, due):
    row = get_entitlement(code, on)
    found = compute_entitlement_due_day(
        row, PathwayEvent(event, on, id="1"), enhanced=enhanced, fallback=fallback
    )
    assert found == day(due)


LATER_DUTIES = {"6.6.latest", "6.6.decided", "6.7.answered", "6.7.decided", "12.1.answered"}
"""What a body owes after the first step of an entitlement: within the same row of `victims-code.csv`."""


def test_each_of_the_45_entitlements_is_worked_out_by_hand_or_has_no_number():
    code = [row for row in list_entitlements() if row.code[0].isdigit()]
    assert len({row.code for row in code} - LATER_DUTIES) == 45
    assert len(code) == 45 + len(LATER_DUTIES)
    by_hand = {line[0] for line in BY_HAND}
    assert {row.code for row in code} == by_hand | set(WITHOUT_NUMBER)
    assert not by_hand & set(WITHOUT_NUMBER)
    for row in code:
        if row.code in WITHOUT_NUMBER:
            assert (
                compute_entitlement_due_day(row, PathwayEvent("x", FRI_6_NOV, id="1"), enhanced=True) is None
            )


def test_a_time_limit_of_hours_counts_from_the_hour_where_it_is_known():
    row = get_entitlement("2.1", WED_23_DEC)
    at_eleven = PathwayEvent("identified", WED_23_DEC, time=datetime.time(23, 0), id="1")
    assert compute_entitlement_due_day(row, at_eleven, enhanced=True) == day("2026-12-24")


def test_every_row_says_where_it_is_from_and_how_sure_that_is():
    rows = list_entitlements()
    assert all(row.source and row.confidence and row.owners and row.prompt for row in rows)
    assert {row.code for row in rows if row.ours} == {
        *("before.reach", "before.nrm", "before.apart"),
        *("trial.travel", "trial.childcare", "trial.status", "trial.address"),
    }


def event(number, word, on, of=None, hour=9):
    known = datetime.datetime.combine(day(on), datetime.time(hour), datetime.UTC)
    return PathwayEvent(word, day(on), of=of, id=str(number), recorded=known)


def items(*events, facts=frozenset(), enhanced=True, reopenings=()):
    found = compute_entitlements(events, facts=facts, enhanced=enhanced, reopenings=reopenings)
    return {(row.code, row.event_id): row for row in found}


def test_views_on_bail_are_due_before_the_conditions_are_set():
    found = items(event(1, "bail_proposed", "2026-11-06"), event(2, "suspect_released", "2026-11-09"))
    assert found["6.8", "1"].due == day("2026-11-09")
    assert items(event(1, "bail_proposed", "2026-11-06"))["6.8", "1"].due is None


def test_two_legs_are_judged_apart():
    fixed, told = event(1, "trial_fixed", "2026-11-06"), event(2, "wcu_told", "2026-11-12", "hearing")
    before = items(fixed)
    assert (before["8.1", "1"].due, before["8.1", "1"].by_fallback) == (day("2026-11-16"), True)
    assert (before["8.0", "1"].due, before["8.0", "1"].done_on) == (day("2026-11-13"), None)
    after = items(fixed, told, event(3, "victim_informed", "2026-11-16", "hearing"))
    assert ("8.1", "1") not in after
    assert after["8.0", "1"].done_on == day("2026-11-12")
    assert (after["8.1", "2"].due, after["8.1", "2"].done_on) == (day("2026-11-13"), day("2026-11-16"))


def test_only_a_hearing_on_bail_is_told_of_as_bail():
    bail, other = (
        event(1, "hearing_held", "2026-11-02", "bail"),
        event(2, "hearing_held", "2026-11-03", "other"),
    )
    told = event(3, "wcu_told", "2026-11-05", "hearing"), event(4, "wcu_told", "2026-11-06", "bail")
    found = items(bail, other, *told)
    assert found["8.0", "1"].done_on == day("2026-11-06")
    assert found["8.0", "2"].done_on == day("2026-11-05")
    assert {key for key in found if key[0] == "8.2"} == {("8.2", "4")}


def test_verdict_and_sentence_are_told_one_after_the_other():
    found = items(
        event(1, "convicted", "2026-11-02"),
        event(2, "wcu_told", "2026-11-03", "outcome"),
        event(3, "sentenced", "2026-11-20"),
        event(4, "wcu_told", "2026-11-23", "outcome"),
    )
    assert found["9.1", "2"].due == day("2026-11-04")
    assert found["9.2", "4"].due == day("2026-11-24")
    assert {key for key in found if key[0] in ("9.1", "9.2")} == {("9.1", "2"), ("9.2", "4")}


def test_verdict_and_sentence_of_one_day_are_both_told():
    found = items(
        event(1, "convicted", "2026-11-02"),
        event(2, "sentenced", "2026-11-02"),
        event(3, "wcu_told", "2026-11-03", "outcome"),
    )
    assert found["9.1", "3"].due == found["9.2", "3"].due == day("2026-11-04")
    assert {key for key in found if key[0] in ("9.1", "9.2")} == {("9.1", "3"), ("9.2", "3")}
    untold = items(event(1, "acquitted", "2026-11-02"), event(2, "wcu_told", "2026-11-03", "outcome"))
    assert {key for key in untold if key[0] in ("9.1", "9.2")} == {("9.1", "2")}


def test_a_moved_trial_asks_again_and_starts_the_leg_of_the_new_day():
    found = items(
        event(1, "crime_recorded", "2026-09-01"),
        event(2, "needs_assessed", "2026-09-03"),
        event(3, "trial_fixed", "2026-10-01"),
        event(4, "trial_moved", "2026-11-06"),
    )
    asked_again = {code for (code, _), row in found.items() if row.reopened and row.reopened.cause == "trial"}
    assert {
        "1.2",
        "4.1",
        "4.5",
        "6.3",
        "trial.travel",
        "trial.childcare",
        "trial.status",
        "trial.address",
    } <= asked_again
    assert found["4.1", "1"].done_on is None  # assessed before it was moved
    assert found["8.1", "4"].due == day("2026-11-16")


def test_a_moved_trial_asks_nothing_again_of_an_interview_that_has_passed():
    found = items(
        event(1, "interview_planned", "2026-05-17"),
        event(2, "trial_fixed", "2026-10-01"),
        event(3, "trial_moved", "2026-11-06"),
    )
    assert found["1.2", "1"].reopened is None
    assert found["1.2", "2"].reopened.cause == "trial"
    officer = ContractReopening(
        "officer", day("2026-11-09"), datetime.datetime(2026, 11, 9, tzinfo=datetime.UTC)
    )
    again = items(event(1, "interview_planned", "2026-05-17"), reopenings=(officer,))
    assert again["1.2", "1"].reopened.cause == "officer"


def test_a_notice_is_of_the_request_that_was_written_down_before_it():
    first = event(1, "record_requested", "2026-11-06", hour=9)
    second = event(2, "record_requested", "2026-11-06", hour=10)
    written = datetime.datetime(2026, 11, 6, 11, tzinfo=datetime.UTC)
    notice = replace(event(3, "request_notice_given", "2026-11-05"), recorded=written)  # given the day before
    found = items(notice, first, second)
    assert (found["6.9", "1"].done_on, found["6.9", "2"].done_on) == (None, day("2026-11-05"))
    alone = event(4, "request_notice_given", "2026-11-05", hour=8)  # written down before any request
    assert items(alone, first)["6.9", "1"].done_on == day("2026-11-05")


def test_a_review_of_the_prosecution_and_one_of_the_police_are_two_duties():
    asked = event(1, "review_requested", "2026-11-06")
    decided = event(2, "review_decided", "2026-11-30")
    assert {code for code, _ in items(asked)} == {"6.6.decided"}
    of_police = items(asked, decided, facts=frozenset({"decided_by_police"}))
    assert {code for code, _ in of_police} == {"6.7.answered", "6.7.decided"}
    assert of_police["6.7.answered", "1"].done_on == day("2026-11-30")  # a decision answers, late as it is
    assert of_police["6.7.decided", "1"].done_on == day("2026-11-30")


def test_a_version_counts_for_what_happened_in_its_time():
    found = items(event(1, "bail_proposed", "2022-10-27"), event(2, "record_requested", "2026-01-11"))
    assert not {code for code, _ in found} & {"6.8", "6.9"}


def test_facts_choose_between_reviews_and_leave_a_child_to_the_other_clock():
    told = event(1, "victim_informed", "2026-11-06", "no_charge")
    assert ("6.6", "1") in items(told)
    assert ("6.7", "1") in items(told, facts=frozenset({"decided_by_police"}))
    ended = event(1, "exploitation_ended", "2026-03-01")
    assert ("5.2", "1") not in items(ended, facts=frozenset({"child_at_incident"}))
