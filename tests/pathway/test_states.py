"""A clock's state on the days and minutes around its due, kind by kind."""

import pytest

from handrail.pathway import ClockRun, evaluate_pathway
from pathway.worked import day, history

REFERRED = "england, adult\n2025-03-03 identified\n2025-03-03 nrm_consent_given\n2025-03-03 nrm_referred\n"
POSITIVE = REFERRED + "2025-03-07 rg_positive\n"
REPORTED = "england, adult\n2025-06-02 identified\n2025-06-05T11:00 reported_to_police\n"
PANEL = (
    "england, child, with pilot_area over_100_days_to_18\n2025-03-03 nrm_referred\n2025-03-07 rg_positive\n"
)
YES = REFERRED + "2025-03-04 support_consent_given\n2025-03-10T10:00 rg_positive\n"
CHILD = "england, child, with unaccompanied accommodated_by_council\n2025-06-02T10:00 social_care_decided\n"


def clock(given: str, name: str, on: str) -> ClockRun:
    return next(run for run in evaluate_pathway(history(given), day(on)).clocks if run.clock == name)


@pytest.mark.parametrize(
    ("given", "name", "on", "state"),
    [
        # a target by the day: due 10 March
        (REFERRED, "rg_decision", "2025-03-10", "running"),
        (REFERRED, "rg_decision", "2025-03-11", "missed"),
        (REFERRED + "2025-03-10 rg_positive", "rg_decision", "2025-03-11", "met"),
        (REFERRED + "2025-03-11 rg_positive", "rg_decision", "2025-03-11", "missed"),
        (REFERRED, "rg_decision", "2025-03-10T23:59", "running"),
        # a maximum by the minute: due 6 June at 11am
        (REPORTED, "crime_record_report", "2025-06-06T11:00", "running"),
        (REPORTED, "crime_record_report", "2025-06-06T11:01", "missed"),
        (REPORTED, "crime_record_report", "2025-06-06", "running"),
        (REPORTED, "crime_record_report", "2025-06-07", "missed"),
        (REPORTED + "2025-06-06T11:00 crime_recorded", "crime_record_report", "2025-06-07", "met"),
        (REPORTED + "2025-06-06T11:01 crime_recorded", "crime_record_report", "2025-06-07", "missed"),
        (REPORTED + "2025-06-06 crime_recorded", "crime_record_report", "2025-06-07", "met"),
        (REPORTED + "2025-06-07 crime_recorded", "crime_record_report", "2025-06-07", "missed"),
        # a children's panel may say no to both grounds at one sitting; to the second on another day it is too early
        (PANEL + "2025-03-07 cg_negative", "cg_not_before_30", "2025-03-10", "ended"),
        (PANEL + "2025-03-07 cg_negative", "recovery_period_30", "2025-03-10", "ended"),
        (PANEL + "2025-03-08 cg_negative", "cg_not_before_30", "2025-03-10", "missed"),
        # a minimum: guaranteed to 5 April
        (POSITIVE, "recovery_period_30", "2025-04-05", "running"),
        (POSITIVE, "recovery_period_30", "2025-04-06", "met"),
        (POSITIVE + "2025-04-04 cg_positive", "recovery_period_30", "2025-04-04", "missed"),
        (POSITIVE + "2025-04-05 cg_positive", "recovery_period_30", "2025-04-05", "met"),
        # not before 6 April
        (POSITIVE, "cg_not_before_30", "2025-04-05", "running"),
        (POSITIVE, "cg_not_before_30", "2025-04-06", "met"),
        (POSITIVE + "2025-04-05 cg_positive", "cg_not_before_30", "2025-04-07", "missed"),
        (POSITIVE + "2025-04-06 cg_positive", "cg_not_before_30", "2025-04-06", "met"),
        # a window to 12 March at 10am
        (YES, "msvcc_contact", "2025-03-12T10:00", "running"),
        (YES, "msvcc_contact", "2025-03-12T10:01", "ended"),
        (YES + "2025-03-12T10:00 national_support_started", "msvcc_contact", "2025-03-13", "met"),
        (YES + "2025-03-12T10:01 national_support_started", "msvcc_contact", "2025-03-12", "ended"),
        (YES + "2025-03-11 national_support_declined", "msvcc_contact", "2025-03-11", "met"),
        # an event that comes by itself on 3 June at 10am
        (CHILD, "child_looked_after", "2025-06-03T10:00", "running"),
        (CHILD, "child_looked_after", "2025-06-03T10:01", "met"),
        (CHILD + "2025-06-02T12:00 looked_after_started", "child_looked_after", "2025-06-02", "met"),
        # paused by the authority alone
        (POSITIVE + "2025-03-10 nrm_suspended", "cg_decision", "2025-03-10", "paused"),
        (POSITIVE + "2025-03-10 nrm_suspended", "recovery_period_30", "2025-03-10", "running"),
        (
            POSITIVE + "2025-03-10 nrm_suspended\n2025-03-12 nrm_resumed",
            "cg_decision",
            "2025-03-12",
            "waiting",
        ),
        (POSITIVE + "2025-03-10 nrm_suspended\n2025-04-10 cg_positive", "cg_decision", "2025-04-10", "met"),
        (POSITIVE + "2025-03-10 nrm_suspended\n2025-04-10 died", "cg_decision", "2025-04-10", "ended"),
        (REFERRED + "2025-03-12 nrm_suspended", "rg_decision", "2025-03-12", "paused"),
    ],
)
def test_state_around_the_due(given: str, name: str, on: str, state: str) -> None:
    assert clock(given, name, on).state == state


def test_a_window_without_a_length_stays_open_until_it_no_longer_applies() -> None:
    given = (
        POSITIVE
        + "2025-03-08 national_support_started\n2025-04-07 cg_positive\n2025-06-02 national_support_ended\n"
    )
    assert clock(given, "reach_in", "2026-06-02").state == "running"
    assert clock(given, "reach_in", "2026-06-02").tag == "Since 2 June 2025"
    assert clock(given + "2025-07-01 national_support_started", "reach_in", "2025-07-02").state == "ended"


@pytest.mark.parametrize(
    ("events", "days"),
    [
        ("2025-03-10 nrm_suspended", 14),
        ("2025-03-10 nrm_suspended\n2025-03-12 nrm_resumed", 2),
        ("2025-03-10 nrm_suspended\n2025-03-12 nrm_resumed\n2025-03-20 nrm_suspended", 6),
        ("2025-03-05 nrm_suspended\n2025-03-10 nrm_resumed", 3),
        ("2025-03-04 nrm_suspended\n2025-03-06 nrm_resumed", 0),
        ("2025-03-10 nrm_suspended\n2025-03-15 cg_positive", 5),
        ("2025-03-10 nrm_suspended\n2025-03-12 nrm_suspended", 14),
        ("2025-03-10 nrm_suspended\n2025-03-12 nrm_resumed\n2025-03-14 nrm_resumed", 2),
        ("", 0),
    ],
)
def test_suspended_days_are_those_within_the_run(events: str, days: int) -> None:
    assert clock(POSITIVE + events, "cg_decision", "2025-03-24").suspended_days == days


def test_a_clock_that_nobody_pauses_has_no_suspended_days() -> None:
    assert (
        clock(POSITIVE + "2025-03-10 nrm_suspended", "recovery_period_30", "2025-03-24").suspended_days == 0
    )


def test_a_suspension_of_one_referral_leaves_the_other() -> None:
    given = (
        REFERRED
        + "2025-03-05 nrm_withdrawn\n2025-04-01 nrm_consent_given\n2025-04-01 nrm_referred referral=2\n"
        + "2025-04-02 nrm_suspended referral=2"
    )
    found = {
        run.referral: run.state
        for run in evaluate_pathway(history(given), day("2025-04-03")).clocks
        if run.clock == "rg_decision"
    }
    assert found == {1: "ended", 2: "paused"}


def test_days_so_far_are_counted_to_the_day_asked() -> None:
    run = clock(POSITIVE, "cg_decision", "2025-03-17")
    assert (run.elapsed_days, run.is_open, run.days_left) == (10, True, None)
    assert clock(REFERRED, "rg_decision", "2025-03-07").days_left == 3


def test_hours_without_a_time_are_counted_in_days_whole() -> None:
    assert str(clock("england, adult, with west_midlands conference_consent\n2025-03-03 identified", "sasc_conference",
                     "2025-03-04").due) == "2025-03-05"  # fmt: skip


def test_a_length_is_a_bodys_own_only_where_it_may_set_one() -> None:
    own = history(REFERRED)
    found = evaluate_pathway(type(own)(events=own.events, settings={"rg_decision": 40}), day("2025-03-04"))
    assert str(next(run.due for run in found.clocks if run.clock == "rg_decision")) == "2025-03-10"
